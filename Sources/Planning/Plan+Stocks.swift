// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
public import Market

/// Units that move in each period, and what they bring.
public struct FlowResult: Sendable, Hashable, Codable {
    public var name: String
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    /// By period.
    public var units: [Double]
    /// Responses by period; the units themselves where every unit responds alike.
    public var responses: [Double]
    public var cost: Money

    private enum CodingKeys: String, CodingKey {
        case name, channel, goods, audience, units, responses
        case cost = "cost_fen"
    }
}

/// A stock at the end of each period.
public struct StockResult: Sendable, Hashable, Codable {
    public var name: String
    /// What is counted.
    public var unit: String
    /// Before the first period.
    public var initial: Double
    /// By period.
    public var amounts: [Double]
}

extension DeliveryProblem {
    func flowResults(_ rounded: RoundedDelivery) -> [FlowResult]? {
        guard !flows.isEmpty else { return nil }
        return flows.enumerated().map { index, flow in
            FlowResult(
                name: flow.name, channel: flow.channel, goods: flow.goods, audience: flow.audience,
                units: rounded.evaluation.flows[index], responses: rounded.evaluation.flowResponses[index],
                cost: Money(fen: rounded.costs.flows[index].reduce(0, +)))
        }
    }

    func stockResults(_ rounded: RoundedDelivery) -> [StockResult]? {
        guard !reservoirs.isEmpty else { return nil }
        return reservoirs.enumerated().map { index, reservoir in
            StockResult(
                name: reservoir.name, unit: reservoir.unit, initial: reservoir.initial,
                amounts: rounded.evaluation.stocks[index])
        }
    }

    /// The picked options, with what is set together with them.
    func decided(_ rounded: RoundedDelivery) -> [PlanChoice] {
        let days = horizon.days
        var rows: [PlanChoice] = []
        for (index, choice) in choices.enumerated() where choice.isDecided {
            let option = choice.options[rounded.options[index]]
            guard option.isSaid else { continue }
            let begin = days[choice.periods.lowerBound]
            let end = days[choice.periods.upperBound].advanced(by: horizon.cadence.days - 1)
            let kind = option.kind ?? choice.kind
            // What holds before or after the option comes first: of two rows of a kind the later one wins.
            for companion in option.companions {
                rows.append(
                    PlanChoice(
                        begin: begin, end: end, kind: companion.kind, channel: named(choice.channel, companion.kind),
                        goods: choice.goods, audience: choice.audience,
                        option: option.name, value: companion.value, unit: companion.unit))
            }
            rows.append(
                PlanChoice(
                    begin: begin, end: end, kind: kind, channel: named(choice.channel, kind), goods: choice.goods,
                    audience: choice.audience, option: option.name, value: option.value, unit: choice.unit, limit: option.limit)
            )
        }
        return rows
    }

    /// The channel as a plan names it: only for kinds that distinguish channels; elsewhere it is where money is booked.
    private func named(_ channel: Channel, _ kind: String) -> Channel {
        ChoiceKind(rawValue: kind)?.dimensions.contains(.channel) == true ? channel : .all
    }

    /// What somebody has to do for the flows that are decided: so many contacts in each period, as rows of the plan's choices.
    func contacts(_ rounded: RoundedDelivery) -> [PlanChoice] {
        let days = horizon.days
        var rows: [PlanChoice] = []
        for (index, flow) in flows.enumerated() where flow.isDecided {
            let values = rounded.evaluation.flows[index].map { $0 < DeliveryFlow.leastContacts ? 0 : $0 * flow.planFactor }
            var t = 0
            while t < days.count {
                // The same number on days that follow one another is one row.
                var last = t
                while last + 1 < days.count, abs(values[last + 1] - values[t]) <= 1e-6 * max(1, values[t]) { last += 1 }
                if values[t] > 0 {
                    rows.append(
                        PlanChoice(
                            begin: days[t], end: days[last].advanced(by: horizon.cadence.days - 1), kind: flow.kind,
                            channel: named(flow.channel, flow.kind), goods: flow.goods, audience: flow.audience,
                            option: flow.name, value: values[t], unit: flow.planUnit))
                }
                t = last + 1
            }
        }
        return rows
    }
}

extension DeliveryFlow {
    /// Fewer contacts than this in a period are nothing to do.
    static let leastContacts = 1e-6
}
