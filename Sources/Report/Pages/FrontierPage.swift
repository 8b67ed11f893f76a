// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Records
import Solver

/// Frontiers of one or more briefs as one self-contained HTML file.
public struct FrontierPage: Sendable {
    private let frontiers: [NamedFrontier]
    private let say: MessageCatalogue

    public init(_ frontiers: [NamedFrontier], catalogue: MessageCatalogue = MessageCatalogue()) {
        self.frontiers = frontiers
        say = catalogue
    }

    /// The page.
    public func html() -> String {
        let title = say.text("page.frontier")
        var body = "<header>\n<h1>\(Markup.escaped(title))</h1>\n</header>\n"
        for (index, chart) in Frontiers.charts(frontiers, say).enumerated() {
            body += "<figure>\n\(chart.svg(id: "frontier-\(index)"))\n</figure>\n"
        }
        for one in frontiers { body += HTMLPage.section(one.name, table(one)) }
        return HTMLPage.document(title: title, language: say.language, body: body)
    }

    private func table(_ one: NamedFrontier) -> String {
        guard !one.points.isEmpty else { return HTMLPage.paragraph(say.text("label.no-budget-possible")) }
        let rows = one.points.map { point in
            let range = say.range(point.value) { say.amount($0, unit: one.unit) } ?? ""
            return [
                point.budget == one.current ? "→" : "", NumberText.money(point.budget), NumberText.money(point.cost),
                say.amount(point.value.mean, unit: one.unit), range, say.amount(point.marginalReturn, unit: one.unit),
                say.name(ofStatus: point.status.rawValue),
            ]
        }
        let header = [
            "", say.text("label.budget"), say.text("label.total-cost"), say.text("label.value"), say.text("label.range-90"),
            say.text("label.next-yuan-brings"), say.text("label.state"),
        ]
        return HTMLPage.table(header, rows, numbers: [1, 2, 3, 4, 5])
            + (one.points.contains { $0.budget == one.current }
                ? HTMLPage.paragraph(say.text("label.current-budget-marked")) : "")
    }
}

/// A frontier for machines.
public struct FrontierDocument: Sendable, Codable {
    public var name: String
    public var unit: String
    public var budget: Money?
    public var points: [FrontierPoint]

    public init(_ frontier: NamedFrontier) {
        name = frontier.name
        unit = frontier.unit
        budget = frontier.current
        points = frontier.points
    }

    private enum CodingKeys: String, CodingKey {
        case name, unit, points
        case budget = "budget_fen"
    }
}

/// Frontiers as one table: a row for each brief and budget.
public enum FrontierCSV {
    public static func write(_ frontiers: [NamedFrontier], byteOrderMark: Bool = false) -> [UInt8] {
        var csv = CSVWriter(
            header: [
                "plan", "unit", "budget_yuan", "cost_yuan", "value", "low", "high", "marginal_return_per_yuan", "status", "gap",
            ], byteOrderMark: byteOrderMark)
        for one in frontiers {
            for point in one.points {
                csv.text(one.name)
                csv.text(one.unit)
                csv.money(point.budget)
                csv.money(point.cost)
                csv.number(point.value.mean)
                csv.number(point.value.low)
                csv.number(point.value.high)
                csv.number(point.marginalReturn)
                csv.text(point.status.rawValue)
                csv.number(point.gap)
                csv.endRow()
            }
        }
        return csv.bytes
    }
}
