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
        /// By customer: the benefit from 1 on, 0 for none; for survivors what is best at the centre.
        var choices: [UInt8]
        /// Sums over the customers whose choice is the same throughout the box.
        var fixed: ChoiceSums
        var survivors: CellGroup
        var faults: CellFaults
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
            var faults = CellFaults()
        }
        let parts: [Part] = table.withView { view in
            unsafe choices.withUnsafeMutableBufferPointer { choices in
                nonisolated(unsafe) let target = choices.baseAddress
                return parallelMap(stretches, threads: threads) { stretch in
                    let loader = TileLoader(view, table: table, ceiling: ceiling)
                    let scorer = TileScorer()
                    var part = Part(fixed: ChoiceSums(benefits: benefits))
                    forEachTile(stretch, loader) { tile, first, count in
                        scorer.sieve(tile, prices)
                        for i in 0..<count {
                            let choice = scorer.choice(i)
                            unsafe target?[first + i] = UInt8(truncatingIfNeeded: choice)
                            if scorer.margin(i) > tolerance || test.isFixed(tile, i, choice) {
                                if choice > 0 {
                                    part.fixed.add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i))
                                }
                            } else {
                                part.members.append(Int32(truncatingIfNeeded: first + i))
                                for k in 0..<benefits {
                                    part.cells.append(tile.value(k, i))
                                    part.cells.append(tile.cost(k, i))
                                }
                            }
                        }
                    }
                    part.faults = loader.faults
                    return part
                }
            }
        }
        var fixed = ChoiceSums(benefits: benefits)
        var faults = table.faults
        for part in parts {
            fixed += part.fixed
            faults += part.faults
        }
        let survivors = CellGroup(
            benefits: benefits, members: parts.map(\.members), customerMajor: parts.map(\.cells))
        return Sieved(choices: choices, fixed: fixed, survivors: survivors, faults: faults)
    }

    /// The cells of chosen customers, which must rise.
    func gather(_ members: [Int32]) -> CellGroup {
        var cells: [Double] = []
        cells.reserveCapacity(members.count * benefits * 2)
        table.withView { view in
            let loader = TileLoader(view, table: table, ceiling: ceiling)
            var position = 0
            while position < members.count {
                // Neighbours are loaded together.
                let first = Int(members[position])
                var last = position
                while last + 1 < members.count, Int(members[last + 1]) - first < 32 { last += 1 }
                let tile = loader.load(first: first, count: Int(members[last]) - first + 1)
                for member in members[position...last] {
                    for k in 0..<benefits {
                        cells.append(tile.value(k, Int(member) - first))
                        cells.append(tile.cost(k, Int(member) - first))
                    }
                }
                position = last + 1
            }
        }
        return CellGroup(benefits: benefits, members: [members], customerMajor: [cells])
    }

    /// What the certificate rests on, from the original cells alone: Σ over customers of the best score at `prices`, and what `choices`
    /// bring and use.
    func audit(choices: [UInt8], prices given: [Double]) -> (bestScores: Double, chosen: ChoiceSums, notOffered: Int) {
        let prices = ScorePrices(rows: rows, benefits: benefits, prices: given)
        struct Part: Sendable {
            var best = 0.0
            var chosen: ChoiceSums
            var notOffered = 0
        }
        let parts: [Part] = table.withView { view in
            parallelMap(stretches, threads: threads) { stretch in
                let loader = TileLoader(view, table: table, ceiling: ceiling)
                let scorer = TileScorer()
                var part = Part(chosen: ChoiceSums(benefits: benefits))
                forEachTile(stretch, loader) { tile, first, count in
                    scorer.evaluate(tile, prices)
                    var sum = 0.0
                    for i in 0..<count {
                        sum += scorer.best(i)
                        let choice = Int(choices[first + i])
                        guard choice > 0 else { continue }
                        let value = tile.value(choice - 1, i)
                        if value < CellLimit.offered {
                            part.notOffered += 1
                        } else {
                            part.chosen.add(choice - 1, value, tile.cost(choice - 1, i))
                        }
                    }
                    part.best += sum
                }
                return part
            }
        }
        var chosen = ChoiceSums(benefits: benefits)
        var best = 0.0
        var notOffered = 0
        for part in parts {
            chosen += part.chosen
            best += part.best
            notOffered += part.notOffered
        }
        return (best, chosen, notOffered)
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

/// The exact test whether a customer's choice is the same throughout a box: each rival on its own, prices that they share moving
/// together.
struct PairTest: Sendable {
    let rows: [RuleRow]
    let prices: ScorePrices
    let radii: [Double]
    let tolerance: Double

    /// True when benefit `choice` (from 1; 0 for none) wins by more than the tolerance everywhere.
    func isFixed(_ tile: Tile, _ i: Int, _ choice: Int) -> Bool {
        let winner = choice - 1
        let value = winner >= 0 ? tile.value(winner, i) : 0
        let cost = winner >= 0 ? tile.cost(winner, i) : 0
        let score = winner >= 0 ? prices.score(benefit: winner, value: value, cost: cost) : 0
        for k in -1..<prices.value.count where k != winner {
            var other = 0.0
            var rivalValue = 0.0
            var rivalCost = 0.0
            if k >= 0 {
                rivalValue = tile.value(k, i)
                if rivalValue < CellLimit.offered { continue }
                rivalCost = tile.cost(k, i)
                other = prices.score(benefit: k, value: rivalValue, cost: rivalCost)
            }
            var slack = score - other - tolerance
            if slack <= 0 { return false }
            for (index, row) in rows.enumerated() {
                let a = winner >= 0 ? row.use(benefit: winner, value: value, cost: cost) : 0
                let b = k >= 0 ? row.use(benefit: k, value: rivalValue, cost: rivalCost) : 0
                slack -= radii[index] * abs(a - b)
            }
            if slack <= 0 { return false }
        }
        return true
    }
}
