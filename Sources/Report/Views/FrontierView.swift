// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// Outcome against budget, with what the next yuan brings.
public struct FrontierView: Sendable {
    private let points: [FrontierPoint]
    private let current: Money?
    private let unit: String
    private let settings: ViewSettings

    /// `current` is marked when it is one of the budgets; `unit` is the objective's.
    public init(_ points: [FrontierPoint], current: Money? = nil, unit: String, settings: ViewSettings = ViewSettings()) {
        self.points = points
        self.current = current
        self.unit = unit
        self.settings = settings
    }

    /// The view's lines.
    public func lines() -> [String] {
        let say = settings.catalogue
        guard !points.isEmpty else { return settings.paragraph(say.text("label.no-budget-possible")) }
        let hasRange = points.contains { $0.value.low != nil }
        var columns: [TextTable.Column] = [
            .init("", minimum: 1), .init(say.text("label.budget"), .right), .init(say.text("label.total-cost"), .right),
            .init(say.text("label.value"), .right),
        ]
        if hasRange { columns.append(.init(say.text("label.range-90"), .right)) }
        columns += [.init(say.text("label.next-yuan-brings"), .right), .init("", minimum: 20, maximum: 20)]
        var table = TextTable(columns, indent: 0)
        let largest = points.map(\.value.mean).max() ?? 0
        for point in points {
            var cells = [
                point.budget == current ? "→" : "", NumberText.money(point.budget), NumberText.money(point.cost),
                say.amount(point.value.mean, unit: unit),
            ]
            if hasRange {
                let range = say.range(point.value) { say.amount($0, unit: unit) } ?? ""
                cells.append(range)
            }
            cells += [
                say.amount(point.marginalReturn, unit: unit),
                TextBars.bar(largest > 0 ? point.value.mean / largest : 0, width: 20),
            ]
            table.add(cells, point.budget == current ? .bold : .plain)
        }
        var lines = table.lines(width: max(settings.width, 100), style: settings.style)
        if points.contains(where: { $0.budget == current }) { lines += ["", say.text("label.current-budget-marked")] }
        return lines
    }
}
