// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// A frontier under its plan's name.
public struct NamedFrontier: Sendable {
    public var name: String
    public var points: [FrontierPoint]
    public var current: Money?
    public var unit: String

    public init(name: String, points: [FrontierPoint], current: Money?, unit: String) {
        self.name = name
        self.points = points
        self.current = current
        self.unit = unit
    }
}

/// Outcome against budget of several scenarios in one picture for each unit, and what the next yuan brings in another.
enum Frontiers {
    static func charts(_ frontiers: [NamedFrontier], _ say: MessageCatalogue) -> [LineChart] {
        var units: [String] = []
        for frontier in frontiers where !units.contains(frontier.unit) { units.append(frontier.unit) }
        return units.flatMap { unit -> [LineChart] in
            let group = frontiers.filter { $0.unit == unit && !$0.points.isEmpty }
            guard !group.isEmpty else { return [] }
            let axis = ChartAxis(
                unit == "yuan" ? say.text("page.value-axis") : say.name(ofUnit: unit), unit == "yuan" ? .money : .number,
                language: say.language)
            let budget = ChartAxis(say.text("page.budget-axis"), .money, language: say.language)
            func marks(_ one: NamedFrontier, _ value: (FrontierPoint) -> Double) -> [LineChart.Point] {
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
