// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
import Market
import Response

/// A delivery problem as algebra, with the way back: which variable is which line's money in which period.
///
///     maximize   Σ weight · outcome − Σ weight · cost
///     subject to e[ℓ,t] = x[ℓ,t] + θ[ℓ] e[ℓ,t−1]                  carry-over, only where θ is above 0
///                y[ℓ,t] ≤ multiplier[ℓ,t] · f_ℓ(e[ℓ,t])           response
///                x[ℓ,t] = package[ℓ] · n[ℓ,t],  n whole           prepaid packages
///                minimum · b ≤ x ≤ maximum · b,  b binary         minimum if used
///                Σ_o z[c,o] = 1,  z binary                        choices
///                y′ = Σ_k k · share_k[y],  share_k ≤ most · Σ z   effects of options on responses (`ResponseEffect`)
///                stocks and flows                                 (`DeliveryReservoir`, `DeliveryFlow`)
///                s ≤ share · base,  Σ s ≤ cap                     subsidies (`DeliverySubsidy`)
///                atLeast ≤ Σ terms ≤ atMost                       rules
///
/// y is only bounded from above: a line's outcome may be refused where stock or capacity is short, and money is spent all the same.
/// Where an option costs money by the response (benefits redeemed) it can be had as y = multiplier · f(e), so that sales are not thrown
/// away to save their benefit.
public struct DeliveryModel: Sendable {
    public let problem: DeliveryProblem
    /// True where responses that cost money are held to their curves.
    public let isExact: Bool
    /// The option that each choice is held to; nil where they are left open.
    public let held: [Int]?
    public internal(set) var model: Model
    /// spend[line][period], yuan.
    public internal(set) var spend: [[Variable]] = []
    /// input[line][period] of the response curve: the effective spend, which is the spend itself where nothing is carried over.
    public internal(set) var input: [[Variable]] = []
    /// response[line][period] of the primary outcome; nil where the multiplier is 0.
    public internal(set) var response: [[Variable?]] = []
    /// Outcomes after the horizon by line, counted in the objective only.
    public internal(set) var tail: [[Variable]] = []
    /// pick[choice][option].
    public internal(set) var pick: [[Variable]] = []
    /// Responses by line and period that carry what the picked options add, with the amounts added to one unit.
    var extras: [[[(share: Variable, extra: ResponseExtra)]]] = []
    /// flow[flow][period], units; nil outside of its periods.
    public internal(set) var flow: [[Variable?]] = []
    /// Responses to a flow with a curve; the flow's own variable where it has none.
    public internal(set) var flowResponse: [[Variable?]] = []
    /// Stock at the end of each period, by reservoir.
    public internal(set) var stock: [[Variable]] = []
    /// Row that balances each stock in each period.
    public internal(set) var balanceRows: [[Int]] = []
    /// Yuan that the platform pays, by subsidy and period; nil outside of its periods.
    public internal(set) var subsidy: [[Variable?]] = []
    /// Row of each of the problem's rules; nil for a rule that concerns nothing and holds by itself.
    public internal(set) var ruleRows: [Int?] = []

    /// Tail periods stop when less than this share of the last day's effect is left.
    public static let smallestTailShare = 0.01
    /// No tail is longer than this.
    public static let mostTailPeriods = 60

    /// States the problem as algebra. The problem must be valid (`DeliveryProblem.validate`).
    ///
    /// With `isExact` responses that cost money are held to their curves: y = multiplier · f(e). Without it they may be refused as all
    /// others, which is a relaxation: easier to solve, and mostly with the same answer.
    ///
    /// With `held` every choice is held to one option: its factors enter the multipliers, nothing has to be whole, and what is left is
    /// concave where the curves are.
    public init(_ problem: DeliveryProblem, isExact: Bool = false, held: [Int]? = nil) {
        self.problem = problem
        self.isExact = isExact
        self.held = held
        model = Model()
        let count = problem.horizon.count
        let closed = held.map(problem.closedLines)
        for (index, line) in problem.lines.enumerated() {
            if closed?[index] == true { addClosed(line, count) } else { add(line, count) }
        }
        for choice in problem.choices { add(choice) }
        addEffects()
        addStocks()
        for subsidy in problem.subsidies { add(subsidy) }
        for rule in problem.rules { add(rule) }
        var objective = LinearExpression()
        for term in problem.objective.terms { append(term, to: &objective, withTail: true) }
        model.maximize(objective)
    }

    /// A line whose item the held options give to another part: no money, no response, nothing afterwards.
    private mutating func addClosed(_ line: DeliveryLine, _ count: Int) {
        let x = (0..<count).map { model.variable("spend[\(line.key),\(line.variant),\($0)]", upper: 0) }
        spend.append(x)
        input.append(x)
        response.append([Variable?](repeating: nil, count: count))
        tail.append([])
    }

    private mutating func add(_ line: DeliveryLine, _ count: Int) {
        let name = line.key.description
        let curve = line.curve.curve
        var x: [Variable] = []
        var inputs: [Variable] = []
        var y: [Variable?] = []
        x.reserveCapacity(count)
        y.reserveCapacity(count)
        let carries = line.carryOver > 0
        let costsByResponse = isExact && problem.choices.contains { $0.costsByResponse(of: line, periods: count) }
        var previous: Variable?
        var carried = line.carryIn
        for t in 0..<count {
            let low = line.minimum[t]
            let high = max(low, line.maximum[t])
            let variable = model.variable("spend[\(name),\(t)]", lower: low, upper: high)
            x.append(variable)
            addUse(of: line, variable, in: t, maximum: high)
            var input = variable
            if carries {
                // Bounds of e follow from those of x and help whoever needs a finite interval.
                let least = low + line.carryOver * carried
                carried = high + line.carryOver * carried
                let effective = model.variable("effective[\(name),\(t)]", lower: t == 0 ? least : 0, upper: carried)
                var flow = LinearExpression(terms: [Term(effective, 1), Term(variable, -1)])
                var brought = 0.0
                if let previous { flow.add(previous, times: -line.carryOver) } else { brought = line.carryOver * line.carryIn }
                model.add(rule("carry-over of \(name), period \(t + 1)") { flow == brought })
                previous = effective
                input = effective
            }
            inputs.append(input)
            let multiplier = line.multipliers[t] * heldFactor(of: line, in: t)
            if multiplier > 0 {
                let output = model.variable("response[\(name),\(t)]")
                let label = "response of \(name), period \(t + 1)"
                if costsByResponse {
                    model.add(rule(label) { output == multiplier * (input |> curve) })
                } else {
                    model.add(rule(label) { output <= multiplier * (input |> curve) })
                }
                y.append(output)
            } else {
                y.append(nil)
            }
        }
        if let minimum = line.minimumIfUsed, minimum.scope == .horizon, minimum.amount > .zero {
            let most = (0..<count).reduce(0) { $0 + line.maximum[$1] }
            let used = model.variable("used[\(name)]", kind: .binary)
            let total = sum(x) { $0 }
            model.subject {
                rule("minimum of \(name) if used") { total >= minimum.amount.yuan * used }
                rule("\(name) only if used") { total <= most * used }
            }
        }
        spend.append(x)
        input.append(inputs)
        response.append(y)
        tail.append(afterHorizon(line, last: previous, mostCarried: carried, curve: curve))
    }

    /// What is still carried over after the last period, with no new spend, at the last period's multiplier.
    private mutating func afterHorizon(
        _ line: DeliveryLine, last: Variable?, mostCarried: Double, curve: any Curve
    ) -> [Variable] {
        let count = problem.horizon.count
        guard problem.afterHorizonWeight > 0, line.carryOver > 0, count > 0, var previous = last else { return [] }
        let multiplier = line.multipliers[count - 1]
        guard multiplier > 0 else { return [] }
        var outputs: [Variable] = []
        var share = line.carryOver
        var bound = mostCarried
        while share >= Self.smallestTailShare, outputs.count < Self.mostTailPeriods {
            let step = outputs.count + 1
            bound *= line.carryOver
            let effective = model.variable("effective[\(line.key),+\(step)]", upper: bound)
            // Nothing is spent any more: with a variable that says so the row is a link of the chain like those before.
            let none = model.variable("spend[\(line.key),+\(step)]", upper: 0)
            let flow = LinearExpression(terms: [Term(effective, 1), Term(none, -1), Term(previous, -line.carryOver)])
            let output = model.variable("response[\(line.key),+\(step)]")
            model.subject {
                rule("carry-over of \(line.key), \(step) after the end") { flow == 0.0 }
                rule("response of \(line.key), \(step) after the end") { output <= multiplier * (effective |> curve) }
            }
            outputs.append(output)
            previous = effective
            share *= line.carryOver
        }
        return outputs
    }

    private mutating func addUse(of line: DeliveryLine, _ x: Variable, in period: Int, maximum: Double) {
        let name = "\(line.key),\(period)"
        if let package = line.package, package > .zero {
            let most = (maximum / package.yuan + 1e-9).rounded(.down)
            let pieces = model.variable("packages[\(name)]", upper: most, kind: .integer)
            model.add(rule("packages of \(line.key), period \(period + 1)") { x == package.yuan * pieces })
        }
        if let minimum = line.minimumIfUsed, minimum.scope == .period, minimum.amount > .zero {
            let used = model.variable("used[\(name)]", kind: .binary)
            model.subject {
                rule("minimum of \(line.key) if used, period \(period + 1)") { x >= minimum.amount.yuan * used }
                rule("\(line.key) only if used, period \(period + 1)") { x <= maximum * used }
            }
        }
    }

    private mutating func add(_ choice: DeliveryChoice) {
        let picked = held?[pick.count]
        let variables = choice.options.enumerated().map { number, option in
            let name = "pick[\(choice.label),\(choice.periods.lowerBound),\(option.name)]"
            guard let picked else { return model.variable(name, kind: .binary) }
            let value = number == picked ? 1.0 : 0
            return model.variable(name, lower: value, upper: value)
        }
        model.add(rule("one option of \(choice.label)") { sum(variables) { $0 } == 1.0 })
        pick.append(variables)
    }

    private mutating func add(_ statement: DeliveryRule) {
        var expression = LinearExpression()
        for term in statement.terms { append(term, to: &expression) }
        let merged = expression.merged()
        let low = statement.atLeast ?? -.infinity
        let high = statement.atMost ?? .infinity
        if merged.terms.isEmpty, low <= 0, high >= 0 {
            ruleRows.append(nil)
            return
        }
        ruleRows.append(
            model.add(
                rule(statement.name, from: statement.origin) { Relation(merged, lower: low, upper: high) }))
    }
}
