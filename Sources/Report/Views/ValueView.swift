// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records
import Response

/// What customers are worth, on one screen.
public enum ValueView {
    /// The view's lines.
    public static func lines(_ value: ValueDocument, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var lines = [settings.style(say.text("value.title", titleArguments(value)), .bold)]
        lines += settings.paragraph(worth(value, say))
        if let cost = value.costPerNewCustomer {
            lines += settings.paragraph(
                value.payBackWeeks.map {
                    say.text(
                        "value.pays-back", ["cost": .text(say.amount(cost, of: .gmv)), "weeks": .text(NumberText.fixed($0, 1))])
                } ?? say.text("value.never-pays-back", ["cost": .text(say.amount(cost, of: .gmv))]))
        }
        lines += section("value.customers", segments(value, say), settings)
        for grouping in LifetimeGrouping.allCases {
            guard let groups = value.groups[grouping.rawValue], !groups.isEmpty else { continue }
            lines += section("value.by-\(grouping.rawValue)", table(groups, say), settings)
        }
        if let holdout = value.holdout {
            lines += settings.heading(say.text("value.holdout", ["day": .day(holdout.fittedUntil)]))
            lines += settings.paragraph(say.text("value.holdout-says", holdoutArguments(holdout, say)))
            lines += bins(holdout, say).lines(width: settings.width, style: settings.style)
        }
        lines += section("value.model", parameters(value, say), settings)
        let notes = (value.notices + rowNotices(value.orders)).flatMap { settings.item(say.text(for: $0)) }
        return notes.isEmpty ? lines : lines + settings.heading(say.text("label.warnings")) + notes
    }

    private static func section(_ key: String, _ table: TextTable, _ settings: ViewSettings) -> [String] {
        settings.heading(settings.catalogue.text(key)) + table.lines(width: settings.width, style: settings.style)
    }

    static func titleArguments(_ value: ValueDocument) -> [String: MessageArgument] {
        [
            "customers": .count(value.customers), "rows": .count(value.orders.taken),
            "first": value.orders.firstDay.map { .day($0) } ?? .text(NumberText.none), "last": .day(value.observedUntil),
        ]
    }

    static func worth(_ value: ValueDocument, _ say: MessageCatalogue) -> String {
        let estimate = value.newCustomerValue
        var arguments: [String: MessageArgument] = [
            "value": .text(say.amount(estimate.mean, of: .gmv)), "weeks": .number(value.terms.horizonWeeks),
            "margin": .share(value.terms.margin), "discount": .share(value.terms.discountPerYear),
            "orders": .text(NumberText.number(value.expectedOrders)), "total": .text(say.amount(value.totalValue, of: .gmv)),
        ]
        guard let low = estimate.low, let high = estimate.high else { return say.text("value.worth-alone", arguments) }
        arguments["low"] = .text(say.amount(low, of: .gmv))
        arguments["high"] = .text(say.amount(high, of: .gmv))
        return say.text("value.worth", arguments)
    }

    static func holdoutArguments(_ holdout: LifetimeHoldout, _ say: MessageCatalogue) -> [String: MessageArgument] {
        [
            "expected": .text(NumberText.fixed(holdout.expected, 0)), "actual": .count(holdout.actual),
            "weeks": .text(NumberText.fixed(holdout.weeks, 1)),
            "difference": .share(holdout.actual > 0 ? holdout.expected / Double(holdout.actual) - 1 : 0),
            "correlation": .number(holdout.correlation),
        ]
    }

    private static func segments(_ value: ValueDocument, _ say: MessageCatalogue) -> TextTable {
        var table = TextTable([
            .init(say.text("value.alive")), .init(say.text("value.count"), .right), .init(say.text("value.orders"), .right),
            .init(say.text("value.value"), .right), .init(say.text("value.each"), .right),
        ])
        for segment in value.segments {
            table.add([
                say.text("value.segment-\(segment.name)"), NumberText.count(segment.customers),
                NumberText.number(segment.orders),
                say.amount(segment.value, of: .gmv),
                segment.customers > 0 ? say.amount(segment.value / Double(segment.customers), of: .gmv) : NumberText.none,
            ])
        }
        return table
    }

    private static func table(_ groups: [LifetimeGroup], _ say: MessageCatalogue) -> TextTable {
        var table = TextTable([
            .init(say.text("value.group"), maximum: 32), .init(say.text("value.count"), .right),
            .init(say.text("value.repeat-orders"), .right), .init(say.text("value.new-customer"), .right),
            .init(say.text("label.range-90"), .right), .init(say.text("value.alone"), .right),
        ])
        for group in groups {
            var range = NumberText.none
            if let low = group.pooled.low, let high = group.pooled.high {
                range = say.text(
                    "label.from-to",
                    ["low": .text(say.amount(low, of: .gmv)), "high": .text(say.amount(high, of: .gmv))])
            }
            table.add([
                group.name, NumberText.count(group.customers), NumberText.count(group.repeatOrders),
                say.amount(group.pooled.mean, of: .gmv), range,
                group.own.map { say.amount($0.mean, of: .gmv) } ?? NumberText.none,
            ])
        }
        return table
    }

    private static func bins(_ holdout: LifetimeHoldout, _ say: MessageCatalogue) -> TextTable {
        var table = TextTable([
            .init(say.text("value.repeats-before"), .right), .init(say.text("value.count"), .right),
            .init(say.text("value.actual-each"), .right), .init(say.text("value.expected-each"), .right),
        ])
        for bin in holdout.bins {
            table.add([
                "\(bin.repeats)" + (bin.repeats == LifetimeHoldout.largestBin ? "+" : ""), NumberText.count(bin.customers),
                NumberText.fixed(bin.actual, 3), NumberText.fixed(bin.expected, 3),
            ])
        }
        return table
    }

    private static func parameters(_ value: ValueDocument, _ say: MessageCatalogue) -> TextTable {
        var table = TextTable([
            .init(say.text("value.parameter")), .init(say.text("value.estimate"), .right),
            .init(say.text("value.error"), .right),
        ])
        table.add([
            say.text("value.log-likelihood", ["model": .text(value.model)]), NumberText.fixed(value.logLikelihood, 1), "",
        ])
        for (model, parameters) in [(value.model, value.parameters), ("gamma-gamma", value.spendParameters)] {
            for parameter in parameters {
                table.add([
                    "\(model) \(parameter.name)", NumberText.significant(parameter.value, 4),
                    parameter.standardError.map { NumberText.significant($0, 3) } ?? NumberText.none,
                ])
            }
        }
        return table
    }

    /// What became of rows that were not taken, and of refunds.
    public static func rowNotices(_ report: OrderReport) -> [Notice] {
        var notices = report.dropped.map { drop in
            Notice(
                "value.dropped-\(drop.reason.rawValue)",
                ["count": .count(drop.count), "line": .count(drop.firstLine), "found": .text(drop.found ?? "")])
        }
        if report.refunds > 0 {
            notices.append(
                Notice(
                    "value.refunds",
                    [
                        "count": .count(report.refunds), "customers": .count(report.refundedCustomers),
                        "unmatched": .money(report.unmatchedRefunds),
                    ]))
        }
        return notices
    }
}
