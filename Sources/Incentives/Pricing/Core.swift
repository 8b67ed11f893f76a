// SPDX-License-Identifier: GPL-3.0-or-later
import Solver

/// The customers whose choice prices alone do not decide, as a linear program of their own: alike customers are one item with a count, so
/// that fifty thousand equal ones are as easy as one.
struct Core {
    /// Customers that are alike.
    struct Item {
        /// Positions in the group, rising.
        var positions: [Int]
        /// What they may get: benefit from 1 on, 0 for none; rising.
        var options: [Option]
    }
    struct Option {
        var choice: Int
        var value: Double
        /// Use of each row.
        var use: [Double]
    }

    let rows: [RuleRow]
    let limits: [Double]
    let group: CellGroup
    private(set) var items: [Item] = []

    /// Items of a group. With a box, options that another beats throughout are left out.
    init(rows: [RuleRow], limits: [Double], group: CellGroup, box: PriceBox?, tolerance: Double) {
        self.rows = rows
        self.limits = limits
        self.group = group
        var index: [[UInt64]: Int] = [:]
        for i in 0..<group.count {
            let key = group.key(i)
            if let item = index[key] {
                items[item].positions.append(i)
            } else {
                index[key] = items.count
                items.append(Item(positions: [i], options: options(i, box, tolerance)))
            }
        }
    }

    private func options(_ i: Int, _ box: PriceBox?, _ tolerance: Double) -> [Option] {
        var all = [Option(choice: 0, value: 0, use: Array(repeating: 0, count: rows.count))]
        for k in 0..<group.benefits {
            let value = group.values[k * group.padded + i]
            let cost = group.costs[k * group.padded + i]
            if value < CellLimit.offered { continue }
            all.append(Option(choice: k + 1, value: value, use: rows.map { $0.use(benefit: k, value: value, cost: cost) }))
        }
        guard let box else { return all }
        let centre = box.centre
        let radii = box.radii
        func score(_ option: Option) -> Double {
            var score = option.value
            for r in rows.indices { score -= centre[r] * option.use[r] }
            return score
        }
        var best = all[0]
        for option in all where score(option) > score(best) { best = option }
        return all.filter { option in
            var lead = score(best) - score(option) - tolerance
            for r in rows.indices { lead -= radii[r] * abs(best.use[r] - option.use[r]) }
            return lead <= 0
        }
    }

    /// An optimal basic solution.
    struct Relaxed {
        /// By item and option: how many customers, in parts.
        var amounts: [[Double]]
        var prices: [Double]
    }

    private func program(_ scale: Scales, whole: Bool) -> LinearProgram {
        var program = LinearProgram()
        for r in rows.indices { program.addRow(lower: -.infinity, upper: limits[r] / scale.rows[r]) }
        for item in items {
            let count = Double(item.positions.count)
            let mayGetNone = item.options.contains { $0.choice == 0 }
            let row = program.addRow(lower: mayGetNone ? -.infinity : count, upper: count)
            for option in item.options where option.choice > 0 {
                var entries: [(row: Int, value: Double)] = []
                for r in rows.indices where option.use[r] != 0 { entries.append((r, option.use[r] / scale.rows[r])) }
                entries.append((row, 1))
                program.addColumn(
                    lower: 0, upper: whole ? count : .infinity, cost: option.value / scale.value, integer: whole,
                    entries: entries)
            }
        }
        return program
    }

    private struct Scales {
        var value: Double
        var rows: [Double]
    }

    private var scales: Scales {
        var value = 0.0
        var uses = [Double](repeating: 0, count: rows.count)
        for option in items.lazy.flatMap(\.options) {
            value = max(value, abs(option.value))
            for r in rows.indices { uses[r] = max(uses[r], abs(option.use[r])) }
        }
        return Scales(value: value > 0 ? value : 1, rows: uses.map { $0 > 0 ? $0 : 1 })
    }

    /// Solves without whole numbers; nil when that is impossible.
    func relax() throws(SolverError) -> Relaxed? {
        let scale = scales
        return try LinearSession.with(program(scale, whole: false)) { session throws(SolverError) in
            guard try session.solve() == .optimal else { return nil }
            let prices = rows.indices.map { max(0, session.rowPrices[$0] * scale.value / scale.rows[$0]) }
            return Relaxed(amounts: amounts(session.x), prices: prices)
        }
    }

    /// Solves in whole numbers by branch and bound; nil when nothing was found. `gap` is absolute.
    func branch(gap: Double, nodeLimit: Int) throws(SolverError) -> (amounts: [[Double]]?, finished: Bool) {
        let scale = scales
        return try LinearSession.with(program(scale, whole: true)) { session throws(SolverError) in
            var options = IntegerOptions(relativeGap: 0, nodeLimit: nodeLimit)
            options.cuts = items.count > 20
            let status = try session.solve()
            guard status == .optimal else { return (nil, status == .infeasible) }
            options.relativeGap = gap / scale.value / max(abs(session.objective), 1e-9)
            let result = try session.solveInteger(options)
            let finished = result.status == .optimal || result.status == .infeasible || result.status == .withinGap
            return (result.x.map { amounts($0.map { $0.rounded() }) }, finished)
        }
    }

    /// Columns back into items, with what is left over as "none".
    private func amounts(_ x: [Double]) -> [[Double]] {
        var column = 0
        return items.map { item in
            var left = Double(item.positions.count)
            var own = item.options.map { option -> Double in
                guard option.choice > 0 else { return 0 }
                defer { column += 1 }
                left -= x[column]
                return x[column]
            }
            if let none = item.options.firstIndex(where: { $0.choice == 0 }) { own[none] = max(0, left) }
            return own
        }
    }

    /// Whole amounts by cutting off parts; whoever is left over gets what uses least.
    func rounded(_ amounts: [[Double]]) -> [[Int]] {
        zip(items, amounts).map { item, own in
            var whole = own.map { Int(($0 + 1e-7).rounded(.down)) }
            var left = item.positions.count - whole.reduce(0, +)
            let cheapest =
                item.options.indices.min { a, b in
                    item.options[a].use.reduce(0, +) < item.options[b].use.reduce(0, +)
                } ?? 0
            for j in whole.indices.reversed() where left < 0 {
                let taken = min(whole[j], -left)
                whole[j] -= taken
                left += taken
            }
            whole[cheapest] += left
            return whole
        }
    }

    /// Choice by position in the group. The earlier of alike customers get the benefits, none comes last.
    func choices(_ amounts: [[Int]]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: group.count)
        for (item, own) in zip(items, amounts) {
            var next = 0
            let order = item.options.indices.sorted { a, b in
                let (x, y) = (item.options[a].choice, item.options[b].choice)
                return (x == 0 ? Int.max : x) < (y == 0 ? Int.max : y)
            }
            for j in order {
                for _ in 0..<own[j] where next < item.positions.count {
                    result[item.positions[next]] = UInt8(item.options[j].choice)
                    next += 1
                }
            }
        }
        return result
    }
}
