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
        let cut = LineChart.Point(
            points.reduce(0) { $0 + $1.x * $1.size } / money, points.reduce(0) { $0 + $1.y * $1.size } / money)
        return QuadrantChart(
            say.text(key), description: say.text("compare.quadrant-says"),
            x: ChartAxis(say.text("label.return-on-spend"), .number, language: say.language),
            y: ChartAxis(say.text("compare.new-share"), .share), points: points, cut: cut, width: 900)
    }
}
