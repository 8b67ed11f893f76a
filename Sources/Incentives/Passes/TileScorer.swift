// SPDX-License-Identifier: GPL-3.0-or-later

/// The best benefit of each customer of a tile at given prices, and by how much it is safe while prices move within their radii.
@safe final class TileScorer {
    /// By customer: the best score, 0 when nothing beats giving nothing.
    private let bests: UnsafeMutablePointer<Double>
    /// By customer: the best benefit from 1 on, 0 for none. The lower one wins a tie.
    private let choices: UnsafeMutablePointer<Double>
    /// By customer: least score of the best less the greatest score of any rival; positive means nothing can change.
    private let margins: UnsafeMutablePointer<Double>
    private let seconds: UnsafeMutablePointer<Double>

    init() {
        unsafe bests = .allocate(capacity: TileLoader.size)
        unsafe choices = .allocate(capacity: TileLoader.size)
        unsafe seconds = .allocate(capacity: TileLoader.size)
        unsafe margins = .allocate(capacity: TileLoader.size)
        unsafe bests.initialize(repeating: 0, count: TileLoader.size)
        unsafe choices.initialize(repeating: 0, count: TileLoader.size)
        unsafe seconds.initialize(repeating: 0, count: TileLoader.size)
        unsafe margins.initialize(repeating: 0, count: TileLoader.size)
    }

    deinit {
        unsafe bests.deallocate()
        unsafe choices.deallocate()
        unsafe seconds.deallocate()
        unsafe margins.deallocate()
    }

    @inline(__always)
    func best(_ i: Int) -> Double { unsafe bests[i] }
    @inline(__always)
    func choice(_ i: Int) -> Int { unsafe Int(choices[i]) }
    @inline(__always)
    func margin(_ i: Int) -> Double { unsafe margins[i] }

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

    /// By customer: the second best, like `choice`; meaningful after `rank`, which leaves in `margin` what it scores less.
    @inline(__always)
    func second(_ i: Int) -> Int { unsafe Int(seconds[i]) }

    /// Fills `best`, `choice`, `second` and, with how far the second best is behind, `margin`.
    func rank(_ tile: Tile, _ prices: ScorePrices) {
        let benefits = prices.value.count
        var start = 0
        while start < tile.padded {
            var top = Lanes.zero
            var index = Lanes.zero
            var next = Lanes(repeating: -.infinity)
            var nextIndex = Lanes.zero
            for k in 0..<benefits {
                let value = unsafe Self.lanes(tile.values[k], start)
                let cost = unsafe Self.lanes(tile.costs[k], start)
                let score = value * prices.value[k] - cost * prices.cost[k] - prices.fixed[k]
                let own = Lanes(repeating: Double(k + 1))
                let better = score .> top
                let other = score.replacing(with: top, where: better)
                let otherIndex = own.replacing(with: index, where: better)
                let isNext = other .> next
                next.replace(with: other, where: isNext)
                nextIndex.replace(with: otherIndex, where: isNext)
                top.replace(with: score, where: better)
                index.replace(with: own, where: better)
            }
            unsafe Self.store(top, bests, start)
            unsafe Self.store(index, choices, start)
            unsafe Self.store(nextIndex, seconds, start)
            unsafe Self.store(top - next, margins, start)
            start += TileLoader.lanes
        }
    }

    /// Fills `best`, `choice` and `margin`.
    func sieve(_ tile: Tile, _ prices: ScorePrices) {
        if prices.valueRadius.allSatisfy({ $0 == 0 }) {
            sieve(tile, prices, returns: false)
        } else {
            sieve(tile, prices, returns: true)
        }
    }

    @inline(__always)
    private func sieve(_ tile: Tile, _ prices: ScorePrices, returns: Bool) {
        let benefits = prices.value.count
        var start = 0
        while start < tile.padded {
            var top = Lanes.zero
            var index = Lanes.zero
            var lowest = Lanes.zero
            var highest = Lanes.zero
            var rival = Lanes(repeating: -.infinity)
            for k in 0..<benefits {
                let value = unsafe Self.lanes(tile.values[k], start)
                let cost = unsafe Self.lanes(tile.costs[k], start)
                let score = value * prices.value[k] - cost * prices.cost[k] - prices.fixed[k]
                var radius = cost * prices.costRadius[k] + prices.fixedRadius[k]
                if returns {
                    var size = value
                    size.replace(with: -value, where: value .< 0)
                    radius += size * prices.valueRadius[k]
                }
                let high = score + radius
                let better = score .> top
                let other = high.replacing(with: highest, where: better)
                rival.replace(with: other, where: other .> rival)
                top.replace(with: score, where: better)
                lowest.replace(with: score - radius, where: better)
                highest.replace(with: high, where: better)
                index.replace(with: Lanes(repeating: Double(k + 1)), where: better)
            }
            unsafe Self.store(top, bests, start)
            unsafe Self.store(index, choices, start)
            unsafe Self.store(lowest - rival, margins, start)
            start += TileLoader.lanes
        }
    }
}
