// SPDX-License-Identifier: GPL-3.0-or-later

/// Prices of a group of customers by Newton's method on the Lagrangian bound, which over thousands of customers is nearly smooth: its slope
/// is what is left of each limit, its bend comes from the customers who are nearly undecided (semismooth Newton; Qi & Sun 1993). Takes a
/// few passes over the group where cutting planes take dozens; the exact end is left to the linear program of the core.
struct PriceNewton {
    let rows: [RuleRow]
    let limits: [Double]
    let scales: [Double]
    let threads: Int

    struct Result: Sendable {
        var prices: [Double]
        var bound: Double
        /// Standard error of each price were the group a random sample of the whole.
        var errors: [Double]
        /// Lengths in proportion to which a box around the prices is drawn.
        var shape: [Double]
        /// Rows that have plenty left: their prices are 0 and stay so.
        var idle: [Bool]
        var rounds: Int
    }

    /// Solves from `start` in at most `rounds` passes, until the quadratic model promises less than `accuracy` of the bound.
    func solve(
        _ group: CellGroup, from start: [Double], rounds: Int, accuracy: Double = 1e-10, wantsErrors: Bool = true
    ) -> Result {
        var prices = start
        var share = 0.2
        var width = evaluate(group, prices, 0, share, tileStep: group.count < 4_000 ? 1 : 8).typicalMargin
        var state = evaluate(group, prices, width, share)
        var bound = bound(state, prices)
        var reach = 0.5
        var used = 1
        while used < rounds {
            let slope = rows.indices.map { limits[$0] - state.chosen.use(rows[$0]) }
            let step = step(slope, state.bend, prices, reach)
            let promised = -rows.indices.reduce(0.0) { $0 + slope[$1] * step[$1] } / 2
            if promised <= accuracy * abs(bound) || promised <= 0 { break }
            let next = zip(prices, step).map { max(0, $0 + $1) }
            // As the prices settle, fewer undecided customers tell the bend more exactly.
            let tried = evaluate(group, next, max(width * 0.7, state.typicalMargin * 0.25), share)
            used += 1
            let nextBound = self.bound(tried, next)
            if nextBound < bound {
                if bound - nextBound < 0.1 * promised { reach *= 0.5 }
                if bound - nextBound > 0.5 * promised { reach *= 2 }
                width = max(width * 0.7, state.typicalMargin * 0.25)
                (prices, bound, state) = (next, nextBound, tried)
                share = max(0.05, share * 0.8)
            } else {
                reach *= 0.25
                if reach < 0.004 { break }
            }
        }
        guard wantsErrors else {
            let none = rows.map { _ in 0.0 }
            return Result(prices: prices, bound: bound, errors: none, shape: none, idle: rows.map { _ in false }, rounds: used)
        }
        let last = group.curvature(
            .init(prices: prices, width: max(width, state.typicalMargin), share: 0.2, squares: true), rows: rows,
            threads: threads)
        return result(group, prices, bound, last, used)
    }

    private func evaluate(
        _ group: CellGroup, _ prices: [Double], _ width: Double, _ share: Double, tileStep: Int = 1
    ) -> CellGroup.Curvature {
        group.curvature(
            .init(prices: prices, width: width, share: share, tileStep: tileStep), rows: rows, threads: threads)
    }

    private func bound(_ state: CellGroup.Curvature, _ prices: [Double]) -> Double {
        var bound = state.best
        for r in rows.indices { bound += prices[r] * limits[r] }
        return bound
    }

    /// The step within reach that is best by the quadratic model, by coordinates in turn.
    private func step(_ slope: [Double], _ bend: [Double], _ prices: [Double], _ reach: Double) -> [Double] {
        let count = rows.count
        var step = [Double](repeating: 0, count: count)
        for _ in 0..<200 {
            var moved = 0.0
            for r in 0..<count {
                let most = reach * max(prices[r], 0.3 * scales[r])
                let diagonal = bend[r * count + r] * 1.0001
                var slopeHere = slope[r]
                for s in 0..<count where s != r { slopeHere += bend[r * count + s] * step[s] }
                let free = diagonal > 0 ? -slopeHere / diagonal : (slopeHere > 0 ? -.infinity : slopeHere < 0 ? .infinity : 0)
                let next = min(max(free, -prices[r], -most), most)
                moved = max(moved, abs(next - step[r]) / max(scales[r], 1e-300))
                step[r] = next
            }
            if moved < 1e-9 { break }
        }
        return step
    }

    private func result(
        _ group: CellGroup, _ prices: [Double], _ bound: Double, _ state: CellGroup.Curvature, _ used: Int
    ) -> Result {
        let count = rows.count
        let members = Double(max(1, group.count))
        // Covariance of the sums of uses over a random group of this size.
        let uses = rows.map { state.chosen.use($0) }
        var noise = state.squares
        for r in 0..<count { for s in 0..<count { noise[r * count + s] -= uses[r] * uses[s] / members } }
        let idle = rows.indices.map { r in
            let left = limits[r] - uses[r]
            return prices[r] == 0 && left > 6 * max(0, noise[r * count + r]).squareRoot()
        }
        let active = rows.indices.filter { !idle[$0] }
        let inverse = SmallMatrix.inverse(
            active.map { r in active.map { s in state.bend[r * count + s] } }, unit: active.map { 1 / max(scales[$0], 1e-300) })
        var errors = [Double](repeating: 0, count: count)
        var shape = errors
        for (a, r) in active.enumerated() {
            var variance = 0.0
            for b in active.indices {
                for c in active.indices { variance += inverse[a][b] * noise[active[b] * count + active[c]] * inverse[a][c] }
            }
            errors[r] = max(0, variance).squareRoot()
            shape[r] = max(0, inverse[a][a]).squareRoot()
        }
        return Result(prices: prices, bound: bound, errors: errors, shape: shape, idle: idle, rounds: used + 1)
    }
}

/// Matrices of a few rows.
enum SmallMatrix {
    /// The inverse of a symmetric matrix that is at least nearly positive definite, by Gauss–Jordan elimination with a ridge; `unit` is the
    /// inverse of what a coordinate is measured in.
    static func inverse(_ matrix: [[Double]], unit: [Double]) -> [[Double]] {
        let count = matrix.count
        // In units of the coordinates, so that the ridge means the same for all.
        var a = matrix.indices.map { r in matrix.indices.map { s in matrix[r][s] / unit[r] / unit[s] } }
        let largest = a.indices.map { a[$0][$0] }.max() ?? 0
        for r in a.indices { a[r][r] += max(1e-6 * largest, 1e-300) }
        var b = a.indices.map { r in a.indices.map { $0 == r ? 1.0 : 0 } }
        for p in 0..<count {
            let pivot = a.indices[p...].max { abs(a[$0][p]) < abs(a[$1][p]) } ?? p
            a.swapAt(p, pivot)
            b.swapAt(p, pivot)
            let head = a[p][p]
            guard head != 0, head.isFinite else { continue }
            for c in 0..<count {
                a[p][c] /= head
                b[p][c] /= head
            }
            for r in 0..<count where r != p {
                let factor = a[r][p]
                if factor == 0 { continue }
                for c in 0..<count {
                    a[r][c] -= factor * a[p][c]
                    b[r][c] -= factor * b[p][c]
                }
            }
        }
        return b.indices.map { r in b.indices.map { s in b[r][s] / unit[r] / unit[s] } }
    }
}
