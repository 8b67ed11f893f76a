// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Incentives
public import Market
import Response

/// Customers' benefits as part of a plan: what an allocation brings against its budget is a concave curve, so that the benefits compete with
/// the channels for one budget as one more line, and the last yuan brings the same in both.
///
///     V(S) = max { Σ value · x : Σ cost · x ≤ S, every other rule of the request }
///
/// is known at some budgets by pricing; the line spends the same on every day, whose curve is V(n·s)/n. After each plan the curve is made
/// exact where the plan lies, and the plan is made again.
public struct PlannedBenefits: Sendable {
    /// The problem with a total budget of the largest spend that makes sense.
    private let allocator: Allocator
    /// No more than this can be spent: the request's own budget, or all that brings anything.
    public let most: Money
    /// Least spend that the request's quotas force.
    public private(set) var least: Money = .zero
    /// Budgets and what they bring, by rising budget; bounds rather than whole choices, so that the curve is concave.
    public private(set) var points: [(spend: Money, value: Double)] = []

    /// Prices the request at about sixteen budgets up to the plan's.
    public init(_ reading: AllocateRequest.Reading, budget: Money?) throws(IncentivesError) {
        let own = reading.allocator
        var rules = own.rules.filter { $0.name != AllocationRule.totalName }
        let stated = own.rules.first { $0.name == AllocationRule.totalName }
        var cap = Money(fen: Money.limit)
        if case .costAtMost(let money)? = stated?.measure { cap = money }
        if let budget { cap = min(cap, budget) }
        rules.insert(.totalBudget(cap, saidAt: stated?.saidAt), at: 0)
        allocator = try Allocator(table: own.table, rules: rules, options: own.options)
        let all = try allocator.solve()
        guard all.certificate != nil else {
            if all.status == .infeasible { throw .impossible(rules: all.conflict) }
            throw .noneFound
        }
        most = Money(fen: all.benefits.reduce(0) { $0 + $1.costFen })
        points = try Self.priced(
            allocator,
            (1...16).map { Money(fen: max(1, Int64((Double($0 * $0) / 256 * Double(most.fen)).rounded()))) })
        // Quotas may make small budgets impossible.
        if let first = points.first, first.spend.fen > max(1, most.fen / 256 + 1) { least = first.spend }
    }

    private static func priced(_ allocator: Allocator, _ budgets: [Money]) throws(IncentivesError) -> [(Money, Double)] {
        let rising = Set(budgets).filter { $0 > .zero }.sorted()
        return try allocator.frontier(of: AllocationRule.totalName, budgets: rising).map {
            (Money(fen: $0.budgetFen), $0.bound)
        }
    }

    /// Makes the curve exact at a spend and close to it.
    public mutating func refine(at spend: Money) throws(IncentivesError) {
        let close = [-0.02, -0.005, 0, 0.005, 0.02].map { Money(fen: Int64(((1 + $0) * Double(spend.fen)).rounded())) }
        let known = Set(points.map(\.spend))
        let wanted = close.filter { $0 >= least && $0 <= most && !known.contains($0) }
        points = (points + (try Self.priced(allocator, wanted))).sorted { $0.spend < $1.spend }
    }

    /// Plans a problem with the benefits as one more line, refining the line's curve where the plan lies until the plan stays there.
    ///
    /// Throws what `Planner.plan` and the allocator throw, and `IncentivesError.noObjective` where the plan's goal is not an outcome that
    /// the benefits' values could be counted in.
    public mutating func plan(_ problem: DeliveryProblem, options: PlanOptions = PlanOptions()) throws -> PlanResult {
        var last: PlanResult?
        for _ in 0..<4 {
            guard let line = line(objective: problem.objective, periods: problem.horizon.count) else {
                throw IncentivesError.noObjective
            }
            var own = problem
            own.lines.append(line)
            let result = try Planner.plan(own, options: options, warm: last?.warm)
            let spend = Self.spend(in: result.plan)
            // At either end of the curve there is nothing to refine.
            let isAtEnd = spend <= least || spend.fen >= most.fen - most.fen / 1_000
            if isAtEnd || last.map({ abs(Self.spend(in: $0.plan).fen - spend.fen) <= spend.fen / 1_000 }) == true {
                return result
            }
            last = result
            try refine(at: spend)
        }
        return try last ?? Planner.plan(problem, options: options)
    }

    /// The line of a plan over `periods` periods, whose objective these values are counted in; nil where nothing can be brought.
    public func line(objective: DeliveryObjective, periods: Int) -> DeliveryLine? {
        guard periods > 0, most > .zero,
            let term = objective.terms.first(where: {
                !$0.quantity.isSpend && $0.factor > 0 && $0.selection.periods == nil
                    && $0.selection.covers(channel: .benefits, goods: .all, audience: .all)
            }),
            case .outcome(let outcome) = term.quantity
        else { return nil }
        let n = Double(periods)
        var spends: [Double] = []
        var outcomes: [Double] = []
        for point in hull() where point.spend > .zero {
            let value = max(point.value, outcomes.last.map { $0 * n * term.factor } ?? 0) / term.factor / n
            spends.append(point.spend.yuan / n)
            outcomes.append(value)
        }
        guard let curve = PiecewiseCurve(spends: spends, outcomes: outcomes) else { return nil }
        return DeliveryLine(
            key: LineKey(channel: .benefits), primary: outcome, curve: .piecewise(curve),
            minimum: .constant(least.yuan / n), maximum: .constant(most.yuan / n), evidence: .given)
    }

    /// The points on the concave hull, from (0, 0) on unless quotas force a spend.
    private func hull() -> [(spend: Money, value: Double)] {
        var kept: [(spend: Money, value: Double)] = [(.zero, 0)]
        for point in points {
            while kept.count > 1 {
                let (a, b) = (kept[kept.count - 2], kept[kept.count - 1])
                let before = (b.value - a.value) / (b.spend.yuan - a.spend.yuan)
                let after = (point.value - b.value) / (point.spend.yuan - b.spend.yuan)
                if before > after { break }
                kept.removeLast()
            }
            kept.append(point)
        }
        return kept
    }

    /// What a plan spends on them.
    public static func spend(in plan: Plan) -> Money {
        plan.lines.filter { $0.line.channel == .benefits }.map(\.spend).total()
    }

    /// The allocation of what the plan spends.
    public func allocation(spend: Money) throws(IncentivesError) -> (allocator: Allocator, allocation: Allocation) {
        var rules = allocator.rules
        rules[0].measure = .costAtMost(spend)
        let own = try Allocator(table: allocator.table, rules: rules, options: allocator.options)
        return (own, try own.solve())
    }
}
