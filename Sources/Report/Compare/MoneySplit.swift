// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Planning

/// Where the money of several plans goes, along one dimension.
public struct MoneySplit: Sendable {
    public enum Dimension: String, Sendable, Hashable, CaseIterable {
        case channel, goods, audience, stage
        /// Commission, benefits, contacts, and what the platform pays.
        case other
    }

    public struct Row: Sendable, Hashable {
        public var name: String
        /// By position of the plan.
        public var amounts: [Money]
    }

    public let dimension: Dimension
    /// The first plan's largest amounts first.
    public let rows: [Row]

    init(_ dimension: Dimension, _ plans: [ComparedPlan], _ say: MessageCatalogue) {
        self.dimension = dimension
        var sums: [String: [Money]] = [:]
        func add(_ name: String, _ position: Int, _ amount: Money) {
            sums[name, default: [Money](repeating: .zero, count: plans.count)][position] += amount
        }
        for (position, compared) in plans.enumerated() {
            let plan = compared.plan
            switch dimension {
            case .channel: for line in plan.lines { add(line.line.channel.rawValue, position, line.spend) }
            case .goods: for line in plan.lines { add(line.line.goods.rawValue, position, line.spend) }
            case .audience: for line in plan.lines { add(line.line.audience.rawValue, position, line.spend) }
            case .stage:
                guard !compared.stages.isEmpty else { continue }
                for entry in plan.delivery.entries {
                    let stage = compared.stages.first { $0.days.contains(entry.day) }
                    add(stage?.name ?? say.text("compare.outside-stages"), position, entry.spend)
                }
            case .other:
                add(say.text("label.commission-reserve"), position, plan.delivery.commissionReserve)
                add(say.text("compare.benefits"), position, plan.benefitCost ?? .zero)
                add(say.text("compare.contacts"), position, plan.contactCost ?? .zero)
                add(say.text("compare.platform-pays"), position, plan.platformPays.map { .zero - $0 } ?? .zero)
            }
        }
        rows = sums.map { Row(name: $0.key, amounts: $0.value) }.filter { $0.amounts.contains { $0 != .zero } }
            .sorted {
                (-$0.amounts[0].fen, -($0.amounts.max() ?? .zero).fen, $0.name) < (
                    -$1.amounts[0].fen, -($1.amounts.max() ?? .zero).fen, $1.name
                )
            }
    }

    /// Bars stacked by the rows, one a plan; beyond eight rows the smallest are one.
    func bars(_ names: [String], width: Double, height: Double, _ say: MessageCatalogue) -> BarChart {
        let named = rows.count <= 8 ? rows[...] : rows.prefix(7)
        var series = named.map { BarChart.Series($0.name, $0.amounts.map(\.yuan)) }
        let rest = rows.dropFirst(named.count)
        if !rest.isEmpty {
            series.append(
                BarChart.Series(
                    say.text("page.others"), names.indices.map { at in rest.reduce(0) { $0 + $1.amounts[at].yuan } }))
        }
        return BarChart(
            say.text("compare.by-channel"), description: say.text("compare.channels-say"), x: ChartAxis("", .names(names)),
            y: ChartAxis(say.text("compare.money-axis"), .money, language: say.language), series: series, width: width,
            height: height)
    }

    /// Amounts as a reader sees them, those of the other plans with what they are more or less than the first one's.
    static func cells(_ amounts: [Money], _ say: MessageCatalogue) -> [String] {
        amounts.enumerated().map { index, amount in
            guard index > 0, amount != amounts[0] else { return NumberText.money(amount) }
            let difference = (amount - amounts[0]).yuan
            return NumberText.money(amount) + " (" + NumberText.signed(difference) { say.money(yuan: $0) } + ")"
        }
    }

    /// The dimensions along which some plan's money is split at all.
    static func all(_ plans: [ComparedPlan], _ say: MessageCatalogue) -> [MoneySplit] {
        guard !plans.isEmpty else { return [] }
        return Dimension.allCases.map { MoneySplit($0, plans, say) }.filter { split in
            guard !split.rows.isEmpty else { return false }
            return split.dimension == .channel || split.dimension == .other || split.rows.count > 1
        }
    }
}

/// How far customers come along the way from seeing to buying: discover 发现, seed 种草, interact 互动, act 行动.
enum CustomerStep: String, CaseIterable {
    case discover, seed, interact, act

    /// What counts the step, the first that a plan has.
    var outcomes: [Outcome] {
        switch self {
        case .discover: [.impressions]
        case .seed: [.clicks, .visits]
        case .interact: [.carts, "reservations", "favourites", "fans", "members"]
        case .act: [.orders, .newCustomers]
        }
    }

    func counted(_ plan: Plan) -> (outcome: Outcome, amount: Interval)? {
        for outcome in outcomes {
            if let amount = plan.outcomes[outcome] { return (outcome, amount) }
        }
        return nil
    }
}

/// The operating dimensions of a plan: breadth of goods, size of the audience reached, the level of buyers, growth.
struct OperatingDimensions {
    /// Items that get money or a commission.
    let goods: Int
    /// Share of the media that the largest item gets.
    let largestItem: Double
    /// Audiences with money.
    let audiences: Int
    /// People reached, as the plan counts them: impressions, else clicks or visits.
    let reached: Double?
    /// Orders by people who bought before ÷ orders.
    let returning: Double?
    /// New customers ÷ orders.
    let growth: Double?

    init(_ plan: Plan) {
        var byGoods: [GoodsID: Money] = [:]
        var audiences: Set<Audience> = []
        for line in plan.lines where line.spend > .zero {
            byGoods[line.line.goods, default: .zero] += line.spend
            audiences.insert(line.line.audience)
        }
        let media = plan.delivery.media.yuan
        goods = Set(byGoods.keys).union(plan.delivery.choices.map(\.goods)).subtracting([.all]).count
        largestItem = media > 0 ? (byGoods.values.max() ?? .zero).yuan / media : 0
        self.audiences = audiences.subtracting([.all]).count
        reached = (plan.outcomes[.impressions] ?? plan.outcomes[.clicks] ?? plan.outcomes[.visits])?.mean
        if let orders = plan.outcomes[.orders]?.mean, orders > 0, let new = plan.outcomes[.newCustomers]?.mean {
            growth = min(1, new / orders)
            returning = max(0, 1 - new / orders)
        } else {
            growth = nil
            returning = nil
        }
    }
}
