// SPDX-License-Identifier: GPL-3.0-or-later
import Solver

/// Whether rules can be kept together at all, and if not, prices that prove it: at these prices everybody together uses more than the
/// limits are worth, whatever they are given (Farkas 1902).
struct ConflictProof {
    let pass: TablePass

    /// Names of rules that contradict one another, nil when they do not as far as can be proved.
    func run() throws(SolverError) -> [String]? {
        var group = pass.gather((0..<Int32(truncatingIfNeeded: pass.table.count)).map { $0 })
        if group.count == 0 { group = pass.gather([]) }
        var kept = Array(pass.rows.indices)
        guard try isImpossible(kept, group) else { return nil }
        // Leaving out what is not needed makes the conflict irreducible.
        for r in pass.rows.indices {
            let without = kept.filter { $0 != r }
            if try isImpossible(without, group) { kept = without }
        }
        return kept.map { pass.rows[$0].name }
    }

    private func isImpossible(_ chosen: [Int], _ group: CellGroup) throws(SolverError) -> Bool {
        let rows = chosen.map { pass.rows[$0] }
        if rows.allSatisfy({ $0.limit >= 0 }) { return false }
        let units = rows.map { row -> Double in
            var largest = abs(row.limit)
            for k in 0..<group.benefits {
                for i in 0..<group.count where group.values[k * group.padded + i] > CellLimit.offered {
                    let use = row.use(
                        benefit: k, value: group.values[k * group.padded + i], cost: group.costs[k * group.padded + i])
                    largest = max(largest, abs(use))
                }
            }
            return max(largest, 1e-9)
        }
        let box = PriceBox(lower: units.map { _ in 0 }, upper: units.map { 1 / $0 })
        var master = PriceMaster(rows: rows, limits: rows.map(\.limit), box: box, threads: pass.threads)
        // Not quite nothing, so that a cell that is not offered stays so; far less than what the proof has to show.
        let worth = group.values.reduce(0) { $0 + ($1 > CellLimit.offered ? abs($1) : 0) }
        master.valueWeight = 1e-12 / max(worth, 1)
        let found = try master.solve(group, accuracy: 1e-7)
        return found.bound < -1e-9
    }
}
