// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Market

/// How orders of the future are turned into money of today.
public struct ValuationTerms: Sendable, Hashable, Codable {
    /// Weeks that count from the end of observation on.
    public var horizonWeeks: Double
    /// Interest for a year, 0.1 for 10 %.
    public var discountPerYear: Double
    /// Share of an order's value that is margin, 0…1.
    public var margin: Double

    private enum CodingKeys: String, CodingKey {
        case horizonWeeks = "horizon_weeks"
        case discountPerYear = "discount_per_year"
        case margin = "margin_share"
    }

    public init(horizonWeeks: Double = 52, discountPerYear: Double = 0.1, margin: Double = 1) {
        self.horizonWeeks = horizonWeeks
        self.discountPerYear = discountPerYear
        self.margin = margin
    }

    /// Steps of about four weeks: their ends, and what an order in the middle of each is worth today.
    var steps: [(end: Double, factor: Double)] {
        let count = max(1, Int((horizonWeeks / 4).rounded(.up)))
        return (1...count).map { step in
            let end = horizonWeeks * Double(step) / Double(count)
            let middle = horizonWeeks * (Double(step) - 0.5) / Double(count)
            return (end, exp(-log1p(discountPerYear) * middle / 52.1775))
        }
    }
}

/// A number with its 90 % interval over the uncertainty of the parameters.
public struct LifetimeEstimate: Sendable, Hashable, Codable {
    public var mean: Double
    public var low: Double?
    public var high: Double?

    private enum CodingKeys: String, CodingKey {
        case mean
        case low = "low_90"
        case high = "high_90"
    }

    public init(mean: Double, low: Double? = nil, high: Double? = nil) {
        self.mean = mean
        self.low = low
        self.high = high
    }
}

/// What one customer is expected to do.
public struct CustomerScore: Sendable, Hashable {
    public var alive: Double
    /// Orders within the horizon.
    public var orders: Double
    /// Expected value of an order, yuan.
    public var orderValue: Double
    /// Discounted margin within the horizon, yuan.
    public var value: Double
}

/// Values customers by fitted models.
public struct LifetimeValuation: Sendable {
    public var fit: LifetimeFit
    public var terms: ValuationTerms
    private let steps: [(end: Double, factor: Double)]

    public init(_ fit: LifetimeFit, terms: ValuationTerms) {
        self.fit = fit
        self.terms = terms
        steps = terms.steps
    }

    /// One customer by the history in a table.
    public func score(_ table: PurchaseTable, _ place: Int) -> CustomerScore {
        let repeats = Int(table.repeats[place])
        let recency = table.recency[place]
        let age = table.age[place]
        var before = 0.0
        var discounted = 0.0
        for step in steps {
            let upTo = fit.repeats.expectedPurchases(repeats: repeats, recency: recency, age: age, ahead: step.end)
            discounted += (upTo - before) * step.factor
            before = upTo
        }
        let worth = fit.orderValue(orders: Double(repeats), mean: table.meanValue[place])
        return CustomerScore(
            alive: fit.repeats.probabilityAlive(repeats: repeats, recency: recency, age: age), orders: before,
            orderValue: worth, value: terms.margin * worth * discounted)
    }

    /// All customers, on all cores, in one pass.
    public func scores(_ table: PurchaseTable, threads: Int? = nil) -> [CustomerScore] {
        let block = 1 << 14
        return parallelMap((table.count + block - 1) / block, threads: threads) { index in
            ((index * block)..<min(table.count, (index + 1) * block)).map { score(table, $0) }
        }.flatMap { $0 }
    }

    /// Discounted margin of a new customer's repeat orders within the horizon, yuan; the first order is not in it.
    public var newCustomerValue: Double { newCustomerOrders * terms.margin * fit.newCustomerOrderValue }

    /// Repeat orders of a new customer within the horizon, discounted.
    private var newCustomerOrders: Double {
        var before = 0.0
        var discounted = 0.0
        for step in steps {
            let upTo = fit.repeats.expectedPurchases(ofNewCustomerIn: step.end)
            discounted += (upTo - before) * step.factor
            before = upTo
        }
        return discounted
    }

    /// The new customer's value with its 90 % interval over draws of the parameters.
    public func newCustomerEstimate() -> LifetimeEstimate {
        let mean = newCustomerValue
        let values = (0..<PosteriorDraws.count).compactMap { draw -> Double? in
            guard let drawn = fit.drawn(draw) else { return nil }
            let value = LifetimeValuation(drawn, terms: terms).newCustomerValue
            return value.isFinite ? value : nil
        }
        guard values.count >= 20 else { return LifetimeEstimate(mean: mean) }
        return LifetimeEstimate(mean: mean, low: quantile(values, 0.05), high: quantile(values, 0.95))
    }

    /// Weeks after which the mean margin of a new customer's repeat orders has paid back `cost` yuan; nil when it does not within the horizon.
    public func payBackWeeks(cost: Double) -> Double? {
        guard cost > 0 else { return 0 }
        let worth = terms.margin * fit.newCustomerOrderValue
        guard fit.repeats.expectedPurchases(ofNewCustomerIn: terms.horizonWeeks) * worth >= cost else { return nil }
        var low = 0.0
        var high = terms.horizonWeeks
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if fit.repeats.expectedPurchases(ofNewCustomerIn: middle) * worth >= cost { high = middle } else { low = middle }
        }
        return high
    }
}

extension LifetimeFit {
    /// Expected value of an order of a customer with `orders` repeats of this mean, yuan.
    func orderValue(orders: Double, mean: Double) -> Double {
        spend?.expectedValue(orders: mean > 0 ? orders : 0, mean: mean) ?? meanOrderValue
    }

    /// Expected value of a new customer's orders, yuan.
    var newCustomerOrderValue: Double { spend?.populationMean ?? meanOrderValue }

    /// The fit with its parameters as one draw of their posterior has them; nil where there are no draws.
    func drawn(_ draw: Int) -> LifetimeFit? {
        guard !repeatDraws.isEmpty else { return nil }
        var copy = self
        copy.repeats = RepeatModel(repeats.kind, repeatDraws[draw % repeatDraws.count])
        if spend != nil, !spendDraws.isEmpty {
            let drawn = spendDraws[draw % spendDraws.count]
            copy.spend = GammaGammaModel(p: drawn[0], q: drawn[1], gamma: drawn[2])
        }
        return copy
    }
}
