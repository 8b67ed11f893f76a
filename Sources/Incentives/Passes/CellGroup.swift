// SPDX-License-Identifier: GPL-3.0-or-later

/// Some customers with their cells in compact columns: a sample, or the survivors of a sieve.
struct CellGroup: Sendable {
    let benefits: Int
    /// Rows of the customers in the table, rising.
    let members: [Int32]
    /// Customers, rounded up to whole vectors; what is beyond the real ones is not offered.
    let padded: Int
    /// Benefit-major columns of `padded` each.
    let values: [Double]
    let costs: [Double]

    /// Customers a tile: small, so that even a small group has many blocks.
    static let tile = 128

    var count: Int { members.count }
    /// The largest cost, in fen.
    var dearest: Double { costs.max() ?? 0 }

    /// Columns that `fill` writes, cell by cell: values, costs, and how long a column is.
    init(
        benefits: Int, members: [Int32],
        fill: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, _ padded: Int) -> Void
    ) {
        self.benefits = benefits
        self.members = members
        let padded = (members.count + TileLoader.lanes - 1) / TileLoader.lanes * TileLoader.lanes
        self.padded = padded
        let count = members.count
        var costs: [Double] = []
        values = unsafe Array(unsafeUninitializedCapacity: max(1, padded * benefits)) { values, valueCount in
            costs = unsafe Array(unsafeUninitializedCapacity: max(1, padded * benefits)) { costs, costCount in
                if let v = values.baseAddress, let c = costs.baseAddress {
                    unsafe fill(v, c, padded)
                    for k in 0..<benefits {
                        for i in count..<padded {
                            unsafe v[k * padded + i] = CellLimit.notOffered
                            unsafe c[k * padded + i] = 0
                        }
                    }
                }
                costCount = padded * benefits
            }
            valueCount = padded * benefits
        }
        self.costs = costs
    }

    /// Puts parts together whose cells stand as value, cost, value, cost … by customer.
    init(benefits: Int, members parts: [[Int32]], customerMajor cells: [[Double]]) {
        let members = parts.count == 1 ? parts[0] : parts.flatMap { $0 }
        unsafe self.init(benefits: benefits, members: members) { values, costs, padded in
            var row = 0
            for (part, own) in zip(cells, parts) {
                unsafe part.withUnsafeBufferPointer { part in
                    for i in own.indices {
                        let start = i * benefits * 2
                        for k in 0..<benefits {
                            unsafe values[k * padded + row] = part[start + 2 * k]
                            unsafe costs[k * padded + row] = part[start + 2 * k + 1]
                        }
                        row += 1
                    }
                }
            }
        }
    }

    /// The members at these positions, which must rise.
    func subset(_ positions: [Int]) -> CellGroup {
        let (values, costs, padded) = (self.values, self.costs, self.padded)
        return unsafe CellGroup(benefits: benefits, members: positions.map { members[$0] }) { v, c, width in
            for k in 0..<benefits {
                for (j, i) in positions.enumerated() {
                    unsafe v[k * width + j] = values[k * padded + i]
                    unsafe c[k * width + j] = costs[k * padded + i]
                }
            }
        }
    }

    /// Sums over the members' best choices at some prices, in blocks.
    struct Evaluation: Sendable {
        /// Σ of best scores by block.
        var best: [Double]
        var chosen: [ChoiceSums]
    }

    /// Number of blocks for about `wanted` ones.
    func blockCount(_ wanted: Int) -> Int { max(1, min(wanted, (padded + Self.tile - 1) / Self.tile)) }

    /// Evaluates every member at `prices`; tile t belongs to block t mod `blocks`.
    func evaluate(_ prices: ScorePrices, blocks: Int, threads: Int) -> Evaluation {
        struct Part: Sendable {
            var best: [Double]
            var chosen: [ChoiceSums]
        }
        let tiles = (padded + Self.tile - 1) / Self.tile
        // One part is a whole number of rounds through the blocks: fixed, so that sums do not depend on threads.
        let tilesAPart = max(1, 64 / blocks) * blocks
        let parts = (tiles + tilesAPart - 1) / tilesAPart
        let results: [Part] = unsafe withTiles { tileAt in
            parallelMap(parts, threads: count < 8_000 ? 1 : threads) { part in
                let scorer = TileScorer()
                let pointers = UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: 2 * benefits)
                defer { unsafe pointers.deallocate() }
                var result = Part(
                    best: Array(repeating: 0, count: blocks),
                    chosen: Array(repeating: ChoiceSums(benefits: benefits), count: blocks))
                for t in (part * tilesAPart)..<min(tiles, (part + 1) * tilesAPart) {
                    let tile = unsafe tileAt(t, pointers)
                    scorer.evaluate(tile, prices)
                    var sum = 0.0
                    let block = t % blocks
                    for i in 0..<(tile.padded) {
                        sum += scorer.best(i)
                        let choice = scorer.choice(i)
                        if choice > 0 {
                            result.chosen[block].add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i))
                        }
                    }
                    result.best[block] += sum
                }
                return result
            }
        }
        var all = Evaluation(
            best: Array(repeating: 0, count: blocks), chosen: Array(repeating: ChoiceSums(benefits: benefits), count: blocks))
        for result in results {
            for b in 0..<blocks {
                all.best[b] += result.best[b]
                all.chosen[b] += result.chosen[b]
            }
        }
        return all
    }

    /// Splits the members into those whose choice is fixed throughout the box, with their sums and choices, and the positions of the others.
    func sieve(rows: [RuleRow], box: PriceBox, tolerance: Double) -> (fixed: ChoiceSums, choices: [UInt8], left: [Int]) {
        let prices = ScorePrices(rows: rows, benefits: benefits, prices: box.centre, radii: box.radii)
        let test = PairTest(rows: rows, prices: prices, radii: box.radii, tolerance: tolerance)
        var fixed = ChoiceSums(benefits: benefits)
        var choices = [UInt8](repeating: 0, count: count)
        var left: [Int] = []
        unsafe withTiles { tileAt in
            let scorer = TileScorer()
            let pointers = UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: 2 * benefits)
            defer { unsafe pointers.deallocate() }
            var start = 0
            for t in 0..<((padded + Self.tile - 1) / Self.tile) {
                let tile = unsafe tileAt(t, pointers)
                scorer.sieve(tile, prices)
                for i in 0..<min(Self.tile, count - start) {
                    let choice = test.fixed(tile, i, scorer)
                    if choice >= 0 {
                        choices[start + i] = UInt8(truncatingIfNeeded: choice)
                        if choice > 0 { fixed.add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i)) }
                    } else {
                        left.append(start + i)
                    }
                }
                start += Self.tile
            }
        }
        return (fixed, choices, left)
    }

    /// Calls `body` with a function that gives tile t, using memory for 2 × benefits column pointers.
    func withTiles<Result>(
        _ body: (@Sendable (Int, UnsafeMutablePointer<UnsafePointer<Double>>) -> Tile) -> Result
    ) -> Result {
        unsafe values.withUnsafeBufferPointer { (valueBuffer) -> Result in
            unsafe costs.withUnsafeBufferPointer { (costBuffer) -> Result in
                nonisolated(unsafe) let v = valueBuffer.baseAddress
                nonisolated(unsafe) let c = costBuffer.baseAddress
                return unsafe body { t, pointers in
                    let start = t * Self.tile
                    for k in 0..<benefits {
                        if let v = unsafe v, let c = unsafe c {
                            unsafe pointers[k] = unsafe v + (k * padded + start)
                            unsafe pointers[benefits + k] = unsafe c + (k * padded + start)
                        }
                    }
                    return unsafe Tile(
                        padded: min(Self.tile, padded - start), values: pointers, costs: pointers + benefits)
                }
            }
        }
    }
}

/// Ranges of the rules' prices.
struct PriceBox: Sendable, Equatable {
    var lower: [Double]
    var upper: [Double]

    var centre: [Double] { zip(lower, upper).map { ($0 + $1) / 2 } }
    var radii: [Double] { zip(lower, upper).map { ($1 - $0) / 2 } }

    /// Prices moved into the box.
    func clamp(_ prices: [Double]) -> [Double] {
        prices.indices.map { min(max(prices[$0], lower[$0]), upper[$0]) }
    }

    /// Rows whose price lies on a side that is not a bound by nature (a price is never negative).
    func edges(_ prices: [Double]) -> [Int] {
        prices.indices.filter { r in
            let near = 1e-7 * (upper[r] - lower[r])
            return prices[r] >= upper[r] - near || (lower[r] > 0 && prices[r] <= lower[r] + near)
        }
    }
}
