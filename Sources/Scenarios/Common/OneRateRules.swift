// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// `affiliate: {one_rate: true}`: all goods have the same commission rate. For every rate, an item picks it where the first item does.
    ///
    /// A rate that some item does not offer is open to none.
    func oneRateRules(_ choices: [DeliveryChoice]) -> [DeliveryRule] {
        guard let one = brief.affiliate?.oneRate, one.value else { return [] }
        let commissions = choices.filter { $0.kind == "commission" }
        var rules: [DeliveryRule] = []
        for (_, group) in Dictionary(grouping: commissions, by: \.periods).sorted(by: { $0.key.lowerBound < $1.key.lowerBound })
        {
            let items = group.sorted { $0.goods < $1.goods }
            guard let first = items.first else { continue }
            for item in items.dropFirst() {
                let names = Set(first.options.map(\.name)).union(item.options.map(\.name)).sorted()
                for name in names {
                    rules.append(
                        DeliveryRule(
                            "one rate for \(first.goods) and \(item.goods), \(name)", title: Notice("rule.one-rate"),
                            from: one.origin, terms: [picked(name, by: item, 1), picked(name, by: first, -1)], atLeast: 0,
                            atMost: 0))
                }
            }
        }
        return rules
    }

    private func picked(_ name: String, by choice: DeliveryChoice, _ factor: Double) -> RuleTerm {
        let first = choice.periods.lowerBound
        return RuleTerm(
            factor, .picked(OptionPick("commission", [name])),
            Selection(channels: [choice.channel], goods: [choice.goods], periods: first...first))
    }
}
