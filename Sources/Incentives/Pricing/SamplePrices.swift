// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Solver

/// First prices, from samples: rough ones from a small sample, better ones from a large one, and a box that the true ones are in with
/// good odds. A box that was drawn too small costs another pass, never the result.
struct SamplePrices {
    let pass: TablePass
    let seed: UInt64
    private(set) var rounds = 0

    static let small = 2_000

    /// Customers of the large sample: the more rules, the more the box that it leaves open is worth making small.
    var large: Int { pass.rows.count <= 2 ? 20_000 : pass.rows.count <= 5 ? 40_000 : 80_000 }

    init(pass: TablePass, seed: UInt64) {
        self.pass = pass
        self.seed = seed
    }

    /// Rows of about `count` customers in runs of eight neighbours, which are a cache line of each column, spread evenly with a random
    /// offset each.
    func rows(_ count: Int) -> [Int32] {
        let total = pass.table.count
        let runs = count / 8
        guard runs > 0, total > 2 * count else { return (0..<Int32(truncatingIfNeeded: total)).map { $0 } }
        var rows: [Int32] = []
        rows.reserveCapacity(count)
        let step = Double(total) / Double(runs)
        for run in 0..<runs {
            var random = CounterRandom(seed: seed, UInt64(run), 0x5A)
            let start = min(total - 8, Int((Double(run) + random.uniform() * (1 - 8 / step)) * step)) & ~7
            for i in 0..<8 { rows.append(Int32(truncatingIfNeeded: start + i)) }
        }
        return rows
    }

    /// By row, what a price of it is about: the value of all cells that use it by what they use.
    func scales(_ group: CellGroup) -> [Double] {
        pass.rows.map { row in
            var value = 0.0
            var use = 0.0
            for k in 0..<group.benefits where row.uses(benefit: k) {
                for i in 0..<group.count where group.values[k * group.padded + i] > CellLimit.offered {
                    value += abs(group.values[k * group.padded + i])
                    use += abs(row.costFactor[k]) * group.costs[k * group.padded + i] + abs(row.countFactor[k])
                }
            }
            if row.exact == nil { return 1 }
            return value > 0 && use > 0 ? value / use : 1e-6
        }
    }

    /// A box to begin with when nothing is known.
    static func wide(_ scales: [Double]) -> PriceBox {
        PriceBox(lower: scales.map { _ in 0 }, upper: scales.map { 2 * $0 })
    }

    /// A box drawn wider around prices that lie on sides of it.
    static func wider(_ box: PriceBox, edges: [Int], prices: [Double]) -> PriceBox {
        var next = box
        for r in prices.indices {
            let width = box.upper[r] - box.lower[r]
            let reach = edges.contains(r) ? 4 * width : width
            next.lower[r] = max(0, prices[r] - reach)
            next.upper[r] = prices[r] + reach
        }
        return next
    }

    /// Prices of a group that stands for the whole, with their standard errors.
    mutating func prices(
        _ group: CellGroup, from start: [Double], scales: [Double], accuracy: Double, wantsErrors: Bool
    ) -> PriceNewton.Result {
        let share = Double(group.count) / Double(max(1, pass.table.count))
        let newton = PriceNewton(
            rows: pass.rows, limits: pass.rows.map { $0.limit * share }, scales: scales, threads: pass.threads)
        let found = newton.solve(group, from: start, rounds: 30, accuracy: accuracy, wantsErrors: wantsErrors)
        rounds += found.rounds
        return found
    }

    /// A box that the prices of the whole are in with good odds.
    mutating func box(from earlier: [Double]?) -> (box: PriceBox, scales: [Double], dearest: Double) {
        let small = pass.gather(rows(Self.small))
        let scales = scales(small)
        // A sample's prices are no better than it is: further rounds would fit its accidents.
        let start = scales.map { 0.5 * $0 }
        let rough = earlier ?? prices(small, from: start, scales: scales, accuracy: 1e-5, wantsErrors: false).prices
        let found = prices(pass.gather(rows(large)), from: rough, scales: scales, accuracy: 1e-7, wantsErrors: true)
        let radii = scales.indices.map { r in
            let least = 0.002 * max(found.prices[r], 0.3 * scales[r])
            return found.idle[r] ? least : max(least, 3 * found.errors[r])
        }
        let prices = found.prices
        return (
            PriceBox(
                lower: prices.indices.map { max(0, prices[$0] - radii[$0]) },
                upper: prices.indices.map { prices[$0] + radii[$0] }), scales, small.dearest
        )
    }
}
