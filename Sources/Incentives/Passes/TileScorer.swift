// SPDX-License-Identifier: GPL-3.0-or-later

/// The best benefits of each customer of a tile at given prices, or at the prices within their radii that suit each best.
@safe final class TileScorer {
    /// By customer: the best score, 0 when nothing beats giving nothing.
    private let bests: UnsafeMutablePointer<Double>
    /// By customer: the best benefit from 1 on, 0 for none. The lower one wins a tie.
    private let choices: UnsafeMutablePointer<Double>
    private let rivals: UnsafeMutablePointer<Double>

    init() {
        unsafe bests = .allocate(capacity: TileLoader.size)
        unsafe choices = .allocate(capacity: TileLoader.size)
        unsafe rivals = .allocate(capacity: TileLoader.size)
        unsafe bests.initialize(repeating: 0, count: TileLoader.size)
        unsafe choices.initialize(repeating: 0, count: TileLoader.size)
        unsafe rivals.initialize(repeating: 0, count: TileLoader.size)
    }

    deinit {
        unsafe bests.deallocate()
        unsafe choices.deallocate()
        unsafe rivals.deallocate()
    }

    @inline(__always)
    func best(_ i: Int) -> Double { unsafe bests[i] }
    @inline(__always)
    func choice(_ i: Int) -> Int { unsafe Int(choices[i]) }

    typealias Lanes = SIMD4<Double>

    @inline(__always)
    private static func lanes(_ pointer: UnsafePointer<Double>, _ index: Int) -> Lanes {
        unsafe UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    private static func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Double>, _ index: Int) {
        unsafe UnsafeMutableRawPointer(pointer + index).storeBytes(of: lanes, as: Lanes.self)
    }

    /// Fills `best` and `choice`.
    func evaluate(_ tile: Tile, _ prices: ScorePrices) {
        let benefits = prices.value.count
        var start = 0
        while start < tile.padded {
            var top = Lanes.zero
            var index = Lanes.zero
            for k in 0..<benefits {
                let value = unsafe Self.lanes(tile.values[k], start)
                let cost = unsafe Self.lanes(tile.costs[k], start)
                let score = value * prices.value[k] - cost * prices.cost[k] - prices.fixed[k]
                let better = score .> top
                top.replace(with: score, where: better)
                index.replace(with: Lanes(repeating: Double(k + 1)), where: better)
            }
            unsafe Self.store(top, bests, start)
            unsafe Self.store(index, choices, start)
            start += TileLoader.lanes
        }
    }

    /// By customer, after `rank` and `sieve`: the benefit with the greatest score, from 1 on, 0 for none.
    @inline(__always)
    func leader(_ i: Int) -> Int { unsafe Int(bests[i].bitPattern & Self.indexBits) }
    /// By customer, after `rank` and `sieve`: the greatest score of any but the leader.
    @inline(__always)
    func rival(_ i: Int) -> Double { unsafe rivals[i] }
    /// By customer, after `rank` and `sieve`: whose score that is, from 1 on, 0 for none.
    @inline(__always)
    func second(_ i: Int) -> Int { unsafe Int(rivals[i].bitPattern & Self.indexBits) }

    private static let indexBits: UInt64 = 0xFF

    /// Fills `best`, `leader`, `rival` and `second` with the two greatest scores.
    ///
    /// The last eight bits of a score give way to the number of its benefit, so that the greatest and the second are two comparisons a
    /// cell. That moves a score by 6e-14 of itself.
    func rank(_ tile: Tile, _ prices: ScorePrices) { lead(tile, prices, prices.cost, prices.fixed, returns: false) }

    /// The same with the greatest scores that prices within their radii allow.
    func sieve(_ tile: Tile, _ prices: ScorePrices) {
        if prices.valueRadius.allSatisfy({ $0 == 0 }) {
            lead(tile, prices, prices.leastCost, prices.leastFixed, returns: false)
        } else {
            lead(tile, prices, prices.leastCost, prices.leastFixed, returns: true)
        }
    }

    @inline(__always)
    private func lead(_ tile: Tile, _ prices: ScorePrices, _ costPrices: [Double], _ fixedPrices: [Double], returns: Bool) {
        let benefits = prices.value.count
        let mask = SIMD4<UInt64>(repeating: ~Self.indexBits)
        var start = 0
        while start < tile.padded {
            var top = Lanes.zero
            var next = Lanes(repeating: -.infinity)
            for k in 0..<benefits {
                let value = unsafe Self.lanes(tile.values[k], start)
                let cost = unsafe Self.lanes(tile.costs[k], start)
                var high = value * prices.value[k] - cost * costPrices[k] - fixedPrices[k]
                if returns {
                    var size = value
                    size.replace(with: -value, where: value .< 0)
                    high += size * prices.valueRadius[k]
                }
                let bits = (unsafe unsafeBitCast(high, to: SIMD4<UInt64>.self) & mask) | UInt64(k + 1)
                let score = unsafe unsafeBitCast(bits, to: Lanes.self)
                let isTop = score .> top
                let lesser = score.replacing(with: top, where: isTop)
                top.replace(with: score, where: isTop)
                next.replace(with: lesser, where: lesser .> next)
            }
            unsafe Self.store(top, bests, start)
            unsafe Self.store(next, rivals, start)
            start += TileLoader.lanes
        }
    }

    /// Σ of the best scores of the customers of a tile.
    func sum(_ tile: Tile, _ prices: ScorePrices) -> Double {
        let benefits = prices.value.count
        var sum = Lanes.zero
        var start = 0
        while start < tile.padded {
            var top = Lanes.zero
            for k in 0..<benefits {
                let value = unsafe Self.lanes(tile.values[k], start)
                let cost = unsafe Self.lanes(tile.costs[k], start)
                let score = value * prices.value[k] - cost * prices.cost[k] - prices.fixed[k]
                top.replace(with: score, where: score .> top)
            }
            // Beyond the real customers nothing is offered, and the best is nothing.
            sum += top
            start += TileLoader.lanes
        }
        return sum.sum()
    }
}
