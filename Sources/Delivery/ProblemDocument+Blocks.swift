// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Response

/// Outcomes by name, as JSON has them.
func outcomeValues(_ named: [String: PeriodValues]?) -> [Outcome: PeriodValues] {
    Dictionary(uniqueKeysWithValues: (named ?? [:]).map { (Outcome(rawValue: $0.key), $0.value) })
}

/// The other way round; nil where there are none.
func namedValues(_ values: [Outcome: PeriodValues]) -> [String: PeriodValues]? {
    values.isEmpty ? nil : Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
}

/// One effect of an option.
struct EffectDocument: Codable {
    let effect: ResponseEffect

    private enum Key: String, CodingKey, CaseIterable {
        case channels, goods, audiences, periods, factor, rates, per
        case cost = "cost_yuan"
    }

    init(_ effect: ResponseEffect) { self.effect = effect }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let selection = Selection(
            channels: try values.decodeIfPresent(Set<Channel>.self, forKey: .channels),
            goods: try values.decodeIfPresent(Set<GoodsID>.self, forKey: .goods),
            audiences: try values.decodeIfPresent(Set<Audience>.self, forKey: .audiences),
            periods: try periodSpan(from: values.decodeIfPresent([Int].self, forKey: .periods), values, .periods))
        effect = ResponseEffect(
            on: selection, factor: try values.decodeIfPresent(PeriodValues.self, forKey: .factor) ?? 1,
            rates: outcomeValues(try values.decodeIfPresent([String: PeriodValues].self, forKey: .rates)),
            cost: try values.decodeIfPresent(PeriodValues.self, forKey: .cost) ?? 0,
            per: try values.decodeIfPresent(Outcome.self, forKey: .per))
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encodeIfPresent(effect.selection.channels?.sorted(), forKey: .channels)
        try values.encodeIfPresent(effect.selection.goods?.sorted(), forKey: .goods)
        try values.encodeIfPresent(effect.selection.audiences?.sorted(), forKey: .audiences)
        if let periods = effect.selection.periods {
            try values.encode([periods.lowerBound + 1, periods.upperBound + 1], forKey: .periods)
        }
        try values.encode(effect.factor, forKey: .factor)
        try values.encodeIfPresent(namedValues(effect.rates), forKey: .rates)
        try values.encode(effect.cost, forKey: .cost)
        try values.encodeIfPresent(effect.per, forKey: .per)
    }
}

/// One reservoir of the document.
struct ReservoirDocument: Codable {
    let reservoir: DeliveryReservoir

    private enum Key: String, CodingKey, CaseIterable { case name, unit, initial, decay, natural, inflows, most }

    init(_ reservoir: DeliveryReservoir) { self.reservoir = reservoir }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        reservoir = DeliveryReservoir(
            try values.decode(String.self, forKey: .name),
            unit: try values.decodeIfPresent(String.self, forKey: .unit) ?? "people",
            initial: try values.decodeIfPresent(Double.self, forKey: .initial) ?? 0,
            decay: try values.decodeIfPresent(PeriodValues.self, forKey: .decay) ?? 0,
            natural: try values.decodeIfPresent(PeriodValues.self, forKey: .natural) ?? 0,
            inflows: try values.decodeIfPresent([TermDocument].self, forKey: .inflows)?.map(\.term) ?? [],
            most: try values.decodeIfPresent(PeriodValues.self, forKey: .most))
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(reservoir.name, forKey: .name)
        try values.encode(reservoir.unit, forKey: .unit)
        try values.encode(reservoir.initial, forKey: .initial)
        try values.encode(reservoir.decay, forKey: .decay)
        try values.encode(reservoir.natural, forKey: .natural)
        try values.encode(reservoir.inflows.map(TermDocument.init), forKey: .inflows)
        try values.encodeIfPresent(reservoir.most, forKey: .most)
    }
}

/// One flow of the document. Periods are known only together with the horizon.
struct FlowDocument: Codable {
    private let decoded: DeliveryFlow
    private let periods: ClosedRange<Int>?

    private enum Key: String, CodingKey, CaseIterable {
        case name, kind, channel, goods, audience, from, to, arriving, lag, periods, maximum, uses, curve, rates, opening
        case least = "least_share"
        case most = "most_share"
        case cost = "cost_yuan"
    }

    init(_ flow: DeliveryFlow) {
        decoded = flow
        periods = flow.periods
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        periods = try periodSpan(from: values.decodeIfPresent([Int].self, forKey: .periods), values, .periods)
        decoded = DeliveryFlow(
            try values.decode(String.self, forKey: .name),
            kind: try values.decodeIfPresent(String.self, forKey: .kind) ?? "",
            channel: try values.decodeIfPresent(Channel.self, forKey: .channel) ?? .all,
            goods: try values.decodeIfPresent(GoodsID.self, forKey: .goods) ?? .all,
            audience: try values.decodeIfPresent(Audience.self, forKey: .audience) ?? .all,
            from: try values.decodeIfPresent(String.self, forKey: .from),
            to: try values.decodeIfPresent(String.self, forKey: .to),
            arriving: try values.decodeIfPresent(Double.self, forKey: .arriving) ?? 1,
            lag: try values.decodeIfPresent(Int.self, forKey: .lag) ?? 0, periods: 0...0,
            least: try values.decodeIfPresent(PeriodValues.self, forKey: .least) ?? 0,
            most: try values.decodeIfPresent(PeriodValues.self, forKey: .most) ?? 1,
            maximum: try values.decodeIfPresent(PeriodValues.self, forKey: .maximum) ?? .constant(DeliveryFlow.unlimited),
            cost: try values.decodeIfPresent(PeriodValues.self, forKey: .cost) ?? 0,
            uses: outcomeValues(try values.decodeIfPresent([String: PeriodValues].self, forKey: .uses)),
            curve: try values.decodeIfPresent(ResponseCurve.self, forKey: .curve),
            rates: outcomeValues(try values.decodeIfPresent([String: PeriodValues].self, forKey: .rates)),
            opening: try values.decodeIfPresent(TermDocument.self, forKey: .opening)?.term)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(decoded.name, forKey: .name)
        try values.encode(decoded.kind, forKey: .kind)
        try values.encode(decoded.channel, forKey: .channel)
        try values.encode(decoded.goods, forKey: .goods)
        try values.encode(decoded.audience, forKey: .audience)
        try values.encodeIfPresent(decoded.source, forKey: .from)
        try values.encodeIfPresent(decoded.target, forKey: .to)
        try values.encode(decoded.arriving, forKey: .arriving)
        try values.encode(decoded.lag, forKey: .lag)
        try values.encode([decoded.periods.lowerBound + 1, decoded.periods.upperBound + 1], forKey: .periods)
        try values.encode(decoded.least, forKey: .least)
        try values.encode(decoded.most, forKey: .most)
        if decoded.maximum != .constant(DeliveryFlow.unlimited) { try values.encode(decoded.maximum, forKey: .maximum) }
        try values.encode(decoded.cost, forKey: .cost)
        try values.encodeIfPresent(namedValues(decoded.uses), forKey: .uses)
        try values.encodeIfPresent(decoded.curve, forKey: .curve)
        try values.encodeIfPresent(namedValues(decoded.rates), forKey: .rates)
        try values.encodeIfPresent(decoded.opening.map(TermDocument.init), forKey: .opening)
    }

    func flow(count: Int) -> DeliveryFlow {
        var flow = decoded
        flow.periods = periods ?? 0...max(0, count - 1)
        return flow
    }
}

/// One subsidy of the document.
struct SubsidyDocument: Codable {
    private let decoded: DeliverySubsidy
    private let periods: ClosedRange<Int>?

    private enum Key: String, CodingKey, CaseIterable {
        case name, channel, goods, audience, periods, base, share, opening
        case cap = "cap_yuan"
        case mostPerPeriod = "most_per_period_yuan"
    }

    init(_ subsidy: DeliverySubsidy) {
        decoded = subsidy
        periods = subsidy.periods
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let yuan = try values.decode(Double.self, forKey: .cap)
        guard yuan >= 0, let cap = Money(yuan: yuan) else {
            throw DecodingError.dataCorruptedError(
                forKey: .cap, in: values, debugDescription: "\(yuan) is not an amount of at least 0")
        }
        periods = try periodSpan(from: values.decodeIfPresent([Int].self, forKey: .periods), values, .periods)
        decoded = DeliverySubsidy(
            try values.decode(String.self, forKey: .name),
            channel: try values.decodeIfPresent(Channel.self, forKey: .channel) ?? .all,
            goods: try values.decodeIfPresent(GoodsID.self, forKey: .goods) ?? .all,
            audience: try values.decodeIfPresent(Audience.self, forKey: .audience) ?? .all, periods: 0...0,
            base: try values.decode([TermDocument].self, forKey: .base).map(\.term),
            share: try values.decode(Double.self, forKey: .share), cap: cap,
            mostPerPeriod: try values.decodeIfPresent(PeriodValues.self, forKey: .mostPerPeriod),
            opening: try values.decodeIfPresent(TermDocument.self, forKey: .opening)?.term)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(decoded.name, forKey: .name)
        try values.encode(decoded.channel, forKey: .channel)
        try values.encode(decoded.goods, forKey: .goods)
        try values.encode(decoded.audience, forKey: .audience)
        try values.encode([decoded.periods.lowerBound + 1, decoded.periods.upperBound + 1], forKey: .periods)
        try values.encode(decoded.base.map(TermDocument.init), forKey: .base)
        try values.encode(decoded.share, forKey: .share)
        try values.encode(decoded.cap.yuan, forKey: .cap)
        try values.encodeIfPresent(decoded.mostPerPeriod, forKey: .mostPerPeriod)
        try values.encodeIfPresent(decoded.opening.map(TermDocument.init), forKey: .opening)
    }

    func subsidy(count: Int) -> DeliverySubsidy {
        var subsidy = decoded
        subsidy.periods = periods ?? 0...max(0, count - 1)
        return subsidy
    }
}
