// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning

extension PlanView {
    /// What each of several scenarios gets and brings, whose money it is, and who delivers contested goods; nothing for one scenario.
    func parts() -> [String] {
        guard let parts = plan.parts else { return [] }
        return PartRows(parts, unit: plan.unit, say).view(settings)
    }
}

extension ExplanationView {
    /// The same for an explanation.
    public static func lines(of parts: PlanParts, unit: String, _ settings: ViewSettings) -> [String] {
        PartRows(parts, unit: unit, settings.catalogue).view(settings)
    }
}

/// The parts of a plan in words and cells, for the terminal and for pages.
struct PartRows {
    let parts: PlanParts
    let unit: String
    let say: MessageCatalogue

    init(_ parts: PlanParts, unit: String, _ say: MessageCatalogue) {
        self.parts = parts
        self.unit = unit
        self.say = say
    }

    var goalHeader: [String] {
        [
            say.text("label.scenario"), say.text("label.goal"), say.text("label.goal-value"), say.text("label.goal-weight"),
            say.text("label.goal-share"), say.text("label.next-yuan-brings"),
        ]
    }

    /// One row a scenario: its goal, the goal's value, its weight, its part of the whole, what the next yuan brings.
    var goals: [[String]] {
        let whole = parts.parts.reduce(0) { $0 + $1.weighted }
        return parts.parts.map { part in
            [
                part.name, part.goal.map { say.text(for: $0) } ?? part.unit, say.amount(part.value, unit: part.unit),
                NumberText.number(part.weight), whole > 0 ? NumberText.share(part.weighted / whole) : NumberText.none,
                part.nextYuan > 0 ? say.amount(part.nextYuan, unit: unit) : NumberText.none,
            ]
        }
    }

    /// One sentence a scenario: its other figures.
    var figures: [String] {
        parts.parts.map { part in
            let list = part.outcomes.map { "\(say.name(of: $0.outcome)) \(say.amount($0.amount, of: $0.outcome))" }
            return "\(part.name): \(list.joined(separator: ", "))"
        }
    }

    var moneyHeader: [String] { [say.text("label.money-for"), say.text("label.media"), say.text("label.choice-cost")] }

    /// One row a set of scenarios that the same money serves.
    var money: [[String]] {
        parts.money.map { row in
            let name =
                switch row.parts.count {
                case 0: say.text("label.money-for-none")
                case 1: row.parts[0]
                default: say.text("label.shared-by", ["names": .text(row.parts.joined(separator: " + "))])
                }
            return [name, NumberText.money(row.media), NumberText.money(row.choiceCost)]
        }
    }

    /// One sentence a deliverer: the contested goods that it delivers.
    var deliveries: [String] {
        let names = parts.deliveries.reduce(into: [String]()) { if !$0.contains($1.deliveredBy) { $0.append($1.deliveredBy) } }
        return names.map { name in
            let goods = parts.deliveries.filter { $0.deliveredBy == name }.map(\.goods.rawValue)
            return say.text("label.delivered-by", ["scenario": .text(name), "goods": .text(goods.joined(separator: ", "))])
        }
    }

    func view(_ settings: ViewSettings) -> [String] {
        var lines = settings.heading(say.text("label.scenarios"))
        var table = TextTable([
            .init(goalHeader[0], maximum: 32), .init(goalHeader[1], maximum: 28), .init(goalHeader[2], .right),
            .init(goalHeader[3], .right), .init(goalHeader[4], .right), .init(goalHeader[5], .right),
        ])
        for row in goals { table.add(row) }
        lines += table.lines(width: settings.width, style: settings.style)
        for text in figures { lines += settings.paragraph(text) }
        var sums = TextTable([.init(moneyHeader[0], maximum: 60), .init(moneyHeader[1], .right), .init(moneyHeader[2], .right)])
        for row in money { sums.add(row) }
        lines +=
            settings.heading(say.text("label.money-by-scenario")) + sums.lines(width: settings.width, style: settings.style)
        guard !parts.deliveries.isEmpty else { return lines }
        lines += settings.heading(say.text("label.who-delivers"))
        for text in deliveries { lines += settings.paragraph(text) }
        return lines
    }
}
