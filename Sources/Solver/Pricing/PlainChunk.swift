// SPDX-License-Identifier: GPL-3.0-or-later

/// Columns without a curve: at a net value p per unit the best is one end of the range; smoothed like a sold-out output.
final class PlainChunk: PriceChunk, @unchecked Sendable {
    private let columns: [Int32]
    private let entries: PairedEntries
    private let cost: [Double]
    private let low: [Double]
    private let range: [Double]
    private let unit: [Double]
    private(set) var dual = 0.0
    private(set) var activity: [Double]
    private var net: [Double]
    private var smoothing = 0.0
    private var kinks: KinkMemory

    init(problem: ScaledProblem, columns: [Int32]) {
        self.columns = columns
        var paired = PairedEntries()
        for column in columns { paired.append(problem.entries(column), []) }
        entries = paired
        cost = columns.map { problem.cost[Int($0)] }
        low = columns.map { problem.source.columnLower[Int($0)] }
        range = columns.map { problem.source.columnUpper[Int($0)] - problem.source.columnLower[Int($0)] }
        unit = columns.map { problem.unit[Int($0)] }
        activity = [Double](repeating: 0, count: problem.rowCount)
        net = cost
        kinks = KinkMemory(count: columns.count)
    }

    func respond(prices: [Double], smoothing newSmoothing: Double) {
        smoothing = newSmoothing
        for r in activity.indices { activity[r] = 0 }
        var sum = 0.0
        for i in columns.indices {
            var p = cost[i]
            let span = Int(entries.starts[i])..<Int(entries.starts[i + 1])
            for k in span { p -= prices[Int(entries.rows[k])] * entries.first[k] }
            net[i] = p
            let part = smoothedPart(p, smoothing * unit[i])
            sum += p * low[i] + part.value * range[i]
            let x = low[i] + part.slope * range[i]
            for k in span { activity[Int(entries.rows[k])] += entries.first[k] * x }
        }
        dual = sum
    }

    func accept(isFresh: Bool) {
        for i in columns.indices { kinks.accept(i, q: net[i], epsilon: smoothing * unit[i], isFresh: isFresh) }
    }

    func addCurvature(into matrix: inout NormalMatrix, position: [Int32]) {
        for i in columns.indices {
            let weight = kinks.curvature(i) * range[i]
            guard weight > 0 else { continue }
            var positions: [Int32] = []
            var values: [Double] = []
            for k in Int(entries.starts[i])..<Int(entries.starts[i + 1]) where position[Int(entries.rows[k])] >= 0 {
                positions.append(position[Int(entries.rows[k])])
                values.append(entries.first[k])
            }
            matrix.add(weight, positions, values, count: positions.count)
        }
    }

    func write(into point: inout [Double]) {
        for i in columns.indices {
            point[Int(columns[i])] = low[i] + smoothedPart(net[i], smoothing * unit[i]).slope * range[i]
        }
    }

    func bound(prices: [Double]) -> Double {
        respond(prices: prices, smoothing: 0)
        return dual
    }

    func writePrices(links: [Int], into prices: inout [Double], reduced: inout [Double], scale: Double) {
        for i in columns.indices { reduced[Int(columns[i])] = scale * net[i] }
    }
}
