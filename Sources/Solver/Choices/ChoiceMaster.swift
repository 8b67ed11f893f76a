// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// The choices' own linear program: exactly one option a group, what every shared row leaves for the choices whatever the rest does, and
/// everything that cuts say about the rest's contribution η.
///
/// The library finds points and multipliers; the bound is this type's own. For weights μ ≥ 0 of the cuts with Σ μ = 1 and prices ν of
/// the rows, Σ μ·constant + Σ ν·end + Σ over groups of the best option's c + Σ μ·slope − ν·A is above every choice.
final class ChoiceMaster {
    private let structure: ChoiceStructure
    private let session: LinearSession
    /// What objective and cuts are divided by.
    private let unit: Double
    private var cuts: [ChoiceCut] = []
    /// Row of the program of each cut.
    private var cutRows: [Int] = []
    private var sides: [Side] = []
    private var allowed: [Bool]

    /// lower ≤ Σ entries ≤ upper, divided by the largest coefficient.
    struct Side {
        var entries: [(choice: Int, value: Double)]
        var lower: Double
        var upper: Double
    }

    static func program(_ structure: ChoiceStructure, unit: Double) -> LinearProgram {
        var program = LinearProgram()
        for _ in structure.groups { program.addRow(lower: 1, upper: 1) }
        for c in structure.columns.indices {
            program.addColumn(
                lower: 0, upper: 1, cost: structure.cost[c] / unit, entries: [(structure.groupOf[c], 1)])
        }
        program.addColumn(lower: -.infinity, upper: .infinity, cost: 1)
        return program
    }

    /// `session` holds `program(structure, unit:)`.
    init(_ structure: ChoiceStructure, rest: ChoiceRest, session: LinearSession, unit: Double) throws(SolverError) {
        self.structure = structure
        self.session = session
        self.unit = unit
        allowed = [Bool](repeating: true, count: structure.columns.count)
        for row in structure.rows {
            var low = row.lower
            var high = row.upper
            if row.hasRest {
                low -= rest.most[row.row]
                high -= rest.least[row.row]
            }
            // Room for rounding: what is left over is the rest's to judge.
            let size = row.entries.reduce(0) { max($0, abs($1.value)) }
            let slack = 1e-10 * max(size, low.isFinite ? abs(low) : 0, high.isFinite ? abs(high) : 0)
            let range = structure.range(of: row)
            if range.least >= low && range.most <= high { continue }
            try add(Side(entries: row.entries, lower: low - slack, upper: high + slack))
        }
    }

    var rowCount: Int { session.rowCount }
    var columnCount: Int { session.columnCount }
    var iterations: Int { session.iterations }
    var statusWord: String { session.statusWord }
    /// The last program's point: one value a choice column.
    var point: [Double] { Array(session.x.prefix(structure.columns.count)) }

    private func add(_ side: Side) throws(SolverError) {
        let size = side.entries.reduce(0) { max($0, abs($1.value)) }
        guard size > 0 else { return }
        let scaled = Side(
            entries: side.entries.map { ($0.choice, $0.value / size) }, lower: side.lower / size, upper: side.upper / size)
        sides.append(scaled)
        sideRows.append(session.rowCount)
        try session.addRow(lower: scaled.lower, upper: scaled.upper, scaled.entries.map { ($0.choice, $0.value) })
    }
    private var sideRows: [Int] = []

    /// Adds η ≤ cut.
    func add(_ cut: ChoiceCut) throws(SolverError) {
        var entries: [(column: Int, value: Double)] = []
        for c in cut.slopes.indices where cut.slopes[c] != 0 { entries.append((c, -cut.slopes[c] / unit)) }
        entries.append((structure.columns.count, 1))
        cuts.append(cut)
        cutRows.append(session.rowCount)
        try session.addRow(lower: -.infinity, upper: cut.constant / unit, entries)
    }

    /// Adds cut(z) ≥ 0.
    func addFeasibility(_ cut: ChoiceCut) throws(SolverError) {
        let entries = cut.slopes.indices.filter { cut.slopes[$0] != 0 }.map { (choice: $0, value: cut.slopes[$0]) }
        let size = entries.reduce(0) { max($0, abs($1.value)) }
        try add(Side(entries: entries, lower: -cut.constant - 1e-10 * size, upper: .infinity))
    }

    /// Solves the continuous program with the allowed options.
    func solve(_ newAllowed: [Bool], _ options: LinearOptions) throws(SolverError) -> LinearStatus {
        for c in allowed.indices where allowed[c] != newAllowed[c] {
            try session.setColumnBounds(c, lower: 0, upper: newAllowed[c] ? 1 : 0)
        }
        allowed = newAllowed
        return try session.solve(options)
    }

    /// Whether a whole choice keeps the rows of choices alone and leaves the rest room in every row by itself.
    func keepsSides(_ z: [Double]) -> Bool {
        sides.allSatisfy { side in
            var sum = 0.0
            for entry in side.entries { sum += entry.value * z[entry.choice] }
            return sum >= side.lower && sum <= side.upper
        }
    }

    /// A bound on the whole objective over the allowed options, by the last program's prices.
    func bound(_ allowed: [Bool]) -> Double {
        guard !cuts.isEmpty else { return .infinity }
        var weights = cutRows.map { max(0, session.rowPrices.indices.contains($0) ? session.rowPrices[$0] : 0) }
        var total = weights.reduce(0, +)
        if !(total > 0 && total.isFinite) {
            weights = weights.map { _ in 0 }
            weights[weights.count - 1] = 1
            total = 1
        }
        var worth = structure.cost
        var sum = structure.constant
        var size = abs(sum)
        for (k, cut) in cuts.enumerated() where weights[k] > 0 {
            let weight = weights[k] / total
            sum += weight * cut.constant
            size += abs(weight * cut.constant)
            for c in worth.indices { worth[c] += weight * cut.slopes[c] }
        }
        for (k, side) in sides.enumerated() where session.rowPrices.indices.contains(sideRows[k]) {
            let price = unit * session.rowPrices[sideRows[k]]
            let end = price > 0 ? side.upper : side.lower
            guard price != 0, price.isFinite, end.isFinite else { continue }
            sum += price * end
            size += abs(price * end)
            for entry in side.entries { worth[entry.choice] -= price * entry.value }
        }
        for group in structure.groups {
            var best = -Double.infinity
            for c in group where allowed[c] { best = max(best, worth[c]) }
            sum += best
            size += abs(best)
        }
        return sum + 1e-14 * size
    }

    /// Proves by weak duality that no choice among the allowed options keeps the sides: the least total violation is above 0.
    func provesEmpty(_ allowed: [Bool]) throws(SolverError) -> Bool {
        var program = LinearProgram()
        for _ in structure.groups { program.addRow(lower: 1, upper: 1) }
        var entries = structure.columns.indices.map { [(row: structure.groupOf[$0], value: 1.0)] }
        for side in sides {
            let row = program.addRow(lower: side.lower, upper: side.upper)
            for entry in side.entries { entries[entry.choice].append((row, entry.value)) }
        }
        for c in entries.indices { program.addColumn(lower: 0, upper: allowed[c] ? 1 : 0, entries: entries[c]) }
        for k in sides.indices {
            let row = structure.groups.count + k
            program.addColumn(lower: 0, upper: .infinity, cost: -1, entries: [(row, 1)])
            program.addColumn(lower: 0, upper: .infinity, cost: -1, entries: [(row, -1)])
        }
        return try LinearSession.with(program) { elastic throws(SolverError) in
            guard try elastic.solve() == .optimal else { return false }
            var worth = [Double](repeating: 0, count: structure.columns.count)
            var (sum, size) = (0.0, 0.0)
            for (k, side) in sides.enumerated() {
                let price = min(max(elastic.rowPrices[structure.groups.count + k], -1), 1)
                let end = price > 0 ? side.upper : side.lower
                guard price != 0, end.isFinite else { continue }
                sum += price * end
                size += abs(price * end)
                for entry in side.entries { worth[entry.choice] -= price * entry.value }
            }
            for group in structure.groups {
                var best = -Double.infinity
                for c in group where allowed[c] { best = max(best, worth[c]) }
                sum += best
                size += abs(best)
            }
            return sum < -1e-12 * max(size, 1e-300)
        }
    }
}
