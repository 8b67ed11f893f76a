// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Cells that stand alone and whose curves are of one type.
///
/// At prices π a cell gains max over x of p x + h(q) s f(x), where p and q are what one unit of input and of output bring net of
/// prices; the maximizer is where f′(x) = −p / (h(q) s), in closed form by `CurveBatch.inputs(atSlopes:)`.
final class CellChunk: PriceChunk, @unchecked Sendable {
    private let inputs: [Int32]
    private let outputs: [Int32]
    private let entries: PairedEntries
    private let inputCost: [Double]
    private let outputCost: [Double]
    private let low: [Double]
    private let high: [Double]
    private let scale: [Double]
    /// What smoothing is relative to.
    private let unit: [Double]
    private let batch: any CurveBatch

    private(set) var dual = 0.0
    private(set) var activity: [Double]
    private var p: [Double]
    private var weight: [Double]
    private var share: [Double]
    private var q: [Double]
    private var smoothing = 0.0
    private var kinks: KinkMemory
    private var slope: [Double]
    private var x: [Double]
    private var value: [Double]
    private var shifted: [Double]

    /// - Parameters:
    ///   - cells: positions of the cells in the problem.
    ///   - unit: by column, what smoothing is relative to.
    init(problem: ScaledProblem, cells: [Int], batch: any CurveBatch) {
        let source = problem.source
        inputs = cells.map { source.cells[$0].input }
        outputs = cells.map { source.cells[$0].output }
        var paired = PairedEntries()
        for cell in cells {
            paired.append(problem.entries(source.cells[cell].input), problem.entries(source.cells[cell].output))
        }
        entries = paired
        inputCost = inputs.map { problem.cost[Int($0)] }
        outputCost = outputs.map { problem.cost[Int($0)] }
        low = inputs.map { source.columnLower[Int($0)] }
        high = inputs.map { source.columnUpper[Int($0)] }
        scale = cells.map { source.cells[$0].scale }
        unit = outputs.map { problem.unit[Int($0)] }
        self.batch = batch
        let zeros = [Double](repeating: 0, count: cells.count)
        activity = [Double](repeating: 0, count: source.rowCount)
        kinks = KinkMemory(count: cells.count)
        (p, weight, share, q, slope, x, value, shifted) = (zeros, zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    }

    func respond(prices: [Double], smoothing newSmoothing: Double) {
        smoothing = newSmoothing
        for i in inputs.indices {
            var input = inputCost[i]
            var output = outputCost[i]
            for k in Int(entries.starts[i])..<Int(entries.starts[i + 1]) {
                let price = prices[Int(entries.rows[k])]
                input -= price * entries.first[k]
                output -= price * entries.second[k]
            }
            let smoothed = smoothedPart(output, smoothing * unit[i])
            p[i] = input
            weight[i] = smoothed.value * scale[i]
            share[i] = smoothed.slope
            q[i] = output
            slope[i] = input < 0 ? min(-input / weight[i], 1e300) : 1e300
        }
        batch.inputs(atSlopes: slope, into: &x)
        for i in inputs.indices {
            let inside = p[i] < 0 ? x[i] : (p[i] > 0 || weight[i] > 0 ? high[i] : low[i])
            x[i] = min(max(inside, low[i]), high[i])
        }
        batch.values(at: x, into: &value)
        for r in activity.indices { activity[r] = 0 }
        var sum = 0.0
        for i in inputs.indices {
            sum += p[i] * x[i] + weight[i] * value[i]
            let output = share[i] * scale[i] * value[i]
            for k in Int(entries.starts[i])..<Int(entries.starts[i + 1]) {
                activity[Int(entries.rows[k])] += entries.first[k] * x[i] + entries.second[k] * output
            }
        }
        dual = sum
    }

    func accept(isFresh: Bool) {
        for i in inputs.indices { kinks.accept(i, q: q[i], epsilon: smoothing * unit[i], isFresh: isFresh) }
    }

    func addCurvature(into matrix: inout NormalMatrix, position: [Int32]) {
        // The curve's bend is the change of the response as the slope asked for changes by a millionth.
        let step = 1e-6
        var moved = slope
        for i in moved.indices { moved[i] *= 1 + step }
        batch.inputs(atSlopes: moved, into: &shifted)
        var positions = [Int32](repeating: 0, count: 64)
        var values = [Double](repeating: 0, count: 64)
        for i in inputs.indices {
            let isInside = p[i] < 0 && x[i] > low[i] && x[i] < high[i]
            let change = isInside ? (x[i] - shifted[i]) / (slope[i] * step * weight[i]) : 0
            let kink = kinks.curvature(i) * scale[i] * value[i]
            guard change > 0 || kink > 0 else { continue }
            let begin = Int(entries.starts[i])
            let end = Int(entries.starts[i + 1])
            if positions.count < end - begin {
                positions = [Int32](repeating: 0, count: end - begin)
                values = [Double](repeating: 0, count: end - begin)
            }
            if change > 0 {
                let gain = share[i] * scale[i] * slope[i]
                var count = 0
                for k in begin..<end where position[Int(entries.rows[k])] >= 0 {
                    positions[count] = position[Int(entries.rows[k])]
                    values[count] = entries.first[k] + gain * entries.second[k]
                    count += 1
                }
                matrix.add(change, positions, values, count: count)
            }
            if kink > 0 {
                var count = 0
                for k in begin..<end where entries.second[k] != 0 && position[Int(entries.rows[k])] >= 0 {
                    positions[count] = position[Int(entries.rows[k])]
                    values[count] = entries.second[k]
                    count += 1
                }
                matrix.add(kink, positions, values, count: count)
            }
        }
    }

    func write(into point: inout [Double]) {
        for i in inputs.indices {
            point[Int(inputs[i])] = x[i]
            point[Int(outputs[i])] = share[i] * scale[i] * value[i]
        }
    }

    func bound(prices: [Double]) -> Double {
        respond(prices: prices, smoothing: 0)
        batch.slopes(at: x, into: &shifted)
        var sum = dual
        for i in inputs.indices {
            let rest = p[i] + (weight[i] > 0 ? weight[i] * shifted[i] : 0)
            // A concave curve lies below its tangent, so no point of the range gains more than this.
            let above = rest * (high[i] - x[i])
            let below = -rest * (x[i] - low[i])
            sum += max(0, max(above.isNaN ? 0 : above, below.isNaN ? 0 : below))
        }
        return sum
    }

    func writePrices(links: [Int], into prices: inout [Double], reduced: inout [Double], scale factor: Double) {
        for i in inputs.indices {
            // `shifted` holds the slopes since `bound`. An output that its curve stops has nothing to gain beyond it.
            reduced[Int(inputs[i])] = factor * (p[i] + (weight[i] > 0 ? weight[i] * shifted[i] : 0))
            reduced[Int(outputs[i])] = 0
        }
    }
}
