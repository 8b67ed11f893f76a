// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Testing

@Suite("Orders")
struct OrdersReaderTests {
    private func read(_ text: String, until: Day? = nil, columns: OrderColumns = OrderColumns()) throws -> OrderBook {
        try OrdersReader.read(ByteSource(bytes: Array(text.utf8), file: "orders.csv"), columns: columns, until: until)
    }

    private func purchases(_ book: OrderBook, _ name: String) -> [(String, Int64)] {
        guard let customer = (0..<book.count).first(where: { book.customers[$0] == name }) else { return [] }
        return book.purchases(of: customer).map { (Day(number: Int(book.days[$0])).description, book.amounts[$0]) }
    }

    @Test("Rows in any order; one purchase a day; every row accounted for")
    func plain() throws {
        let book = try read(
            """
            customer,time,amount
            b,2025-02-01,5.00
            a,2025-03-01,10.50
            a,2025-01-01,1
            a,2025-03-01 18:00,2.25
            ,2025-01-01,3
            a,yesterday,3
            a,2025-01-05,many

            """)
        #expect(purchases(book, "a").map(\.0) == ["2025-01-01", "2025-03-01"])
        // 10.50 + 2.25 on one day.
        #expect(purchases(book, "a").map(\.1) == [100, 1275])
        let report = book.report
        #expect(report.rows == 7 && report.taken == 4 && report.dropped.reduce(0) { $0 + $1.count } == 3)
        #expect(report.dropped.map(\.reason) == [.missingCustomer, .badTime, .badAmount])
        #expect(report.dropped.map(\.firstLine) == [6, 7, 8])
    }

    @Test("Refunds lessen the latest purchases before them")
    func refunds() throws {
        let book = try read(
            """
            customer,time,amount
            a,2025-01-01,100
            a,2025-01-10,30
            a,2025-01-20,-50
            a,2025-02-01,7
            b,2025-01-01,20
            b,2025-01-03,-20
            c,2025-01-02,-9.99
            c,2025-01-05,5
            """)
        // 50 back: the 30 of 10 January are none, and 20 of the 100 go.
        #expect(purchases(book, "a").map(\.1) == [8000, 700])
        #expect(purchases(book, "b").isEmpty && book.report.refundedCustomers == 1)
        // A refund before any purchase meets none.
        #expect(purchases(book, "c").map(\.1) == [500] && book.report.unmatchedRefunds == Money(fen: 999))
    }

    @Test("Identical rows count once where they can be told from repeated orders")
    func repeats() throws {
        let timed = try read(
            "customer,time,amount\na,2025-01-01 10:00:00,5\na,2025-01-01 10:00:00,5\na,2025-01-01 10:00:01,5\n")
        #expect(purchases(timed, "a").map(\.1) == [1000] && timed.report.dropped.first?.reason == .repeated)
        let plain = try read("customer,time,amount\na,2025-01-01,5\na,2025-01-01,5\n")
        #expect(purchases(plain, "a").map(\.1) == [1000] && !plain.report.findsRepeats)
    }

    @Test("Chinese headers, tabs, and orders after the end")
    func dialects() throws {
        let book = try read(
            "买家ID\t订单编号\t付款时间\t实付金额(元)\t渠道\n=\"7\"\t1\t2025/3/4 09:00\t¥1,234.50\tsearch\n8\t2\t2025-09-01\t3\tfeed\n",
            until: Day("2025-08-31"))
        #expect(book.customers[0] == "7" && purchases(book, "7").map(\.1) == [123_450])
        #expect(book.channels == ["search"] && book.report.dropped.map(\.reason) == [.afterEnd])
        let other = try read(
            "uid,when,paid\n1,2025-01-01,2\n", columns: OrderColumns(customer: "uid", time: "when", amount: "paid"))
        #expect(purchases(other, "1").map(\.1) == [200])
        #expect(throws: RecordsError.self) { try read("uid,when,paid\n1,2025-01-01,2\n") }
        #expect(throws: RecordsError.self) { try read("") }
    }

    @Test("Closed and unpaid orders are no purchases; a report on advertising is no file of orders")
    func status() throws {
        let book = try read(
            "订单编号,买家会员名,订单状态,买家实际支付金额,订单付款时间\n"
                + "1,a,交易成功,10,2025-01-01 10:00:00\n2,a,交易关闭,20,2025-01-02 10:00:00\n3,b,等待买家付款,0,2025-01-02 10:00:00\n")
        #expect(purchases(book, "a").map(\.1) == [1000] && purchases(book, "b").isEmpty)
        #expect(book.report.dropped.map(\.reason) == [.notPaid] && book.report.dropped.map(\.count) == [2])
        #expect(book.report.rows == 3 && book.report.taken == 1)

        func isOrders(_ text: String) throws -> Bool {
            var source = ByteSource(bytes: Array(text.utf8), file: "x")
            return try OrdersReader.recognises(&source)
        }
        #expect(try isOrders("customer,time,amount\n1,2025-01-01,2\n"))
        #expect(try isOrders("订单编号,买家会员名,买家实际支付金额,订单付款时间\n"))
        #expect(try !isOrders("Customer ID,Day,Cost,Revenue\n"))
        #expect(try !isOrders("date,channel,spend\n") && !isOrders(""))
    }
}
