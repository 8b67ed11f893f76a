// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
public import Response
import Solver

/// A plan as one self-contained HTML file that prints well and needs no network.
public struct PlanPage: Sendable {
    let plan: Plan
    let title: String
    let response: FittedResponse?
    let digests: [(name: String, digest: String)]
    let say: MessageCatalogue
    let figures: PlanFigures
    let waterfall: Waterfall?

    /// What each channel brings beyond the mix of the last weeks at the same money.
    public struct Waterfall: Sendable, Hashable {
        public var outcome: Outcome
        /// By channel: what the plan brings, and what the earlier mix would.
        public var plan: [Channel: Double]
        public var before: [Channel: Double]

        public init(outcome: Outcome, plan: [Channel: Double], before: [Channel: Double]) {
            self.outcome = outcome
            self.plan = plan
            self.before = before
        }
    }

    /// `response` gives the curves to draw; `digests` names the inputs and what they were, so that the plan can be made again.
    public init(
        _ plan: Plan, title: String, reported: [Outcome] = [], response: FittedResponse? = nil,
        digests: [(name: String, digest: String)] = [], waterfall: Waterfall? = nil,
        catalogue: MessageCatalogue = MessageCatalogue()
    ) {
        self.plan = plan
        self.waterfall = waterfall
        self.title = title
        self.response = response
        self.digests = digests
        say = catalogue
        figures = PlanFigures(plan, reported: reported)
    }

    /// The page.
    public func html() -> String {
        HTMLPage.document(title: head.first ?? title, language: say.language, body: content())
    }

    private var head: [String] { PlanView(plan, title: title, settings: ViewSettings(say, width: 10_000)).head() }

    /// What stands on the page, without its frame.
    func content() -> String {
        let head = head
        var body = "<header>\n<h1>\(Markup.escaped(head.first ?? title))</h1>\n"
        for line in head.dropFirst() { body += "<p class=\"lead\">\(Markup.escaped(line))</p>\n" }
        body += "</header>\n" + cards() + warnings() + scenarios()
        body += HTMLPage.section(say.text("label.over-time"), overTime())
        body += HTMLPage.section(say.text("page.waterfall"), steps())
        body += HTMLPage.section(say.text("label.where"), spending())
        body += HTMLPage.section(say.text("compare.quadrant-channels"), quadrants())
        body += HTMLPage.section(say.text("label.choices"), choices())
        body += HTMLPage.section(say.text("page.curves"), curves())
        body += HTMLPage.section(say.text("label.binds"), limits())
        body += HTMLPage.section(say.text("label.proof"), proof())
        body += HTMLPage.section(say.text("page.inputs"), inputs())
        return body
    }

    /// From what the last weeks' mix would bring to what the plan brings, channel by channel.
    private func steps() -> String {
        guard let waterfall else { return "" }
        let before = waterfall.before.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        let channels = Set(waterfall.plan.keys).union(waterfall.before.keys)
        let changes = channels.map { ($0, (waterfall.plan[$0] ?? 0) - (waterfall.before[$0] ?? 0)) }
            .filter { abs($0.1) > 1e-9 * max(1, abs(before)) }.sorted { (abs($1.1), $0.0) < (abs($0.1), $1.0) }
        guard before > 0, !changes.isEmpty else { return "" }
        let named = changes.count <= 8 ? changes[...] : changes.prefix(7)
        var steps = named.map { WaterfallChart.Step($0.0.rawValue, $0.1) }
        let rest = changes.dropFirst(named.count).reduce(0) { $0 + $1.1 }
        if changes.count > named.count { steps.append(WaterfallChart.Step(say.text("page.others"), rest)) }
        let name = say.name(of: waterfall.outcome)
        let chart = WaterfallChart(
            say.text("page.waterfall"), description: say.text("page.waterfall-says", ["outcome": .text(name)]),
            y: ChartAxis(name, waterfall.outcome.isMoney ? .money : .number, language: say.language),
            start: WaterfallChart.Step(say.text("page.mix-before"), before), steps: steps, endName: say.text("compare.plan"))
        return HTMLPage.paragraph(say.text("page.waterfall-says", ["outcome": .text(name)]))
            + "<figure>\n\(chart.svg(id: "waterfall"))\n</figure>\n"
    }

    /// Channels by return and share of new customers.
    private func quadrants() -> String {
        guard let chart = Quadrants.chart(plan, say) else { return "" }
        return HTMLPage.paragraph(say.text("compare.quadrant-says")) + "<figure>\n\(chart.svg(id: "quadrants"))\n</figure>\n"
    }

    private func cards() -> String {
        var cards = ""
        func add(_ name: String, _ expectation: Expectation, _ write: (Double) -> String) {
            cards += HTMLPage.card(name, write(expectation.mean), say.range(expectation, write) ?? "")
        }
        let isOutcome = plan.outcomes.values.contains { $0.mean == plan.value.mean }
        if !isOutcome { add(plan.objectiveName(say), plan.value) { say.amount($0, unit: plan.unit) } }
        for outcome in figures.outcomes.prefix(4) {
            guard let expectation = plan.outcomes[outcome] else { continue }
            add(say.name(of: outcome), expectation) { say.amount($0, of: outcome) }
        }
        if let ratio = figures.returnOnSpend { add(say.text("label.return-on-spend"), ratio, NumberText.ratio) }
        if let cost = figures.costPerNewCustomer { add(say.text("label.cost-per-new-customer"), cost, say.money(yuan:)) }
        if let next = plan.explanation.marginalReturn, next > 0 {
            cards += HTMLPage.card(say.text("label.next-yuan-brings"), say.amount(next, unit: plan.unit), "")
        }
        let hasRange = plan.value.low != nil || plan.outcomes.values.contains { $0.low != nil }
        let heading = say.text(hasRange ? "label.expect-interval" : "label.expect")
        return HTMLPage.section(heading, "<div class=\"cards\">\n\(cards)</div>")
    }

    /// Several scenarios: what each gets and brings, whose money it is, who delivers contested goods.
    private func scenarios() -> String {
        guard let parts = plan.parts else { return "" }
        let rows = PartRows(parts, unit: plan.unit, say)
        let goals = HTMLPage.table(rows.goalHeader, rows.goals, numbers: [2, 3, 4, 5]) + HTMLPage.list(rows.figures)
        return HTMLPage.section(say.text("label.scenarios"), goals)
            + HTMLPage.section(
                say.text("label.money-by-scenario"), HTMLPage.table(rows.moneyHeader, rows.money, numbers: [1, 2]))
            + HTMLPage.section(say.text("label.who-delivers"), HTMLPage.list(rows.deliveries))
    }

    private func warnings() -> String {
        let list = HTMLPage.list(plan.warnings.map { say.text(for: $0) })
        return HTMLPage.section(say.text("label.warnings"), list.isEmpty ? "" : "<div class=\"warnings\">\n\(list)</div>")
    }

    /// Money a period by channel; beyond seven channels the smallest are one.
    private func overTime() -> String {
        let horizon = plan.delivery.horizon
        let spent = figures.channels.filter { $0.spend > .zero }
        guard horizon.count > 0, !spent.isEmpty else { return "" }
        let named = spent.count <= 8 ? spent.map(\.channel) : spent.prefix(7).map(\.channel)
        var values = [[Double]](repeating: [Double](repeating: 0, count: horizon.count), count: named.count + 1)
        let position = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, $0) })
        for entry in plan.delivery.entries {
            guard let period = horizon.period(of: entry.day) else { continue }
            values[position[entry.line.channel] ?? named.count][period] += entry.spend.yuan
        }
        var series = zip(named, values).map { BarChart.Series($0.rawValue, $1) }
        if spent.count > named.count { series.append(BarChart.Series(say.text("page.others"), values[named.count])) }
        let chart = BarChart(
            say.text("page.spend-over-time"),
            description: say.text(
                "page.spend-over-time-says",
                ["least": .money(figures.periods.min() ?? .zero), "most": .money(figures.periods.max() ?? .zero)]),
            x: ChartAxis(say.text("page.day"), .days(from: horizon.begin, step: horizon.cadence.days)),
            y: ChartAxis(say.text("page.spend-axis"), .money, language: say.language), series: series, width: 900, height: 320)
        return "<figure>\n\(chart.svg(id: "over-time"))\n</figure>\n"
    }

    private func spending() -> String {
        let spent = plan.lines.filter { $0.spend > .zero }.sorted { ($1.spend, $0.line) < ($0.spend, $1.line) }
        guard !spent.isEmpty else { return HTMLPage.paragraph(say.text("label.nothing-spent")) }
        let outcomes = figures.outcomes.filter { outcome in spent.contains { $0.outcomes[outcome] != nil } }.prefix(3)
        let header =
            [say.text("label.channel"), say.text("label.goods"), say.text("label.audience"), say.text("label.spend")]
            + [say.text("label.share")] + outcomes.map { say.name(of: $0) } + [say.text("label.next-yuan-brings")]
        let rows = spent.map { result in
            [
                result.line.channel.rawValue, result.line.goods.rawValue, result.line.audience.rawValue,
                NumberText.money(result.spend),
                figures.media > .zero ? NumberText.share(result.spend.yuan / figures.media.yuan) : NumberText.none,
            ] + outcomes.map { outcome in result.outcomes[outcome].map { say.amount($0, of: outcome) } ?? NumberText.none }
                + [say.amount(result.marginalReturn, unit: plan.unit)]
        }
        let numbers = Set(3..<header.count)
        guard rows.count > 25 else { return HTMLPage.table(header, rows, numbers: numbers) }
        let rest = say.text("label.more-lines", ["count": .count(rows.count - 20)])
        return HTMLPage.table(header, Array(rows.prefix(20)), numbers: numbers)
            + "<details><summary>\(Markup.escaped(rest))</summary>\n"
            + HTMLPage.table(header, Array(rows.dropFirst(20)), numbers: numbers) + "</details>\n"
    }

    private func choices() -> String {
        let rows = plan.delivery.choices.map { choice in
            [
                say.name(ofChoice: choice.kind), choice.goods.rawValue, choice.audience.rawValue, choice.option,
                "\(choice.begin) – \(choice.end)",
            ]
        }
        guard !rows.isEmpty else { return "" }
        let header = ["", say.text("label.goods"), say.text("label.audience"), "", ""]
        return HTMLPage.table(header, rows, numbers: [3])
    }
}
