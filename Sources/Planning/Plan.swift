// SPDX-License-Identifier: GPL-3.0-or-later
public import Delivery
public import Market
public import Solver

/// How good a plan is, with proof: what is claimed of the plan as it is written, to the fen.
public struct PlanCertificate: Sendable, Hashable, Codable {
    /// From the certificate's numbers alone.
    public var status: SolveStatus
    /// Objective of the rounded plan on the true curves, in the objective's unit; its risk measure over the draws where one was asked for.
    public var value: Double
    /// No plan that keeps the rules has more than this.
    public var bound: Double
    /// (bound − value) / max(|bound|, gross outcome, 1 fen).
    public var gap: Double
    /// The gap that was asked for.
    public var gapAsked: Double
    /// Value lost by rounding to whole fen (negative where rounding gained).
    public var roundingLoss: Double
    /// Largest violation of any original rule, relative to the rule's size.
    public var violation: Double
    /// Which way of solving was taken.
    public var method: String
    public var iterations: Int
    public var nodes: Int
    /// Rows and columns of GLPK's last master problem.
    public var rows: Int
    public var columns: Int
    /// GLPK's own word on its last master problem.
    public var solverStatus: String
    /// False when a wall-clock limit or a cancellation cut the solve short, so that another run may end elsewhere.
    public var isReproducible: Bool

    private enum CodingKeys: String, CodingKey {
        case status, value, bound, gap, violation, method, iterations, nodes, rows, columns
        case gapAsked = "gap_asked"
        case roundingLoss = "rounding_loss"
        case solverStatus = "glpk_status"
        case isReproducible = "is_reproducible"
    }
}

/// A number with its 90 % interval over the joint draws of the response; the interval is nil where there are no draws.
public typealias Expectation = Interval

/// What one line gets and brings over the horizon.
public struct LineResult: Sendable, Hashable, Codable {
    public var line: LineKey
    public var spend: Money
    /// Outcome totals; money outcomes in yuan.
    public var outcomes: [Outcome: Double]
    /// What the next yuan would bring in the objective, on the best day; in the objective's unit per yuan.
    public var marginalReturn: Double
    /// Largest spend in a period ÷ largest seen in history; nil where nothing was seen.
    public var shareOfSeen: Double?
    /// What limits the line where it has all it may get in some period.
    public var heldBy: Notice?

    private enum CodingKeys: String, CodingKey {
        case line, outcomes
        case spend = "spend_fen"
        case marginalReturn = "marginal_return_per_yuan"
        case shareOfSeen = "largest_spend_to_largest_seen"
        case heldBy = "held_by"
    }
}

/// What a rule costs: the worth of loosening it.
public struct RulePrice: Sendable, Hashable, Codable {
    /// The rule's name in files.
    public var rule: String
    /// The rule in a reader's words, without the day.
    public var title: Notice?
    /// First day of the period that it is about, where it is one of a series.
    public var day: Day?
    /// Where the merchant said it, e.g. `brief.yaml:4`; nil for a default.
    public var saidAt: String?
    /// What the plan makes of it, and its ends.
    public var amount: Double
    public var atLeast: Double?
    public var atMost: Double?
    /// Objective per unit of the rule's limit.
    public var price: Double
    /// The number that the rule was stated with, e.g. a return of 3 where the limit is 0.
    public var number: Double
    public var unit: StatedNumber.Unit
    /// What loosening that number by 1 % would bring, to first order.
    public var gainFromOnePercent: Double

    private enum CodingKeys: String, CodingKey {
        case rule, title, day, amount, price, number, unit
        case saidAt = "said_at"
        case atLeast = "at_least"
        case atMost = "at_most"
        case gainFromOnePercent = "gain_from_loosening_1_percent"
    }
}

/// Why the plan is as it is.
public struct PlanExplanation: Sendable, Hashable, Codable {
    /// What one more yuan of the total budget would bring; nil where no total budget binds.
    public var marginalReturn: Double?
    /// Best marginal return by channel, by goods and by period.
    public var byChannel: [Channel: Double]
    public var byGoods: [GoodsID: Double]
    public var byPeriod: [Double]
    /// Rules that bind, dearest first.
    public var binding: [RulePrice]
    /// Why lines get nothing, the nearest to getting something first.
    public var nothing: [NothingReason]
    /// True when prices hold for the chosen options and whole numbers only.
    public var pricesAreFixedChoices: Bool
    /// What decisions are worth, where that was asked for (`Planner.alternatives`).
    public var alternatives: [Alternative]?

    private enum CodingKeys: String, CodingKey {
        case binding, nothing, alternatives
        case marginalReturn = "marginal_return_per_yuan"
        case byChannel = "by_channel"
        case byGoods = "by_goods"
        case byPeriod = "by_period"
        case pricesAreFixedChoices = "prices_are_for_fixed_choices"
    }
}

/// A plan with all that is known about it. Timing is not part of it: the same input gives the same plan, byte for byte.
public struct Plan: Sendable, Hashable, Codable {
    public var delivery: DeliveryPlan
    /// Name of the objective, and its words for a reader.
    public var objective: String
    public var objectiveTitle: Notice?
    public var unit: String
    public var certificate: PlanCertificate
    /// The objective at the centre of the response, with its interval over the draws.
    public var value: Expectation
    /// What the plan is sure of, where it minds the uncertainty of its curves.
    public var risk: PlanRisk?
    /// Outcomes over the horizon, money in yuan.
    public var outcomes: [Outcome: Expectation]
    public var lines: [LineResult]
    public var explanation: PlanExplanation
    /// All that the merchant pays, to the fen: media, expected commission, fees, benefits and contacts, less what the platform pays.
    public var cost: Money
    /// Part of `cost` for messages and other contacts; nil where the plan has none.
    public var contactCost: Money?
    /// Part of `cost` for benefits that customers redeem; nil where the plan has none.
    public var benefitCost: Money?
    /// What the platform pays in the merchant's place; nil where it pays nothing.
    public var platformPays: Money?
    /// What flows, by name; nil where nothing does.
    public var flows: [FlowResult]?
    /// How stocks move, by name; nil where there are none.
    public var stocks: [StockResult]?
    /// What each of several goals gets and brings; nil for a plan with one goal.
    public var parts: PlanParts?
    /// The total budget; nil where none was set.
    public var budget: Money?
    public var warnings: [Notice]

    private enum CodingKeys: String, CodingKey {
        case delivery, objective, unit, certificate, value, risk, outcomes, lines, explanation, warnings, flows, stocks, parts
        case objectiveTitle = "objective_title"
        case contactCost = "contact_cost_fen"
        case benefitCost = "benefit_cost_fen"
        case platformPays = "platform_pays_fen"
        case cost = "cost_fen"
        case budget = "budget_fen"
    }
}
