// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market
import Records
import Report
import Response
import Workspaces

struct ValueVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "value", abstract: "Customers' lifetime value from their orders, with a check on time held out.",
        discussion: """
            Example:
              wanxiang value orders.csv
              wanxiang value                      the orders that were imported
              wanxiang value orders.csv --margin 0.3 --horizon 104 --cost 60 --html value.html
              wanxiang value orders.csv --out values.csv --json

            orders.csv has customer, time and amount (yuan; refunds below zero) and may have order, channel, goods and status (closed and
            unpaid orders are left out). Chinese and English names of columns are known; --column customer=用户编号 names others. The last
            quarter of the time is held out as a check.
            """)

    @Argument(
        help: ArgumentHelp("Orders as CSV; - for standard input; without it those of the workspace.", valueName: "orders"))
    var orders: String?

    @OptionGroup var place: WorkspaceOptions

    @Option(help: ArgumentHelp("Last day that counts; default the last order's.", valueName: "date"))
    var until: String?

    @Option(help: ArgumentHelp("Weeks ahead that count.", valueName: "weeks"))
    var horizon = 52.0

    @Option(help: ArgumentHelp("Share of an order's value that is margin, 0 to 1.", valueName: "share"))
    var margin = 1.0

    @Option(help: ArgumentHelp("Interest for a year, 0.1 for 10 %.", valueName: "rate"))
    var discount = 0.1

    @Option(help: ArgumentHelp("Cost of one new customer in yuan, for the pay-back time.", valueName: "yuan"))
    var cost: Double?

    @Option(help: ArgumentHelp("bg-nbd or pareto-nbd; default the likelier one.", valueName: "model"))
    var model: String?

    @Option(
        help: ArgumentHelp("Last day of the time fitted in the check; default after three quarters.", valueName: "date"))
    var holdoutAfter: String?

    @Flag(help: "No check on time held out.")
    var noHoldout = false

    @Option(
        name: .customLong("column"),
        help: ArgumentHelp("A column by another name, e.g. customer=uid.", valueName: "name=column"))
    var columnNames: [String] = []

    @Option(help: ArgumentHelp("Write each customer's figures as CSV.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Write the report as a self-contained page.", valueName: "file"))
    var html: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let terms = try terms()
            let kind = try kind()
            let untilDay = try OptionValues.day("--until", until)
            let book = try book(until: untilDay)
            guard let end = untilDay ?? book.report.lastDay, let first = book.report.firstDay, first <= end else {
                throw ValueError.noCustomers(file: book.report.file, day: untilDay ?? book.report.lastDay ?? Day(number: 0))
            }
            if untilDay == nil, let lone = OrderGap.beforeEnd(of: book) {
                throw ValueError.farEnd(file: book.report.file, day: end, gap: lone)
            }
            let options = LifetimeOptions(model: kind)
            let cohort = PurchaseCohort(book, end: end)
            let valuation = LifetimeValuation(LifetimeFit(cohort, options: options), terms: terms)
            let scores = valuation.scores(cohort.table)
            var groups: [LifetimeGrouping: [LifetimeGroup]] = [:]
            for grouping in LifetimeGrouping.allCases {
                groups[grouping] = LifetimeGroups.values(book, cohort, by: grouping, all: valuation.fit, terms: terms)
            }
            let document = ValueDocument(
                book: book, cohort: cohort, observedUntil: end, valuation: valuation, scores: scores,
                groups: groups.filter { !$0.value.isEmpty }, holdout: try check(book, first, end, options),
                costPerNewCustomer: cost)
            if let out { try AtomicFile.write(ValueCSV.write(book, cohort, scores), to: out) }
            if let html {
                try AtomicFile.write(Array(ValuePage(document, catalogue: console.catalogue).html().utf8), to: html)
            }
            if console.isJSON {
                console.print(json: try JSONText.text(document))
            } else {
                console.print(ValueView.lines(document, ViewSettings(console.catalogue, style: console.outputStyle)))
            }
        }
    }

    private func book(until: Day?) throws -> OrderBook {
        guard let orders else { return OrderBook(try place.open().orders(until: until)) }
        return try OrdersReader.read(path: orders, columns: columns(), until: until)
    }

    private func check(
        _ book: OrderBook, _ first: Day, _ end: Day, _ options: LifetimeOptions
    ) throws -> LifetimeHoldout? {
        let named = try OptionValues.day("--holdout-after", holdoutAfter)
        if noHoldout { return nil }
        let days = end.number - first.number
        // Below eight weeks there is nothing to hold out.
        guard named != nil || days >= 56 else { return nil }
        let split = named ?? first.advanced(by: days * 3 / 4)
        guard split > first, split < end else {
            throw CommandError.badOption(
                "--holdout-after", found: "\(split)", accepted: "a day after \(first) and before \(end)")
        }
        return LifetimeHoldout(book, fittedUntil: split, end: end, options: options)
    }

    private func terms() throws -> ValuationTerms {
        if !(horizon > 0 && horizon <= 1040) {
            throw CommandError.badOption("--horizon", found: "\(horizon)", accepted: "weeks from above 0 to 1040")
        }
        if !(margin > 0 && margin <= 1) {
            throw CommandError.badOption("--margin", found: "\(margin)", accepted: "a share above 0 and up to 1, such as 0.3")
        }
        if !(discount >= 0 && discount <= 2) {
            throw CommandError.badOption("--discount", found: "\(discount)", accepted: "a rate from 0 to 2, such as 0.1")
        }
        if let cost, !(cost >= 0 && cost <= 1e9) {
            throw CommandError.badOption("--cost", found: "\(cost)", accepted: "yuan from 0 on")
        }
        return ValuationTerms(horizonWeeks: horizon, discountPerYear: discount, margin: margin)
    }

    private func kind() throws -> RepeatModel.Kind? {
        guard let model else { return nil }
        guard let kind = RepeatModel.Kind(rawValue: model) else {
            throw CommandError.badOption(
                "--model", found: model, accepted: RepeatModel.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return kind
    }

    private func columns() throws -> OrderColumns {
        var columns = OrderColumns()
        for text in columnNames {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValueError.badColumns(found: text) }
            switch parts[0] {
            case "customer": columns.customer = parts[1]
            case "time": columns.time = parts[1]
            case "amount": columns.amount = parts[1]
            case "order": columns.order = parts[1]
            case "channel": columns.channel = parts[1]
            case "goods": columns.goods = parts[1]
            case "status": columns.status = parts[1]
            default: throw ValueError.badColumns(found: text)
            }
        }
        return columns
    }
}

/// What only this verb can find wrong.
enum ValueError: FaultError {
    case noCustomers(file: String, day: Day)
    /// The last orders are far from all others: probably a mistyped date, which would make everybody look lost.
    case farEnd(file: String, day: Day, gap: Int)
    case badColumns(found: String)

    var fault: Fault {
        switch self {
        case .noCustomers(let file, let day):
            Fault(.data, at: Place(file: file), Notice("value.no-customers", ["day": .day(day)]))
        case .farEnd(let file, let day, let gap):
            Fault(
                .data, at: Place(file: file), found: "\(day)",
                Notice("value.far-end", ["day": .day(day), "gap": .count(gap)]))
        case .badColumns(let found): Fault(.usage, found: found, Notice("value.bad-columns"))
        }
    }
}

/// Finds a last day that stands alone.
enum OrderGap {
    /// Days between the last orders and those before, where fewer than one in a thousand orders lie behind a gap of over 60 days.
    static func beforeEnd(of book: OrderBook) -> Int? {
        var counts: [Int32: Int] = [:]
        for day in book.days { counts[day, default: 0] += 1 }
        let days = counts.keys.sorted()
        var behind = 0
        for index in stride(from: days.count - 1, to: 0, by: -1) {
            behind += counts[days[index]] ?? 0
            guard behind * 1000 < book.days.count else { return nil }
            let gap = Int(days[index] - days[index - 1])
            if gap > 60 { return gap }
        }
        return nil
    }
}

/// Each customer's figures.
enum ValueCSV {
    static func write(_ book: OrderBook, _ cohort: PurchaseCohort, _ scores: [CustomerScore]) -> [UInt8] {
        var csv = CSVWriter(header: [
            "customer", "orders", "first_order", "alive", "expected_orders", "order_value_yuan", "value_yuan",
        ])
        func rounded(_ value: Double, _ scale: Double) -> Double { (value * scale).rounded() / scale }
        for entry in 0..<cohort.count {
            csv.text(book.customers[Int(cohort.customers[entry])])
            csv.number(Double(cohort.table.repeats[entry]) + 1)
            csv.day(Day(number: Int(cohort.firstDays[entry])))
            csv.number(rounded(scores[entry].alive, 1e6))
            csv.number(rounded(scores[entry].orders, 1e6))
            csv.number(rounded(scores[entry].orderValue, 1e4))
            csv.number(rounded(scores[entry].value, 1e4))
            csv.endRow()
        }
        return csv.bytes
    }
}
