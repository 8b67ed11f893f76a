// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Replay

/// What a replay found. The first line is the efficiency gain 经营效率提升, in plain words, or that none is established.
public struct GainReportView: Sendable {
    private let report: GainReport
    private let settings: ViewSettings

    public init(_ report: GainReport, settings: ViewSettings = ViewSettings()) {
        self.report = report
        self.settings = settings
    }

    /// The view's lines.
    public func lines() -> [String] {
        headline() + beside() + guarantees() + oracle() + circumstances() + comparisons() + arms() + certainty() + losers()
            + support() + notices()
    }

    private var say: MessageCatalogue { settings.catalogue }

    private func headline() -> [String] {
        guard let headline = report.headline else { return [say.text("gain.none")] }
        let more = headline.morePer10000
        var arguments: [String: MessageArgument] = [
            "gain": .text(NumberText.signed(headline.gain.mean, NumberText.share)),
            "amount": .text(amount(abs(more.mean))), "outcome": .text(name),
            "baseline": .text(say.name(ofBaseline: headline.baseline)),
        ]
        guard let low = more.low, let high = more.high else {
            return [settings.style(say.text("gain.no-interval", arguments), .warning)]
        }
        arguments["low"] = .text(amount(low))
        arguments["high"] = .text(amount(high))
        guard report.canClaim else {
            arguments["share"] = .share(1 - (report.support?.shareInsideSeen ?? 0))
            return TextWrap.lines(say.text("gain.beyond-support", arguments), width: settings.width).map {
                settings.style($0, .warning)
            }
        }
        if !more.isEstablished {
            return TextWrap.lines(say.text("gain.not-established", arguments), width: settings.width).map {
                settings.style($0, .warning)
            }
        }
        let key = more.mean >= 0 ? "gain.more" : "gain.less"
        if more.mean < 0 {
            arguments["low"] = .text(amount(-high))
            arguments["high"] = .text(amount(-low))
        }
        return TextWrap.lines(say.text(key, arguments), width: settings.width).map {
            settings.style($0, more.mean >= 0 ? .good : .bad)
        }
    }

    /// The strongest simple rule beside the recorded policy.
    private func beside() -> [String] {
        guard let strongest = report.strongestSimple, let low = strongest.morePer10000.low,
            let high = strongest.morePer10000.high
        else { return [] }
        let text = say.text(
            strongest.morePer10000.isEstablished ? "gain.beside" : "gain.beside-open",
            [
                "baseline": .text(say.name(ofBaseline: strongest.baseline)),
                "amount": .text(NumberText.signed(strongest.morePer10000.mean, amount)), "low": .text(amount(low)),
                "high": .text(amount(high)),
            ])
        return TextWrap.lines(text, width: settings.width)
    }

    /// Promised floors, and how often they held.
    private func guarantees() -> [String] {
        report.guarantees.flatMap { count -> [String] in
            let text = say.text(
                count.isBroken ? "gain.guarantee-broken" : "gain.guarantee",
                [
                    "outcome": .text(say.name(of: count.outcome)), "floor": .text(say.amount(count.floor, of: count.outcome)),
                    "promised": .share(count.promised), "held": .count(count.held), "count": .count(count.replications),
                    "low": .share(count.share.low ?? 0), "high": .share(count.share.high ?? 1),
                ])
            return TextWrap.lines(text, width: settings.width).map {
                count.isBroken ? settings.style($0, .bad) : $0
            }
        }
    }

    /// What the best plan that could be made on measured curves brought.
    private func oracle() -> [String] {
        guard let oracle = report.oracle else { return [] }
        var arguments: [String: MessageArgument] = [
            "gain": .text(NumberText.signed(oracle.gain.mean, NumberText.share)), "count": .count(oracle.replications),
        ]
        var key = "gain.oracle-near-zero"
        if let share = oracle.capturedShare {
            arguments["share"] = .share(share.mean)
            key = "gain.oracle"
            if let low = share.low, let high = share.high {
                arguments["low"] = .share(low)
                arguments["high"] = .share(high)
                key = "gain.oracle-range"
            }
        }
        return TextWrap.lines(say.text(key, arguments), width: settings.width)
    }

    private func circumstances() -> [String] {
        var sentences = [
            say.text(
                "gain.about",
                ["scenario": .text(report.scenario), "begin": .day(report.begin), "end": .day(report.end)]),
            say.text(kindKey),
            say.text(report.isHeldOut ? "gain.held-out" : "gain.not-held-out"),
            say.text(
                sizeKey,
                ["count": .count(report.replications), "size": .number(report.effectiveSampleSize)]),
        ]
        if let difference = report.headline?.spendDifference {
            sentences.append(
                say.text("gain.equal-spend", ["difference": .text(NumberText.signed(difference, NumberText.share))]))
        }
        return TextWrap.lines(sentences.joined(separator: say.language == .chinese ? "" : " "), width: settings.width)
    }

    private var sizeKey: String {
        switch report.scope {
        case .worlds: "gain.size"
        case .days: "gain.size-days"
        case .draws: "gain.size-recorded"
        }
    }

    private var kindKey: String {
        switch report.kind {
        case .randomizedLog: "gain.kind-log"
        case .world: "gain.kind-world"
        case .recordedHistory: "gain.kind-recorded"
        }
    }

    private func comparisons() -> [String] {
        guard !report.baselines.isEmpty else { return [] }
        var table = TextTable([
            .init(say.text("gain.against"), minimum: 21, maximum: 34), .init(say.text("gain.more-per-10000"), .right),
            .init(say.text("gain.range-95"), .right), .init(say.text("gain.gain"), .right),
            .init(say.text("gain.on-total"), .right), .init(say.text("gain.losses"), .right), .init(""),
        ])
        for comparison in report.baselines {
            let more = comparison.morePer10000
            let range = say.range(more, amount) ?? NumberText.none
            let remark = more.isEstablished ? "" : say.text("gain.open")
            table.add(
                [
                    say.name(ofBaseline: comparison.baseline), NumberText.signed(more.mean, amount), range,
                    NumberText.signed(comparison.gain.mean, NumberText.share),
                    NumberText.signed(comparison.gainOnTotal.mean, NumberText.share),
                    say.text(
                        "gain.losses-of",
                        ["losses": .count(comparison.losses), "count": .count(report.replications)]),
                    remark,
                ], comparison.losses * 2 > report.replications ? .bad : .plain)
        }
        return settings.heading(say.text("gain.compared", ["outcome": .text(name)]))
            + table.lines(width: settings.width, style: settings.style)
    }

    /// Every arm's own figures.
    private func arms() -> [String] {
        let arms =
            [(say.text("gain.the-plan"), report.plan)]
            + (report.oracle.map { [(say.text("gain.the-oracle"), $0.result)] } ?? [])
            + report.baselines.map { (say.name(ofBaseline: $0.baseline), $0.result) }
        let hasCustomers = arms.contains { ($0.1.newCustomers ?? 0) > 0 }
        let hasProfit = arms.contains { $0.1.profit != nil }
        let hasUnspent = arms.contains { $0.1.unspent > 0.005 }
        var columns: [TextTable.Column] = [
            .init("", minimum: 21, maximum: 34), .init(say.text("label.spend"), .right),
            .init(say.text("gain.incremental"), .right),
            .init(say.text("gain.total"), .right),
        ]
        if hasCustomers { columns.append(.init(say.text("gain.per-new-customer"), .right)) }
        if hasProfit { columns.append(.init(say.text("gain.profit"), .right)) }
        if hasUnspent { columns.append(.init(say.text("gain.unspent"), .right)) }
        var table = TextTable(columns)
        for (name, arm) in arms {
            var cells = [name, say.money(yuan: arm.spend), amount(arm.incremental), amount(arm.total)]
            if hasCustomers {
                let customers = arm.newCustomers ?? 0
                cells.append(customers > 0 ? say.money(yuan: arm.spend / customers) : NumberText.none)
            }
            if hasProfit { cells.append(arm.profit.map(say.money(yuan:)) ?? NumberText.none) }
            if hasUnspent { cells.append(say.money(yuan: arm.unspent)) }
            table.add(cells)
        }
        return settings.heading(say.text("gain.arms")) + table.lines(width: settings.width, style: settings.style)
    }

    /// What computing longer would and would not narrow.
    private func certainty() -> [String] {
        var lines: [String] = []
        if let fixed = report.fixedPlan, let low = fixed.low, let high = fixed.high {
            lines += settings.paragraph(
                say.text(
                    "gain.fixed-plan",
                    [
                        "gain": .text(NumberText.signed(fixed.mean, NumberText.share)),
                        "low": .text(NumberText.signed(low, NumberText.share)),
                        "high": .text(NumberText.signed(high, NumberText.share)),
                    ]))
        }
        if let needed = report.replicationsForTenPercent {
            lines += settings.paragraph(say.text("gain.needed", ["count": .count(needed)]))
        }
        return lines.isEmpty ? [] : settings.heading(say.text("gain.certainty")) + lines
    }

    /// The replications in which the plan did worse than the headline's baseline.
    private func losers() -> [String] {
        guard let name = report.headline?.baseline else { return [] }
        let lost = report.details.compactMap { detail -> (ReplicationDetail, Double)? in
            guard let base = detail.baselines[name], base > 0, detail.plan < base else { return nil }
            return (detail, detail.plan / base - 1)
        }.sorted { $0.1 < $1.1 }
        guard !lost.isEmpty else { return [] }
        let worst = lost.prefix(5).map { detail, gain in
            say.text(
                report.scope == .days ? "gain.loser-day" : "gain.loser",
                [
                    "seed": .text("\(report.scope == .days ? detail.luck : detail.seed)"),
                    "gain": .text(NumberText.signed(gain, NumberText.share)),
                ])
        }
        return settings.heading(say.text("gain.losers", ["count": .count(lost.count), "of": .count(report.replications)]))
            + settings.paragraph(worst.joined(separator: say.language == .chinese ? "；" : "; "))
    }

    private func support() -> [String] {
        guard let support = report.support else { return [] }
        var lines = settings.paragraph(say.text("gain.support", ["share": .share(support.shareInsideSeen)]))
        if !support.linesBeyond.isEmpty {
            let names = support.linesBeyond.prefix(6).map(\.description)
            let rest = support.linesBeyond.count - names.count
            let key = rest > 0 ? "gain.support-beyond-and-more" : "gain.support-beyond"
            lines += settings.paragraph(say.text(key, ["lines": .list(Array(names)), "count": .count(rest)]))
        }
        return settings.heading(say.text("gain.support-title")) + lines
    }

    private func notices() -> [String] {
        guard !report.notices.isEmpty else { return [] }
        return settings.heading(say.text("label.warnings")) + report.notices.flatMap { settings.item(say.text(for: $0)) }
    }

    private var name: String { say.name(of: report.outcome) }

    private func amount(_ value: Double) -> String { say.amount(value, of: report.outcome) }
}
