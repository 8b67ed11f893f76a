// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning

/// Channels by return on spend and share of new customers, cut at the plan's own means.
enum Quadrants {
    /// One plan's channels, or where several plans are compared the plans themselves. Nil where sales or new customers are not counted.
    static func chart(plans: [ComparedPlan], _ say: MessageCatalogue) -> QuadrantChart? {
        var points: [QuadrantChart.Point] = []
        for compared in plans {
            let cost = compared.plan.cost.yuan
            guard cost > 0, let sales = compared.plan.outcomes[.gmv]?.mean, let orders = compared.plan.outcomes[.orders]?.mean,
                orders > 0, let new = compared.plan.outcomes[.newCustomers]?.mean
            else { continue }
            points.append(QuadrantChart.Point(compared.name, x: sales / cost, y: new / orders, size: cost))
        }
        return chart(points, key: "compare.quadrant-plans", say)
    }

    static func chart(_ plan: Plan, _ say: MessageCatalogue) -> QuadrantChart? {
        let points = PlanFigures(plan).channels.compactMap { channel -> QuadrantChart.Point? in
            let spend = channel.spend.yuan
            guard spend > 0, let sales = channel.outcomes[.gmv], let orders = channel.outcomes[.orders], orders > 0,
                let new = channel.outcomes[.newCustomers]
            else { return nil }
            return QuadrantChart.Point(channel.channel.rawValue, x: sales / spend, y: new / orders, size: spend)
        }
        return chart(points, key: "compare.quadrant-channels", say)
    }

    private static func chart(_ points: [QuadrantChart.Point], key: String, _ say: MessageCatalogue) -> QuadrantChart? {
        guard points.count > 1 else { return nil }
        let money = points.reduce(0) { $0 + $1.size }
        guard money > 0 else { return nil }
        let cut = (
            x: points.reduce(0) { $0 + $1.x * $1.size } / money, y: points.reduce(0) { $0 + $1.y * $1.size } / money
        )
        return QuadrantChart(
            say.text(key), description: say.text("compare.quadrant-says"),
            x: ChartAxis(say.text("label.return-on-spend"), .number, language: say.language),
            y: ChartAxis(say.text("compare.new-share"), .share), points: points, cut: cut, width: 900)
    }
}

/// Outcome against budget of several scenarios in one picture for each unit, and what the next yuan brings in another.
enum Frontiers {
    static func charts(_ frontiers: [ComparePage.NamedFrontier], _ say: MessageCatalogue) -> [LineChart] {
        var units: [String] = []
        for frontier in frontiers where !units.contains(frontier.unit) { units.append(frontier.unit) }
        return units.flatMap { unit -> [LineChart] in
            let group = frontiers.filter { $0.unit == unit && !$0.points.isEmpty }
            guard !group.isEmpty else { return [] }
            let axis = ChartAxis(
                unit == "yuan" ? say.text("page.value-axis") : say.name(ofUnit: unit), unit == "yuan" ? .money : .number,
                language: say.language)
            let budget = ChartAxis(say.text("page.budget-axis"), .money, language: say.language)
            func marks(_ one: ComparePage.NamedFrontier, _ value: (FrontierPoint) -> Double) -> [LineChart.Point] {
                one.points.filter { $0.budget == one.current }.map { LineChart.Point($0.budget.yuan, value($0)) }
            }
            let value = group.map { one in
                LineChart.Series(
                    one.name, one.points.map { LineChart.Point($0.budget.yuan, $0.value.mean) },
                    band: one.points.compactMap { point in
                        guard let low = point.value.low, let high = point.value.high else { return nil }
                        return LineChart.BandPoint(point.budget.yuan, low, high)
                    }, marks: marks(one) { $0.value.mean })
            }
            let next = group.map { one in
                LineChart.Series(
                    one.name, one.points.map { LineChart.Point($0.budget.yuan, $0.marginalReturn) },
                    marks: marks(one) { $0.marginalReturn })
            }
            let says = say.text("page.frontier-says", ["count": .count(group[0].points.count)])
            return [
                LineChart(
                    say.text("page.frontier"), description: says, x: budget, y: axis, series: value, width: 900, height: 340),
                LineChart(
                    say.text("label.next-yuan-brings"), description: say.text("compare.marginal-says"), x: budget,
                    y: ChartAxis(say.text("label.next-yuan-brings"), axis.format, language: say.language), series: next,
                    width: 900, height: 260),
            ]
        }
    }
}
