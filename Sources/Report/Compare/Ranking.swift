// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning

/// Plans in the order of one figure, and which plans another one makes pointless.
public struct Ranking: Sendable {
    /// A plan's place within its shop.
    public struct Place: Sendable, Hashable {
        /// Position among the compared plans.
        public var plan: Int
        /// From 1; plans that are equal share a place.
        public var rank: Int
        public var value: Double
        /// Share of the joint draws in which it is the best of its shop; nil where the plans were not judged on the same draws.
        public var shareBest: Double?
    }

    public let figure: ComparedFigure
    /// Shop by shop, the best first; plans without the figure are left out.
    public let places: [Place]

    /// - Parameter goal: the figure's name in files; nil takes the first result that all plans have.
    /// - Returns: nil where no plan has the figure.
    public init?(_ comparison: Comparison, goal: String? = nil) {
        let row =
            if let goal {
                comparison.row(goal)
            } else {
                comparison.rows.first { $0.figure.isResult && $0.values.allSatisfy { $0 != nil } }
                    ?? comparison.rows.first { $0.figure != .cost }
            }
        guard let row else { return nil }
        figure = row.figure
        let sign = row.figure.isLessBetter ? -1.0 : 1.0
        var places: [Place] = []
        for reference in Set(comparison.references).sorted() {
            let members = comparison.plans.indices.filter {
                comparison.references[$0] == reference && row.values[$0] != nil
            }
            let shares = Ranking.best(members, row, comparison, sign: sign)
            let sorted = members.map { ($0, row.values[$0]?.mean ?? 0) }.sorted { (sign * $0.1, $1.0) > (sign * $1.1, $0.0) }
            for (index, one) in sorted.enumerated() {
                let isEqual = index > 0 && abs(one.1 - sorted[index - 1].1) <= 1e-9 * max(1, abs(one.1))
                places.append(
                    Place(
                        plan: one.0, rank: isEqual ? (places.last?.rank ?? index + 1) : index + 1, value: one.1,
                        shareBest: shares?[one.0]))
            }
        }
        self.places = places
    }

    /// How often each plan is the best of its shop; nil unless all were judged on the same draws.
    private static func best(_ members: [Int], _ row: Comparison.Row, _ comparison: Comparison, sign: Double) -> [Int: Double]?
    {
        guard members.count > 1 else { return nil }
        let draws = members.compactMap { row.figure.draws(of: comparison.plans[$0]) }
        guard draws.count == members.count, let count = draws.first?.count, count >= 20,
            draws.allSatisfy({ $0.count == count }),
            members.allSatisfy({ comparison.references[$0] == $0 || row.differences[$0]?.isPaired == true })
        else { return nil }
        var wins = [Double](repeating: 0, count: members.count)
        for draw in 0..<count {
            let top = draws.map { sign * $0[draw] }.max() ?? 0
            let winners = draws.indices.filter { sign * draws[$0][draw] == top }
            for winner in winners { wins[winner] += 1 / Double(winners.count) }
        }
        return Dictionary(uniqueKeysWithValues: zip(members, wins.map { $0 / Double(count) }))
    }
}

extension Comparison {
    /// A plan that brings no more of anything than another one of its shop which costs no more, and less of something or for more money.
    public struct Dominance: Sendable, Hashable {
        public var plan: Int
        public var by: Int
    }

    /// Dominated plans with the first plan that dominates each. Plans of different periods or without a shared result are not compared.
    public var dominated: [Dominance] {
        var found: [Dominance] = []
        let results = rows.filter { $0.figure.isResult }
        let costs = plans.map(\.plan.cost.yuan)
        for (members, _) in Dictionary(grouping: plans.indices, by: { references[$0] }).map({ ($0.value, $0.key) }) {
            for plan in members {
                let by = members.first { other in
                    guard other != plan, plans[other].plan.delivery.horizon == plans[plan].plan.delivery.horizon else {
                        return false
                    }
                    let shared = results.compactMap { row -> (own: Double, theirs: Double)? in
                        guard let own = row.values[plan]?.mean, let theirs = row.values[other]?.mean else { return nil }
                        return (own, theirs)
                    }
                    // Amounts that differ by rounding only are equal.
                    func least(_ value: Double) -> Double { 1e-6 * max(1, abs(value)) }
                    guard !shared.isEmpty, shared.allSatisfy({ $0.theirs >= $0.own - least($0.own) }),
                        costs[other] <= costs[plan] + least(costs[plan])
                    else { return false }
                    return shared.contains { $0.theirs > $0.own + least($0.own) }
                        || costs[other] < costs[plan] - least(costs[plan])
                }
                if let by { found.append(Dominance(plan: plan, by: by)) }
            }
        }
        return found.sorted { $0.plan < $1.plan }
    }
}
