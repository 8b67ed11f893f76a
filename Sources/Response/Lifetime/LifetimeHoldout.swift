// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

/// What models fitted up to a day say of the time after it, beside what happened: the calibration that the field looks at (Fader, Hardie &
/// Lee 2005).
public struct LifetimeHoldout: Sendable, Hashable, Codable {
    /// Customers with the same number of repeats in the time fitted; the last bin holds all that have more.
    public struct Bin: Sendable, Hashable, Codable {
        public var repeats: Int
        public var customers: Int
        /// Mean repeat orders per customer in the time held out.
        public var actual: Double
        public var expected: Double

        private enum CodingKeys: String, CodingKey {
            case repeats, customers
            case actual = "actual_orders_per_customer"
            case expected = "expected_orders_per_customer"
        }
    }

    /// Repeat orders of all customers up to the end of a week.
    public struct Week: Sendable, Hashable, Codable {
        public var day: Day
        public var actual: Double
        public var expected: Double
    }

    /// Last day that the fit has seen.
    public var fittedUntil: Day
    public var weeks: Double
    /// Repeat orders in the time held out, of customers known before.
    public var actual: Int
    public var expected: Double
    /// Money of those orders, yuan.
    public var actualValue: Double
    public var expectedValue: Double
    /// Correlation between customers of expected and actual orders.
    public var correlation: Double
    public var bins: [Bin]
    /// Cumulative, fitted time included.
    public var tracking: [Week]

    private enum CodingKeys: String, CodingKey {
        case weeks, correlation, tracking
        case fittedUntil = "fitted_until"
        case actual = "actual_orders"
        case expected = "expected_orders"
        case actualValue = "actual_value_yuan"
        case expectedValue = "expected_value_yuan"
        case bins = "by_repeats"
    }

    /// The bin of all that have at least so many repeats.
    public static let largestBin = 7

    /// Fits on the days up to `fittedUntil` and scores the days after it up to `end`.
    public init(_ book: OrderBook, fittedUntil: Day, end: Day, options: LifetimeOptions) {
        let cohort = PurchaseCohort(book, end: fittedUntil)
        let fit = LifetimeFit(cohort, options: options)
        let ahead = Double(end.number - fittedUntil.number) / 7
        self.fittedUntil = fittedUntil
        weeks = ahead
        let last = Int32(clamping: end.number)
        let split = Int32(clamping: fittedUntil.number)
        var actuals: [Double] = []
        var expecteds: [Double] = []
        var value = 0.0
        var expectedValue = 0.0
        var bins = (0...Self.largestBin).map { Bin(repeats: $0, customers: 0, actual: 0, expected: 0) }
        for entry in 0..<cohort.count {
            var orders = 0
            for place in book.purchases(of: Int(cohort.customers[entry]))
            where book.days[place] > split && book.days[place] <= last {
                orders += 1
                value += Double(book.amounts[place]) / 100
            }
            let repeats = Int(cohort.table.repeats[entry])
            let expected = fit.repeats.expectedPurchases(
                repeats: repeats, recency: cohort.table.recency[entry], age: cohort.table.age[entry], ahead: ahead)
            expectedValue += expected * fit.orderValue(orders: Double(repeats), mean: cohort.table.meanValue[entry])
            actuals.append(Double(orders))
            expecteds.append(expected)
            let bin = min(repeats, Self.largestBin)
            bins[bin].customers += 1
            bins[bin].actual += Double(orders)
            bins[bin].expected += expected
        }
        actual = Int(actuals.reduce(0, +))
        expected = expecteds.reduce(0, +)
        actualValue = value
        self.expectedValue = expectedValue
        correlation = PilotFit.correlation(actuals, expecteds)
        self.bins = bins.filter { $0.customers > 0 }.map { bin in
            var mean = bin
            mean.actual /= Double(bin.customers)
            mean.expected /= Double(bin.customers)
            return mean
        }
        tracking = LifetimeHoldout.track(book, cohort, fit, end: end)
    }

    /// Cumulative repeat orders by week. Expected ones need each customer's first day only, so that customers of one day count together.
    private static func track(_ book: OrderBook, _ cohort: PurchaseCohort, _ fit: LifetimeFit, end: Day) -> [Week] {
        guard let begin = cohort.firstDays.min() else { return [] }
        let count = max(1, (end.number - Int(begin) + 6) / 7)
        var acquired: [Int32: Double] = [:]
        for day in cohort.firstDays { acquired[day, default: 0] += 1 }
        let starts = acquired.sorted { $0.key < $1.key }
        var bought = [Double](repeating: 0, count: count)
        for customer in cohort.customers {
            for place in book.purchases(of: Int(customer)).dropFirst() where book.days[place] <= Int32(clamping: end.number) {
                bought[min(count - 1, Int(book.days[place] - begin) / 7)] += 1
            }
        }
        // Expected orders by age are the same for all starting days: one table by day of age.
        let ages = (0...(end.number - Int(begin))).map { fit.repeats.expectedPurchases(ofNewCustomerIn: Double($0) / 7) }
        var weeks: [Week] = []
        var actual = 0.0
        for week in 0..<count {
            actual += bought[week]
            let day = min(Int(begin) + 7 * week + 6, end.number)
            var expected = 0.0
            for (start, customers) in starts where Int(start) <= day { expected += customers * ages[day - Int(start)] }
            weeks.append(Week(day: Day(number: day), actual: actual, expected: expected))
        }
        return weeks
    }
}
