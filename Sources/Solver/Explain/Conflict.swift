// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// Rules that cannot all hold, although without any one of them the rest could: an irreducible infeasible set.
public struct Conflict: Sendable {
    /// One end of a row, or of a variable.
    public struct Member: Sendable, Hashable {
        public enum Place: Sendable, Hashable {
            /// Position among the model's linear rows.
            case row(Int)
            /// Position among the model's variables.
            case variable(Int)
        }
        public var place: Place
        /// Name of the row or variable.
        public var name: String
        /// Where it was said; nil for variables and for rows without.
        public var origin: Origin?
        /// True for the upper end (at most), false for the lower (at least).
        public var isUpper: Bool
        /// The end as it stands, in the row's unit.
        public var limit: Double
        /// The least amount by which this end alone would have to give way (up for an upper end, down for a lower one) for all of the model to
        /// be possible; nil where no change of it alone is enough.
        public var repair: Double?
    }

    public var members: [Member]
    /// False when limits stopped the search before it could take away everything that is not needed.
    public var isIrreducible: Bool
}

/// Finds what contradicts what.
public enum ConflictFinder {
    /// An irreducible conflict of an infeasible model by recursive splitting (QuickXplain; Junker 2004), each question answered with proof by
    /// weak duality. Nil where the model is feasible or was not proved infeasible.
    ///
    /// - Parameters:
    ///   - model: the infeasible model; its objective does not matter.
    ///   - candidates: positions of the rows that somebody could change; nil for all. Other rows always hold.
    ///   - options: limits of each single question.
    public static func find(
        _ model: Model, candidates: [Int]? = nil, options: SolveOptions = SolveOptions()
    ) throws(SolverError) -> Conflict? {
        var search = ConflictSearch(model, candidates: candidates ?? Array(model.rows.indices), options: options)
        guard try search.isImpossible(search.all) else { return nil }
        let members = try search.minimal()
        var result = Conflict(members: [], isIrreducible: !search.isUncertain)
        for end in members { result.members.append(try search.member(end)) }
        return result
    }
}

/// One end of a row or variable.
private struct End: Hashable {
    var place: Conflict.Member.Place
    var isUpper: Bool
}

private struct ConflictSearch {
    let model: Model
    let options: SolveOptions
    var all: [End] = []
    /// True when a question was left open and taken for "possible".
    var isUncertain = false

    init(_ model: Model, candidates: [Int], options: SolveOptions) {
        var plain = model
        plain.maximize(LinearExpression())
        self.model = plain
        self.options = options
        for i in candidates where model.rows.indices.contains(i) {
            if model.rows[i].lower > -.infinity { all.append(End(place: .row(i), isUpper: false)) }
            if model.rows[i].upper < .infinity { all.append(End(place: .row(i), isUpper: true)) }
        }
        for j in model.lower.indices where model.kinds[j] != .binary {
            // That amounts are not negative is no rule of anybody's.
            if model.lower[j] > -.infinity && model.lower[j] != 0 { all.append(End(place: .variable(j), isUpper: false)) }
            if model.upper[j] < .infinity { all.append(End(place: .variable(j), isUpper: true)) }
        }
    }

    /// Whether the model with only these of all candidates is proved infeasible.
    mutating func isImpossible(_ kept: [End]) throws(SolverError) -> Bool {
        let keeps = Set(kept)
        var reduced = model
        for end in all where !keeps.contains(end) { loosen(&reduced, end) }
        var settings = options
        settings.relativeGap = 1
        settings.nodeLimit = min(options.nodeLimit ?? 2_000, 2_000)
        let status = try ModelSolver.solve(reduced, options: settings).status
        if status == .unknown { isUncertain = true }
        return status == .infeasible
    }

    private func loosen(_ model: inout Model, _ end: End) {
        let far = end.isUpper ? Double.infinity : -.infinity
        switch end.place {
        case .row(let i): model.bound(row: i, lower: end.isUpper ? nil : far, upper: end.isUpper ? far : nil)
        case .variable(let j):
            model.bound(model.variables[j], lower: end.isUpper ? nil : min(0, far), upper: end.isUpper ? far : nil)
        }
    }

    mutating func minimal() throws(SolverError) -> [End] {
        let bounds = all.filter { if case .variable = $0.place { true } else { false } }
        let rows = all.filter { if case .row = $0.place { true } else { false } }
        // Most conflicts are among rows alone.
        if try isImpossible(rows) { return try explain(background: [], added: false, rows) }
        return try explain(background: [], added: false, rows + bounds)
    }

    private mutating func explain(background: [End], added: Bool, _ candidates: [End]) throws(SolverError) -> [End] {
        if added, try isImpossible(background) { return [] }
        if candidates.count <= 1 { return candidates }
        let middle = candidates.count / 2
        let (first, second) = (Array(candidates[..<middle]), Array(candidates[middle...]))
        let fromSecond = try explain(background: background + first, added: !first.isEmpty, second)
        let fromFirst = try explain(background: background + fromSecond, added: !fromSecond.isEmpty, first)
        return fromFirst + fromSecond
    }

    /// No more than this can an end have to give way: what the row is at the ends of its variables. Infinite where these are.
    private func largestGive(_ end: End) -> Double {
        guard case .row(let i) = end.place else { return .infinity }
        var (low, high) = (model.lower, model.upper)
        for row in model.curveRows {
            let (output, term) = (row.relation.output.position, row.relation.term)
            let most = max(0, high[term.input.position])
            if most.isFinite { high[output] = min(high[output], term.scale * term.curve.value(at: most)) }
        }
        var (least, most) = (0.0, 0.0)
        for term in model.rows[i].terms {
            let (a, b) = (
                term.coefficient * low[term.variable.position], term.coefficient * high[term.variable.position]
            )
            least += min(a, b)
            most += max(a, b)
        }
        let give = end.isUpper ? most - model.rows[i].upper : model.rows[i].lower - least
        return give.isFinite && give > 0 ? 1.001 * give : .infinity
    }

    /// The end with its words and the least change that alone repairs the whole model.
    mutating func member(_ end: End) throws(SolverError) -> Conflict.Member {
        var elastic = model
        let give = elastic.variable("give", upper: largestGive(end))
        let name: String
        var origin: Origin?
        let limit: Double
        switch end.place {
        case .row(let i):
            let row = model.rows[i]
            (name, origin, limit) = (row.name, row.origin, end.isUpper ? row.upper : row.lower)
            // lower ≤ a·x ≤ upper has two ends, of which only one gives way.
            loosen(&elastic, end)
            let expression = LinearExpression(terms: row.terms + [Term(give, end.isUpper ? -1 : 1)])
            elastic.add(
                rule(name) {
                    Relation(expression, lower: end.isUpper ? -.infinity : limit, upper: end.isUpper ? limit : .infinity)
                })
        case .variable(let j):
            (name, limit) = (model.names[j], end.isUpper ? model.upper[j] : model.lower[j])
            loosen(&elastic, end)
            let variable = model.variables[j]
            elastic.add(
                rule(name) {
                    end.isUpper
                        ? Relation(LinearExpression(terms: [Term(variable, 1), Term(give, -1)]), upper: limit)
                        : Relation(LinearExpression(terms: [Term(variable, 1), Term(give, 1)]), lower: limit)
                })
        }
        elastic.minimize(give)
        let solution = try ModelSolver.solve(elastic, options: options)
        let repair = solution.values.isEmpty ? nil : solution.values[give.position]
        return Conflict.Member(place: end.place, name: name, origin: origin, isUpper: end.isUpper, limit: limit, repair: repair)
    }
}
