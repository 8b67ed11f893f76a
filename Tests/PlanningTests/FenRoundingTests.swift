// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TestSupport

@testable import Planning

/// Whole fen out of amounts, with limits kept exactly.
@Suite struct FenRoundingTests {
    /// 3 × 33.33… fen under a limit of 100: 33 each, and the missing fen goes where it is worth most.
    @Test func theMissingFenGoesToTheMostValuable() {
        let third = 100.0 / 3
        let rounding = FenRounding(
            amounts: [third, third, third], lower: [0, 0, 0], upper: [500, 500, 500], steps: [1, 1, 1], worth: [1, 3, 2],
            limits: [FenRounding.Limit(cells: [0, 1, 2], atLeast: 0, atMost: 100, isReached: true)])
        #expect(rounding.rounded() == [33, 34, 33])
    }

    /// A limit that the amounts do not reach is not filled, and a minimum is reached from below: 10.4 + 10.4 with at least 21.
    @Test func fillsMinimaButNotSlackLimits() {
        let rounding = FenRounding(
            amounts: [10.4, 10.4], lower: [0, 0], upper: [500, 500], steps: [1, 1], worth: [1, 1],
            limits: [FenRounding.Limit(cells: [0, 1], atLeast: 21, atMost: 400, isReached: false)])
        #expect(rounding.rounded().reduce(0, +) == 21)
    }

    /// A package stays whole: 299.9999 fen of a package of 100 fen are three packages; the rest fills the limit.
    @Test func packagesStayWhole() {
        let rounding = FenRounding(
            amounts: [299.9999, 50.2, 49.8001], lower: [0, 0, 0], upper: [500, 500, 500], steps: [100, 1, 1], worth: [9, 1, 1],
            limits: [FenRounding.Limit(cells: [0, 1, 2], atLeast: 0, atMost: 400, isReached: true)])
        let fen = rounding.rounded()
        #expect(fen[0] == 300 && fen.reduce(0, +) == 400)
    }

    /// A table of periods × channels with amounts drawn at random.
    private struct Table {
        var rounding: FenRounding
        let periods: Int
        let channels: Int

        init(_ random: inout SeededNumbers) {
            periods = random.count(1...6)
            channels = random.count(1...5)
            let amounts = (0..<(periods * channels)).map { _ in random.chance(0.2) ? 0 : random.number(0, 5000) }
            rounding = FenRounding(
                amounts: amounts, lower: amounts.map { _ in 0 }, upper: amounts.map { Int64($0.rounded(.up)) + 5 },
                steps: amounts.map { _ in 1 }, worth: amounts.map { _ in random.number(0, 2) }, limits: [])
        }

        /// A limit on cells: exactly what the amounts are where they come to whole fen, else the next whole number.
        mutating func limit(_ cells: [Int], reached: Bool, _ random: inout SeededNumbers) {
            let sum = cells.reduce(0) { $0 + rounding.amounts[$1] }
            let most = reached ? Int64(sum.rounded()) : Int64(sum.rounded(.up)) + random.fen(2...1000)
            rounding.limits.append(FenRounding.Limit(cells: cells, atLeast: 0, atMost: most, isReached: reached))
        }

        /// Moves the amounts so that each of the given sets sums to a whole number of fen, as a solution at its limits does.
        mutating func makeWhole(_ cells: [Int]) {
            guard let last = cells.last else { return }
            let sum = cells.reduce(0) { $0 + rounding.amounts[$1] }
            rounding.amounts[last] += sum.rounded(.up) - sum
            rounding.upper[last] += 1
        }

        func cells(period: Int) -> [Int] { (0..<channels).map { $0 * periods + period } }
        func cells(channel: Int) -> [Int] { (0..<periods).map { channel * periods + $0 } }
    }

    private func check(_ rounding: FenRounding, allReached: Bool, _ comment: Comment) {
        let fen = rounding.rounded()
        for cell in fen.indices {
            #expect(fen[cell] >= rounding.lower[cell] && fen[cell] <= rounding.upper[cell], comment)
            // A fen by rounding, at most two more for each limit that the cell is in.
            #expect(abs(Double(fen[cell]) - rounding.amounts[cell]) <= 7, comment)
        }
        for limit in rounding.limits {
            let sum = limit.cells.reduce(Int64(0)) { $0 + fen[$1] }
            #expect(sum <= limit.atMost && sum >= limit.atLeast, comment)
            if allReached, limit.isReached { #expect(sum == limit.atMost, comment) }
        }
    }

    /// Day within stage within total: all limits are kept and all that were reached are reached to the fen.
    @Test func nestedLimitsAreReached() {
        for seed in Effort.count(500, full: 5000) {
            var random = SeededNumbers(seed)
            var table = Table(&random)
            let days = (0..<table.periods).filter { _ in random.chance(0.6) }
            for day in days {
                table.makeWhole(table.cells(period: day))
                table.limit(table.cells(period: day), reached: true, &random)
            }
            let cut = random.count(1...table.periods)
            let stage = (0..<cut).flatMap { table.cells(period: $0) }
            let all = Array(table.rounding.amounts.indices)
            table.limit(stage, reached: false, &random)
            let rest = all.filter { cell in !days.contains { table.cells(period: $0).contains(cell) } }
            table.makeWhole(rest)
            table.limit(all, reached: true, &random)
            check(table.rounding, allReached: true, "seed \(seed)")
        }
    }

    /// Days × channels, both with limits that the amounts reach: a transportation table with whole margins.
    @Test func crossingLimitsAreReached() {
        for seed in Effort.count(500, full: 5000) {
            var random = SeededNumbers(seed, 2)
            var table = Table(&random)
            // Whole margins: last cell of every row, then last row of every column but the last, then the corner.
            for channel in 0..<table.channels { table.makeWhole(table.cells(channel: channel)) }
            for period in 0..<(table.periods - 1) {
                let sum = table.cells(period: period).reduce(0) { $0 + table.rounding.amounts[$1] }
                let lift = sum.rounded(.up) - sum
                let last = (table.channels - 1) * table.periods
                table.rounding.amounts[last + period] += lift
                table.rounding.upper[last + period] += 1
            }
            table.makeWhole(table.cells(channel: table.channels - 1))
            for channel in 0..<table.channels where random.chance(0.8) {
                table.limit(table.cells(channel: channel), reached: true, &random)
            }
            for period in 0..<table.periods where random.chance(0.8) {
                table.limit(table.cells(period: period), reached: true, &random)
            }
            table.limit(Array(table.rounding.amounts.indices), reached: true, &random)
            check(table.rounding, allReached: true, "seed \(seed)")
        }
    }
}
