// SPDX-License-Identifier: GPL-3.0-or-later
public import Incentives
public import Market

/// What a trial supports: the decision, held-out values, how well scores rank, the mean effect by tenth.
public struct UpliftView: Sendable {
    private let report: UpliftReport
    private let settings: ViewSettings

    public init(_ report: UpliftReport, settings: ViewSettings = ViewSettings()) {
        self.report = report
        self.settings = settings
    }

    private var say: MessageCatalogue { settings.catalogue }

    /// The view's lines.
    public func lines() -> [String] {
        let decision: String
        switch report.decision {
        case .targeted(let learner):
            decision = say.text("uplift.targeted", ["learner": .text(say.text("uplift.learner-\(learner.rawValue)"))])
        case .oneForAll(let arm): decision = say.text("uplift.one-for-all", ["arm": .text(arm)])
        case .none: decision = say.text("uplift.none")
        }
        var lines = [settings.style(decision, .bold)]
        lines += settings.paragraph(
            say.text(
                report.isRandomized ? "uplift.trial" : "uplift.observational",
                [
                    "customers": .count(report.customers), "arms": .list(report.arms.filter { $0 != report.control }),
                    "control": .text(report.control),
                ]))
        lines += values()
        lines += rankings()
        return lines
    }

    private func values() -> [String] {
        var table = TextTable([
            .init("", maximum: 52), .init(say.text("uplift.per-customer"), .right),
            .init(say.text("label.interval-95"), .right),
            .init("", maximum: 20),
        ])
        func add(_ name: String, _ estimate: UpliftEstimate) {
            table.add([
                name, NumberText.number(estimate.mean), interval(estimate),
                say.text(estimate.isEstablished ? "uplift.established" : "uplift.not-established"),
            ])
        }
        add(say.text("uplift.value-targeted"), report.targeted)
        add(
            say.text("uplift.value-single", ["arm": .text(report.bestSingle ?? say.text("allocate.nothing"))]), report.oneForAll
        )
        add(say.text("uplift.value-difference"), report.difference)
        return settings.heading(say.text("uplift.values")) + table.lines(width: settings.width, style: settings.style)
            + settings.paragraph(say.text("uplift.values-say"))
    }

    private func rankings() -> [String] {
        var lines: [String] = []
        var table = TextTable([
            .init(say.text("uplift.arm"), maximum: 30), .init(say.text("uplift.effect"), .right),
            .init(say.text("label.interval-95"), .right), .init("AUUC", .right), .init(say.text("label.interval-95"), .right),
            .init("Qini", .right), .init(say.text("label.interval-95"), .right),
        ])
        for ranking in report.rankings {
            table.add([
                ranking.arm, NumberText.number(ranking.effect.mean), interval(ranking.effect),
                NumberText.number(ranking.areaUnderUplift.mean), interval(ranking.areaUnderUplift),
                NumberText.number(ranking.qini.mean), interval(ranking.qini),
            ])
        }
        lines +=
            settings.heading(say.text("uplift.rankings")) + table.lines(width: max(settings.width, 110), style: settings.style)
        for ranking in report.rankings.prefix(6) {
            var tenths = TextTable([
                .init(say.text("uplift.tenth"), .right), .init(say.text("uplift.effect"), .right),
                .init(say.text("label.interval-95"), .right), .init("", minimum: 20, maximum: 20),
            ])
            let largest = ranking.tenths.map { abs($0.mean) }.max() ?? 0
            for (index, estimate) in ranking.tenths.enumerated() {
                tenths.add([
                    "\(index + 1)", NumberText.number(estimate.mean), interval(estimate),
                    TextBars.bar(largest > 0 ? max(0, estimate.mean / largest) : 0, width: 20),
                ])
            }
            lines += settings.heading(say.text("uplift.tenths", ["arm": .text(ranking.arm)]))
            lines += tenths.lines(width: settings.width, style: settings.style)
        }
        return lines
    }

    private func interval(_ estimate: UpliftEstimate) -> String {
        say.text(
            "label.from-to",
            ["low": .text(NumberText.number(estimate.lower)), "high": .text(NumberText.number(estimate.upper))])
    }

    /// What has to be known about the trial.
    public static func notices(_ report: UpliftReport, file: String) -> [Notice] {
        AllocationView.notices(report.droppedRows, file: file) + report.warnings
    }
}
