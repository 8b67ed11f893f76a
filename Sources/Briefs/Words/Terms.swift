// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// What the plan has to reach, under `targets:`.
public struct Targets: Sendable, Hashable {
    /// At most so much money for one of an outcome.
    public struct CostCeiling: Sendable, Hashable {
        public var outcome: Outcome
        public var most: Cited<Money>

        public init(outcome: Outcome, most: Cited<Money>) {
            self.outcome = outcome
            self.most = most
        }
    }

    /// At least so many of an outcome; yuan for money outcomes.
    public struct Quota: Sendable, Hashable {
        public var outcome: Outcome
        public var least: Cited<Double>

        public init(outcome: Outcome, least: Cited<Double>) {
            self.outcome = outcome
            self.least = least
        }
    }

    /// GMV per yuan of spend, at least.
    public var roi: Cited<Double>?
    /// In the order of the file.
    public var costs: [CostCeiling] = []
    /// In the order of the file.
    public var quotas: [Quota] = []
    /// Share of new customers among all orders, at least, 0…1.
    public var newCustomerShare: Cited<Double>?

    public init() {}

    /// The ceiling on the cost of one `outcome`.
    public func cost(per outcome: Outcome) -> Cited<Money>? { costs.first { $0.outcome == outcome }?.most }
    /// The least number of `outcome`.
    public func quota(of outcome: Outcome) -> Cited<Double>? { quotas.first { $0.outcome == outcome }?.least }

    /// The keys of cost ceilings in a brief.
    static let costKeys: [(key: String, outcome: Outcome)] = [
        ("cost_per_new_customer", .newCustomers), ("cost_per_order", .orders), ("cost_per_cart", .carts),
        ("cost_per_visit", .visits), ("cost_per_lead", "leads"), ("cost_per_member", "members"),
    ]
    /// The keys of quotas in a brief.
    static let quotaKeys: [(key: String, outcome: Outcome)] = [
        ("new_customers", .newCustomers), ("orders", .orders), ("carts", .carts), ("visits", .visits), ("leads", "leads"),
        ("members", "members"), ("gmv", .gmv), ("settled_gmv", .settledGMV),
    ]
}

/// The terms of affiliates (淘宝客), under `affiliate:`. Rates and shares are 0…1 here, percent in the file where the key says so.
public struct AffiliateTerms: Sendable, Hashable {
    /// The channel through which affiliates sell; `affiliate` when it is not said.
    public var channel: Cited<Channel> = Cited(Channel(rawValue: "affiliate"))
    /// The grid of commission rates to choose from, one per goods, in rising order.
    public var rates: Cited<[Double]>?
    /// Lowest and highest rate that may be set.
    public var minRate, maxRate: Cited<Double>?
    /// Share of the GMV that is settled after refunds and unpaid balances.
    public var settledShare: Cited<Double>?
    /// A team leader's service fee, a share of settled GMV.
    public var serviceFee: Cited<Double>?
    /// The platform's technical fee, a share of the commission.
    public var technicalFee: Cited<Double>?
    /// The most that may be kept for commission.
    public var reserveMax: Cited<Money>?
    /// True: one rate for all goods.
    public var oneRate: Cited<Bool>?
    /// True: a rate for each goods in each stage, not one for the whole plan.
    public var byStage: Cited<Bool>?
    /// False: commission is paid beside the budget, not out of it.
    public var inBudget: Cited<Bool>?
    /// Commission plans besides the general one.
    public var plans: [Cited<CommissionPlan>] = []
    /// Lowest and highest rate by category of goods.
    public var categories: [String: ClosedRange<Double>] = [:]
    /// What the platform adds.
    public var subsidies: [Cited<CommissionSubsidyTerms>] = []
    /// What becomes of orders until they settle; nil where only `settledShare` or the history says it.
    public var settlement: SettlementShares?
    /// Platforms on which affiliates push; empty where they are not told apart.
    public var sources: [Cited<AffiliateSource>] = []

    public init() {}
}

/// A result of a switch-off, geo or user test, under `experiments:`; calibrates a response.
public struct ExperimentResult: Sendable, Hashable {
    /// What was tested; `all` where a dimension was not told apart.
    public var line: Cited<LineKey>
    public var begin, end: Cited<Day>
    /// What the tested spend brought in all, in units of `outcome` (yuan for money).
    public var effect: Cited<Double>
    /// One standard error of `effect`, above zero.
    public var standardError: Cited<Double>
    public var outcome: Cited<Outcome>
    /// Spend with less spend without, where it is not the spend that the history has in this time.
    public var spendChange: Cited<Money>?

    public init(
        line: Cited<LineKey>, begin: Cited<Day>, end: Cited<Day>, effect: Cited<Double>, standardError: Cited<Double>,
        outcome: Cited<Outcome>
    ) {
        self.line = line
        self.begin = begin
        self.end = end
        self.effect = effect
        self.standardError = standardError
        self.outcome = outcome
    }
}

/// A day may run above the average while the days together do not (platform: 1.5 × within 7 days).
public struct Overspend: Sendable, Hashable, Codable {
    public var factor: Double
    public var days: Int

    public init(factor: Double = 1.5, days: Int = 7) {
        self.factor = factor
        self.days = days
    }
}

/// What the plan does about uncertain responses.
public enum RiskAttitude: Sendable, Hashable, Codable {
    /// Maximises the mean over draws.
    case mean
    /// Maximises the mean of the worst draws: those beyond this level, between 0 and 1.
    case cvar(level: Double)
}

/// What is maximised in place of the scenario's own goal.
public enum ObjectiveOverride: Sendable, Hashable, Codable {
    /// Margin less spend.
    case profit
    /// Spend on as long as one more yuan brings at least so many yuan.
    case minMarginalReturn(Double)
}

/// A value for one of the scenario's settings, under `settings:`.
public struct SettingValue: Sendable, Hashable {
    public var name: String
    /// In the unit of the setting; shares and percent as 0…1.
    public var value: Cited<Double>

    public init(name: String, value: Cited<Double>) {
        self.name = name
        self.value = value
    }
}

/// A programme of the platform that the brief takes part in, by name or with its numbers, under `programmes:`.
public struct ProgrammeEntry: Sendable, Hashable {
    public var name: Cited<String>
    /// The map as written; nil where only the name is given.
    public var terms: TextTree?

    public init(name: Cited<String>, terms: TextTree? = nil) {
        self.name = name
        self.terms = terms
    }
}
