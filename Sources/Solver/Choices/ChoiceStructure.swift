// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Reads a model as choices over a concave rest: every whole variable stands in one row "exactly one of these binaries", in no curve
/// row, and otherwise only in linear rows.
struct ChoiceStructure {
    /// A linear row with its choice part.
    struct SharedRow {
        var row: Int
        /// Choice columns and their coefficients.
        var entries: [(choice: Int, value: Double)]
        /// False where only choices stand in the row.
        var hasRest: Bool
        var lower: Double
        var upper: Double
    }

    /// Model position of each choice column.
    private(set) var columns: [Int] = []
    /// Choice columns of each group of which exactly one is picked, as ranges of `columns`' positions.
    private(set) var groups: [[Int]] = []
    /// Group of each choice column.
    private(set) var groupOf: [Int] = []
    /// What a choice column brings by itself, in the direction of maximizing.
    private(set) var cost: [Double] = []
    /// Rows with choices other than the groups' own.
    private(set) var rows: [SharedRow] = []
    /// Objective's constant, in the direction of maximizing.
    private(set) var constant = 0.0
    /// 1 where the model is maximized.
    let sign: Double
    /// By choice column: shared row (position in `rows`) and coefficient.
    private(set) var entries: [[(row: Int, value: Double)]] = []

    /// Nil where the structure does not suit.
    init?(_ model: Model) {
        guard model.hasIntegers else { return nil }
        sign = model.direction == .maximize ? 1 : -1
        var choiceOf = [Int](repeating: -1, count: model.variableCount)
        var isGroup = [Bool](repeating: false, count: model.rows.count)
        for (position, row) in model.rows.enumerated() where row.lower == 1 && row.upper == 1 && !row.terms.isEmpty {
            let isOneHot = row.terms.allSatisfy {
                let j = $0.variable.position
                return $0.coefficient == 1 && model.kinds[j] != .continuous && model.lower[j] >= 0 && model.upper[j] <= 1
                    && choiceOf[j] < 0
            }
            guard isOneHot else { continue }
            isGroup[position] = true
            var group: [Int] = []
            for term in row.terms {
                choiceOf[term.variable.position] = columns.count
                group.append(columns.count)
                groupOf.append(groups.count)
                columns.append(term.variable.position)
            }
            groups.append(group)
        }
        for j in model.kinds.indices where model.kinds[j] != .continuous && choiceOf[j] < 0 { return nil }
        for row in model.curveRows
        where choiceOf[row.relation.output.position] >= 0 || choiceOf[row.relation.term.input.position] >= 0 {
            return nil
        }
        cost = [Double](repeating: 0, count: columns.count)
        for term in model.objective.terms where choiceOf[term.variable.position] >= 0 {
            cost[choiceOf[term.variable.position]] = sign * term.coefficient
        }
        constant = sign * model.objective.constant
        entries = [[(row: Int, value: Double)]](repeating: [], count: columns.count)
        for (position, row) in model.rows.enumerated() where !isGroup[position] {
            var own: [(choice: Int, value: Double)] = []
            for term in row.terms where choiceOf[term.variable.position] >= 0 {
                own.append((choiceOf[term.variable.position], term.coefficient))
            }
            guard !own.isEmpty else { continue }
            for entry in own { entries[entry.choice].append((rows.count, entry.value)) }
            rows.append(
                SharedRow(
                    row: position, entries: own, hasRest: own.count < row.terms.count, lower: row.lower, upper: row.upper))
        }
    }

    /// Least and most that the choices can put into a shared row.
    func range(of row: SharedRow) -> (least: Double, most: Double) {
        var least = [Double](repeating: .infinity, count: groups.count)
        var most = [Double](repeating: -.infinity, count: groups.count)
        var count = [Int](repeating: 0, count: groups.count)
        for entry in row.entries {
            let group = groupOf[entry.choice]
            least[group] = min(least[group], entry.value)
            most[group] = max(most[group], entry.value)
            count[group] += 1
        }
        var sum = (least: 0.0, most: 0.0)
        for group in groups.indices where count[group] > 0 {
            // An option without a coefficient puts in nothing.
            let hasZero = count[group] < groups[group].count
            sum.least += hasZero ? min(0, least[group]) : least[group]
            sum.most += hasZero ? max(0, most[group]) : most[group]
        }
        return sum
    }

    /// What a choice brings by itself, with the objective's constant.
    func value(_ z: [Double]) -> Double {
        var sum = constant
        for c in z.indices where z[c] != 0 { sum += cost[c] * z[c] }
        return sum
    }

    /// What a choice, whole or not, puts into every shared row.
    func activity(_ z: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: rows.count)
        for c in z.indices where z[c] != 0 {
            for entry in entries[c] { sum[entry.row] += entry.value * z[c] }
        }
        return sum
    }

    /// The model without its choices: the same variables and rows, the choices fixed at 0, rows wide enough for every choice. Rows
    /// of choices alone are free.
    func rest(of model: Model) -> Model {
        var rest = Model()
        var isChoice = [Bool](repeating: false, count: model.variableCount)
        for j in columns { isChoice[j] = true }
        for j in model.names.indices {
            _ = rest.variable(
                model.names[j], lower: isChoice[j] ? 0 : model.lower[j], upper: isChoice[j] ? 0 : model.upper[j])
        }
        var ends: [Int: (lower: Double, upper: Double)] = [:]
        for row in rows where row.hasRest {
            let range = range(of: row)
            ends[row.row] = (row.lower - range.most, row.upper - range.least)
        }
        for (position, row) in model.rows.enumerated() {
            let terms = row.terms.filter { !isChoice[$0.variable.position] }
            let (low, high) = terms.isEmpty ? (-.infinity, .infinity) : ends[position] ?? (row.lower, row.upper)
            rest.add(rule(row.name) { Relation(LinearExpression(terms: terms), lower: low, upper: high) })
        }
        for row in model.curveRows { rest.add(rule(row.name) { row.relation }) }
        let objective = LinearExpression(terms: model.objective.terms.filter { !isChoice[$0.variable.position] })
        if model.direction == .maximize { rest.maximize(objective) } else { rest.minimize(objective) }
        return rest
    }
}
