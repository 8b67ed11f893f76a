// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Solver

/// Rounds amounts to whole fen so that limits on plain money are kept exactly.
///
/// Every amount is first rounded down (a minimum: up); what is then missing to the limits that the unrounded amounts reach is handed
/// out fen by fen. For limits that form a tree (day within stage within total) the greedy order is optimal, because such families
/// are laminar matroids; for two crossing families (days × channels) the rest is a transportation problem, whose vertices are whole
/// numbers, and GLPK finds one. Where three or more families cross the vertices may be fractions, and a short search over small
/// whole changes follows; only beyond its limits may a fen stay unspent.
struct FenRounding {
    /// A limit on Σ amounts[cells], in fen.
    struct Limit {
        var cells: [Int]
        var atLeast: Int64
        var atMost: Int64
        /// True when the unrounded amounts reach `atMost`.
        var isReached: Bool
    }

    /// Unrounded amounts in fen.
    var amounts: [Double]
    /// Whole bounds of each amount, in fen.
    var lower: [Int64]
    var upper: [Int64]
    /// Whole steps: 1, or a package's size in fen; only amounts with step 1 are adjusted.
    var steps: [Int64]
    /// Worth of one more fen in each amount; decides who gets the fen.
    var worth: [Double]
    var limits: [Limit]

    /// The rounded amounts in fen.
    func rounded() -> [Int64] {
        var whole = amounts.indices.map { roundedDown($0) }
        var (slack, missing) = rest(whole)
        let membership = memberships()
        takeBack(&whole, &slack, &missing, membership)
        // Amounts that a minimum is waiting for come first, then the most valuable fen; ties by position.
        let order = amounts.indices.filter { steps[$0] == 1 }.sorted { a, b in
            let fractionA = amounts[a] - Double(whole[a])
            let fractionB = amounts[b] - Double(whole[b])
            if (fractionA > 1e-9) != (fractionB > 1e-9) { return fractionA > 1e-9 }
            if worth[a] != worth[b] { return worth[a] > worth[b] }
            return a < b
        }
        for wantsMinimum in [true, false] {
            var again = true
            while again {
                again = false
                for cell in order where whole[cell] < upper[cell] {
                    let rows = membership[cell]
                    guard rows.allSatisfy({ slack[$0] > 0 }) else { continue }
                    let wanted =
                        wantsMinimum
                        ? rows.contains { missing[$0] > 0 } : rows.contains { limits[$0].isReached && slack[$0] > 0 }
                    guard wanted else { continue }
                    whole[cell] += 1
                    for row in rows {
                        slack[row] -= 1
                        missing[row] -= 1
                    }
                    again = true
                }
            }
        }
        if !isFilled(whole) {
            // Small changes first: they mostly do, and stay nearest to the amounts.
            for (attempt, reach) in [Int64(2), 20, 20].enumerated() {
                // The last one looks at other amounts; where all were looked at there are none.
                if attempt == 2, amounts.count <= FenRounding.mostCells { break }
                fillCrossing(&whole, within: reach, membership, attempt: attempt)
                if isFilled(whole) { break }
            }
        }
        return whole
    }

    /// What each limit has left and what it lacks, at whole amounts.
    private func rest(_ whole: [Int64]) -> (slack: [Int64], missing: [Int64]) {
        let sums = limits.map { limit in limit.cells.reduce(Int64(0)) { $0 + whole[$1] } }
        return (limits.indices.map { limits[$0].atMost - sums[$0] }, limits.indices.map { limits[$0].atLeast - sums[$0] })
    }

    /// True when nothing is left of limits that are reached and nothing lacks.
    private func isFilled(_ whole: [Int64]) -> Bool {
        let (slack, missing) = rest(whole)
        return limits.indices.allSatisfy { !(limits[$0].isReached && slack[$0] > 0) && missing[$0] <= 0 }
    }

    private func roundedDown(_ cell: Int) -> Int64 {
        let nearest = amounts[cell].rounded()
        let down = abs(amounts[cell] - nearest) < 1e-6 * max(1, abs(nearest) * 1e-9) ? nearest : amounts[cell].rounded(.down)
        let step = steps[cell]
        var fen = Int64(min(max(down, 0), 9e15))
        if step > 1 { fen = Int64((amounts[cell] / Double(step)).rounded()) * step }
        return min(max(fen, lower[cell]), upper[cell])
    }

    private func memberships() -> [[Int]] {
        var rows = [[Int]](repeating: [], count: amounts.count)
        for (index, limit) in limits.enumerated() { for cell in limit.cells { rows[cell].append(index) } }
        return rows
    }

    /// A minimum that was rounded up, or rounding noise, may have passed a limit: takes single fen back where bounds allow.
    private func takeBack(
        _ whole: inout [Int64], _ slack: inout [Int64], _ missing: inout [Int64], _ membership: [[Int]]
    ) {
        for index in limits.indices {
            for cell in limits[index].cells.sorted(by: { (worth[$0], $0) < (worth[$1], $1) }) where slack[index] < 0 {
                let room = whole[cell] - lower[cell]
                guard room > 0, steps[cell] == 1 else { continue }
                let taken = min(room, -slack[index])
                whole[cell] -= taken
                for row in membership[cell] {
                    slack[row] += taken
                    missing[row] += taken
                }
            }
        }
    }

    /// Nodes of the search for whole changes, and the most amounts that it looks at.
    private static let nodeLimit = 400
    private static let mostCells = 6_000

    /// Amounts that may change: all of them, or where there are very many some of every limit, spread over its cells. What is left to hand out is
    /// a few fen a limit, for which a few amounts of each are enough; every attempt looks at other ones.
    private func changeable(_ attempt: Int) -> [Int] {
        let all = amounts.indices.filter { steps[$0] == 1 }
        guard all.count > FenRounding.mostCells else { return all }
        let each = max(8, FenRounding.mostCells / max(1, limits.count))
        var isChosen = [Bool](repeating: false, count: amounts.count)
        for limit in limits {
            let stride = max(1, limit.cells.count / each)
            var position = attempt * 7 % stride
            while position < limit.cells.count {
                isChosen[limit.cells[position]] = true
                position += stride
            }
        }
        return all.filter { isChosen[$0] }
    }

    /// Hands out the rest as a program over whole changes of amounts by at most `reach` fen.
    private func fillCrossing(_ whole: inout [Int64], within reach: Int64, _ membership: [[Int]], attempt: Int) {
        let (slack, missing) = rest(whole)
        let cells = changeable(attempt)
        let scale = worth.map(abs).max() ?? 1
        // A program of thousands of whole numbers is not searched: its linear program's vertex is mostly whole, and its whole changes are taken.
        let isSearched = cells.count <= FenRounding.mostCells
        var program = LinearProgram()
        program.maximize = true
        for index in limits.indices {
            _ = program.addRow(lower: missing[index] > 0 ? Double(missing[index]) : -.infinity, upper: Double(slack[index]))
        }
        for cell in cells {
            let low = -Double(min(reach, whole[cell] - lower[cell]))
            let high = Double(min(reach, upper[cell] - whole[cell]))
            let reached = membership[cell].filter { limits[$0].isReached }.count
            let cost = Double(reached) + (scale > 0 ? 1e-3 * worth[cell] / scale : 0)
            _ = program.addColumn(
                lower: low, upper: max(low, high), cost: cost, integer: isSearched,
                entries: membership[cell].map { (row: $0, value: 1.0) })
        }
        let changes = try? LinearSession.with(program) { (session) throws(SolverError) -> [Double] in
            guard isSearched else {
                _ = try session.solve(LinearOptions())
                return session.x
            }
            var options = IntegerOptions(nodeLimit: FenRounding.nodeLimit)
            // Cuts may keep the library at one node for ever, and the limit counts nodes.
            options.cuts = false
            return try session.solveInteger(options).x ?? session.x
        }
        guard let changes, changes.count == cells.count else { return }
        var trial = whole
        for (position, cell) in cells.enumerated() {
            let change = changes[position].rounded()
            guard abs(change - changes[position]) < 1e-6, abs(change) <= Double(reach) else { continue }
            trial[cell] += Int64(change)
        }
        let after = rest(trial)
        if after.slack.allSatisfy({ $0 >= 0 }), after.missing.allSatisfy({ $0 <= 0 }) { whole = trial }
    }
}
