// SPDX-License-Identifier: GPL-3.0-or-later
import Solver

/// From a group of customers and a box of prices down to the few whose choice prices cannot decide.
///
/// Each step finds prices in the box, draws a box of a fifth around them and fixes everybody whose choice is the same throughout. Prices on the
/// side of a box mean that it was drawn too small: then the step is taken back and drawn wider.
struct PriceDescent {
    let rows: [RuleRow]
    let threads: Int
    /// What counts as a tie.
    let tolerance: Double
    /// Most distinct customers that the core may have.
    let coreLimit: Int

    struct Level {
        var group: CellGroup
        /// What is left of the limits for this group.
        var limits: [Double]
        var box: PriceBox
    }

    /// How a descent ended.
    enum End {
        /// Few enough, or as few as boxes can tell apart: the last level, and the one before.
        case core(Level, before: Level?)
        /// The box of the whole is too small in these rows; the prices that were found.
        case widen([Int], [Double])
    }

    /// The same for a group whose bound is smooth enough for Newton's method: from its prices straight to a core, drawn as large as it may be.
    /// Nil when no box leaves few enough.
    mutating func leap(_ root: Level, scales: [Double], choices: inout [UInt8]) -> End? {
        if root.group.count <= coreLimit { return .core(root, before: nil) }
        func newton(_ level: Level, from prices: [Double], rounds most: Int, isLast: Bool = false) -> PriceNewton.Result {
            PriceNewton(rows: rows, limits: level.limits, scales: scales, threads: threads)
                .solve(level.group, from: prices, rounds: most, wantsErrors: isLast)
        }
        // The last rounds of Newton's method need not look at everybody who was undecided before the first.
        var level = root
        var found = newton(level, from: root.box.centre, rounds: root.group.count > 15_000 ? 4 : 7)
        rounds += found.rounds
        var edges = root.box.edges(found.prices)
        while edges.isEmpty && level.group.count > 15_000 {
            let radii = level.box.radii.map { 0.3 * $0 }
            let next = step(level, Self.box(around: found.prices, radii: radii, within: level.box), &choices)
            let again = newton(next, from: found.prices, rounds: next.group.count > 15_000 ? 4 : 5)
            rounds += again.rounds
            if next.group.count > level.group.count * 3 / 4 || !next.box.edges(again.prices).isEmpty { break }
            (level, found) = (next, again)
        }
        found = newton(level, from: found.prices, rounds: 30, isLast: true)
        rounds += found.rounds
        edges = root.box.edges(found.prices)
        if !edges.isEmpty { return .widen(edges, found.prices) }
        // Boxes are nested: each sieve looks only at what the smallest one that was too large has left.
        var outer = level
        var ring = level
        var low = 0.0
        var high = Double.infinity
        var length = 16.0
        var best: Level?
        for _ in 0..<40 {
            let radii = rows.indices.map { r in
                found.idle[r] ? 1e-6 * scales[r] : length * found.shape[r] + 1e-12 * found.prices[r]
            }
            let next = step(outer, Self.box(around: found.prices, radii: radii, within: level.box), &choices)
            if next.group.count <= coreLimit {
                best = next
                low = length
                if next.group.count >= coreLimit * 6 / 10 { break }
            } else {
                high = length
                outer = next
                if next.group.count >= 3 * coreLimit { ring = next }
            }
            length = high.isInfinite ? 4 * length : low == 0 ? length / 4 : (low * high).squareRoot()
            if high.isFinite && high - low < 0.02 * high { break }
        }
        guard let best else { return nil }
        return .core(step(outer, best.box, &choices), before: ring)
    }

    /// Steps taken, for reports.
    private(set) var rounds = 0

    init(rows: [RuleRow], threads: Int, tolerance: Double, coreLimit: Int) {
        self.rows = rows
        self.threads = threads
        self.tolerance = tolerance
        self.coreLimit = coreLimit
    }

    /// Descends; choices of everybody who is fixed on the way are written to `choices`.
    mutating func descend(_ root: Level, choices: inout [UInt8]) throws(SolverError) -> End {
        var stack = [root]
        var takenBack = 0
        var stalled = 0
        while true {
            let level = stack[stack.count - 1]
            if level.group.count <= coreLimit { return .core(level, before: stack.dropLast().last) }
            let master = PriceMaster(rows: rows, limits: level.limits, box: level.box, threads: threads)
            let found = try master.solve(level.group, accuracy: 0.003)
            rounds += found.rounds
            let edges = level.box.edges(found.prices)
            if !edges.isEmpty {
                guard stack.count > 1 else { return .widen(edges, found.prices) }
                takenBack += 1
                if takenBack > 30 { return .core(level, before: stack.dropLast().last) }
                let narrow = stack.removeLast().box
                let parent = stack[stack.count - 1]
                let box = Self.box(around: found.prices, radii: narrow.radii.map { 3 * $0 }, within: parent.box)
                if box == parent.box || box == narrow { continue }
                stack.append(step(parent, box, &choices))
                continue
            }
            let box = Self.box(around: found.prices, radii: level.box.radii.map { 0.2 * $0 }, within: level.box)
            let next = step(level, box, &choices)
            if next.group.count > level.group.count * 9 / 10 { stalled += 1 } else { stalled = 0 }
            let width = zip(box.radii, box.upper).map { $1 > 0 ? $0 / $1 : 0 }.max() ?? 0
            if stalled >= 3 || width < 1e-13 || distinct(next.group, atMost: coreLimit) {
                return .core(next, before: level)
            }
            stack.append(next)
        }
    }

    private func step(_ level: Level, _ box: PriceBox, _ choices: inout [UInt8]) -> Level {
        let sieved = level.group.sieve(rows: rows, box: box, tolerance: tolerance)
        for (member, choice) in zip(level.group.members, sieved.choices) { choices[Int(member)] = choice }
        var limits = level.limits
        for (r, row) in rows.enumerated() { limits[r] -= sieved.fixed.use(row) }
        return Level(group: level.group.subset(sieved.left), limits: limits, box: box)
    }

    /// A box around prices, kept within another.
    static func box(around prices: [Double], radii: [Double], within outer: PriceBox) -> PriceBox {
        PriceBox(
            lower: prices.indices.map { max(outer.lower[$0], prices[$0] - radii[$0]) },
            upper: prices.indices.map { min(outer.upper[$0], prices[$0] + radii[$0]) })
    }

    /// True when the group has at most `limit` different kinds of customers.
    private func distinct(_ group: CellGroup, atMost limit: Int) -> Bool {
        if group.count <= limit { return true }
        var seen = Set<[UInt64]>()
        for i in 0..<group.count {
            seen.insert(group.key(i))
            if seen.count > limit { return false }
        }
        return true
    }
}

extension CellGroup {
    /// What makes two customers alike: all their cells.
    func key(_ i: Int) -> [UInt64] {
        var key: [UInt64] = []
        key.reserveCapacity(2 * benefits)
        for k in 0..<benefits {
            key.append(values[k * padded + i].bitPattern)
            key.append(costs[k * padded + i].bitPattern)
        }
        return key
    }
}
