// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Chains whose curves are of one type. A pooled block of periods moves as one variable.
final class ChainChunk<C: Curve>: PriceChunk, @unchecked Sendable {
    private let cells: [SeparableProblem.Cell]
    private let links: [SeparableProblem.Link]
    private let ranges: [Range<Int>]
    /// Rows of the spends, per unit of factor · spend.
    private let spendEntries: PairedEntries
    /// Rows of the effective spends and outputs.
    private let valueEntries: PairedEntries
    private let spendCost: [Double]
    private let inputCost: [Double]
    private let outputCost: [Double]
    private let unit: [Double]
    private var profile: ChainProfile<C>

    private(set) var dual = 0.0
    private(set) var activity: [Double]
    /// Net value of a unit of factor · spend, and of effective spend.
    private var p: [Double]
    private var r: [Double]
    private var share: [Double]
    private var q: [Double]
    private var smoothing = 0.0
    private var kinks: KinkMemory
    private var spend: [Double]
    private var value: [Double]
    /// Worth of a unit of effective spend in each period, after `bound`.
    private var worths: [Double]
    /// Position of each cell in the problem.
    private let positions: [Int]

    init(problem: ScaledProblem, chains: [[Int]], curves: [C]) {
        let source = problem.source
        var ranges: [Range<Int>] = []
        var cells: [SeparableProblem.Cell] = []
        var links: [SeparableProblem.Link] = []
        var first: [Int] = []
        for chain in chains {
            let begin = cells.count
            for position in chain {
                guard let link = source.cells[position].link else { continue }
                cells.append(source.cells[position])
                links.append(link)
                first.append(begin)
            }
            ranges.append(begin..<cells.count)
        }
        self.cells = cells
        self.links = links
        self.ranges = ranges
        var spendEntries = PairedEntries()
        var valueEntries = PairedEntries()
        for (cell, link) in zip(cells, links) {
            spendEntries.append(problem.entries(link.spend).map { ($0.0, $0.1 / link.factor) }[...], [])
            valueEntries.append(problem.entries(cell.input), problem.entries(cell.output))
        }
        self.spendEntries = spendEntries
        self.valueEntries = valueEntries
        spendCost = links.map { problem.cost[Int($0.spend)] / $0.factor }
        inputCost = cells.map { problem.cost[Int($0.input)] }
        outputCost = cells.map { problem.cost[Int($0.output)] }
        unit = cells.map { problem.unit[Int($0.output)] }
        profile = ChainProfile(
            curves: curves, carry: links.map(\.carry),
            low: links.map { $0.factor * source.columnLower[Int($0.spend)] + $0.shift },
            high: links.map { $0.factor * source.columnUpper[Int($0.spend)] + $0.shift }, first: first)
        activity = [Double](repeating: 0, count: problem.rowCount)
        let zeros = [Double](repeating: 0, count: cells.count)
        kinks = KinkMemory(count: cells.count)
        (p, r, share, q, spend, value, worths) = (zeros, zeros, zeros, zeros, zeros, zeros, zeros)
        positions = chains.flatMap { $0 }
    }

    func respond(prices: [Double], smoothing newSmoothing: Double) {
        smoothing = newSmoothing
        for row in activity.indices { activity[row] = 0 }
        var sum = 0.0
        for i in cells.indices { price(i, prices, smoothing) }
        for range in ranges {
            for i in range {
                let later = i + 1 < range.upperBound ? links[i + 1].carry * p[i + 1] : 0
                profile.linear[i] = r[i] + p[i] - later
            }
            profile.solve(range)
            var before = 0.0
            for i in range {
                let e = profile.effective[i]
                let carried = links[i].carry * before
                // A tied spend is at its bound exactly, whatever the rounding of e.
                let moved =
                    switch profile.tie[i] {
                    case -1: profile.low[i] - links[i].shift
                    case 1: profile.high[i] - links[i].shift
                    default: e - carried - links[i].shift
                    }
                spend[i] = min(max(moved, profile.low[i] - links[i].shift), profile.high[i] - links[i].shift)
                before = e
                value[i] = cells[i].scale * profile.curves[i].value(at: e)
                sum += p[i] * spend[i] + r[i] * e + (profile.weight[i] > 0 ? profile.weight[i] * value[i] / cells[i].scale : 0)
                let output = share[i] * value[i]
                for k in Int(spendEntries.starts[i])..<Int(spendEntries.starts[i + 1]) {
                    activity[Int(spendEntries.rows[k])] += spendEntries.first[k] * spend[i]
                }
                for k in Int(valueEntries.starts[i])..<Int(valueEntries.starts[i + 1]) {
                    activity[Int(valueEntries.rows[k])] += valueEntries.first[k] * e + valueEntries.second[k] * output
                }
            }
        }
        dual = sum
    }

    private func price(_ i: Int, _ prices: [Double], _ smoothing: Double) {
        var own = spendCost[i]
        for k in Int(spendEntries.starts[i])..<Int(spendEntries.starts[i + 1]) {
            own -= prices[Int(spendEntries.rows[k])] * spendEntries.first[k]
        }
        var input = inputCost[i]
        var output = outputCost[i]
        for k in Int(valueEntries.starts[i])..<Int(valueEntries.starts[i + 1]) {
            let price = prices[Int(valueEntries.rows[k])]
            input -= price * valueEntries.first[k]
            output -= price * valueEntries.second[k]
        }
        let part = smoothedPart(output, smoothing * unit[i])
        p[i] = own
        r[i] = input
        profile.weight[i] = part.value * cells[i].scale
        share[i] = part.slope
        q[i] = output
    }

    func accept(isFresh: Bool) {
        for i in cells.indices { kinks.accept(i, q: q[i], epsilon: smoothing * unit[i], isFresh: isFresh) }
    }

    func addCurvature(into matrix: inout NormalMatrix, position: [Int32]) {
        var block = SparseAccumulator(size: matrix.size)
        for range in ranges {
            var begin = range.lowerBound
            while begin < range.upperBound {
                var end = begin + 1
                while end < range.upperBound, profile.tie[end] != 0 { end += 1 }
                addBlock(begin..<end, within: range, &block, position, &matrix)
                begin = end
            }
        }
        for i in cells.indices {
            let weight = kinks.curvature(i) * value[i]
            guard weight > 0 else { continue }
            block.clear()
            addOutput(i, 1, 0, &block, position)
            block.flush(weight, into: &matrix)
        }
    }

    /// A block's columns move by 1, carry, carry² …; its own spend by 1 and the next block's by what is carried on.
    private func addBlock(
        _ periods: Range<Int>, within range: Range<Int>, _ block: inout SparseAccumulator, _ position: [Int32],
        _ matrix: inout NormalMatrix
    ) {
        let last = periods.upperBound - 1
        guard profile.effective[last] > profile.least[last], profile.effective[last] < profile.most[last] else { return }
        block.clear()
        addSpend(periods.lowerBound, 1, &block, position)
        var factor = 1.0
        var bend = 0.0
        for i in periods {
            if i > periods.lowerBound { factor *= links[i].carry }
            let e = profile.effective[i]
            let slope = profile.curves[i].slope(at: e)
            if profile.weight[i] > 0, slope.isFinite {
                let step = 1e-6 * max(e, 1e-3 * min(profile.most[i], 1e3 * e))
                bend += factor * factor * profile.weight[i] * (slope - profile.curves[i].slope(at: e + step)) / step
            }
            addOutput(i, factor * share[i] * cells[i].scale * (slope.isFinite ? slope : 0), factor, &block, position)
        }
        if periods.upperBound < range.upperBound {
            addSpend(periods.upperBound, -factor * links[periods.upperBound].carry, &block, position)
        }
        if bend > 0 { block.flush(1 / bend, into: &matrix) }
    }

    private func addSpend(_ i: Int, _ factor: Double, _ block: inout SparseAccumulator, _ position: [Int32]) {
        for k in Int(spendEntries.starts[i])..<Int(spendEntries.starts[i + 1]) {
            block.add(position[Int(spendEntries.rows[k])], factor * spendEntries.first[k])
        }
    }

    private func addOutput(
        _ i: Int, _ output: Double, _ input: Double, _ block: inout SparseAccumulator, _ position: [Int32]
    ) {
        for k in Int(valueEntries.starts[i])..<Int(valueEntries.starts[i + 1]) {
            block.add(
                position[Int(valueEntries.rows[k])], input * valueEntries.first[k] + output * valueEntries.second[k])
        }
    }

    func write(into point: inout [Double]) {
        for i in cells.indices {
            point[Int(links[i].spend)] = spend[i] / links[i].factor
            point[Int(cells[i].input)] = profile.effective[i]
            point[Int(cells[i].output)] = share[i] * value[i]
        }
    }

    func bound(prices: [Double]) -> Double {
        respond(prices: prices, smoothing: 0)
        var sum = 0.0
        for range in ranges {
            // What one more unit of effective spend is worth in each period prices the chain; any such prices give a bound.
            var later = 0.0
            for i in range.reversed() {
                let e = profile.effective[i]
                let slope = profile.weight[i] > 0 ? profile.weight[i] * profile.curves[i].slope(at: e) : 0
                let worth = r[i] + min(slope, 1e300) + later
                let rest = slope + r[i] - worth + later
                sum += (r[i] - worth + later) * e
                if profile.weight[i] > 0 { sum += profile.weight[i] * value[i] / cells[i].scale }
                sum += max(0, max(rest * (profile.most[i] - e), -rest * (e - profile.least[i])))
                let net = p[i] + worth
                let shift = links[i].shift
                sum += worth * shift
                sum += net * (net > 0 ? profile.high[i] - shift : profile.low[i] - shift)
                later = links[i].carry * worth
                worths[i] = worth
            }
        }
        return sum
    }

    func writePrices(links rows: [Int], into prices: inout [Double], reduced: inout [Double], scale: Double) {
        for i in cells.indices {
            // A link is written in the units of its row: coefficient · (input − carry · before − factor · spend) = constant.
            prices[rows[positions[i]]] = scale * worths[i] / links[i].coefficient
            reduced[Int(links[i].spend)] = scale * (p[i] + worths[i]) * links[i].factor
            reduced[Int(cells[i].input)] = 0
            reduced[Int(cells[i].output)] = 0
        }
    }
}

/// A sparse vector over the rows of a matrix.
struct SparseAccumulator {
    private var dense: [Double]
    private var isTouched: [Bool]
    private var positions: [Int32] = []
    private var values: [Double] = []

    init(size: Int) {
        dense = [Double](repeating: 0, count: size)
        isTouched = [Bool](repeating: false, count: size)
    }

    mutating func clear() {
        for position in positions {
            dense[Int(position)] = 0
            isTouched[Int(position)] = false
        }
        positions.removeAll(keepingCapacity: true)
    }

    /// Adds at a position; −1 is left out.
    @inline(__always)
    mutating func add(_ position: Int32, _ value: Double) {
        guard position >= 0, value != 0 else { return }
        let i = Int(position)
        if !isTouched[i] {
            isTouched[i] = true
            positions.append(position)
        }
        dense[i] += value
    }

    /// Adds weight · v vᵀ and empties the vector.
    mutating func flush(_ weight: Double, into matrix: inout NormalMatrix) {
        positions.sort()
        values.removeAll(keepingCapacity: true)
        for position in positions { values.append(dense[Int(position)]) }
        matrix.add(weight, positions, values, count: positions.count)
        clear()
    }
}
