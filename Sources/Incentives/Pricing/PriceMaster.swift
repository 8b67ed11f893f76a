// SPDX-License-Identifier: GPL-3.0-or-later
import Solver

/// Prices of the rules for a group of customers by Dantzig–Wolfe decomposition within a box of prices (Dantzig & Wolfe 1960; boxed as in
/// du Merle, Villeneuve, Desrosiers & Hansen 1999).
///
/// Each block of customers is one subproblem. A pass at given prices yields for every block the sums of its best choices, which become a
/// column; the master finds the mixture of columns that is best within the limits, and its row prices are the next prices. Two columns a
/// row, which buy capacity at the upper and sell it at the lower end, keep the prices in the box.
struct PriceMaster {
    let rows: [RuleRow]
    /// What is left of each limit for this group.
    let limits: [Double]
    let box: PriceBox
    let threads: Int
    /// 1, or next to 0 to ask only how nearly the limits can be kept: then the value of the best mixture is less than nothing exactly
    /// when they cannot, and the prices prove it.
    var valueWeight = 1.0
    /// Most rounds.
    var rounds = 120

    struct Result: Sendable {
        /// The prices with the least bound.
        var prices: [Double]
        /// Lagrangian bound at these prices, on this group alone.
        var bound: Double
        /// Value of the best mixture.
        var value: Double
        var converged: Bool
        /// Rounds that were made.
        var rounds: Int
    }

    /// Solves until bound − value is at most `accuracy` of what the box leaves open (0.01 finds the prices to about a tenth of the box).
    func solve(_ group: CellGroup, accuracy: Double) throws(SolverError) -> Result {
        let blocks = group.blockCount(max(8, 3 * rows.count))
        var points = [box.centre, box.lower, box.upper]
        for r in rows.indices where rows.count > 1 {
            var point = box.centre
            point[r] = box.upper[r]
            points.append(point)
        }
        let starts = points.map { evaluate(group, $0, blocks) }
        // The bound falls by at most this much within the box.
        var open = 0.0
        for (r, row) in rows.enumerated() {
            let low = starts[1].chosen.reduce(0) { $0 + $1.use(row) }
            let high = starts[2].chosen.reduce(0) { $0 + $1.use(row) }
            open += (box.upper[r] - box.lower[r]) * abs(low - high) / 2
        }
        let largest = starts.flatMap(\.chosen).map { abs($0.totalValue) }.max() ?? 0
        let valueScale = valueWeight < 1 || largest < .leastNormalMagnitude ? 1 : largest
        let rowScales = rows.indices.map { r in
            max(abs(limits[r]), starts.flatMap(\.chosen).map { abs($0.use(rows[r])) }.max() ?? 1, 1e-6)
        }
        let tolerance = max(accuracy * open, 1e-13 * valueScale)
        let program = master(blocks: blocks, valueScale: valueScale, rowScales: rowScales, starts: starts)
        var best = Result(prices: box.centre, bound: .infinity, value: -.infinity, converged: false, rounds: 0)
        for (point, evaluation) in zip(points, starts) { keep(&best, point, evaluation) }
        let found = best
        return try LinearSession.with(program) { session throws(SolverError) in
            var best = found
            var options = LinearOptions()
            options.startsWithPrimal = true
            for round in 1...rounds {
                best.rounds = round
                guard try session.solve(options) == .optimal else { return best }
                best.value = session.objective * valueScale
                let prices = box.clamp(rows.indices.map { session.rowPrices[$0] * valueScale / rowScales[$0] })
                let evaluation = evaluate(group, prices, blocks)
                keep(&best, prices, evaluation)
                if best.bound - best.value <= tolerance {
                    best.converged = true
                    return best
                }
                var added = false
                for b in 0..<blocks {
                    let gain = evaluation.best[b] - session.rowPrices[rows.count + b] * valueScale
                    guard gain > 1e-14 * valueScale else { continue }
                    added = true
                    try session.addColumn(
                        lower: 0, upper: .infinity, cost: valueWeight * evaluation.chosen[b].totalValue / valueScale,
                        entries(evaluation.chosen[b], block: b, rowScales))
                }
                if !added {
                    best.converged = true
                    return best
                }
            }
            return best
        }
    }

    private func evaluate(_ group: CellGroup, _ prices: [Double], _ blocks: Int) -> CellGroup.Evaluation {
        group.evaluate(
            scores(prices, group.benefits), blocks: blocks, threads: threads)
    }

    private func scores(_ prices: [Double], _ benefits: Int) -> ScorePrices {
        var scores = ScorePrices(rows: rows, benefits: benefits, prices: prices)
        if valueWeight < 1 { for k in scores.value.indices { scores.value[k] = scores.value[k] - 1 + valueWeight } }
        return scores
    }

    private func keep(_ best: inout Result, _ prices: [Double], _ evaluation: CellGroup.Evaluation) {
        var bound = evaluation.best.reduce(0, +)
        for r in rows.indices { bound += prices[r] * limits[r] }
        if bound < best.bound { (best.bound, best.prices) = (bound, prices) }
    }

    private func entries(_ sums: ChoiceSums, block: Int, _ rowScales: [Double]) -> [(row: Int, value: Double)] {
        var entries: [(row: Int, value: Double)] = []
        for (r, row) in rows.enumerated() {
            let use = sums.use(row) / rowScales[r]
            if use != 0 { entries.append((r, use)) }
        }
        entries.append((rows.count + block, 1))
        return entries
    }

    private func master(
        blocks: Int, valueScale: Double, rowScales: [Double], starts: [CellGroup.Evaluation]
    ) -> LinearProgram {
        var program = LinearProgram()
        for r in rows.indices { program.addRow(lower: -.infinity, upper: limits[r] / rowScales[r]) }
        for _ in 0..<blocks { program.addRow(lower: 1, upper: 1) }
        for r in rows.indices {
            let scale = rowScales[r] / valueScale
            program.addColumn(lower: 0, upper: .infinity, cost: -box.upper[r] * scale, entries: [(r, -1)])
            if box.lower[r] > 0 {
                program.addColumn(lower: 0, upper: .infinity, cost: box.lower[r] * scale, entries: [(r, 1)])
            }
        }
        for start in starts {
            for b in 0..<blocks {
                program.addColumn(
                    lower: 0, upper: .infinity, cost: valueWeight * start.chosen[b].totalValue / valueScale,
                    entries: entries(start.chosen[b], block: b, rowScales))
            }
        }
        return program
    }
}
