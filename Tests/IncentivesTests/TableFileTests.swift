// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Incentives
import Market
import Testing

/// A folder for the files of one test, gone afterwards.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("incentives-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    func write(_ text: String, _ name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }
    /// A NumPy file of doubles.
    func writeNumpy(_ numbers: [Double], shape: String, fortran: Bool, _ name: String, version: UInt8 = 1) throws -> String {
        var header = "{'descr': '<f8', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        var data = Data(
            [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(header.utf8.count), 0] + (version > 1 ? [0, 0] : []))
        data.append(Data(header.utf8))
        for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
        try data.write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }
}

struct TableFileTests {
    @Test
    func longTextInAnyOrder() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            "customer,benefit,value,cost\r\n10,coupon,3.5,1.25\r\n9,coupon,2,1\r\n\"10\",sms,1e0,0.05\r\n", "a.csv")
        let reading = try TableReader().readCSV(path: file)
        #expect(reading.faults.total == 0)
        #expect(reading.table.benefits == ["coupon", "sms"])
        // Numbers are ordered as numbers: 9 before 10.
        #expect(reading.table.customers[0] == "9")
        #expect(reading.table.cell(customer: 1, benefit: 0)?.costFen == 125)
        #expect(reading.table.cell(customer: 1, benefit: 1)?.value == 1)
        #expect(reading.table.cell(customer: 0, benefit: 1) == nil)
    }

    @Test
    func badRowsAreCountedWithTheirFirstLine() throws {
        let scratch = try Scratch()
        let text = """
            customer,benefit,value,cost
            a,coupon,1,1
            a,coupon,2,1
            ,coupon,1,1
            b,coupon,nan,1
            b,gift,1,1
            c,coupon,1,-2
            d,coupon,1,x
            e,coupon,1
            c,coupon,4,2
            """
        let file = try scratch.write(text, "a.csv")
        let reading = try TableReader(benefits: [Benefit(name: "coupon")]).readCSV(path: file)
        #expect(
            reading.faults.counts == [
                .duplicatePair: 1, .missingCustomer: 1, .badValue: 1, .unknownBenefit: 1, .negativeCost: 1, .badCost: 1,
                .wrongFields: 1,
            ])
        #expect(reading.faults.firstLine[.duplicatePair] == 3)
        #expect(reading.faults.firstLine[.negativeCost] == 7)
        #expect(reading.table.count == 2)
        #expect(throws: IncentivesError.badRow(Place(file: file, line: 3), kind: .duplicatePair, found: "a")) {
            try TableReader(benefits: [Benefit(name: "coupon")], strict: true).readCSV(path: file)
        }
    }

    @Test
    func wideTextWithCostsByFaceValue() throws {
        let scratch = try Scratch()
        let file = try scratch.write("customer,value:big,value:small,cost:small\nx,5,2,0.5\ny,,1,0.25\n", "w.csv")
        let big = Benefit(name: "big", faceValue: Money(fen: 1_000), redemption: 0.3)
        let reading = try TableReader(benefits: [big, Benefit(name: "small")]).readCSV(path: file)
        #expect(reading.table.cell(customer: 0, benefit: 0)?.costFen == 300)
        #expect(reading.table.cell(customer: 1, benefit: 0) == nil)
        #expect(reading.table.cell(customer: 1, benefit: 1)?.costFen == 25)
    }

    @Test(arguments: [false, true], [UInt8(1), 2])
    func numpyInBothOrders(fortran: Bool, version: UInt8) throws {
        let scratch = try Scratch()
        // Customers × benefits [[1, 2], [3, 4], [5, 6]].
        let numbers: [Double] = fortran ? [1, 3, 5, 2, 4, 6] : [1, 2, 3, 4, 5, 6]
        let file = try scratch.writeNumpy(numbers, shape: "(3, 2)", fortran: fortran, "v.npy", version: version)
        let reading = try TableReader().readNumpy(values: file, costs: file)
        #expect(reading.table.cell(customer: 1, benefit: 0)?.value == 3)
        #expect(reading.table.cell(customer: 2, benefit: 1)?.costFen == 600)
        // 7 yuan: 4 + 3 of value at the same cost.
        let allocation = try Allocator(table: reading.table, rules: [.totalBudget(Money(fen: 700))]).solve()
        #expect(allocation.certificate?.value == 7)
    }

    @Test
    func brokenNumpyFilesAreRefused() throws {
        let scratch = try Scratch()
        let good = try scratch.writeNumpy([1, 2], shape: "(2, 1)", fortran: false, "v.npy")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: good))
        // Every cut of the file is an error, never a crash.
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let file = scratch.path("cut.npy")
            try bytes.prefix(length).write(to: URL(fileURLWithPath: file))
            #expect(throws: IncentivesError.self) { try NumpyArray(path: file) }
        }
        #expect(throws: IncentivesError.self) {
            try NumpyArray(path: scratch.writeNumpy([1], shape: "(99999999999, 99999999999)", fortran: false, "h.npy"))
        }
    }

    @Test
    func partialAllocationsDoNotReplaceFiles() throws {
        let scratch = try Scratch()
        let table = try table([[1, 2]], [[1, 1]])
        let allocation = try Allocator(table: table, rules: []).solve()
        let file = scratch.path("out.csv")
        try AllocationWriter(dropped: 1).writeCSV(allocation, of: table, to: file)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "customer,benefit\n0,b0\n1,b0\n")
        #expect(throws: IncentivesError.partial(file: file, badRows: 1)) {
            try AllocationWriter(dropped: 1).writeCSV(allocation, of: table, to: file)
        }
        try AllocationWriter().writeNumpy(allocation, to: scratch.path("out.npy"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted() == ["out.csv", "out.npy"])
    }

    @Test
    func aRequestFromEndToEnd() throws {
        let scratch = try Scratch()
        let input = try scratch.write("customer,benefit,value\na,c5,3\nb,c5,2\nc,c5,1\nd,c5,9\n", "in.csv")
        let benefits = try scratch.write("benefit,face_value,redemption,max_count,group\nc5,5,0.5,2,coupons\n", "b.csv")
        let customers = try scratch.write("customer,reached_30d,stage\na,0,new\nb,0,old\nc,0,old\nd,3,new\n", "c.csv")
        var request = AllocateRequest(input: input)
        request.benefitsTable = benefits
        request.customers = customers
        request.segmentColumn = "stage"
        request.filters = [CustomerFilter(column: "reached_30d", most: 1)]
        request.rules = [.totalBudget(Money(fen: 10_000))]
        let answer = try request.run()
        // d was reached too often; of the others the two best.
        #expect(answer.allocation.choices == [1, 1, 0, 0])
        #expect(answer.result.benefits[0].costFen == 500)
        #expect(answer.result.segments["old"]?[0].customers == 1)
        #expect(answer.result.barredByFilter == [1])
    }

    @Test
    func wordsAndUnknownCustomersAreFiltered() throws {
        let scratch = try Scratch()
        let input = try scratch.write("customer,benefit,value,cost\na,c,1,1\nb,c,1,1\nc,c,1,1\nd,c,1,1\n", "in.csv")
        // d is not in the table, z is offered nothing, b stands twice.
        let customers = try scratch.write("customer,level\na,gold\nb,silver\nc,blocked\nb,gold\nz,gold\n", "c.csv")
        var request = AllocateRequest(input: input)
        request.customers = customers
        request.filters = [CustomerFilter(column: "level", except: ["blocked"])]
        var answer = try request.run()
        #expect(answer.allocation.choices == [1, 1, 0, 1])
        request.filters = [CustomerFilter(column: "level", among: ["gold", "silver"], benefits: ["c"])]
        answer = try request.run()
        #expect(answer.allocation.choices == [1, 1, 0, 0])
        #expect(answer.result.warnings.map(\.key) == ["incentives.warning-absent", "incentives.warning-attribute-rows"])
    }

    @Test
    func groupsHaveSharedCaps() throws {
        let scratch = try Scratch()
        let input = try scratch.write("customer,benefit,value\na,c5,3\na,sms,1\nb,c9,8\nc,c5,2\nd,sms,1\n", "in.csv")
        var request = AllocateRequest(input: input)
        request.benefits = [
            Benefit(name: "c5", faceValue: Money(fen: 500), group: "coupons"),
            Benefit(name: "c9", faceValue: Money(fen: 900), redemption: 0.5, group: "coupons"),
            Benefit(name: "sms", faceValue: Money(fen: 5)),
        ]
        request.groupRules = [GroupRule(group: "coupons", measure: .costAtMost(Money(fen: 950)), saidAt: "request.yaml:7")]
        let answer = try request.run()
        // 9.50 yuan of coupons: 8 for 4.50 and 3 for 5.00 fit exactly; c gets nothing.
        #expect(answer.allocation.certificate?.value == 12)
        #expect(answer.result.prices[0].name == "budget coupons")
        #expect(answer.result.prices[0].used == 950)
        request.groupRules = [GroupRule(group: "gifts", measure: .countAtMost(1))]
        #expect(throws: IncentivesError.unknownBenefit(rule: "gifts", benefit: "gifts", known: ["coupons"])) {
            try request.run()
        }
    }

    @Test
    func cellsOfMappedMatricesAreCountedWhateverTheirNumber() throws {
        let scratch = try Scratch()
        let values = try scratch.writeNumpy([1, 2, .nan, 4], shape: "(4, 1)", fortran: false, "v.npy")
        let costs = try scratch.writeNumpy([1, -1, 1, 1], shape: "(4, 1)", fortran: false, "c.npy")
        var request = AllocateRequest(input: values)
        request.costs = costs
        let answer = try request.run()
        #expect(answer.allocation.choices == [1, 0, 0, 1])
        #expect(answer.allocation.faults.first?.row == 1)
        #expect(answer.allocation.faults.counts == [.negativeCost: 1, .valueNotNumber: 1])
    }
}
