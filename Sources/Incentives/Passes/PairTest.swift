// SPDX-License-Identifier: GPL-3.0-or-later

/// What each benefit uses of each rule, in one flat table for inner loops. Shared by threads that only read.
@safe final class RowUses: @unchecked Sendable {
    let rows: Int
    /// By benefit, then row: factor of the cost, of the customer, of the value.
    private let factors: UnsafeMutablePointer<Double>
    private let size: Int

    init(_ rows: [RuleRow], benefits: Int) {
        self.rows = rows.count
        size = max(1, 3 * rows.count * benefits)
        unsafe factors = .allocate(capacity: size)
        unsafe factors.initialize(repeating: 0, count: size)
        for k in 0..<benefits {
            for (r, row) in rows.enumerated() {
                let start = 3 * (k * rows.count + r)
                unsafe factors[start] = row.costFactor[k]
                unsafe factors[start + 1] = row.countFactor[k]
                unsafe factors[start + 2] = row.valueFactor[k]
            }
        }
    }

    deinit { unsafe factors.deallocate() }

    /// Use of row `r` by a cell of benefit `k`.
    @inline(__always)
    func use(_ r: Int, benefit k: Int, value: Double, cost: Double) -> Double {
        let start = 3 * (k * rows + r)
        return unsafe factors[start] * cost + factors[start + 1] + factors[start + 2] * value
    }
}

/// Sums over chosen cells in flat memory, for inner loops.
@safe final class RunningSums {
    private let benefits: Int
    private let values: UnsafeMutablePointer<Double>
    private let costs: UnsafeMutablePointer<Int64>
    private let counts: UnsafeMutablePointer<Int64>

    init(benefits: Int) {
        self.benefits = benefits
        unsafe values = .allocate(capacity: max(1, benefits))
        unsafe costs = .allocate(capacity: max(1, benefits))
        unsafe counts = .allocate(capacity: max(1, benefits))
        unsafe values.initialize(repeating: 0, count: max(1, benefits))
        unsafe costs.initialize(repeating: 0, count: max(1, benefits))
        unsafe counts.initialize(repeating: 0, count: max(1, benefits))
    }

    deinit {
        unsafe values.deallocate()
        unsafe costs.deallocate()
        unsafe counts.deallocate()
    }

    @inline(__always)
    func add(_ k: Int, _ value: Double, _ cost: Double) {
        unsafe values[k] += value
        unsafe costs[k] += Int64(cost)
        unsafe counts[k] += 1
    }

    var sums: ChoiceSums {
        var sums = ChoiceSums(benefits: benefits)
        for k in 0..<benefits {
            sums.value[k] = unsafe values[k]
            sums.cost[k] = unsafe costs[k]
            sums.count[k] = unsafe counts[k]
        }
        return sums
    }
}

/// Whether a customer's choice is the same throughout a box of prices.
///
/// Quickly: the least that the leader may score is above the most that any other may. Exactly: each rival on its own, the prices that both
/// use moving together. Holds memory of one thread's prices; threads only read it.
@safe final class PairTest: @unchecked Sendable {
    private let uses: RowUses
    private let benefits: Int
    private let rows: Int
    private let tolerance: Double
    /// By benefit: factors of value, cost, 1 in the score, then of |value|, cost, 1 in twice its radius.
    private let factors: UnsafeMutablePointer<Double>
    /// By row.
    private let radii: UnsafeMutablePointer<Double>

    init(rows: [RuleRow], prices: ScorePrices, radii given: [Double], tolerance: Double) {
        benefits = prices.value.count
        self.rows = rows.count
        self.tolerance = tolerance
        uses = RowUses(rows, benefits: benefits)
        unsafe factors = .allocate(capacity: 6 * max(1, benefits))
        unsafe radii = .allocate(capacity: max(1, rows.count))
        for k in 0..<benefits {
            let own = [
                prices.value[k], prices.cost[k], prices.fixed[k], 2 * prices.valueRadius[k], 2 * prices.costRadius[k],
                2 * prices.fixedRadius[k],
            ]
            for (j, factor) in own.enumerated() { unsafe (factors + (6 * k + j)).initialize(to: factor) }
        }
        for (r, radius) in given.enumerated() { unsafe (radii + r).initialize(to: radius) }
    }

    deinit {
        unsafe factors.deallocate()
        unsafe radii.deallocate()
    }

    /// The choice of customer `i` of a tile that was sieved, when nothing within the box can change it: benefit from 1 on, 0 for none;
    /// −1 when something can.
    @inline(__always)
    func fixed(_ tile: Tile, _ i: Int, _ scorer: TileScorer) -> Int {
        let leader = scorer.leader(i)
        let high = scorer.best(i)
        var low = high
        if leader > 0 {
            let k = leader - 1
            let start = 6 * k
            low -= unsafe factors[start + 3] * abs(tile.value(k, i)) + factors[start + 4] * tile.cost(k, i) + factors[start + 5]
        }
        // The numbers of the benefits in the last bits have moved both by up to 6e-14 of themselves.
        let rival = scorer.rival(i)
        if low - rival > tolerance + 1.3e-13 * (high + abs(rival)) { return leader }
        return exactly(tile, i)
    }

    private func score(_ tile: Tile, _ i: Int, _ k: Int) -> Double {
        unsafe factors[6 * k] * tile.value(k, i) - factors[6 * k + 1] * tile.cost(k, i) - factors[6 * k + 2]
    }

    /// How far the score of a cell may move within the radii.
    private func radius(_ k: Int, _ value: Double, _ cost: Double) -> Double {
        unsafe 0.5 * (factors[6 * k + 3] * abs(value) + factors[6 * k + 4] * cost + factors[6 * k + 5])
    }

    private func exactly(_ tile: Tile, _ i: Int) -> Int {
        var winner = -1
        var best = 0.0
        for k in 0..<benefits {
            let own = score(tile, i, k)
            if own > best { (winner, best) = (k, own) }
        }
        let value = winner >= 0 ? tile.value(winner, i) : 0
        let cost = winner >= 0 ? tile.cost(winner, i) : 0
        let reach = winner >= 0 ? radius(winner, value, cost) : 0
        for k in -1..<benefits where k != winner {
            let rivalValue = k >= 0 ? tile.value(k, i) : 0
            if rivalValue < CellLimit.offered { continue }
            let rivalCost = k >= 0 ? tile.cost(k, i) : 0
            var slack = best - (k >= 0 ? score(tile, i, k) : 0) - tolerance
            if slack <= 0 { return -1 }
            if slack > reach + (k >= 0 ? radius(k, rivalValue, rivalCost) : 0) { continue }
            for r in 0..<rows {
                let a = winner >= 0 ? uses.use(r, benefit: winner, value: value, cost: cost) : 0
                let b = k >= 0 ? uses.use(r, benefit: k, value: rivalValue, cost: rivalCost) : 0
                slack -= unsafe radii[r] * abs(a - b)
            }
            if slack <= 0 { return -1 }
        }
        return winner + 1
    }
}
