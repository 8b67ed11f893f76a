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

    /// Puts parts together whose cells stand as value, cost, value, cost … by customer.
    init(benefits: Int, members parts: [[Int32]], customerMajor cells: [[Double]]) {
        self.benefits = benefits
        members = parts.count == 1 ? parts[0] : parts.flatMap { $0 }
        padded = (members.count + TileLoader.lanes - 1) / TileLoader.lanes * TileLoader.lanes
        var values = [Double](repeating: CellLimit.notOffered, count: padded * benefits)
        var costs = [Double](repeating: 0, count: padded * benefits)
        var row = 0
        for (part, own) in zip(cells, parts) {
            for i in own.indices {
                let start = i * benefits * 2
                for k in 0..<benefits {
                    values[k * padded + row] = part[start + 2 * k]
                    costs[k * padded + row] = part[start + 2 * k + 1]
                }
                row += 1
            }
        }
        self.values = values
        self.costs = costs
    }

    /// The members at these positions, which must rise.
    func subset(_ positions: [Int]) -> CellGroup {
        var cells: [Double] = []
        cells.reserveCapacity(positions.count * benefits * 2)
        for i in positions {
            for k in 0..<benefits {
                cells.append(values[k * padded + i])
                cells.append(costs[k * padded + i])
            }
        }
        return CellGroup(benefits: benefits, members: [positions.map { members[$0] }], customerMajor: [cells])
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

    /// The Lagrangian bound of a group at some prices, its slope and its bend, the latter smoothed.
    struct Curvature: Sendable {
        /// Σ of best scores.
        var best = 0.0
        var chosen: ChoiceSums
        /// Row-major: how fast the use of rows falls when prices rise, from the customers whose second choice is within `width` of the first.
        var bend: [Double]
        /// Row-major: Σ over customers of the products of what they use.
        var squares: [Double]
        /// Customers whose margins were counted.
        var near = 0
        /// A margin that about a tenth of the members are within.
        var typicalMargin = 0.0
    }

    /// Evaluates every member at `prices`, with the second choices of those that are nearly undecided.
    func curvature(rows: [RuleRow], prices: [Double], width: Double, share: Double, squares: Bool, threads: Int) -> Curvature {
        let scores = ScorePrices(rows: rows, benefits: benefits, prices: prices)
        let tiles = (padded + Self.tile - 1) / Self.tile
        let tilesAPart = 32
        let count = rows.count
        struct Part: Sendable {
            var sums: Curvature
            var margins: [Double]
        }
        let parts: [Part] = unsafe withTiles { tileAt in
            parallelMap((tiles + tilesAPart - 1) / tilesAPart, threads: self.count < 8_000 ? 1 : threads) { part in
                let scorer = TileScorer()
                let pointers = UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: 2 * benefits)
                defer { unsafe pointers.deallocate() }
                var sums = Curvature(
                    chosen: ChoiceSums(benefits: benefits), bend: Array(repeating: 0, count: count * count),
                    squares: Array(repeating: 0, count: count * count))
                var margins: [Double] = []
                var first = [Double](repeating: 0, count: count)
                var change = first
                for t in (part * tilesAPart)..<min(tiles, (part + 1) * tilesAPart) {
                    let tile = unsafe tileAt(t, pointers)
                    scorer.rank(tile, scores)
                    for i in 0..<min(Self.tile, self.count - t * Self.tile) {
                        sums.best += scorer.best(i)
                        let choice = scorer.choice(i)
                        let margin = scorer.margin(i)
                        if choice > 0 { sums.chosen.add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i)) }
                        if i % 8 == 0 { margins.append(margin) }
                        let isNear = margin < width
                        guard isNear || (choice > 0 && squares) else { continue }
                        for r in 0..<count {
                            first[r] =
                                choice > 0
                                ? rows[r].use(
                                    benefit: choice - 1, value: tile.value(choice - 1, i), cost: tile.cost(choice - 1, i))
                                : 0
                        }
                        if choice > 0 && squares {
                            for r in 0..<count where first[r] != 0 {
                                for s in 0...r { sums.squares[r * count + s] += first[r] * first[s] }
                            }
                        }
                        guard isNear else { continue }
                        sums.near += 1
                        let second = scorer.second(i)
                        for r in 0..<count {
                            change[r] =
                                first[r]
                                - (second > 0
                                    ? rows[r].use(
                                        benefit: second - 1, value: tile.value(second - 1, i), cost: tile.cost(second - 1, i))
                                    : 0)
                        }
                        for r in 0..<count where change[r] != 0 {
                            for s in 0...r { sums.bend[r * count + s] += change[r] * change[s] / (2 * width) }
                        }
                    }
                }
                return Part(sums: sums, margins: margins)
            }
        }
        var all = Curvature(
            chosen: ChoiceSums(benefits: benefits), bend: Array(repeating: 0, count: count * count),
            squares: Array(repeating: 0, count: count * count))
        var margins: [Double] = []
        for part in parts {
            all.best += part.sums.best
            all.chosen += part.sums.chosen
            all.near += part.sums.near
            for j in all.bend.indices {
                all.bend[j] += part.sums.bend[j]
                all.squares[j] += part.sums.squares[j]
            }
            margins.append(contentsOf: part.margins)
        }
        for r in 0..<count {
            for s in 0..<r {
                all.bend[s * count + r] = all.bend[r * count + s]
                all.squares[s * count + r] = all.squares[r * count + s]
            }
        }
        margins.sort()
        all.typicalMargin = margins.isEmpty ? 0 : margins[min(margins.count - 1, Int(share * Double(margins.count)))]
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
                    let choice = scorer.choice(i)
                    choices[start + i] = UInt8(truncatingIfNeeded: choice)
                    if scorer.margin(i) > tolerance || test.isFixed(tile, i, choice) {
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
    private func withTiles<Result>(
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
