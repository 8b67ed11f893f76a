// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Solver
import Testing

@Suite struct LinearSessionTests {
    /// max 3x + 2y, x + y ≤ 4, x + 3y ≤ 7, x ≤ 3: the optimum is x = 3, y = 1, value 11. Prices: y is free of its bounds, so the first row
    /// costs 2; x is at its bound with reduced cost 3 − 2 = 1.
    static func textbook() -> LinearProgram {
        var program = LinearProgram()
        program.addRow(lower: -.infinity, upper: 4)
        program.addRow(lower: -.infinity, upper: 7)
        program.addColumn(lower: 0, upper: 3, cost: 3, entries: [(0, 1), (1, 1)])
        program.addColumn(lower: 0, upper: .infinity, cost: 2, entries: [(0, 1), (1, 3)])
        return program
    }

    @Test func solvesAndPrices() throws {
        try LinearSession.with(Self.textbook()) { session throws(SolverError) in
            #expect(try session.solve() == .optimal)
            #expect(abs(session.objective - 11) < 1e-9)
            #expect(session.x.map { ($0 * 1e9).rounded() / 1e9 } == [3, 1])
            #expect(abs(session.rowPrices[0] - 2) < 1e-9 && abs(session.reducedCosts[0] - 1) < 1e-9)
        }
    }

    @Test func goesOnAfterRowsAndColumns() throws {
        try LinearSession.with(Self.textbook()) { session throws(SolverError) in
            _ = try session.solve()
            // x ≤ 2 as a row with the column named twice: 0.5 x + 0.5 x.
            try session.addRow(lower: -.infinity, upper: 2, [(0, 0.5), (0, 0.5)])
            #expect(try session.solve() == .optimal)
            #expect(abs(session.objective - (6 + 2 * 5.0 / 3)) < 1e-9)  // y = (7 − 2) / 3
            try session.addColumn(lower: 0, upper: 1, cost: 10, [(0, 1)])
            #expect(try session.solve() == .optimal)
            #expect(abs(session.x[2] - 1) < 1e-9)
            try session.setRowBounds(0, lower: 5, upper: 4)
            #expect(try session.solve() == .infeasible)
        }
    }

    @Test func rejectsWhatGLPKWouldDieOf() throws {
        #expect(throws: SolverError.notFinite(place: "x0", value: .infinity)) {
            var program = LinearProgram()
            program.addColumn(lower: 0, upper: 1, cost: .infinity)
            try LinearSession.with(program) { _ throws(SolverError) in }
        }
        #expect(throws: SolverError.self) {
            var program = LinearProgram()
            program.addColumn(lower: 0, upper: 1, cost: 1, entries: [(7, 1)])
            try LinearSession.with(program) { _ throws(SolverError) in }
        }
        try LinearSession.with(Self.textbook()) { session throws(SolverError) in
            #expect(throws: SolverError.self) { try session.addRow(lower: 0, upper: 1, [(9, 1)]) }
            #expect(throws: SolverError.self) { try session.addRow(lower: 0, upper: 1, [(0, .nan)]) }
            #expect(throws: SolverError.self) { try session.setCost(-1, 3) }
            #expect(try session.solve() == .optimal)
        }
    }

    @Test func aFaultOfTheLibraryIsAnError() throws {
        for _ in 0..<20 {
            var program = LinearProgram()
            for _ in 0..<300 { program.addRow(lower: -.infinity, upper: 10) }
            for j in 0..<300 {
                program.addColumn(
                    lower: 0, upper: 5, cost: Double(j % 7), entries: (0..<300).map { ($0, Double(1 + (j * $0) % 5)) })
            }
            #expect(throws: SolverError.self) {
                try LinearSession.with(LinearSessionTests.textbook()) { session throws(SolverError) in
                    try session.limitMemory(megabytes: 1)
                    try LinearSession.with(program) { inner throws(SolverError) in _ = try inner.solve() }
                }
            }
        }
        try LinearSession.with(Self.textbook()) { session throws(SolverError) in #expect(try session.solve() == .optimal) }
    }

    @Test func wholeColumns() throws {
        // Knapsack 5a + 4b + 3c ≤ 11 with values 10, 7, 5: a + b (weight 9, value 17); a + c 15; 4 + 3 = 12; best 17.
        var program = LinearProgram()
        program.addRow(lower: -.infinity, upper: 11)
        for (weight, value) in [(5.0, 10.0), (4, 7), (3, 5)] {
            program.addColumn(lower: 0, upper: 1, cost: value, integer: true, entries: [(0, weight)])
        }
        try LinearSession.with(program) { session throws(SolverError) in
            let result = try session.solveInteger(IntegerOptions(start: [0, 1, 1]))
            #expect(result.status == .optimal && abs(result.objective - 17) < 1e-9)
            #expect(result.x == [1, 1, 0])
        }
    }

    @Test(arguments: ProgramFormat.allCases)
    func filesKeepEveryDigit(format: ProgramFormat) throws {
        var program = Self.textbook()
        program.objective[0] = 3 + 1e-15 * 4
        program.rowLower[1] = 1.0 / 3
        program.addColumn(lower: -.infinity, upper: 7, cost: 0, integer: true, entries: [(1, 0.1)])
        let path = NSTemporaryDirectory() + "wanxiang-\(UInt64.random(in: 0...UInt64.max)).\(format.rawValue)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try program.write(to: path, format: format)
        let back = try LinearProgram(reading: path, format: format)
        #expect(back.columnCount == 3 && back.columnUpper == program.columnUpper)
        #expect(back.objective == program.objective.map { back.maximize ? $0 : -$0 })
        #expect(back.integer == [false, false, true])
        let (value, again) = (try Self.optimum(program), try Self.optimum(back))
        #expect(value == again)
    }

    static func optimum(_ program: LinearProgram) throws -> Double {
        try LinearSession.with(program) { session throws(SolverError) in
            _ = try session.solve()
            return ((program.maximize ? 1 : -1) * session.objective * 1e12).rounded()
        }
    }

    @Test func manyThreadsAtOnce() async throws {
        let values = try await withThrowingTaskGroup(of: Double.self) { group in
            for thread in 0..<16 {
                group.addTask {
                    var sum = 0.0
                    for round in 0..<50 {
                        var program = Self.textbook()
                        program.rowUpper[0] = 4 + Double(thread + round) * 1e-3
                        sum += try LinearSession.with(program) { session throws(SolverError) in
                            _ = try session.solve()
                            return session.objective - 2 * program.rowUpper[0]
                        }
                    }
                    return sum
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // max = 3·3 + 2(b − 3) = 2b + 3 while x + 3y ≤ 7 is slack: b ≤ 4.065 < 3 + 4/3.
        #expect(values.count == 16)
        #expect(values.allSatisfy { abs($0 - 150) < 1e-6 })
    }

    @Test func cancelledBeforeAndAfter() throws {
        let flag = CancellationFlag()
        flag.cancel()
        try LinearSession.with(Self.textbook()) { session throws(SolverError) in
            #expect(try session.solve(LinearOptions(cancellation: flag)) == .cancelled)
            #expect(try session.solve() == .optimal)
        }
    }
}
