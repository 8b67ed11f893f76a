// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Planning

/// Plans side by side: every figure of every plan, and how far each plan is from the first one of its shop.
public struct Comparison: Sendable {
    /// How two plans differ in a figure.
    public struct Difference: Sendable, Hashable {
        /// This plan − the first one; the interval holds it in 9 of 10 cases.
        public var amount: Interval
        /// True when both plans were judged on the same draws of the same curves; otherwise the two are taken to be independent.
        public var isPaired: Bool
    }

    /// One figure of all plans, by position.
    public struct Row: Sendable {
        public var figure: ComparedFigure
        public var values: [Interval?]
        /// nil for the first plan of each shop and where one of the two has no such figure.
        public var differences: [Difference?]
    }

    public let plans: [ComparedPlan]
    public let rows: [Row]
    /// For every plan the position of the one that it is compared with: the first of its shop.
    public let references: [Int]
    let figures: [PlanFigures]

    /// Plans in the reader's order.
    public init(_ plans: [ComparedPlan]) {
        self.plans = plans
        let figures = plans.map { PlanFigures($0.plan) }
        self.figures = figures
        var first: [String: Int] = [:]
        references = plans.enumerated().map { position, plan in
            if let known = first[plan.shop] { return known }
            first[plan.shop] = position
            return position
        }
        let references = references
        let paired = plans.indices.map { position in
            let reference = references[position]
            guard reference != position, let own = plans[position].draws, let base = plans[reference].draws else {
                return false
            }
            return own.isPaired(with: base)
        }
        rows = Comparison.figures(of: plans).compactMap { figure in
            let values = plans.indices.map { figure.interval(of: plans[$0], figures[$0]) }
            guard values.contains(where: { $0 != nil }) else { return nil }
            let differences = plans.indices.map { position -> Difference? in
                let reference = references[position]
                guard reference != position, let own = values[position], let base = values[reference] else { return nil }
                return Comparison.difference(
                    figure, own, base, plans[position], plans[reference], isPaired: paired[position])
            }
            return Row(figure: figure, values: values, differences: differences)
        }
    }

    /// The row of a figure by its name in files.
    public func row(_ id: String) -> Row? { rows.first { $0.figure.id == id } }

    /// Several shops are compared.
    public var hasShops: Bool { Set(references).count > 1 }

    /// Every figure that some plan has, in a reader's order.
    private static func figures(of plans: [ComparedPlan]) -> [ComparedFigure] {
        var all: [ComparedFigure] = []
        let units = Set(plans.map(\.plan.unit))
        // The value has a row of its own unless an outcome's row says the same, or the plans count in different units.
        let isOutcome = plans.allSatisfy { compared in
            compared.plan.outcomes.values.contains { $0.mean == compared.plan.value.mean }
        }
        if !isOutcome, units.count == 1, let unit = units.first { all.append(.value(unit: unit)) }
        all.append(.cost)
        all += PlanFigures.ordered(Set(plans.flatMap { $0.plan.outcomes.keys }), first: []).prefix(8).map { .outcome($0) }
        all += [.returnOnSpend, .costPerNewCustomer, .profit, .lifetimeValue]
        if units.count == 1, let unit = units.first { all.append(.marginalReturn(unit: unit)) }
        return all
    }

    /// Draw by draw where the draws are the same; otherwise as two independent quantities, whose half intervals add in squares.
    private static func difference(
        _ figure: ComparedFigure, _ own: Interval, _ base: Interval, _ plan: ComparedPlan, _ reference: ComparedPlan,
        isPaired: Bool
    ) -> Difference {
        let mean = own.mean - base.mean
        if isPaired, let mine = figure.draws(of: plan), let theirs = figure.draws(of: reference), mine.count == theirs.count,
            mine.count >= 20
        {
            let sorted = zip(mine, theirs).map { $0 - $1 }.sorted()
            return Difference(
                amount: Interval(
                    mean: mean, low: Quantile.of(sorted: sorted, 0.05), high: Quantile.of(sorted: sorted, 0.95)),
                isPaired: true)
        }
        guard own.low != nil || base.low != nil else {
            // Both are exact, as costs are.
            return Difference(amount: Interval(mean: mean), isPaired: isPaired)
        }
        let below = root((own.mean - (own.low ?? own.mean)), (base.high ?? base.mean) - base.mean)
        let above = root((own.high ?? own.mean) - own.mean, base.mean - (base.low ?? base.mean))
        return Difference(amount: Interval(mean: mean, low: mean - below, high: mean + above), isPaired: false)
    }

    private static func root(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
}
