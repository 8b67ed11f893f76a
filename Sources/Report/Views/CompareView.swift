// SPDX-License-Identifier: GPL-3.0-or-later
import Market
public import Planning
import Solver

/// Plans side by side: what they cost and bring, how certain, and where the money differs.
public enum CompareView {
    /// A plan under the name by which the reader knows it.
    public struct NamedPlan: Sendable, Hashable {
        public var name: String
        public var plan: Plan

        public init(name: String, plan: Plan) {
            self.name = name
            self.plan = plan
        }
    }

    /// Columns are plans, as many as fit; rows are figures. More plans than fit follow in further tables.
    public static func lines(_ plans: [NamedPlan], _ settings: ViewSettings = ViewSettings()) -> [String] {
        guard !plans.isEmpty else { return [] }
        // Every table repeats the first plan, so that it can be read alone.
        let room = max(1, (settings.width - 40) / 22)
        var lines: [String] = []
        var rest = plans.dropFirst()
        repeat {
            let group = [plans[0]] + rest.prefix(room)
            rest = rest.dropFirst(room)
            if !lines.isEmpty { lines.append("") }
            lines += figures(group, settings) + money(group, settings)
        } while !rest.isEmpty
        return lines + remarks(plans, settings)
    }

    private static func figures(_ plans: [NamedPlan], _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        let figures = plans.map { PlanFigures($0.plan) }
        var table = TextTable([.init("", maximum: 36)] + plans.map { .init($0.name, .right, maximum: 30) }, indent: 0)
        func row(_ name: String, _ cell: (Plan, PlanFigures) -> String) {
            table.add([name] + zip(plans, figures).map { cell($0.plan, $1) })
        }
        func expectation(_ name: String, _ write: @escaping (Double) -> String, _ value: (Plan, PlanFigures) -> Expectation?) {
            let found = zip(plans, figures).map { value($0.plan, $1) }
            guard found.contains(where: { $0 != nil }) else { return }
            table.add([name] + found.map { $0.map { write($0.mean) } ?? NumberText.none })
            guard found.contains(where: { $0?.low != nil }) else { return }
            table.add(
                [""]
                    + found.map { found in
                        guard let low = found?.low, let high = found?.high else { return "" }
                        return say.text("label.from-to", ["low": .text(write(low)), "high": .text(write(high))])
                    }, .dim)
        }
        row(say.text("label.objective")) { plan, _ in plan.objectiveName(say) }
        row(say.text("label.budget")) { plan, _ in plan.budget.map(NumberText.money) ?? NumberText.none }
        row(say.text("label.total-cost")) { plan, _ in NumberText.money(plan.cost) }
        let units = Set(plans.map(\.plan.unit))
        // The value has a row of its own unless an outcome's row says the same.
        let isOutcome = plans.allSatisfy { named in named.plan.outcomes.values.contains { $0.mean == named.plan.value.mean } }
        if !isOutcome, units.count == 1, let unit = units.first {
            expectation(say.text("label.value"), { say.amount($0, unit: unit) }) { plan, _ in plan.value }
        }
        for outcome in PlanFigures.ordered(Set(plans.flatMap { $0.plan.outcomes.keys }), first: []).prefix(6) {
            expectation(say.name(of: outcome), { say.amount($0, of: outcome) }) { plan, _ in plan.outcomes[outcome] }
        }
        expectation(say.text("label.return-on-spend"), NumberText.ratio) { $1.returnOnSpend }
        expectation(say.text("label.cost-per-new-customer"), say.money(yuan:)) { $1.costPerNewCustomer }
        if units.count == 1, let unit = units.first {
            row(say.text("label.next-yuan-brings")) { plan, _ in
                plan.explanation.marginalReturn.map { say.amount($0, unit: unit) } ?? NumberText.none
            }
        }
        row(say.text("label.state")) { plan, _ in say.name(ofStatus: plan.certificate.status.rawValue) }
        row(say.text("label.gap")) { plan, _ in NumberText.share(plan.certificate.gap) }
        return table.lines(width: settings.width, style: settings.style)
    }

    /// Money by channel; differences to the first plan behind the amounts of the others.
    private static func money(_ plans: [NamedPlan], _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        let sums = plans.map { channels($0.plan) }
        let all = Set(sums.flatMap(\.keys)).sorted {
            ((sums[0][$1] ?? .zero), $0) < ((sums[0][$0] ?? .zero), $1)
        }
        var table = TextTable([.init("", maximum: 36)] + plans.map { .init($0.name, .right, maximum: 30) }, indent: 0)
        for channel in all {
            let base = sums[0][channel] ?? .zero
            table.add(
                [channel.rawValue]
                    + sums.enumerated().map { index, sum in
                        let amount = sum[channel] ?? .zero
                        guard index > 0, amount != base else { return NumberText.money(amount) }
                        return NumberText.money(amount) + " (" + (amount > base ? "+" : "")
                            + say.money(yuan: (amount - base).yuan) + ")"
                    })
        }
        if plans.contains(where: { $0.plan.delivery.commissionReserve > .zero }) {
            table.add(
                [say.text("label.commission-reserve")] + plans.map { NumberText.money($0.plan.delivery.commissionReserve) })
        }
        return settings.heading(say.text("label.by-channel")) + table.lines(width: settings.width, style: settings.style)
    }

    static func channels(_ plan: Plan) -> [Channel: Money] {
        var sums: [Channel: Money] = [:]
        for line in plan.lines { sums[line.line.channel, default: .zero] += line.spend }
        return sums
    }

    /// What must not be compared without thinking.
    private static func remarks(_ plans: [NamedPlan], _ settings: ViewSettings) -> [String] {
        let say = settings.catalogue
        var remarks: [String] = []
        if Set(plans.map(\.plan.objective)).count > 1 { remarks.append(say.text("label.objectives-differ")) }
        if Set(plans.map(\.plan.delivery.horizon)).count > 1 { remarks.append(say.text("label.periods-differ")) }
        guard !remarks.isEmpty else { return [] }
        return settings.heading(say.text("label.warnings")) + remarks.flatMap { settings.item($0) }
    }
}
