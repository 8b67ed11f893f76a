// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records
public import Response

/// What customers are worth, for machines and for the views. Money is in yuan, as the keys say.
public struct ValueDocument: Sendable, Hashable, Encodable {
    /// All customers together, by how alive they are.
    public struct Segment: Sendable, Hashable, Encodable {
        /// `likely`, `unsure` or `lost`: probability of being alive from 0.6 on, from 0.3 on, below.
        public var name: String
        public var customers: Int
        public var orders: Double
        public var value: Double

        private enum CodingKeys: String, CodingKey {
            case name, customers
            case orders = "expected_orders"
            case value = "value_yuan"
        }
    }

    public var orders: OrderReport
    public var observedUntil: Day
    public var customers: Int
    public var model: String
    public var parameters: [ParameterEstimate]
    public var logLikelihood: Double
    /// Both models on the same sample of customers.
    public var logLikelihoods: [String: Double]
    public var spendParameters: [ParameterEstimate]
    public var meanOrderValue: Double
    public var terms: ValuationTerms
    /// A new customer's repeat orders within the horizon, first order not included.
    public var newCustomerValue: LifetimeEstimate
    public var costPerNewCustomer: Double?
    public var payBackWeeks: Double?
    /// Of all known customers within the horizon.
    public var expectedOrders: Double
    public var totalValue: Double
    public var segments: [Segment]
    public var groups: [String: [LifetimeGroup]]
    public var holdout: LifetimeHoldout?
    public var notices: [Notice]

    private enum CodingKeys: String, CodingKey {
        case orders, customers, model, parameters, terms, segments, groups, holdout, notices
        case observedUntil = "observed_until"
        case logLikelihood = "log_likelihood"
        case logLikelihoods = "log_likelihoods_on_sample"
        case spendParameters = "order_value_parameters"
        case meanOrderValue = "mean_order_value_yuan"
        case newCustomerValue = "new_customer_value_yuan"
        case costPerNewCustomer = "cost_per_new_customer_yuan"
        case payBackWeeks = "pay_back_weeks"
        case expectedOrders = "expected_orders"
        case totalValue = "total_value_yuan"
    }

    public init(
        book: OrderBook, cohort: PurchaseCohort, observedUntil: Day, valuation: LifetimeValuation, scores: [CustomerScore],
        groups: [LifetimeGrouping: [LifetimeGroup]], holdout: LifetimeHoldout?, costPerNewCustomer: Double?
    ) {
        let fit = valuation.fit
        orders = book.report
        self.observedUntil = observedUntil
        customers = cohort.count
        model = fit.repeats.kind.rawValue
        parameters = fit.repeatParameters
        logLikelihood = fit.logLikelihood
        logLikelihoods = Dictionary(uniqueKeysWithValues: fit.comparison.map { ($0.key.rawValue, $0.value) })
        spendParameters = fit.spendParameters
        meanOrderValue = fit.meanOrderValue
        terms = valuation.terms
        newCustomerValue = valuation.newCustomerEstimate()
        self.costPerNewCustomer = costPerNewCustomer
        payBackWeeks = costPerNewCustomer.flatMap { valuation.payBackWeeks(cost: $0) }
        expectedOrders = scores.reduce(0) { $0 + $1.orders }
        totalValue = scores.reduce(0) { $0 + $1.value }
        segments = [("likely", 0.6, 2.0), ("unsure", 0.3, 0.6), ("lost", -1.0, 0.3)].map { name, low, high in
            var segment = Segment(name: name, customers: 0, orders: 0, value: 0)
            for score in scores where score.alive >= low && score.alive < high {
                segment.customers += 1
                segment.orders += score.orders
                segment.value += score.value
            }
            return segment
        }
        self.groups = Dictionary(uniqueKeysWithValues: groups.map { ($0.key.rawValue, $0.value) })
        self.holdout = holdout
        notices = fit.notices
    }
}
