// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning
import Solver

/// Plans side by side on a terminal: what they cost and bring, how certain, how they differ, and where the money goes otherwise.
public struct CompareView: Sendable {
    private let comparison: Comparison
    private let ranking: Ranking?
    private let settings: ViewSettings

    /// `ranking` says by what the plans are put in order; nil where there is nothing to rank.
    public init(_ comparison: Comparison, ranking: Ranking? = nil, settings: ViewSettings = ViewSettings()) {
        self.comparison = comparison
        self.ranking = ranking
        self.settings = settings
    }

    private var say: MessageCatalogue { settings.catalogue }
    private var plans: [ComparedPlan] { comparison.plans }

    /// Columns are plans, as many as fit; rows are figures. More plans than fit follow in further tables.
    public func lines() -> [String] {
        guard !plans.isEmpty else { return [] }
        // Every table repeats the plan that the others are compared with, so that it can be read alone.
        let room = max(1, (settings.width - 40) / 22)
        var lines: [String] = []
        for reference in Set(comparison.references).sorted() {
            var rest = plans.indices.filter { comparison.references[$0] == reference && $0 != reference }[...]
            repeat {
                let group = [reference] + rest.prefix(room)
                rest = rest.dropFirst(room)
                if !lines.isEmpty { lines.append("") }
                if comparison.hasShops {
                    lines.append(settings.style(SafeText.line(plans[reference].shop), .bold))
                }
                lines += figures(group) + money(group)
            } while !rest.isEmpty
        }
        return lines + order() + rules() + remarks()
    }

    private func figures(_ group: [Int]) -> [String] {
        var table = TextTable([.init("", maximum: 36)] + group.map { .init(plans[$0].name, .right, maximum: 30) }, indent: 0)
        func row(_ name: String, _ cell: (Plan) -> String) { table.add([name] + group.map { cell(plans[$0].plan) }) }
        row(say.text("label.objective")) { $0.objectiveName(say) }
        row(say.text("label.budget")) { $0.budget.map(NumberText.money) ?? NumberText.none }
        row(say.text("label.total-cost")) { NumberText.money($0.cost) }
        for row in comparison.rows where row.figure != .cost {
            let values = group.map { row.values[$0] }
            guard values.contains(where: { $0 != nil }) else { continue }
            table.add([row.figure.name(say)] + values.map { $0.map { row.figure.text($0.mean, say) } ?? NumberText.none })
            if values.contains(where: { $0?.low != nil }) {
                table.add([""] + values.map { $0.flatMap { range($0, row.figure) } ?? "" }, .dim)
            }
            difference(row, group, &table)
        }
        if group.contains(where: { plans[$0].plan.risk?.value != nil }) {
            row(say.text("compare.risk")) { plan in
                plan.risk?.value.map { say.amount($0, unit: plan.unit) } ?? NumberText.none
            }
        }
        row(say.text("label.state")) { say.name(ofStatus: $0.certificate.status.rawValue) }
        row(say.text("label.gap")) { NumberText.share($0.certificate.gap) }
        return table.lines(width: settings.width, style: settings.style)
    }

    /// What the other plans bring more or less than the first one, with the interval of the difference; nothing where nothing differs.
    private func difference(_ row: Comparison.Row, _ group: [Int], _ table: inout TextTable) {
        let differences = group.map { row.differences[$0] }
        guard differences.contains(where: { $0.map { $0.amount.mean != 0 } ?? false }) else { return }
        table.add(
            [say.text("compare.difference")]
                + differences.map { $0.map { signed($0.amount.mean, row.figure) } ?? "" }, .dim)
        guard differences.contains(where: { $0?.amount.low != nil }) else { return }
        table.add([""] + differences.map { $0.flatMap { range($0.amount, row.figure, signed: true) } ?? "" }, .dim)
    }

    private func signed(_ value: Double, _ figure: ComparedFigure) -> String {
        NumberText.signed(value) { figure.text($0, say) }
    }

    private func range(_ interval: Interval, _ figure: ComparedFigure, signed isSigned: Bool = false) -> String? {
        say.range(interval) { isSigned ? signed($0, figure) : figure.text($0, say) }
    }

    /// Money along each dimension; differences to the first plan behind the amounts of the others.
    private func money(_ group: [Int]) -> [String] {
        var lines: [String] = []
        for split in MoneySplit.all(group.map { plans[$0] }, say) {
            var table = TextTable(
                [.init("", maximum: 36)] + group.map { .init(plans[$0].name, .right, maximum: 30) }, indent: 0)
            let shown = split.rows.prefix(Self.mostRows)
            for row in shown { table.add([row.name] + MoneySplit.cells(row.amounts, say)) }
            let rest = split.rows.dropFirst(Self.mostRows)
            if !rest.isEmpty {
                let sums = group.indices.map { position in rest.lazy.map { $0.amounts[position] }.total() }
                table.add([say.text("page.others")] + MoneySplit.cells(sums, say), .dim)
            }
            lines += settings.heading(say.text("compare.by-\(split.dimension.rawValue)"))
            lines += table.lines(width: settings.width, style: settings.style)
        }
        return lines
    }

    /// Rows of a split that are shown one by one.
    private static let mostRows = 12

    /// The plans in order, and which of them another one makes pointless.
    private func order() -> [String] {
        guard let ranking, ranking.places.count > 1 else { return [] }
        let hasShare = ranking.places.contains { $0.shareBest != nil }
        var columns: [TextTable.Column] = [.init("", .right), .init("", maximum: 36), .init(ranking.figure.name(say), .right)]
        if hasShare { columns.append(.init(say.text("compare.best-in"), .right)) }
        columns.append(.init(""))
        var table = TextTable(columns)
        let dominated = Dictionary(comparison.dominated.map { ($0.plan, $0.by) }, uniquingKeysWith: { first, _ in first })
        for place in ranking.places {
            var cells = ["\(place.rank)", name(place.plan), ranking.figure.text(place.value, say)]
            if hasShare { cells.append(place.shareBest.map(NumberText.share) ?? NumberText.none) }
            cells.append(dominated[place.plan].map { say.text("compare.dominated", ["plan": .text(name($0))]) } ?? "")
            table.add(cells, place.rank == 1 ? .bold : .plain)
        }
        return settings.heading(say.text("compare.order")) + table.lines(width: settings.width, style: settings.style)
    }

    private func name(_ position: Int) -> String {
        comparison.hasShops ? plans[position].shop + " / " + plans[position].name : plans[position].name
    }

    /// The dearest rules of each plan.
    private func rules() -> [String] {
        var table = TextTable([
            .init("", maximum: 24), .init(say.text("label.rule"), maximum: 48), .init(say.text("label.one-percent"), .right),
        ])
        for compared in plans.prefix(12) {
            for (index, rule) in BindingRule.joined(compared.plan.explanation.binding).prefix(3).enumerated() {
                table.add([
                    index == 0 ? compared.name : "", rule.words(say), say.amount(rule.gain, unit: compared.plan.unit),
                ])
            }
        }
        guard !table.isEmpty else { return [] }
        return settings.heading(say.text("label.binds")) + table.lines(width: settings.width, style: settings.style)
    }

    /// What must not be compared without thinking.
    private func remarks() -> [String] {
        let remarks = comparison.remarks.map { say.text($0) }
        guard !remarks.isEmpty else { return [] }
        return settings.heading(say.text("label.warnings")) + remarks.flatMap { settings.item($0) }
    }
}

extension Comparison {
    /// Keys of what must not be compared without thinking.
    var remarks: [String] {
        var keys: [String] = []
        if Set(plans.map(\.plan.objective)).count > 1 { keys.append("label.objectives-differ") }
        if Set(plans.map(\.plan.delivery.horizon)).count > 1 { keys.append("label.periods-differ") }
        let hasIntervals = rows.contains { $0.differences.contains { $0?.amount.low != nil } }
        if hasIntervals,
            rows.contains(where: { $0.differences.contains { $0.map { $0.amount.low != nil && !$0.isPaired } ?? false } })
        {
            keys.append("compare.not-paired")
        }
        return keys
    }
}
