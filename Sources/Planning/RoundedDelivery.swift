// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Solver

/// A solution in whole fen, evaluated on the true curves.
struct RoundedDelivery {
    /// fen[line][period].
    let fen: [[Int64]]
    /// The same in yuan.
    let spend: [[Double]]
    let options: [Int]
    /// What the plan costs besides media.
    let costs: FenCosts
    /// Units by flow and period.
    let flows: [[Double]]
    let evaluation: Evaluation
    /// Objective with outcome refused where a rule on outcomes demands it; equals `evaluation.value` where none does.
    let value: Double
    /// Sum of each rule's terms after refusal.
    private(set) var ruleValues: [Double]

    /// `held` are rules that rounding has broken, and by how much: amounts that count against them are rounded down, and as many as
    /// needed that count for them up. `rest` are limits on money of which an earlier rounding left a little unspent.
    init(
        _ solved: SolvedDelivery, problem: DeliveryProblem, held: [(index: Int, amount: Double)] = [], rest: Rest? = nil
    ) {
        let count = problem.horizon.count
        options = solved.options
        let unrounded = problem.evaluate(spend: solved.spend, options: solved.options, flows: solved.flows)
        let reserved = rest?.costs ?? FenCosts(problem, at: unrounded, isFinal: false)
        let rounding = RoundedDelivery.rounding(solved, problem: problem, costs: reserved, held: held, less: rest?.less ?? [:])
        let flat = rounding.rounded()
        var fen: [[Int64]] = []
        for line in problem.lines.indices { fen.append(Array(flat[(line * count)..<((line + 1) * count)])) }
        self.fen = fen
        let spend = fen.map { $0.map { Double($0) / 100 } }
        self.spend = spend
        let free = problem.evaluate(spend: spend, options: options, flows: unrounded.flows)
        let guaranteed = problem.guaranteedRules
        let breaksOutcome = problem.rules.indices.contains { index in
            problem.rules[index].canBeMendedByRefusing && !guaranteed.contains(index)
                && problem.violation(of: index, at: free.rules[index]) > 0
        }
        let overdraws = free.stocks.contains { $0.contains { $0 < 0 } }
        if breaksOutcome || overdraws, let refused = RoundedDelivery.refused(problem, free) {
            value = refused.value
            ruleValues = refused.rules
            flows = refused.flows
            // Stocks and costs are told as without refusal, with the flows that are left.
            evaluation = problem.evaluate(spend: spend, options: options, flows: refused.flows)
            // Who refuses sales has no reason to take the platform's money: what money comes to is the evaluation's.
            for index in problem.rules.indices where problem.rules[index].isMoney {
                ruleValues[index] = evaluation.rules[index]
            }
        } else {
            value = free.value
            ruleValues = free.rules
            flows = free.flows
            evaluation = free
        }
        costs = FenCosts(problem, at: evaluation, isFinal: true)
        for index in guaranteed {
            // A guaranteed floor is held by the mean of the worst draws.
            let draws = DrawTable(problem, terms: problem.rules[index].terms, withTail: false).values(
                spend: spend, options: options)
            ruleValues[index] = RiskMeasure.cvar(level: problem.rules[index].certainty ?? 0).value(of: draws)
        }
    }

    /// Sum of all amounts, fen.
    var media: Int64 { fen.reduce(0) { $0 + $1.reduce(0, +) } }

    /// Rules that the rounded plan breaks by more than rounding noise, with the amount.
    func brokenRules(of problem: DeliveryProblem) -> [(index: Int, amount: Double)] {
        problem.rules.indices.compactMap { index in
            let amount = problem.violation(of: index, at: ruleValues[index])
            return amount > problem.tolerance(of: index, at: evaluation)
                ? (index, amount) : nil
        }
    }

    /// Limits on money that are to be spent up to, and what the plan costs besides media as far as is known.
    struct Rest {
        var costs: FenCosts
        /// By rule: fen below its limit to stay, for what media make other costs grow.
        var less: [Int: Int64]
    }

    /// The same with what is left of limits on money spent, where that is little and brings something: costs that follow from sales are
    /// known only once media are rounded, and reserves are rounded up.
    func withRestSpent(
        _ solved: SolvedDelivery, problem: DeliveryProblem, held: [(index: Int, amount: Double)]
    ) -> RoundedDelivery {
        var less: [Int: Int64] = [:]
        var isOver = false
        for (index, rule) in problem.rules.enumerated() where rule.isMoney && rule.atMost != nil {
            let most = Self.most(rule)
            let left = most - fen(of: rule, in: problem)
            // What follows from sales was known to a fraction of a fen only.
            if left < 0 { (less[index], isOver) = (-left, true) }
            if left > 0, left <= min(2_000_000, max(100, most / 20)) { less[index] = 0 }
        }
        if less.isEmpty { return self }
        for _ in 0..<4 {
            let trial = RoundedDelivery(solved, problem: problem, held: held, rest: Rest(costs: costs, less: less))
            let broken = trial.brokenRules(of: problem)
            guard broken.allSatisfy({ less[$0.index] != nil }) else { return self }
            // More media made other costs grow: so much less is handed out.
            var isWithin = true
            for (index, rule) in problem.rules.enumerated() where rule.isMoney && rule.atMost != nil {
                let over = trial.fen(of: rule, in: problem) - Self.most(rule)
                if over > 0 { (less[index], isWithin) = ((less[index] ?? 0) + over, false) }
            }
            if isWithin { return broken.isEmpty && (isOver || trial.value >= value) ? trial : self }
        }
        return self
    }

    /// A rule's limit in whole fen.
    private static func most(_ rule: DeliveryRule) -> Int64 {
        rule.atMost.map { Int64(($0 * 100 + 1e-6).rounded(.down)) } ?? Int64.max / 4
    }

    /// What counts against a rule on money, in whole fen as the plan states them.
    private func fen(of rule: DeliveryRule, in problem: DeliveryProblem) -> Int64 {
        let count = problem.horizon.count
        let media = Self.cells(of: rule, in: problem).reduce(Int64(0)) { $0 + fen[$1 / count][$1 % count] }
        return media + rule.terms.reduce(0) { $0 + costs.fixed($1) }
    }

    /// The amounts that count against a rule on money, by position: line by line, period by period.
    private static func cells(of rule: DeliveryRule, in problem: DeliveryProblem) -> [Int] {
        let count = problem.horizon.count
        var members: [Int] = []
        for term in rule.terms where term.quantity == .media || term.quantity == .cost {
            let periods = term.selection.periods(of: count)
            for (row, line) in problem.lines.enumerated()
            where term.selection.covers(line) {
                for t in periods { members.append(row * count + t) }
            }
        }
        return members
    }

    private static func rounding(
        _ solved: SolvedDelivery, problem: DeliveryProblem, costs: FenCosts, held: [(index: Int, amount: Double)],
        less: [Int: Int64]
    ) -> FenRounding {
        let count = problem.horizon.count
        let cells = problem.lines.count * count
        var amounts: [Double] = []
        var lower: [Int64] = []
        var upper: [Int64] = []
        var steps: [Int64] = []
        amounts.reserveCapacity(cells)
        for (index, line) in problem.lines.enumerated() {
            for t in 0..<count {
                amounts.append(solved.spend[index][t] * 100)
                let isUsed = solved.spend[index][t] > 0.005
                var least = (line.minimum[t] * 100 - 1e-6).rounded(.up)
                if let minimum = line.minimumIfUsed, minimum.scope == .period, isUsed {
                    least = max(least, Double(minimum.amount.fen))
                }
                let blocked = line.minimumIfUsed?.scope == .period && !isUsed
                lower.append(Int64(least))
                upper.append(
                    blocked ? 0 : max(Int64(least), Int64((max(line.minimum[t], line.maximum[t]) * 100 + 1e-6).rounded(.down))))
                steps.append(line.package?.fen ?? 1)
            }
        }
        for rule in held {
            let weights = problem.weightsAgainst(rule.index)
            var lacking = rule.amount
            for cell in amounts.indices where weights[cell] > 0 && steps[cell] == 1 {
                let down = max(lower[cell], min(upper[cell], Int64((amounts[cell] + 1e-6).rounded(.down))))
                lacking -= weights[cell] * max(0, (amounts[cell] - Double(down)) / 100)
                upper[cell] = down
            }
            for cell in amounts.indices where weights[cell] < 0 && steps[cell] == 1 && lacking > 0 {
                let up = min(upper[cell], Int64((amounts[cell] - 1e-6).rounded(.up)))
                guard up > lower[cell] else { continue }
                lower[cell] = up
                lacking += weights[cell] * 0.01
            }
        }
        var limits: [FenRounding.Limit] = []
        for (index, rule) in problem.rules.enumerated() where rule.isMoney {
            let members = Self.cells(of: rule, in: problem)
            let fixed = rule.terms.reduce(Int64(0)) { $0 + costs.fixed($1) }
            let most = most(rule)
            let least = rule.atLeast.map { Int64(($0 * 100 - 1e-6).rounded(.up)) } ?? 0
            let sum = members.reduce(0.0) { $0 + amounts[$1] } + Double(fixed)
            limits.append(
                FenRounding.Limit(
                    cells: members, atLeast: least - fixed, atMost: most - fixed - (less[index] ?? 0),
                    // Within the solver's tolerance or what rounding option costs up took away.
                    isReached: less[index] != nil || sum >= Double(most) - max(1, Double(most) * 1e-7)))
        }
        for (index, line) in problem.lines.enumerated() {
            guard let minimum = line.minimumIfUsed, minimum.scope == .horizon else { continue }
            let members = (0..<count).map { index * count + $0 }
            let sum = members.reduce(0.0) { $0 + amounts[$1] }
            let most: Int64 = sum > 0.5 ? Int64.max / 4 : 0
            limits.append(
                FenRounding.Limit(cells: members, atLeast: sum > 0.5 ? minimum.amount.fen : 0, atMost: most, isReached: false))
        }
        var chosen = problem
        chosen.lines = problem.lines(holding: solved.options)
        let worth = chosen.marginals(spend: solved.spend, outcomeWorth: nil).flatMap { $0 }
        return FenRounding(amounts: amounts, lower: lower, upper: upper, steps: steps, worth: worth, limits: limits)
    }

    /// With all money fixed, the best outcome that keeps the rules on outcomes: sold-out stock refuses sales.
    private static func refused(
        _ problem: DeliveryProblem, _ state: Evaluation
    ) -> (value: Double, rules: [Double], flows: [[Double]])? {
        var fixed = problem
        for index in fixed.lines.indices {
            fixed.lines[index].minimum = .each(state.spend[index])
            fixed.lines[index].maximum = .each(state.spend[index])
            fixed.lines[index].minimumIfUsed = nil
            fixed.lines[index].package = nil
        }
        for index in fixed.choices.indices {
            fixed.choices[index].options = [problem.choices[index].options[state.options[index]]]
        }
        // Flows cost money that is reserved already: none may grow.
        for index in fixed.flows.indices where fixed.flows[index].isDecided {
            fixed.flows[index].maximum = .each(state.flows[index])
        }
        // Money is fixed: what rounding did to rules on media alone, refusing cannot mend.
        fixed.rules = fixed.rules.filter { $0.canBeMendedByRefusing && $0.certainty == nil }
        let form = DeliveryModel(fixed)
        // Every curve stands at one point: what is left is linear, and a search that wants more boxes chases rounding noise.
        let options = SolveOptions(nodeLimit: 40)
        guard let solution = try? ModelSolver.solve(form.model, options: options), let best = solution.certificate.value,
            !solution.values.isEmpty
        else { return nil }
        var values: [Double] = []
        for rule in problem.rules {
            var sum = 0.0
            for term in rule.terms {
                sum += form.value(of: term, at: solution.values)
            }
            values.append(sum)
        }
        let flows = form.flow.map { row in row.map { $0.map { max(0, solution.values[$0.position]) } ?? 0 } }
        return (best, values, flows)
    }
}

extension DeliveryRule {
    /// False for rules on money alone: with all money fixed, refusing sales changes nothing about them.
    fileprivate var canBeMendedByRefusing: Bool { !isMoney && !terms.allSatisfy { $0.quantity == .media } }
}

extension DeliveryProblem {
    /// By how much one more yuan in each amount, line by line and period by period, takes a rule nearer to its end.
    func weightsAgainst(_ index: Int) -> [Double] {
        let rule = rules[index]
        let count = horizon.count
        var weight = [Double](repeating: 0, count: lines.count * count)
        for term in rule.terms where term.quantity == .media || term.quantity == .cost {
            for (l, line) in lines.enumerated()
            where term.selection.covers(line) {
                for t in term.selection.periods(of: count) { weight[l * count + t] += term.factor }
            }
        }
        return rule.atMost != nil ? weight : weight.map { -$0 }
    }

    /// By how much a rule is broken when its terms come to `amount`, in the rule's unit.
    func violation(of index: Int, at amount: Double) -> Double {
        let rule = rules[index]
        return max(0, (rule.atLeast ?? -.infinity) - amount, amount - (rule.atMost ?? .infinity))
    }

    /// What counts as kept: money exactly (to a tenth of a fen), other rules to 10⁻⁹ of the size of their terms.
    func tolerance(of index: Int, at state: Evaluation) -> Double {
        let rule = rules[index]
        if rule.isMoney { return 1e-3 * max(1, 1e-9 * abs(rule.atMost ?? rule.atLeast ?? 0)) }
        let size = rule.terms.reduce(0) { $0 + abs(total($1, in: state)) }
        return 1e-9 * max(size, abs(rule.atMost ?? 0), abs(rule.atLeast ?? 0))
    }
}
