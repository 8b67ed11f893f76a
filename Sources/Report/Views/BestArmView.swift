// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Response

/// Which of several tried things is the best, how sure that is, and how to go on.
public enum BestArmView {
    /// The view's lines. `trials` and `successes` name what is counted.
    public static func lines(
        _ best: BestArm, trials: String, successes: String, _ settings: ViewSettings = ViewSettings()
    ) -> [String] {
        let say = settings.catalogue
        guard let leader = best.leader else { return [say.text("best.nothing")] }
        let arguments: [String: MessageArgument] = [
            "name": .text(leader.arm.name), "confidence": .share(best.confidence),
            "probability": .share(leader.probabilityBest),
        ]
        var lines = TextWrap.lines(
            say.text(best.isEstablished ? "best.established" : "best.not-established", arguments), width: settings.width
        ).map { settings.style($0, best.isEstablished ? .good : .warning) }
        if let missing = best.trialsMissing {
            lines += TextWrap.lines(
                say.text("best.missing", ["count": .number(missing.rounded()), "trials": .text(trials)]), width: settings.width)
        }
        var table = TextTable([
            .init("", maximum: 32), .init(trials, .right), .init(successes, .right), .init(say.text("best.rate"), .right),
            .init(say.text("label.range-90"), .right), .init(say.text("best.probability"), .right),
            .init(say.text("best.next"), .right), .init(""),
        ])
        for verdict in best.verdicts {
            table.add([
                verdict.arm.name, NumberText.number(verdict.arm.trials), NumberText.number(verdict.arm.successes),
                NumberText.share(verdict.arm.rate),
                say.text(
                    "label.from-to",
                    ["low": .text(NumberText.share(verdict.low)), "high": .text(NumberText.share(verdict.high))]),
                NumberText.share(verdict.probabilityBest), best.isEstablished ? "" : NumberText.share(verdict.nextShare),
                (verdict.evidence ?? 0) >= 1 ? say.text("best.ruled-out") : "",
            ])
        }
        lines += [""] + table.lines(width: settings.width, style: settings.style)
        if best.dispersion > 1.05 {
            lines += [""] + settings.paragraph(say.text("best.dispersion", ["factor": .number(best.dispersion)]))
        }
        return lines
    }
}
