// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Delivery
public import Incentives
public import Market
public import Planning
public import Records
public import Report

/// The customers' benefits of a brief, planned out of its budget.
public struct BenefitsInPlan: Sendable {
    private let reading: AllocateRequest.Reading
    private var planned: PlannedBenefits
    private var allocation: Allocation?
    private var allocator: Allocator
    public private(set) var result: AllocationResult?

    /// Nil for a brief without `benefits:`. `budget` is the largest that will be planned.
    public init?(brief: Brief, budget: Money?) throws {
        guard let path = brief.benefits?.value.resolved else { return nil }
        let terms = try AllocationReader.read(path: path)
        var request = AllocateRequest(terms)
        if let model = terms.model?.value.resolved { request.model = try ModelFile.read(model) }
        reading = try request.read()
        planned = try PlannedBenefits(reading, budget: budget)
        allocator = reading.allocator
    }

    /// Plans with them, and allocates what the plan spends on them.
    public mutating func plan(_ problem: DeliveryProblem, options: PlanOptions) throws -> PlanResult {
        let plan = try planned.plan(problem, options: options)
        let own = try planned.allocation(spend: PlannedBenefits.spend(in: plan.plan))
        allocator = own.allocator
        allocation = own.allocation
        result = AllocationResult(own.allocation, of: reading)
        return plan
    }

    /// The problem with the benefits as one more line.
    public func added(to problem: DeliveryProblem) throws -> DeliveryProblem {
        guard let line = planned.line(objective: problem.objective, periods: problem.horizon.count) else {
            throw IncentivesError.noObjective
        }
        var own = problem
        own.lines.append(line)
        return own
    }

    /// Writes who gets what.
    public func write(to path: String) throws {
        guard let allocation else { return }
        let writer = AllocationWriter(dropped: reading.rowFaults.total + allocation.faults.total)
        if path.hasSuffix(".npy") {
            try writer.writeNumpy(allocation, to: path)
        } else {
            try writer.writeCSV(allocation, of: allocator.table, to: path)
        }
    }

    /// What the plan spends on them and what the next yuan brings, here and in all.
    public func lines(_ settings: ViewSettings, plan: Plan) -> [String] {
        guard let result else { return [] }
        let say = settings.catalogue
        let own = result.prices.first { $0.name == AllocationRule.totalName }?.price ?? 0
        return [
            "", settings.style(say.text("allocate.in-plan"), .bold),
            "  "
                + say.text(
                    "allocate.in-plan-says",
                    [
                        "spend": .money(result.cost), "own": .number(own),
                        "plan": .number(plan.explanation.marginalReturn ?? 0),
                    ]), "",
        ] + AllocationView(result, rules: allocator.rules, settings: settings).lines()
    }
}

/// A plan with the allocation in it.
public struct PlanWithBenefits: Encodable {
    public var plan: Plan
    public var benefits: AllocationResult?

    public init(plan: Plan, benefits: AllocationResult?) {
        self.plan = plan
        self.benefits = benefits
    }
}

extension Pipeline {
    /// A plan with the customers' benefits of the brief in it, where it has any.
    public func planWithBenefits(_ history: CampaignHistory) throws -> PlanResult {
        guard var benefits = try BenefitsInPlan(brief: brief, budget: brief.budget?.value) else {
            return try plan(history).result
        }
        return try benefits.plan(problem(fit(history), history), options: options)
    }
}
