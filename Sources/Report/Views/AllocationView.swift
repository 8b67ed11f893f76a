// SPDX-License-Identifier: GPL-3.0-or-later
public import Incentives
public import Market

/// Who gets which benefit, in sums: what it brings and costs, what limits it, and how good it is.
public struct AllocationView: Sendable {
    private let result: AllocationResult
    private let rules: [AllocationRule]
    private let settings: ViewSettings

    /// `rules` are those of the problem, for the places that they were said at.
    public init(_ result: AllocationResult, rules: [AllocationRule], settings: ViewSettings = ViewSettings()) {
        self.result = result
        self.rules = rules
        self.settings = settings
    }

    private var say: MessageCatalogue { settings.catalogue }

    /// The view's lines.
    public func lines() -> [String] {
        var lines = [
            settings.style(
                say.text(
                    "allocate.title",
                    ["given": .count(result.given), "customers": .count(result.customers), "cost": .money(result.cost)]), .bold)
        ]
        lines += settings.paragraph(say.text("allocate.brings", ["value": .number(result.value)]))
        lines += [""] + Self.table(result.benefits, settings).lines(width: settings.width, style: settings.style)
        lines += limits()
        for (segment, benefits) in result.segments.sorted(by: { $0.key < $1.key }).prefix(Self.mostSegments) {
            let name = segment.isEmpty ? say.text("allocate.no-segment") : segment
            lines += settings.heading(say.text("allocate.segment", ["segment": .text(name)]))
            lines += Self.table(benefits, settings).lines(width: settings.width, style: settings.style)
        }
        if result.segments.count > Self.mostSegments {
            lines += settings.paragraph(
                say.text("allocate.more-segments", ["count": .count(result.segments.count - Self.mostSegments)]))
        }
        for explanation in result.explanations { lines += self.explanation(explanation) }
        lines += frontier()
        return lines + proof()
    }

    private static let mostSegments = 12

    private static func table(_ benefits: [BenefitSummary], _ settings: ViewSettings) -> TextTable {
        let say = settings.catalogue
        var table = TextTable([
            .init(say.text("allocate.benefit"), maximum: 40), .init(say.text("allocate.customers"), .right),
            .init(say.text("allocate.cost"), .right), .init(say.text("allocate.value"), .right),
            .init(say.text("allocate.value-per-yuan"), .right),
        ])
        for benefit in benefits {
            let yuan = Money(fen: benefit.costFen).yuan
            table.add([
                benefit.name, NumberText.count(benefit.customers), NumberText.money(Money(fen: benefit.costFen)),
                NumberText.number(benefit.value), yuan > 0 ? NumberText.ratio(benefit.value / yuan) : NumberText.none,
            ])
        }
        return table
    }

    private func limits() -> [String] {
        guard !result.prices.isEmpty else { return [] }
        var table = TextTable([
            .init(say.text("label.rule"), maximum: 40), .init(say.text("label.said-at"), maximum: 28),
            .init(say.text("allocate.used"), .right), .init(say.text("allocate.limit"), .right),
            .init(say.text("allocate.one-more"), .right),
        ])
        for (price, rule) in zip(result.prices, rules) {
            table.add(
                [
                    price.name, rule.saidAt ?? "", amount(price.used, rule.measure), amount(price.limit, rule.measure),
                    price.binds ? NumberText.number(price.price) : NumberText.none,
                ], price.binds ? .bold : .plain)
        }
        return settings.heading(say.text("allocate.limits")) + table.lines(width: settings.width, style: settings.style)
            + settings.paragraph(say.text("allocate.one-more-says"))
    }

    private func amount(_ amount: Double, _ measure: AllocationRule.Measure) -> String {
        switch measure {
        case .costAtMost, .costAtLeast: Money(yuan: amount / 100).map(NumberText.money) ?? NumberText.none
        case .countAtMost, .countAtLeast, .returnAtLeast: NumberText.number(amount)
        }
    }

    private func explanation(_ explanation: CustomerExplanation) -> [String] {
        func name(_ option: CustomerExplanation.Option) -> String { option.benefit ?? say.text("allocate.nothing") }
        var lines = settings.heading(say.text("allocate.why", ["customer": .text(explanation.customer)]))
        if let other = explanation.runnerUp {
            lines += settings.paragraph(
                say.text(
                    explanation.margin >= 0 ? "allocate.why-best" : "allocate.why-whole",
                    [
                        "benefit": .text(name(explanation.chosen)), "other": .text(name(other)),
                        "margin": .number(abs(explanation.margin)),
                    ]))
        } else {
            lines += settings.paragraph(say.text("allocate.why-only"))
        }
        var table = TextTable([
            .init(say.text("allocate.benefit"), maximum: 40), .init(say.text("allocate.value"), .right),
            .init(say.text("allocate.cost"), .right), .init(say.text("allocate.priced"), .right),
            .init(say.text("allocate.left"), .right),
        ])
        for option in explanation.options {
            table.add(
                [
                    name(option), NumberText.number(option.value), NumberText.money(Money(fen: option.costFen)),
                    NumberText.number(option.priced), NumberText.number(option.score),
                ], option.benefit == explanation.chosen.benefit ? .bold : .plain)
        }
        return lines + table.lines(width: settings.width, style: settings.style)
    }

    private func frontier() -> [String] {
        guard !result.frontier.isEmpty else { return [] }
        var table = TextTable([
            .init(say.text("label.budget"), .right), .init(say.text("allocate.cost"), .right),
            .init(say.text("allocate.value"), .right), .init(say.text("label.next-yuan-brings"), .right),
            .init("", minimum: 20, maximum: 20),
        ])
        let largest = result.frontier.map(\.value).max() ?? 0
        for point in result.frontier {
            table.add([
                NumberText.money(Money(fen: point.budgetFen)), NumberText.money(Money(fen: point.costFen)),
                NumberText.number(point.value), NumberText.number(point.marginalValuePerYuan),
                TextBars.bar(largest > 0 ? point.value / largest : 0, width: 20),
            ])
        }
        return settings.heading(say.text("allocate.frontier")) + table.lines(width: settings.width, style: settings.style)
    }

    private func proof() -> [String] {
        guard let certificate = result.certificate else { return [] }
        var lines = settings.heading(say.text("label.proof"))
        if certificate.provedByEnumeration {
            lines += settings.paragraph(say.text("allocate.proved"))
        } else {
            let arguments: [String: MessageArgument] = [
                "gap": .text(NumberText.share(certificate.relativeGap)), "bound": .number(certificate.bound),
            ]
            lines += settings.paragraph(
                say.text(result.status == .optimal ? "allocate.bounded" : "allocate.not-proved", arguments))
        }
        return lines
    }

    /// What has to be known about the input: rows and cells that could not be used, by kind with the first of each.
    public static func notices(_ result: AllocationResult, file: String) -> [Notice] {
        var notices = Self.notices(result.droppedRows, file: file)
        for kind in CellFaults.Kind.allCases {
            guard let count = result.droppedCells.counts[kind] else { continue }
            notices.append(
                Notice(
                    "incentives.dropped-\(kind.rawValue)",
                    ["count": .count(count), "row": .count(result.droppedCells.firstRow[kind] ?? 0)]))
        }
        return notices + result.warnings
    }

    /// Rows of a file that could not be used, by kind with the first line of each.
    public static func notices(_ faults: RowFaults, file: String) -> [Notice] {
        BadRow.allCases.compactMap { kind in
            guard let count = faults.counts[kind] else { return nil }
            return Notice(
                "incentives.dropped-\(kind.rawValue)",
                ["count": .count(count), "file": .text(file), "line": .count(faults.firstLine[kind] ?? 0)])
        }
    }
}
