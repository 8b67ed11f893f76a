// SPDX-License-Identifier: GPL-3.0-or-later

/// Passes over the whole table. Work is cut into fixed stretches and summed in their order, so that no result depends on how many
/// threads there are.
struct TablePass: Sendable {
    let table: AllocationTable
    let rows: [RuleRow]
    let threads: Int
    /// The dearest cell that any cap allows, by benefit; −1 where a benefit cannot be given at all.
    let ceiling: [Double]

    /// Customers a stretch: a multiple of the tile.
    static let stretch = 16 * TileLoader.size

    init(table: AllocationTable, rows: [RuleRow], threads: Int) {
        self.table = table
        self.rows = rows
        self.threads = threads
        ceiling = table.benefits.indices.map { k in
            var least = CellLimit.cost
            for row in rows where row.isPlainCap && row.uses(benefit: k) {
                if row.costFactor[k] > 0 { least = min(least, row.limit / row.costFactor[k]) }
                if row.countFactor[k] > 0 && row.limit < row.countFactor[k] { least = -1 }
            }
            return least
        }
    }

    var benefits: Int { table.benefits.count }
    private var stretches: Int { (table.count + Self.stretch - 1) / Self.stretch }

    /// The tile loop of one stretch.
    private func forEachTile(
        _ stretch: Int, _ loader: TileLoader, _ body: (_ tile: Tile, _ first: Int, _ count: Int) -> Void
    ) {
        let end = min(table.count, (stretch + 1) * Self.stretch)
        var first = stretch * Self.stretch
        while first < end {
            let count = min(TileLoader.size, end - first)
            body(loader.load(first: first, count: count), first, count)
            first += count
        }
    }

    /// What one sieve found.
    struct Sieved: Sendable {
        /// By customer: the benefit from 1 on, 0 for none; 0 for survivors.
        var choices: [UInt8]
        /// Sums over the customers whose choice is the same throughout the box.
        var fixed: ChoiceSums
        var survivors: CellGroup
    }

    /// Fixes every customer whose best benefit beats every rival for all prices within `radii` of `centre`; `tolerance` is what counts as a
    /// tie. Collects the others.
    func sieve(centre: [Double], radii: [Double], tolerance: Double) -> Sieved {
        let prices = ScorePrices(rows: rows, benefits: benefits, prices: centre, radii: radii)
        let test = PairTest(rows: rows, prices: prices, radii: radii, tolerance: tolerance)
        var choices = [UInt8](repeating: 0, count: table.count)
        struct Part: Sendable {
            var fixed: ChoiceSums
            var members: [Int32] = []
            var cells: [Double] = []
        }
        let width = 2 * benefits
        let parts: [Part] = table.withView { view in
            unsafe choices.withUnsafeMutableBufferPointer { choices in
                nonisolated(unsafe) let target = choices.baseAddress
                return parallelMap(stretches, threads: threads) { stretch in
                    let loader = TileLoader(view, table: table, ceiling: ceiling)
                    let scorer = TileScorer()
                    let sums = RunningSums(benefits: benefits)
                    let cell = UnsafeMutableBufferPointer<Double>.allocate(capacity: width)
                    defer { unsafe cell.deallocate() }
                    var part = Part(fixed: ChoiceSums(benefits: benefits))
                    forEachTile(stretch, loader) { tile, first, count in
                        scorer.sieve(tile, prices)
                        for i in 0..<count {
                            let choice = test.fixed(tile, i, scorer)
                            if choice >= 0 {
                                unsafe target?[first + i] = UInt8(truncatingIfNeeded: choice)
                                if choice > 0 { sums.add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i)) }
                            } else {
                                part.members.append(Int32(truncatingIfNeeded: first + i))
                                for k in 0..<benefits {
                                    unsafe cell[2 * k] = tile.value(k, i)
                                    unsafe cell[2 * k + 1] = tile.cost(k, i)
                                }
                                unsafe part.cells.append(contentsOf: cell)
                            }
                        }
                    }
                    part.fixed = sums.sums
                    return part
                }
            }
        }
        var fixed = ChoiceSums(benefits: benefits)
        for part in parts { fixed += part.fixed }
        let survivors = CellGroup(
            benefits: benefits, members: parts.map(\.members), customerMajor: parts.map(\.cells))
        return Sieved(choices: choices, fixed: fixed, survivors: survivors)
    }

    /// The cells of chosen customers, which must rise.
    func gather(_ members: [Int32]) -> CellGroup {
        unsafe CellGroup(benefits: benefits, members: members) { values, costs, padded in
            table.withView { view in
                let loader = TileLoader(view, table: table, ceiling: ceiling)
                var position = 0
                while position < members.count {
                    // Neighbours are loaded together, as many as follow one another closely.
                    let first = Int(members[position])
                    var last = position
                    while last + 1 < members.count, Int(members[last + 1]) - first < TileLoader.size,
                        members[last + 1] - members[last] < 8
                    {
                        last += 1
                    }
                    let tile = loader.load(first: first, count: Int(members[last]) - first + 1)
                    for k in 0..<benefits {
                        for j in position...last {
                            let i = Int(members[j]) - first
                            unsafe values[k * padded + j] = tile.value(k, i)
                            unsafe costs[k * padded + j] = tile.cost(k, i)
                        }
                    }
                    position = last + 1
                }
            }
        }
    }

    /// What a last look at all cells found.
    struct Audit: Sendable {
        /// Σ over customers of the best score.
        var bestScores = 0.0
        var chosen: ChoiceSums
        /// Choices of cells that are not offered: none, unless something is wrong.
        var notOffered = 0
        var faults: CellFaults
    }

    /// What the certificate rests on, from the original cells alone: Σ over customers of the best score at `prices`, and what `choices`
    /// bring and use.
    func audit(choices: [UInt8], prices given: [Double]) -> Audit {
        let prices = ScorePrices(rows: rows, benefits: benefits, prices: given)
        struct Part: Sendable {
            var best = 0.0
            var chosen: ChoiceSums
            var notOffered = 0
            var faults = CellFaults()
        }
        let parts: [Part] = table.withView { view in
            parallelMap(stretches, threads: threads) { stretch in
                let loader = TileLoader(view, table: table, ceiling: ceiling)
                let scorer = TileScorer()
                var part = Part(chosen: ChoiceSums(benefits: benefits))
                let sums = RunningSums(benefits: benefits)
                unsafe choices.withUnsafeBufferPointer { choices in
                    forEachTile(stretch, loader) { tile, first, count in
                        part.best += scorer.sum(tile, prices)
                        for i in 0..<count {
                            let choice = unsafe Int(choices[first + i])
                            guard choice > 0 else { continue }
                            let value = tile.value(choice - 1, i)
                            if value < CellLimit.offered {
                                part.notOffered += 1
                            } else {
                                sums.add(choice - 1, value, tile.cost(choice - 1, i))
                            }
                        }
                    }
                }
                part.chosen = sums.sums
                part.faults = loader.faults
                return part
            }
        }
        var audit = Audit(chosen: ChoiceSums(benefits: benefits), faults: table.faults)
        for part in parts {
            audit.chosen += part.chosen
            audit.bestScores += part.best
            audit.notOffered += part.notOffered
            audit.faults += part.faults
        }
        return audit
    }
}

extension ChoiceSums {
    @inline(__always)
    mutating func add(_ k: Int, _ value: Double, _ cost: Double) {
        self.value[k] += value
        self.cost[k] += Int64(cost)
        count[k] += 1
    }
}
