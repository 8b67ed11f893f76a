// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning

extension PlanView {
    /// Cost beside media and commission, what the platform pays, and how stocks move; nothing where the plan has none.
    func surface() -> [String] {
        var lines: [String] = []
        let sums: [(key: String, money: Money?)] = [
            ("label.contact-cost", plan.contactCost), ("label.benefit-cost", plan.benefitCost),
            ("label.platform-pays", plan.platformPays),
        ]
        let said = sums.compactMap { key, money in
            money.flatMap { $0 == .zero ? nil : say.text(key, ["amount": .money($0)]) }
        }
        if !said.isEmpty { lines += settings.heading(say.text("label.beside-media")) + said.map { "  " + $0 } }
        guard let stocks = plan.stocks, !stocks.isEmpty else { return lines }
        var table = TextTable([
            .init(say.text("label.stock"), maximum: 32), .init(say.text("label.at-first"), .right),
            .init(say.text("label.at-last"), .right), .init("", minimum: 20, maximum: 40),
        ])
        for stock in stocks {
            table.add([
                stock.name, NumberText.number(stock.initial.rounded()),
                NumberText.number((stock.amounts.last ?? stock.initial).rounded()),
                TextBars.sparkline(stock.amounts, width: 28),
            ])
        }
        return lines + settings.heading(say.text("label.stocks")) + table.lines(width: settings.width, style: settings.style)
    }
}

extension ExplanationView {
    /// What decisions are worth: each picked option against the best plan without it.
    public static func lines(of alternatives: [Alternative], unit: String, _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        guard !alternatives.isEmpty else { return [] }
        return settings.heading(say.text("label.decisions"))
            + alternatives.flatMap { item -> [String] in
                var name = say.name(ofChoice: item.kind) + (item.channel == .all ? "" : " " + item.channel.rawValue)
                if item.goods != .all { name += ", " + item.goods.rawValue }
                if item.audience != .all { name += ", " + item.audience.rawValue }
                var arguments: [String: MessageArgument] = ["name": .text(name), "picked": .text(item.picked)]
                guard let worth = item.worth, let other = item.other else {
                    return settings.paragraph(say.text("label.decision-only", arguments))
                }
                arguments["other"] = .text(other)
                arguments["worth"] = unit == "yuan" ? Money(yuan: worth).map { .money($0) } ?? .number(worth) : .number(worth)
                return settings.paragraph(say.text("label.decision", arguments))
            }
    }
}
