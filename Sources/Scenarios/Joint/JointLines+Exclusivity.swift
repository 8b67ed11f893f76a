// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

// Goods that one scenario alone can deliver: a choice for each, and rules that keep the others' lines shut.
extension JointLines {
    /// What a deliverer is called: its scenarios' names.
    func name(of deliverer: [Int]) -> String { deliverer.map(partName).joined(separator: " + ") }

    /// Lines of an item that a deliverer opens.
    private func lines(_ contest: Contest, _ deliverer: [Int]) -> [DeliveryLine] {
        lines.filter { line in
            line.key.goods == contest.goods && deliverer.contains { members[$0].contains(line.member) }
        }
    }

    /// Exactly one of the deliverers; the responses of all others' lines are nothing.
    func deliverer(_ contest: Contest) -> DeliveryChoice {
        let options = contest.deliverers.enumerated().map { number, deliverer in
            let shut = contest.deliverers.enumerated().filter { $0.offset != number }
                .reduce(into: Set<DeliveryMember>()) { $0.formUnion(lines(contest, $1.element).map(\.member)) }
            return ChoiceOption(
                name: name(of: deliverer), value: Double(number + 1),
                effects: [ResponseEffect(on: Selection(goods: [contest.goods], members: shut), factor: 0)])
        }
        var choice = DeliveryChoice(
            kind: DeliveryChoice.delivererKind, channel: .all, goods: contest.goods, periods: 0...max(0, periodCount - 1),
            unit: "scenario", options: options)
        // The plan tells it for goods, not as something to be set at the platform by day.
        choice.isDecided = false
        return choice
    }

    /// Σ spend of a deliverer's lines of the item ≤ M · z: no money, however cheap, goes to who does not deliver. M is all that can be spent.
    func exclusivity(most budget: Double?) -> [DeliveryRule] {
        contests.flatMap { contest in
            contest.deliverers.map { deliverer in
                let own = lines(contest, deliverer)
                let name = name(of: deliverer)
                return DeliveryRule(
                    "goods \(contest.goods) by \(name)",
                    title: Notice("rule.delivered-by", ["goods": .text(contest.goods.rawValue), "scenario": .text(name)]),
                    terms: [
                        RuleTerm(1, .media, Selection(goods: [contest.goods], members: Set(own.map(\.member)))),
                        picked(contest.goods, [name], -spendable(own, budget)),
                    ], atMost: 0)
            }
        }
    }

    /// What sets a scenario's floor on the money of an item aside where another delivers the item; nothing for rules of other kinds.
    func relief(of rule: DeliveryRule, _ part: Int, _ budget: Double?) -> [RuleTerm] {
        guard let least = rule.atLeast, rule.terms.allSatisfy(\.quantity.isSpend) else { return [] }
        return contests.compactMap { contest in
            let isFloor = rule.terms.contains { $0.factor > 0 && $0.selection.goods == [contest.goods] }
            let others = contest.deliverers.filter { !$0.contains(part) }
            guard isFloor, others.count < contest.deliverers.count, !others.isEmpty else { return nil }
            let charged = rule.terms.reduce(0) { $1.factor < 0 ? $0 - $1.factor : $0 }
            let money = spendable(lines.filter { members[part].contains($0.member) }, budget)
            return picked(contest.goods, Set(others.map(name)), max(0, least) + charged * money)
        }
    }

    private func picked(_ goods: GoodsID, _ names: Set<String>, _ factor: Double) -> RuleTerm {
        RuleTerm(
            factor, .picked(OptionPick(DeliveryChoice.delivererKind, names)), Selection(channels: [.all], goods: [goods]))
    }

    private func spendable(_ lines: [DeliveryLine], _ budget: Double?) -> Double {
        let most = lines.reduce(0) { sum, line in (0..<periodCount).reduce(sum) { $0 + max(line.minimum[$1], line.maximum[$1]) }
        }
        return min(most, budget ?? .infinity)
    }
}
