// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning

/// What the plan is sure of, where it minds the uncertainty of its curves.
extension PlanView {
    func certainty() -> [String] {
        guard let risk = plan.risk else { return [] }
        var lines: [String] = []
        if case .cvar(let level)? = risk.measure, let value = risk.value {
            lines += settings.paragraph(
                say.text(
                    "label.risk-tail",
                    [
                        "tail": .share(1 - level), "amount": amount(value), "mean": amount(risk.mean),
                        "draws": .count(risk.draws),
                    ]
                ))
            if let other = risk.valueOfMeanPlan {
                lines += settings.paragraph(say.text("label.risk-mean-plan", ["amount": amount(other)]))
            }
        } else if case .mean? = risk.measure {
            lines += settings.paragraph(
                say.text("label.risk-mean", ["mean": amount(risk.mean), "draws": .count(risk.draws)]))
        }
        for guarantee in risk.guarantees {
            lines += settings.item(
                say.text(
                    "label.guarantee",
                    [
                        "rule": RuleWords.argument(title: guarantee.title, name: guarantee.rule),
                        "floor": .number(guarantee.floor), "probability": .share(guarantee.probability),
                        "worst": .number(guarantee.worstMean), "reached": .share(guarantee.reached),
                    ]))
        }
        return lines.isEmpty ? [] : settings.heading(say.text("label.certainty")) + lines
    }

    private func amount(_ value: Double) -> MessageArgument { .notice(.amount(value, unit: plan.unit)) }
}
