// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Replay

/// A suite of campaigns as one table, and what they say together.
public struct SuiteReportView: Sendable {
    private let report: SuiteReport
    private let settings: ViewSettings

    public init(_ report: SuiteReport, settings: ViewSettings = ViewSettings()) {
        self.report = report
        self.settings = settings
    }

    /// The view's lines.
    public func lines() -> [String] {
        var table = TextTable([
            .init(say.text("suite.campaign"), minimum: 18, maximum: 34), .init(say.text("suite.gain"), .right),
            .init(say.text("gain.range-95"), .right), .init(say.text("suite.strongest"), minimum: 14, maximum: 24),
            .init(say.text("suite.over-it"), .right), .init(say.text("gain.range-95"), .right),
            .init(say.text("suite.captured"), .right), .init(say.text("suite.replications"), .right),
        ])
        for campaign in report.campaigns {
            table.add([
                campaign.name, share(campaign.gain), range(campaign.gain),
                campaign.strongest.map(say.name(ofBaseline:)) ?? NumberText.none,
                campaign.gainOverStrongest.map(share) ?? NumberText.none,
                campaign.gainOverStrongest.map(range) ?? NumberText.none,
                campaign.capturedShare.map { NumberText.share($0.mean) } ?? NumberText.none,
                NumberText.count(campaign.replications),
            ])
        }
        return [say.text("suite.title", ["count": .count(report.campaigns.count)])]
            + table.lines(width: settings.width, style: settings.style) + [""] + together()
    }

    private var say: MessageCatalogue { settings.catalogue }

    private func together() -> [String] {
        var lines = TextWrap.lines(
            say.text(
                report.meanGain.isEstablished ? "suite.mean" : "suite.mean-open",
                ["gain": .text(share(report.meanGain)), "range": .text(range(report.meanGain))]), width: settings.width)
        lines += TextWrap.lines(
            say.text(
                report.meanGainOverStrongest.isEstablished ? "suite.mean-strongest" : "suite.mean-strongest-open",
                [
                    "gain": .text(share(report.meanGainOverStrongest)),
                    "range": .text(range(report.meanGainOverStrongest)),
                ]), width: settings.width)
        if let captured = report.meanCapturedShare {
            lines += TextWrap.lines(
                say.text(
                    "suite.mean-captured",
                    ["share": .share(captured.mean), "range": .text(range(captured, isSigned: false))]), width: settings.width)
        }
        return lines
    }

    private func share(_ interval: Interval) -> String { NumberText.signed(interval.mean, NumberText.share) }

    private func range(_ interval: Interval) -> String { range(interval, isSigned: true) }

    private func range(_ interval: Interval, isSigned: Bool) -> String {
        guard let low = interval.low, let high = interval.high else { return NumberText.none }
        func text(_ value: Double) -> String {
            isSigned ? NumberText.signed(value, NumberText.share) : NumberText.share(value)
        }
        return say.text("label.from-to", ["low": .text(text(low)), "high": .text(text(high))])
    }
}
