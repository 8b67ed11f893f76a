// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Records
import Solver

/// Plans side by side, for machines. Money is in fen, outcomes of money in yuan, as the keys say.
public struct CompareDocument: Sendable, Hashable, Codable {
    /// How a figure differs from the first plan's; the interval holds the difference in 9 of 10 cases.
    public struct Difference: Sendable, Hashable, Codable {
        public var mean: Double
        public var low: Double?
        public var high: Double?
        /// Judged on the same draws of the same curves; otherwise the two plans are taken to be independent.
        public var isPaired: Bool

        private enum CodingKeys: String, CodingKey {
            case mean, low, high
            case isPaired = "is_paired"
        }
    }

    /// A rule that binds.
    public struct Rule: Sendable, Hashable, Codable {
        public var rule: String
        public var saidAt: String?
        public var gainFromOnePercent: Double

        private enum CodingKeys: String, CodingKey {
            case rule
            case saidAt = "said_at"
            case gainFromOnePercent = "gain_from_loosening_1_percent"
        }
    }

    /// One plan's figures.
    public struct Entry: Sendable, Hashable, Codable {
        public var name: String
        public var shop: String?
        public var scenario: String?
        public var objective: String
        public var unit: String
        public var value: Expectation
        public var budget: Money?
        public var cost: Money
        public var commissionReserve: Money
        public var outcomes: [Outcome: Expectation]
        public var returnOnSpend: Expectation?
        public var costPerNewCustomer: Expectation?
        public var profit: Expectation?
        public var lifetimeValue: Expectation?
        public var marginalReturn: Double?
        public var status: String
        public var gap: Double
        public var channels: [Channel: Money]
        /// Media by goods, audience and stage.
        public var money: [String: [String: Money]]
        public var binding: [Rule]
        /// By the figure's name; nil for the plan that the others are compared with.
        public var differences: [String: Difference]?
        public var rank: Int?
        public var shareBest: Double?
        public var dominatedBy: String?
        /// Discover, seed, interact, act: how many of each.
        public var steps: [String: Double]

        private enum CodingKeys: String, CodingKey {
            case name, shop, scenario, objective, unit, value, outcomes, status, gap, binding, differences, rank, steps
            case budget = "budget_fen"
            case cost = "cost_fen"
            case commissionReserve = "commission_reserve_fen"
            case returnOnSpend = "return_on_spend"
            case costPerNewCustomer = "cost_per_new_customer_yuan"
            case profit = "profit_yuan"
            case lifetimeValue = "lifetime_value_yuan"
            case marginalReturn = "marginal_return_per_yuan"
            case channels = "spend_fen_by_channel"
            case money = "spend_fen_by"
            case shareBest = "share_of_draws_best"
            case dominatedBy = "dominated_by"
        }
    }

    public var plans: [Entry]
    /// By what the plans are ranked.
    public var goal: String?

    public init(_ comparison: Comparison, ranking: Ranking? = nil) {
        goal = ranking?.figure.id
        let places = Dictionary((ranking?.places ?? []).map { ($0.plan, $0) }, uniquingKeysWith: { first, _ in first })
        let dominated = Dictionary(comparison.dominated.map { ($0.plan, $0.by) }, uniquingKeysWith: { first, _ in first })
        let say = MessageCatalogue()
        plans = comparison.plans.enumerated().map { position, compared in
            let plan = compared.plan
            let figures = comparison.figures[position]
            var money: [String: [String: Money]] = [:]
            for dimension in [MoneySplit.Dimension.goods, .audience, .stage] {
                let rows = MoneySplit(dimension, [compared], say).rows
                money[dimension.rawValue] = Dictionary(rows.map { ($0.name, $0.amounts[0]) }, uniquingKeysWith: +)
            }
            var differences: [String: Difference] = [:]
            for row in comparison.rows {
                guard let difference = row.differences[position] else { continue }
                differences[row.figure.id] = Difference(
                    mean: difference.amount.mean, low: difference.amount.low, high: difference.amount.high,
                    isPaired: difference.isPaired)
            }
            var steps: [String: Double] = [:]
            for step in CustomerStep.allCases { steps[step.rawValue] = step.counted(plan)?.amount.mean }
            return Entry(
                name: compared.name, shop: compared.shop.isEmpty ? nil : compared.shop,
                scenario: compared.scenario.isEmpty ? nil : compared.scenario, objective: plan.objective, unit: plan.unit,
                value: plan.value, budget: plan.budget, cost: plan.cost,
                commissionReserve: plan.delivery.commissionReserve, outcomes: plan.outcomes,
                returnOnSpend: figures.returnOnSpend, costPerNewCustomer: figures.costPerNewCustomer,
                profit: ComparedFigure.profit.interval(of: compared, figures),
                lifetimeValue: ComparedFigure.lifetimeValue.interval(of: compared, figures),
                marginalReturn: plan.explanation.marginalReturn, status: plan.certificate.status.rawValue,
                gap: plan.certificate.gap,
                channels: Dictionary(uniqueKeysWithValues: figures.channels.map { ($0.channel, $0.spend) }), money: money,
                binding: plan.explanation.binding.map {
                    Rule(rule: $0.rule, saidAt: $0.saidAt, gainFromOnePercent: $0.gainFromOnePercent)
                },
                differences: differences.isEmpty ? nil : differences, rank: places[position]?.rank,
                shareBest: places[position]?.shareBest,
                dominatedBy: dominated[position].map { comparison.plans[$0].name }, steps: steps)
        }
    }
}

/// The comparison as one long table: a row for each plan and figure, money split by dimension below.
public enum CompareCSV {
    public static let columns = [
        "shop", "plan", "scenario", "kind", "name", "value", "low", "high", "difference", "difference_low", "difference_high",
        "is_paired",
    ]

    /// Money is in yuan; numbers are written so that they read back as they are.
    public static func write(_ comparison: Comparison, byteOrderMark: Bool = false) -> [UInt8] {
        var csv = CSVWriter(header: columns, byteOrderMark: byteOrderMark)
        func start(_ position: Int, _ kind: String, _ name: String) {
            let compared = comparison.plans[position]
            csv.text(compared.shop)
            csv.text(compared.name)
            csv.text(compared.scenario)
            csv.text(kind)
            csv.text(name)
        }
        for position in comparison.plans.indices {
            for row in comparison.rows {
                guard let value = row.values[position] else { continue }
                start(position, "figure", row.figure.id)
                csv.number(value.mean)
                csv.number(value.low)
                csv.number(value.high)
                let difference = row.differences[position]
                csv.number(difference?.amount.mean)
                csv.number(difference?.amount.low)
                csv.number(difference?.amount.high)
                csv.text(difference.map { $0.isPaired ? "yes" : "no" } ?? "")
                csv.endRow()
            }
        }
        let say = MessageCatalogue()
        for position in comparison.plans.indices {
            for split in MoneySplit.all([comparison.plans[position], comparison.plans[comparison.references[position]]], say) {
                for row in split.rows {
                    start(position, split.dimension.rawValue, row.name)
                    csv.money(row.amounts[0])
                    csv.number(nil)
                    csv.number(nil)
                    if comparison.references[position] == position {
                        csv.number(nil)
                    } else {
                        csv.money(row.amounts[0] - row.amounts[1])
                    }
                    csv.number(nil)
                    csv.number(nil)
                    csv.text("")
                    csv.endRow()
                }
            }
        }
        return csv.bytes
    }
}
