// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Replay

/// What a replay on a randomized log found: the first line says what the policy asked about would bring, or that nothing is established.
public struct LogReportView: Sendable {
    private let report: LogReport
    private let settings: ViewSettings
    /// Actions shown.
    private static let mostActions = 12

    public init(_ report: LogReport, settings: ViewSettings = ViewSettings()) {
        self.report = report
        self.settings = settings
    }

    /// The view's lines.
    public func lines() -> [String] {
        headline() + TextWrap.lines(say.text("log.about", ["rows": .count(report.rows)]), width: settings.width) + policies()
            + comparisons() + actions() + notices()
    }

    private var say: MessageCatalogue { settings.catalogue }

    private func headline() -> [String] {
        guard let value = report.headline else { return [] }
        let more = value.overLogged
        let isLess = more.isEstablished && more.mean < 0
        let arguments: [String: MessageArgument] = [
            "policy": .text(say.name(ofPolicy: value.policy)), "logged": .number(report.logged.mean),
            "amount": .number(abs(more.mean)), "low": .number(isLess ? -more.high : more.low),
            "high": .number(isLess ? -more.low : more.high),
        ]
        let key = more.isEstablished ? (isLess ? "log.headline-less" : "log.headline-more") : "log.headline-open"
        return TextWrap.lines(say.text(key, arguments), width: settings.width).map {
            settings.style($0, more.isEstablished ? (isLess ? .bad : .good) : .warning)
        }
    }

    private func policies() -> [String] {
        var table = TextTable([
            .init(say.text("log.policy"), minimum: 18, maximum: 34), .init(say.text("log.doubly-robust"), .right),
            .init(say.text("log.range"), .right), .init(say.text("log.inverse"), .right),
            .init(say.text("log.normalized"), .right), .init(say.text("log.rows"), .right),
        ])
        for value in report.policies {
            table.add([
                say.name(ofPolicy: value.policy), NumberText.number(value.doublyRobust.mean), range(value.doublyRobust),
                NumberText.number(value.inversePropensity.mean), NumberText.number(value.selfNormalized.mean),
                NumberText.count(Int(value.effectiveSampleSize.rounded())),
            ])
        }
        return settings.heading(say.text("log.policies")) + table.lines(width: settings.width, style: settings.style)
    }

    private func comparisons() -> [String] {
        // Against what was logged stands in the first line's policy; here the others, one with another.
        let shown = report.comparisons.filter { $0.against != "uniform" && $0.policy != "uniform" }
        guard !shown.isEmpty else { return [] }
        return settings.heading(say.text("log.compared"))
            + shown.flatMap { comparison -> [String] in
                let difference = comparison.difference
                return settings.item(
                    say.text(
                        difference.isEstablished ? "log.against" : "log.against-open",
                        [
                            "policy": .text(say.name(ofPolicy: comparison.policy)),
                            "other": .text(say.name(ofPolicy: comparison.against)),
                            "amount": .text(NumberText.signed(difference.mean, NumberText.number)),
                            "low": .number(difference.low), "high": .number(difference.high),
                        ]))
            }
    }

    private func actions() -> [String] {
        let ranking = report.ranking
        guard let best = ranking.actions.first else { return [] }
        var table = TextTable([
            .init(say.text("log.action"), minimum: 12, maximum: 34), .init(say.text("log.taken"), .right),
            .init(say.text("log.mean"), .right), .init(say.text("log.range"), .right),
        ])
        for action in ranking.actions.prefix(Self.mostActions) {
            table.add([
                action.action, NumberText.count(action.rows), NumberText.number(action.mean), range(action.weighted),
            ])
        }
        let verdict = say.text(
            ranking.isBestEstablished ? "log.ranking" : "log.ranking-open",
            [
                "action": .text(best.action), "pairs": .count(ranking.pairs), "count": .count(ranking.pairsEstablished),
            ])
        return settings.heading(say.text("log.actions")) + table.lines(width: settings.width, style: settings.style)
            + settings.paragraph(verdict)
    }

    private func notices() -> [String] {
        guard !report.notices.isEmpty else { return [] }
        return settings.heading(say.text("label.warnings")) + report.notices.flatMap { settings.item(say.text(for: $0)) }
    }

    private func range(_ estimate: LogEstimate) -> String {
        say.text("label.from-to", ["low": .number(estimate.low), "high": .number(estimate.high)])
    }
}
