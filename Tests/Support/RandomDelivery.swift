// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
import Market
import Response

/// Small random delivery problems of every kind, each with at least one plan that keeps all rules: limits are drawn around a known plan.
public struct RandomDelivery {
    public let seed: UInt64
    private var random: SeededNumbers
    /// The plan that limits are drawn around, yuan.
    private var known: [[Double]] = []
    private var count = 1

    /// What may occur besides lines and budgets.
    public struct Parts: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let choices = Parts(rawValue: 1)
        /// S-shaped curves, minimum if used, packages.
        public static let whole = Parts(rawValue: 2)
        public static let stock = Parts(rawValue: 4)
        public static let ratio = Parts(rawValue: 8)
        public static let floors = Parts(rawValue: 16)
        public static let profit = Parts(rawValue: 32)
        public static let all: Parts = [.choices, .whole, .stock, .ratio, .floors, .profit]
    }

    public init(_ seed: UInt64) {
        self.seed = seed
        random = SeededNumbers(seed)
    }

    public mutating func problem(_ parts: Parts = .all) -> DeliveryProblem {
        count = random.count(1...5)
        var keys: [LineKey] = []
        for channel: Channel in ["search", "feed", "display"] {
            for goods: GoodsID in ["A", "B"] { keys.append(LineKey(channel: channel, goods: goods)) }
        }
        let used = random.shuffled(keys).prefix(random.count(1...6))
        let lines = used.map { line($0, parts) }
        known = lines.map { line in
            (0..<count).map { t in
                if let package = line.package { return random.chance(0.5) ? package.yuan : 0 }
                let least = line.minimumIfUsed?.amount.yuan ?? 0
                return random.chance(0.3) ? 0 : (least + (line.maximum[t] - least) * random.number(0, 0.6))
            }
        }
        var problem = Small.problem(lines, periods: count)
        if parts.contains(.choices), random.chance(0.4) { problem.choices = choices() }
        problem.rules = moneyRules(problem, parts)
        if parts.contains(.stock), random.chance(0.3) {
            // What affiliates sell at the lowest rate is there in any case.
            let least = problem.choices.filter { $0.goods == "A" }.reduce(0) { sum, choice in
                sum + Double(count) * (choice.options.map { $0.outcomes[.orders]?[0] ?? 0 }.min() ?? 0)
            }
            problem.rules.append(Small.stock("A", max(random.number(5, 60), 1.01 * least)))
        } else if parts.contains(.ratio), random.chance(0.3) {
            problem.rules += ratio(problem)
        }
        if parts.contains(.profit), random.chance(0.25) { problem.objective = Small.profit }
        if random.chance(0.4) { problem.afterHorizonWeight = random.number(0, 1) }
        return problem
    }

    private mutating func line(_ key: LineKey, _ parts: Parts) -> DeliveryLine {
        let half = random.spread(5, 500)
        let cap = random.spread(2, 60)
        var curve: ResponseCurve
        switch random.count(0...4) {
        case 0: curve = .exponential(ExponentialCurve(cap: cap, scaleSpend: half))
        case 1: curve = .logarithm(LogarithmCurve(gain: cap / 2, scaleSpend: half))
        case 2: curve = .hill(HillCurve(cap: cap, halfSpend: half, exponent: random.number(0.5, 1)))
        default: curve = .hill(HillCurve(cap: cap, halfSpend: half))
        }
        if parts.contains(.whole), random.chance(0.15) {
            curve = .hill(HillCurve(cap: cap, halfSpend: half, exponent: random.number(1.2, 3)))
        }
        let most = Double(random.fen(1_000...200_000)) / 100
        var line = DeliveryLine(
            key: key, primary: .orders, curve: curve, carryOver: random.chance(0.4) ? random.number(0.1, 0.7) : 0,
            multipliers: random.chance(0.5) ? 1 : .each((0..<count).map { _ in random.number(0.5, 2) }),
            rates: [.gmv: .constant(random.spread(10, 200)), .newCustomers: .constant(random.number(0.1, 0.9))],
            maximum: .constant(most), seenLargest: most / 2)
        if line.carryOver > 0, random.chance(0.5) { line.carryIn = random.number(0, half) }
        guard parts.contains(.whole) else { return line }
        if random.chance(0.1) {
            line.minimumIfUsed = MinimumIfUsed(
                amount: Money(fen: Int64(most * 100 * random.number(0.1, 0.5))), scope: random.chance(0.7) ? .period : .horizon)
        } else if random.chance(0.1) {
            line.package = Money(fen: Int64(most * 100 * random.number(0.2, 0.9)))
        }
        return line
    }

    private mutating func choices() -> [DeliveryChoice] {
        ["A", "B"].prefix(random.count(1...2)).map { (goods: GoodsID) in
            let daily = random.spread(50, 500)
            let options = [4.0, 8, 12, 16].prefix(random.count(2...4)).map { rate in
                ChoiceOption(
                    name: "\(Int(rate)) %", value: rate, cost: .constant(daily * rate * rate / 800),
                    outcomes: [.gmv: .constant(daily * rate / 8), .orders: .constant(daily * rate / 800)])
            }
            return DeliveryChoice(
                kind: "commission", channel: "affiliate", goods: goods, periods: 0...(count - 1), unit: "percent",
                options: Array(options))
        }
    }

    private func spent(_ problem: DeliveryProblem, _ selection: Selection) -> Double {
        var sum = 0.0
        for (index, line) in problem.lines.enumerated()
        where selection.covers(channel: line.key.channel, goods: line.key.goods, audience: line.key.audience) {
            for t in selection.periods(of: count) { sum += known[index][t] }
        }
        return sum
    }

    /// A limit a little or much above what the known plan spends, in whole fen.
    private mutating func above(_ amount: Double) -> Double {
        ((amount * random.number(1, 1.6) + random.number(0.1, 10)) * 100).rounded(.up) / 100
    }

    private mutating func moneyRules(_ problem: DeliveryProblem, _ parts: Parts) -> [DeliveryRule] {
        // The first option of every choice is the cheapest, so that the known plan with it fits.
        let options = problem.choices.reduce(0) { $0 + $1.options[0].cost.total(count) }
        var rules = [DeliveryRule("total budget", terms: [RuleTerm(1, .cost)], atMost: above(spent(problem, .all) + options))]
        if random.chance(0.4) {
            for t in 0..<count {
                let day = Selection(periods: t...t)
                rules.append(Small.media("day \(t)", day, atMost: above(spent(problem, day))))
            }
        }
        if count > 2, random.chance(0.3) {
            let stage = Selection(periods: 0...1)
            rules.append(Small.media("stage", stage, atMost: above(spent(problem, stage))))
        }
        for channel: Channel in ["search", "feed"] where random.chance(0.3) {
            let selection = Selection(channels: [channel])
            let amount = spent(problem, selection)
            rules.append(Small.media("ceiling of \(channel)", selection, atMost: above(amount)))
            if parts.contains(.floors), random.chance(0.5) {
                let least = (amount * random.number(0, 1) * 100).rounded(.down) / 100
                rules.append(Small.media("floor of \(channel)", selection, atLeast: least))
            }
        }
        return rules
    }

    /// A return, or a share of new customers, that the known plan reaches.
    private mutating func ratio(_ problem: DeliveryProblem) -> [DeliveryRule] {
        let options = problem.choices.map { _ in 0 }
        let evaluation = problem.evaluate(spend: known, options: options)
        let cost = problem.total(RuleTerm(1, .cost), in: evaluation)
        guard cost > 1, let gmv = evaluation.outcomes[.gmv] else { return [] }
        return [Small.returnFloor(gmv / cost * random.number(0.3, 0.99))]
    }
}

extension DeliveryProblem {
    /// The same problem with every amount of money times `money` and every outcome times `worth`.
    public func scaled(money: Double, worth: Double) -> DeliveryProblem {
        var copy = self
        func fen(_ amount: Money) -> Money { Money(fen: Int64((Double(amount.fen) * money).rounded())) }
        for index in copy.lines.indices {
            copy.lines[index].curve = lines[index].curve.scaled(by: worth).stretched(by: money)
            copy.lines[index].carryIn *= money
            copy.lines[index].minimum = lines[index].minimum.map { $0 * money }
            copy.lines[index].maximum = lines[index].maximum.map { $0 * money }
            copy.lines[index].package = lines[index].package.map(fen)
            copy.lines[index].minimumIfUsed = lines[index].minimumIfUsed.map {
                MinimumIfUsed(amount: fen($0.amount), scope: $0.scope)
            }
        }
        for c in copy.choices.indices {
            for o in copy.choices[c].options.indices {
                copy.choices[c].options[o].cost = choices[c].options[o].cost.map { $0 * money }
                copy.choices[c].options[o].outcomes = choices[c].options[o].outcomes.mapValues { $0.map { $0 * worth } }
            }
        }
        for index in copy.rules.indices {
            let isMoney = rules[index].isMoney
            for t in copy.rules[index].terms.indices where !isMoney && rules[index].terms[t].quantity.isSpend {
                copy.rules[index].terms[t].factor *= worth / money
            }
            copy.rules[index].atMost = rules[index].atMost.map { $0 * (isMoney ? money : worth) }
            copy.rules[index].atLeast = rules[index].atLeast.map { $0 * (isMoney ? money : worth) }
        }
        for t in copy.objective.terms.indices where objective.terms[t].quantity.isSpend {
            copy.objective.terms[t].factor *= worth / money
        }
        return copy
    }
}

extension ResponseCurve {
    /// The curve with money counted in a unit 1/`factor` as large.
    func stretched(by factor: Double) -> ResponseCurve {
        switch self {
        case .hill(var curve):
            curve.halfSpend *= factor
            return .hill(curve)
        case .exponential(var curve):
            curve.scaleSpend *= factor
            return .exponential(curve)
        case .logistic(var curve):
            curve.scaleSpend *= factor
            return .logistic(curve)
        case .logarithm(var curve):
            curve.scaleSpend *= factor
            return .logarithm(curve)
        case .power(var curve):
            curve.scaleSpend *= factor
            return .power(curve)
        case .piecewise(let curve):
            return .piecewise(PiecewiseCurve(spends: curve.spends.map { $0 * factor }, outcomes: curve.outcomes) ?? curve)
        }
    }
}
