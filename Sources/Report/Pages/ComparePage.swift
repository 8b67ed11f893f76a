// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning
import Solver

/// Plans side by side as one self-contained HTML file: ranking, pictures, figures with differences, where the money differs.
public struct ComparePage: Sendable {
    private let comparison: Comparison
    private let ranking: Ranking?
    private let title: String
    private let say: MessageCatalogue

    public init(
        _ comparison: Comparison, ranking: Ranking? = nil, title: String? = nil,
        catalogue: MessageCatalogue = MessageCatalogue()
    ) {
        self.comparison = comparison
        self.ranking = ranking
        say = catalogue
        self.title = title ?? catalogue.text("compare.title", ["count": .count(comparison.plans.count)])
    }

    private var plans: [ComparedPlan] { comparison.plans }
    /// Plans that get columns, pictures and rules of their own; a page of hundreds of columns cannot be read.
    private static let most = 12
    private var shown: [Int] { Array(plans.indices.prefix(Self.most)) }

    /// The page.
    public func html() -> String { HTMLPage.document(title: title, language: say.language, body: content()) }

    /// What stands on the page, without its frame.
    func content() -> String {
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n</header>\n"
        let remarks = HTMLPage.list(comparison.remarks.map { say.text($0) })
        body += HTMLPage.section(
            say.text("label.warnings"), remarks.isEmpty ? "" : "<div class=\"warnings\">\n\(remarks)</div>")
        body += HTMLPage.section(say.text("compare.order"), order())
        body += HTMLPage.section(say.text("compare.shops"), shops())
        body += HTMLPage.section(say.text("compare.pictures"), pictures())
        body += HTMLPage.section(say.text("compare.figures"), figures())
        body += HTMLPage.section(say.text("compare.money"), money())
        body += HTMLPage.section(say.text("compare.steps"), steps())
        body += HTMLPage.section(say.text("compare.dimensions"), dimensions())
        body += HTMLPage.section(say.text("label.binds"), rules())
        return body
    }

    private func name(_ position: Int) -> String {
        comparison.hasShops ? plans[position].shop + " / " + plans[position].name : plans[position].name
    }

    private func interval(_ interval: Interval?, _ write: (Double) -> String) -> String {
        interval.map { say.withRange($0, write) } ?? NumberText.none
    }

    /// One row a plan: place, figure, difference, cost, proof.
    private func order() -> String {
        guard let ranking else { return "" }
        let dominated = Dictionary(comparison.dominated.map { ($0.plan, $0.by) }, uniquingKeysWith: { first, _ in first })
        let row = comparison.row(ranking.figure.id)
        let cost = comparison.row("cost_yuan")
        let hasShare = ranking.places.contains { $0.shareBest != nil }
        var header = ["", say.text("compare.plan"), ranking.figure.name(say), say.text("compare.difference")]
        header += [say.text("label.total-cost")] + (hasShare ? [say.text("compare.best-in")] : [])
        header += [say.text("label.return-on-spend"), say.text("label.state"), ""]
        let rows = ranking.places.map { place in
            let position = place.plan
            let certificate = plans[position].plan.certificate
            var cells = ["\(place.rank)", name(position)]
            cells.append(interval(row?.values[position]) { ranking.figure.text($0, say) })
            cells.append(
                row?.differences[position].map { difference in
                    interval(difference.amount) { value in NumberText.signed(value) { ranking.figure.text($0, say) } }
                } ?? "")
            cells.append(interval(cost?.values[position], say.money(yuan:)))
            if hasShare { cells.append(place.shareBest.map(NumberText.share) ?? NumberText.none) }
            cells.append(comparison.figures[position].returnOnSpend.map { NumberText.ratio($0.mean) } ?? NumberText.none)
            cells.append(
                say.name(ofStatus: certificate.status.rawValue)
                    + (certificate.status == .optimal ? "" : " (" + NumberText.share(certificate.gap) + ")"))
            cells.append(dominated[position].map { say.text("compare.dominated", ["plan": .text(name($0))]) } ?? "")
            return cells
        }
        let numbers = Set(2..<(header.count - 2)).union([0])
        guard rows.count > 60 else { return HTMLPage.table(header, rows, numbers: numbers) }
        let rest = say.text("compare.more-plans", ["count": .count(rows.count - 50)])
        return HTMLPage.table(header, Array(rows.prefix(50)), numbers: numbers)
            + "<details><summary>\(Markup.escaped(rest))</summary>\n"
            + HTMLPage.table(header, Array(rows.dropFirst(50)), numbers: numbers) + "</details>\n"
    }

    /// Plans of the same name over all shops: how much each brings more than the first one, shop by shop.
    private func shops() -> String {
        guard comparison.hasShops, let ranking, let row = comparison.row(ranking.figure.id) else { return "" }
        let names = ShopDifference.all(comparison, row)
        guard !names.isEmpty else { return "" }
        let rows = names.map { one in
            [
                one.name, "\(one.shops)",
                interval(one.difference) { value in NumberText.signed(value) { ranking.figure.text($0, say) } },
                "\(one.better)",
            ]
        }
        return HTMLPage.paragraph(say.text("compare.shops-say", ["figure": .text(ranking.figure.name(say))]))
            + HTMLPage.table(
                [
                    say.text("compare.plan"), say.text("compare.shop-count"), say.text("compare.difference"),
                    say.text("compare.shops-better"),
                ], rows, numbers: [1, 2, 3])
    }

    private func pictures() -> String {
        guard plans.count > 1, let ranking else { return "" }
        var html = ""
        func add(_ svg: String) { html += "<figure>\n\(svg)\n</figure>\n" }
        let axis = ChartAxis(ranking.figure.name(say), ranking.figure.isMoney ? .money : .number, language: say.language)
        if let row = comparison.row(ranking.figure.id) {
            let rows = ranking.places.prefix(IntervalChart.mostRows).compactMap { place in
                row.values[place.plan].map { IntervalChart.Row(name(place.plan), mean: $0.mean, low: $0.low, high: $0.high) }
            }
            add(
                IntervalChart(
                    ranking.figure.name(say),
                    description: say.text("compare.interval-says", ["figure": .text(ranking.figure.name(say))]), x: axis,
                    rows: rows, width: 900
                ).svg(id: "compare-figure"))
        }
        let split = MoneySplit(.channel, shown.map { plans[$0] }, say)
        if !split.rows.isEmpty {
            let bars = split.bars(shown.map { plans[$0].name }, width: 900, height: 320, say)
            add(bars.svg(id: "compare-channels"))
        }
        if let quadrant = Quadrants.chart(plans: shown.map { plans[$0] }, say) { add(quadrant.svg(id: "compare-quadrant")) }
        return html
    }

    /// Figures down, plans across, differences in a line of their own.
    private func figures() -> String {
        let header = [""] + shown.map(name)
        var rows: [[String]] = []
        func row(_ name: String, _ cell: (Plan) -> String) { rows.append([name] + shown.map { cell(plans[$0].plan) }) }
        row(say.text("label.objective")) { $0.objectiveName(say) }
        row(say.text("label.budget")) { $0.budget.map(NumberText.money) ?? NumberText.none }
        for one in comparison.rows {
            rows.append([one.figure.name(say)] + shown.map { at in interval(one.values[at]) { one.figure.text($0, say) } })
            guard shown.contains(where: { one.differences[$0].map { $0.amount.mean != 0 } ?? false }) else { continue }
            rows.append(
                [say.text("compare.difference")]
                    + shown.map { at in
                        one.differences[at].map { difference in
                            interval(difference.amount) { value in NumberText.signed(value) { one.figure.text($0, say) } }
                        } ?? ""
                    })
        }
        if shown.contains(where: { plans[$0].plan.risk?.value != nil }) {
            row(say.text("compare.risk")) { plan in
                plan.risk?.value.map { say.amount($0, unit: plan.unit) } ?? NumberText.none
            }
        }
        row(say.text("label.state")) { say.name(ofStatus: $0.certificate.status.rawValue) }
        row(say.text("label.gap")) { NumberText.share($0.certificate.gap) }
        return HTMLPage.table(header, rows, numbers: Set(1..<header.count))
            + HTMLPage.paragraph(say.text("compare.difference-says"))
    }

    private func money() -> String {
        let chosen = shown.map { plans[$0] }
        return MoneySplit.all(chosen, say).map { split in
            let rows = split.rows.prefix(40).map { [$0.name] + MoneySplit.cells($0.amounts, say) }
            return "<h3>\(Markup.escaped(say.text("compare.by-\(split.dimension.rawValue)")))</h3>\n"
                + HTMLPage.table([""] + shown.map(name), Array(rows), numbers: Set(1...shown.count))
        }.joined()
    }

    /// Discover, seed, interact, act: how many customers come how far, and which share of one step takes the next.
    private func steps() -> String {
        var rows: [[String]] = []
        for (index, step) in CustomerStep.allCases.enumerated() {
            let counts = shown.map { step.counted(plans[$0].plan) }
            guard counts.contains(where: { $0 != nil }) else { continue }
            rows.append(
                [say.text("compare.step-\(step.rawValue)")]
                    + zip(shown, counts).map { at, found in
                        guard let found else { return NumberText.none }
                        let text = say.amount(found.amount.mean, of: found.outcome) + " " + say.name(of: found.outcome)
                        guard index > 0, let before = CustomerStep.allCases[index - 1].counted(plans[at].plan),
                            before.amount.mean > 0
                        else { return text }
                        return text + ", " + NumberText.share(found.amount.mean / before.amount.mean)
                    })
        }
        guard !rows.isEmpty else { return "" }
        return HTMLPage.table([""] + shown.map(name), rows, numbers: Set(1...shown.count))
            + HTMLPage.paragraph(say.text("compare.steps-say"))
    }

    private func dimensions() -> String {
        let all = shown.map { OperatingDimensions(plans[$0].plan) }
        let rows = [
            [say.text("compare.goods-count")]
                + all.map { "\($0.goods), " + say.text("compare.largest-item", ["share": .share($0.largestItem)]) },
            [say.text("compare.audience-size")]
                + all.map { one in
                    (one.reached.map(say.number) ?? NumberText.none)
                        + (one.audiences > 0 ? ", " + say.text("compare.audience-count", ["count": .count(one.audiences)]) : "")
                },
            [say.text("compare.level")] + all.map { $0.returning.map(NumberText.share) ?? NumberText.none },
            [say.text("compare.growth")] + all.map { $0.growth.map(NumberText.share) ?? NumberText.none },
        ]
        return HTMLPage.table([""] + shown.map(name), rows, numbers: Set(1...shown.count))
    }

    private func rules() -> String {
        var rows: [[String]] = []
        for at in shown {
            for rule in BindingRule.joined(plans[at].plan.explanation.binding).prefix(5) {
                rows.append([name(at), rule.words(say), rule.saidAt ?? "", say.amount(rule.gain, unit: plans[at].plan.unit)])
            }
        }
        guard !rows.isEmpty else { return "" }
        return HTMLPage.table(
            [say.text("compare.plan"), say.text("label.rule"), say.text("label.said-at"), say.text("label.one-percent")], rows,
            numbers: [3])
    }
}
