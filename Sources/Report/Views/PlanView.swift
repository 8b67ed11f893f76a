// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// A plan on one screen: what to spend where, what to expect, what limits it, how good it is, what to know.
public struct PlanView: Sendable {
    let plan: Plan
    let title: String
    let settings: ViewSettings
    let topLines: Int
    let figures: PlanFigures

    /// `title` is what the plan is for (the scenario's or brief's name); `reported` are the outcomes that matter most to it, the first
    /// of which is shown for every line; `topLines` says how many lines are shown one by one.
    public init(
        _ plan: Plan, title: String, reported: [Outcome] = [], settings: ViewSettings = ViewSettings(), topLines: Int = 8
    ) {
        self.plan = plan
        self.title = title
        self.settings = settings
        self.topLines = max(1, topLines)
        figures = PlanFigures(plan, reported: reported)
    }

    /// The view's lines.
    public func lines() -> [String] {
        head() + parts() + spending() + channels() + choices() + surface() + expectations() + certainty() + limits() + proof()
            + warnings()
    }

    var say: MessageCatalogue { settings.catalogue }

    func head() -> [String] {
        let horizon = plan.delivery.horizon
        let arguments: [String: MessageArgument] = [
            "title": .text(title), "begin": .day(horizon.begin), "end": .day(horizon.end), "count": .count(horizon.count),
        ]
        let first =
            switch horizon.cadence {
            case .daily: say.text("label.plan", arguments)
            case .weekly: say.text("label.plan-weeks", arguments)
            case .monthly: say.text("label.plan-months", arguments)
            }
        let reserve = plan.delivery.commissionReserve
        var money: [String: MessageArgument] = [
            "cost": .money(plan.cost), "media": .money(figures.media), "reserve": .money(reserve),
        ]
        var key = reserve == .zero ? "label.cost-media" : "label.cost"
        if let budget = plan.budget, budget > .zero {
            money["budget"] = .money(budget)
            money["share"] = .share(plan.cost.yuan / budget.yuan)
            key = reserve == .zero ? "label.cost-of-budget-media" : "label.cost-of-budget"
        }
        return [settings.style(first, .bold), say.text(key, money)]
    }

    private func spending() -> [String] {
        let spent = plan.lines.filter { $0.spend > .zero }.sorted { ($1.spend, $0.line) < ($0.spend, $1.line) }
        guard !spent.isEmpty else {
            return settings.heading(say.text("label.where")) + settings.paragraph(say.text("label.nothing-spent"))
        }
        let hasGoods = spent.contains { $0.line.goods != .all }
        let hasAudience = spent.contains { $0.line.audience != .all }
        var columns = [TextTable.Column(say.text("label.channel"), maximum: 24)]
        if hasGoods { columns.append(.init(say.text("label.goods"), maximum: 24)) }
        if hasAudience { columns.append(.init(say.text("label.audience"), maximum: 20)) }
        columns.append(.init(say.text("label.spend"), .right))
        columns.append(.init(say.text("label.share"), .right))
        if let main = figures.main { columns.append(.init(say.name(of: main), .right)) }
        var table = TextTable(columns)
        func row(_ names: [String], _ spend: Money, _ brings: Double) -> [String] {
            var cells = names + [NumberText.money(spend), share(spend)]
            if let main = figures.main { cells.append(say.amount(brings, of: main)) }
            return cells
        }
        func brings(_ lines: some Sequence<LineResult>) -> Double {
            guard let main = figures.main else { return 0 }
            return lines.reduce(0) { $0 + ($1.outcomes[main] ?? 0) }
        }
        // One more line takes no more room than "1 more line".
        let shown = spent.count <= topLines + 1 ? spent[...] : spent.prefix(topLines)
        for result in shown {
            var names = [result.line.channel.rawValue]
            if hasGoods { names.append(result.line.goods.rawValue) }
            if hasAudience { names.append(result.line.audience.rawValue) }
            table.add(row(names, result.spend, brings([result])))
        }
        let rest = spent.dropFirst(shown.count)
        let blank = [String](repeating: "", count: (hasGoods ? 1 : 0) + (hasAudience ? 1 : 0))
        if !rest.isEmpty {
            let name = say.text("label.more-lines", ["count": .count(rest.count)])
            table.add(row([name] + blank, rest.lazy.map(\.spend).total(), brings(rest)), .dim)
        }
        return settings.heading(say.text("label.where")) + table.lines(width: settings.width, style: settings.style)
    }

    /// Media by channel with a bar where the lines are finer than channels, and over time.
    private func channels() -> [String] {
        var lines: [String] = []
        let spent = figures.channels.filter { $0.spend > .zero }
        let isFiner = plan.lines.contains { $0.spend > .zero && ($0.line.goods != .all || $0.line.audience != .all) }
        if spent.count > 1, isFiner {
            var table = TextTable([
                .init("", maximum: 24), .init("", .right), .init("", .right), .init("", minimum: 20, maximum: 20),
            ])
            for sum in spent {
                table.add([
                    sum.channel.rawValue, NumberText.money(sum.spend), NumberText.share(sum.share),
                    TextBars.bar(sum.share, width: 20),
                ])
            }
            lines += settings.heading(say.text("label.by-channel")) + table.lines(width: settings.width, style: settings.style)
        }
        if figures.periods.count > 1, let least = figures.periods.min(), let most = figures.periods.max(), most > .zero {
            let arguments: [String: MessageArgument] = ["least": .money(least), "most": .money(most)]
            let range =
                switch plan.delivery.horizon.cadence {
                case _ where least == most: say.text("label.even", ["amount": .money(most)])
                case .daily: say.text("label.per-period", arguments)
                case .weekly: say.text("label.per-week", arguments)
                case .monthly: say.text("label.per-month", arguments)
                }
            lines += settings.heading(say.text("label.over-time"))
            lines.append("  " + TextBars.sparkline(figures.periods.map(\.yuan), width: 40) + "  " + range)
        }
        return lines
    }

    private func choices() -> [String] {
        let choices = plan.delivery.choices
        guard !choices.isEmpty else { return [] }
        var table = TextTable([
            .init("", maximum: 20), .init("", maximum: 24), .init("", maximum: 20), .init("", .right), .init(""),
        ])
        let shown = choices.count <= topLines + 1 ? choices[...] : choices.prefix(topLines)
        for choice in shown {
            table.add([
                say.name(ofChoice: choice.kind), choice.goods == .all ? "" : choice.goods.rawValue,
                choice.audience == .all ? "" : choice.audience.rawValue, choice.option, "\(choice.begin) – \(choice.end)",
            ])
        }
        var lines = settings.heading(say.text("label.choices")) + table.lines(width: settings.width, style: settings.style)
        let rest = choices.count - shown.count
        if rest > 0 { lines += settings.paragraph(say.text("label.more-choices", ["count": .count(rest)])) }
        return lines
    }

    private func share(_ spend: Money) -> String {
        figures.media > .zero ? NumberText.share(spend.yuan / figures.media.yuan) : NumberText.none
    }
}
