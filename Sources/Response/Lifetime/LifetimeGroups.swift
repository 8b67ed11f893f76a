// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Market
public import Records

/// What splits customers into groups.
public enum LifetimeGrouping: String, Sendable, Hashable, Codable, CaseIterable {
    /// The month of the first purchase.
    case cohort
    /// The channel that the first order came through.
    case channel
    /// The goods of the first order.
    case goods
}

/// What a new customer of one group is worth.
public struct LifetimeGroup: Sendable, Hashable, Codable {
    public var name: String
    public var customers: Int
    public var repeatOrders: Int
    /// Of the group's own customers alone, yuan; nil where they are too few for a fit.
    public var own: LifetimeEstimate?
    /// Drawn towards all groups by how little is known of this one, yuan.
    public var pooled: LifetimeEstimate

    private enum CodingKeys: String, CodingKey {
        case name, customers
        case repeatOrders = "repeat_orders"
        case own = "own_value_yuan"
        case pooled = "pooled_value_yuan"
    }
}

/// New customers' worth by group, pooled where groups are thin.
///
/// Each group with enough repeat buyers is fitted by itself. The logarithms of the groups' values are taken as normal around a common
/// mean; the spread between groups comes from the values and their standard errors (DerSimonian & Laird 1986), and each value is drawn to the
/// mean by its share of uncertainty. A group without a fit of its own has the common mean and the spread as its interval.
public enum LifetimeGroups {
    /// Groups below this many repeat buyers have no fit of their own.
    static let leastRepeaters = 20
    /// No more groups than this; the smallest are one.
    static let mostGroups = 60

    public static func values(
        _ book: OrderBook, _ cohort: PurchaseCohort, by grouping: LifetimeGrouping, all: LifetimeFit, terms: ValuationTerms,
        threads: Int? = nil
    ) -> [LifetimeGroup] {
        let members = split(book, cohort, by: grouping)
        guard members.count > 1 else { return [] }
        let options = LifetimeOptions(model: all.repeats.kind, threads: 1)
        let own = parallelMap(members.count, threads: threads) { index -> LifetimeEstimate? in
            let places = members[index].places
            guard places.count(where: { cohort.table.repeats[$0] > 0 }) >= leastRepeaters else { return nil }
            var fit = LifetimeFit(cohort.subset(places), options: options)
            // Order values of a thin group are all customers'.
            if fit.spendDraws.isEmpty || (fit.spend?.q ?? 0) <= 1.05 {
                fit.spend = all.spend
                fit.spendDraws = all.spendDraws
            }
            let estimate = LifetimeValuation(fit, terms: terms).newCustomerEstimate()
            return estimate.low == nil ? nil : estimate
        }
        let pooled = pool(own, common: LifetimeValuation(all, terms: terms).newCustomerEstimate())
        return members.indices.map { index in
            LifetimeGroup(
                name: members[index].name, customers: members[index].places.count,
                repeatOrders: members[index].places.reduce(0) { $0 + Int(cohort.table.repeats[$1]) }, own: own[index],
                pooled: pooled[index])
        }
    }

    private static func split(
        _ book: OrderBook, _ cohort: PurchaseCohort, by grouping: LifetimeGrouping
    ) -> [(name: String, places: [Int])] {
        var groups: [String: [Int]] = [:]
        switch grouping {
        case .cohort:
            for entry in 0..<cohort.count {
                groups[String("\(Day(number: Int(cohort.firstDays[entry])))".prefix(7)), default: []].append(entry)
            }
        case .channel, .goods:
            let names = grouping == .channel ? book.channels : book.goods
            let of = grouping == .channel ? book.channelOf : book.goodsOf
            guard !of.isEmpty else { return [] }
            var places = [[Int]](repeating: [], count: names.count)
            for entry in 0..<cohort.count { places[Int(of[Int(cohort.customers[entry])])].append(entry) }
            for (name, list) in zip(names, places) where !list.isEmpty { groups[name] = list }
        }
        var sorted = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            (name: $0.key, places: $0.value)
        }
        if sorted.count > mostGroups {
            let rest = sorted[(mostGroups - 1)...].flatMap(\.places).sorted()
            sorted = sorted.prefix(mostGroups - 1) + [(name: "…", places: rest)]
        }
        return sorted.sorted { $0.name < $1.name }
    }

    /// Values drawn to their common mean, in logarithms.
    static func pool(_ own: [LifetimeEstimate?], common: LifetimeEstimate) -> [LifetimeEstimate] {
        // The half width of a 90 % interval is 1.645 standard errors.
        let known = own.enumerated().compactMap { index, estimate -> (index: Int, mean: Double, variance: Double)? in
            guard let estimate, let low = estimate.low, let high = estimate.high, low > 0, estimate.mean > 0 else { return nil }
            let error = max((log(high) - log(low)) / (2 * 1.644_853_627), 1e-6)
            return (index, log(estimate.mean), error * error)
        }
        guard known.count > 1 else { return own.map { $0 ?? common } }
        let weights = known.map { 1 / $0.variance }
        let total = weights.reduce(0, +)
        let fixed = zip(weights, known).reduce(0) { $0 + $1.0 * $1.1.mean } / total
        let q = zip(weights, known).reduce(0) { $0 + $1.0 * ($1.1.mean - fixed) * ($1.1.mean - fixed) }
        let scale = total - weights.reduce(0) { $0 + $1 * $1 } / total
        let spread = scale > 0 ? max(0, (q - Double(known.count - 1)) / scale) : 0
        let second = known.map { 1 / ($0.variance + spread) }
        let mean = zip(second, known).reduce(0) { $0 + $1.0 * $1.1.mean } / second.reduce(0, +)
        let meanVariance = 1 / second.reduce(0, +)
        func estimate(_ center: Double, _ variance: Double) -> LifetimeEstimate {
            let half = 1.644_853_627 * variance.squareRoot()
            return LifetimeEstimate(mean: exp(center), low: exp(center - half), high: exp(center + half))
        }
        var result = own.map { _ in estimate(mean, spread + meanVariance) }
        for entry in known {
            // Posterior of the group's mean: precision-weighted, with the common mean's own uncertainty in its share.
            let share = spread / (spread + entry.variance)
            let center = share * entry.mean + (1 - share) * mean
            result[entry.index] = estimate(center, share * entry.variance + (1 - share) * (1 - share) * meanVariance)
        }
        return result
    }
}
