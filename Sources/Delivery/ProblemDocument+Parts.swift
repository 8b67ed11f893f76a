// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Response

/// `{"begin": "2026-01-01", "periods": 28, "days_per_period": 1}`
struct HorizonDocument: Codable {
    let horizon: Horizon

    private enum Key: String, CodingKey, CaseIterable {
        case begin, periods
        case days = "days_per_period"
    }
    /// More periods than any plan has; keeps a typing error from filling the memory.
    static let mostPeriods = 4_000

    init(_ horizon: Horizon) { self.horizon = horizon }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let periods = try values.decode(Int.self, forKey: .periods)
        guard (0...Self.mostPeriods).contains(periods) else {
            throw DecodingError.dataCorruptedError(
                forKey: .periods, in: values, debugDescription: "\(periods) is not from 0 to \(Self.mostPeriods)")
        }
        let days = try values.decodeIfPresent(Int.self, forKey: .days) ?? 1
        guard let cadence = Cadence(rawValue: days) else {
            throw DecodingError.dataCorruptedError(forKey: .days, in: values, debugDescription: "\(days) is not 1, 7 or 30")
        }
        let begin = try values.decodeIfPresent(Day.self, forKey: .begin) ?? Day(number: 0)
        horizon = Horizon(begin: begin, count: periods, cadence: cadence)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(horizon.begin, forKey: .begin)
        try values.encode(horizon.count, forKey: .periods)
        try values.encode(horizon.cadence.days, forKey: .days)
    }
}

/// One line of the document.
struct LineDocument: Codable {
    private let decoded: DeliveryLine
    private let hasMaximum: Bool

    private enum Key: String, CodingKey, CaseIterable {
        case channel, goods, audience, outcome, curve, multipliers, rates
        case carryOver = "carry_over"
        case carryIn = "carry_in_yuan"
        case minimum = "spend_min_yuan"
        case maximum = "spend_max_yuan"
        case minimumIfUsed = "minimum_if_used_yuan"
        case minimumScope = "minimum_if_used_scope"
        case package = "package_yuan"
        case seenLargest = "seen_largest_yuan"
    }

    init(_ line: DeliveryLine) {
        decoded = line
        hasMaximum = true
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        func money(_ key: Key) throws -> Money? {
            guard let yuan = try values.decodeIfPresent(Double.self, forKey: key) else { return nil }
            guard yuan > 0, let money = Money(yuan: yuan) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values, debugDescription: "\(yuan) is not an amount above 0")
            }
            return money
        }
        let key = LineKey(
            channel: try values.decode(Channel.self, forKey: .channel),
            goods: try values.decodeIfPresent(GoodsID.self, forKey: .goods) ?? .all,
            audience: try values.decodeIfPresent(Audience.self, forKey: .audience) ?? .all)
        let maximum = try values.decodeIfPresent(PeriodValues.self, forKey: .maximum)
        hasMaximum = maximum != nil
        let scope = try values.decodeIfPresent(UseScope.self, forKey: .minimumScope) ?? .period
        let rates = try values.decodeIfPresent([String: PeriodValues].self, forKey: .rates) ?? [:]
        decoded = DeliveryLine(
            key: key, primary: try values.decodeIfPresent(Outcome.self, forKey: .outcome) ?? .gmv,
            curve: try values.decode(ResponseCurve.self, forKey: .curve),
            carryOver: try values.decodeIfPresent(Double.self, forKey: .carryOver) ?? 0,
            carryIn: try values.decodeIfPresent(Double.self, forKey: .carryIn) ?? 0,
            multipliers: try values.decodeIfPresent(PeriodValues.self, forKey: .multipliers) ?? 1,
            rates: Dictionary(uniqueKeysWithValues: rates.map { (Outcome(rawValue: $0.key), $0.value) }),
            minimum: try values.decodeIfPresent(PeriodValues.self, forKey: .minimum) ?? 0, maximum: maximum ?? 0,
            minimumIfUsed: try money(.minimumIfUsed).map { MinimumIfUsed(amount: $0, scope: scope) },
            package: try money(.package), seenLargest: try values.decodeIfPresent(Double.self, forKey: .seenLargest))
    }

    /// The line; where no maximum was given the budget is one.
    func line(budget: Double?, path: [any CodingKey]) throws -> DeliveryLine {
        guard !hasMaximum else { return decoded }
        guard let budget else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: path,
                    debugDescription: "line \(decoded.key) needs spend_max_yuan, because there is no budget_yuan to limit it"))
        }
        var line = decoded
        line.maximum = .constant(budget)
        return line
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(decoded.key.channel, forKey: .channel)
        try values.encode(decoded.key.goods, forKey: .goods)
        try values.encode(decoded.key.audience, forKey: .audience)
        try values.encode(decoded.primary, forKey: .outcome)
        try values.encode(decoded.curve, forKey: .curve)
        try values.encode(decoded.multipliers, forKey: .multipliers)
        try values.encode(
            Dictionary(uniqueKeysWithValues: decoded.rates.map { ($0.key.rawValue, $0.value) }), forKey: .rates)
        try values.encode(decoded.carryOver, forKey: .carryOver)
        try values.encode(decoded.carryIn, forKey: .carryIn)
        try values.encode(decoded.minimum, forKey: .minimum)
        try values.encode(decoded.maximum, forKey: .maximum)
        if let minimum = decoded.minimumIfUsed {
            try values.encode(minimum.amount.yuan, forKey: .minimumIfUsed)
            try values.encode(minimum.scope, forKey: .minimumScope)
        }
        try values.encodeIfPresent(decoded.package?.yuan, forKey: .package)
        try values.encodeIfPresent(decoded.seenLargest, forKey: .seenLargest)
    }
}

/// One choice of the document.
struct ChoiceDocument: Codable {
    private struct Option: Codable {
        var name: String
        var value: Double?
        var cost_yuan: PeriodValues?
        var outcomes: [String: PeriodValues]?
        var effects: [EffectDocument]?
        var limit: Double?
    }
    private enum Key: String, CodingKey, CaseIterable { case kind, channel, goods, audience, periods, unit, options }

    private let kind: String
    private let channel: Channel
    private let goods: GoodsID
    private let audience: Audience
    /// First and last period, from 1; nil for all.
    private let periods: ClosedRange<Int>?
    private let unit: String
    private let options: [Option]

    init(_ choice: DeliveryChoice) {
        kind = choice.kind
        channel = choice.channel
        goods = choice.goods
        audience = choice.audience
        periods = choice.periods
        unit = choice.unit
        options = choice.options.map { option in
            Option(
                name: option.name, value: option.value, cost_yuan: option.cost,
                outcomes: Dictionary(uniqueKeysWithValues: option.outcomes.map { ($0.key.rawValue, $0.value) }),
                effects: option.effects.isEmpty ? nil : option.effects.map(EffectDocument.init), limit: option.limit)
        }
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        kind = try values.decodeIfPresent(String.self, forKey: .kind) ?? "option"
        channel = try values.decodeIfPresent(Channel.self, forKey: .channel) ?? .all
        goods = try values.decodeIfPresent(GoodsID.self, forKey: .goods) ?? .all
        audience = try values.decodeIfPresent(Audience.self, forKey: .audience) ?? .all
        periods = try periodSpan(from: values.decodeIfPresent([Int].self, forKey: .periods), values, .periods)
        unit = try values.decodeIfPresent(String.self, forKey: .unit) ?? ""
        options = try values.decode([Option].self, forKey: .options)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(channel, forKey: .channel)
        try values.encode(goods, forKey: .goods)
        try values.encode(audience, forKey: .audience)
        if let periods { try values.encode([periods.lowerBound + 1, periods.upperBound + 1], forKey: .periods) }
        try values.encode(unit, forKey: .unit)
        try values.encode(options, forKey: .options)
    }

    func choice(count: Int) -> DeliveryChoice {
        DeliveryChoice(
            kind: kind, channel: channel, goods: goods, audience: audience, periods: periods ?? 0...max(0, count - 1),
            unit: unit,
            options: options.map { option in
                ChoiceOption(
                    name: option.name, value: option.value ?? 0, cost: option.cost_yuan ?? 0,
                    outcomes: outcomeValues(option.outcomes), effects: option.effects?.map(\.effect) ?? [],
                    limit: option.limit)
            })
    }
}

/// `[first, last]`, counted from 1, as a range counted from 0.
func periodSpan<K: CodingKey>(
    from pair: [Int]?, _ values: KeyedDecodingContainer<K>, _ key: K
) throws -> ClosedRange<Int>? {
    guard let pair else { return nil }
    guard pair.count == 2, pair[0] >= 1, pair[1] >= pair[0], pair[1] <= HorizonDocument.mostPeriods else {
        throw DecodingError.dataCorruptedError(
            forKey: key, in: values, debugDescription: "\(pair) is not [first, last] with 1 ≤ first ≤ last")
    }
    return (pair[0] - 1)...(pair[1] - 1)
}

/// One term of a rule or of the objective.
struct TermDocument: Codable {
    let term: RuleTerm

    private enum Key: String, CodingKey, CaseIterable {
        case factor, quantity, channels, goods, audiences, periods, kind, options
    }

    init(_ term: RuleTerm) { self.term = term }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let selection = Selection(
            channels: try values.decodeIfPresent(Set<Channel>.self, forKey: .channels),
            goods: try values.decodeIfPresent(Set<GoodsID>.self, forKey: .goods),
            audiences: try values.decodeIfPresent(Set<Audience>.self, forKey: .audiences),
            periods: try periodSpan(from: values.decodeIfPresent([Int].self, forKey: .periods), values, .periods))
        var quantity = Quantity(name: try values.decode(String.self, forKey: .quantity))
        if quantity == .outcome(Outcome(rawValue: "picked")) {
            quantity = .picked(
                OptionPick(
                    try values.decode(String.self, forKey: .kind),
                    try values.decodeIfPresent(Set<String>.self, forKey: .options)))
        } else if let key = [Key.kind, .options].first(where: { values.contains($0) }) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: values, debugDescription: "only the quantity 'picked' has \(key.rawValue)")
        }
        term = RuleTerm(try values.decodeIfPresent(Double.self, forKey: .factor) ?? 1, quantity, selection)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(term.factor, forKey: .factor)
        try values.encode(term.quantity.name, forKey: .quantity)
        if case .picked(let pick) = term.quantity {
            try values.encode(pick.kind, forKey: .kind)
            try values.encodeIfPresent(pick.options?.sorted(), forKey: .options)
        }
        try values.encodeIfPresent(term.selection.channels?.sorted(), forKey: .channels)
        try values.encodeIfPresent(term.selection.goods?.sorted(), forKey: .goods)
        try values.encodeIfPresent(term.selection.audiences?.sorted(), forKey: .audiences)
        if let periods = term.selection.periods {
            try values.encode([periods.lowerBound + 1, periods.upperBound + 1], forKey: .periods)
        }
    }
}

/// One rule of the document.
struct RuleDocument: Codable {
    let rule: DeliveryRule

    private enum Key: String, CodingKey, CaseIterable {
        case name, terms
        case atLeast = "at_least"
        case atMost = "at_most"
    }

    init(_ rule: DeliveryRule) { self.rule = rule }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let terms = try values.decode([TermDocument].self, forKey: .terms).map(\.term)
        rule = DeliveryRule(
            try values.decode(String.self, forKey: .name), terms: terms,
            atLeast: try values.decodeIfPresent(Double.self, forKey: .atLeast),
            atMost: try values.decodeIfPresent(Double.self, forKey: .atMost))
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(rule.name, forKey: .name)
        try values.encode(rule.terms.map(TermDocument.init), forKey: .terms)
        try values.encodeIfPresent(rule.atLeast, forKey: .atLeast)
        try values.encodeIfPresent(rule.atMost, forKey: .atMost)
    }
}

/// The objective of the document: `{"name": "GMV", "unit": "yuan", "terms": [{"quantity": "gmv"}]}`.
struct ObjectiveDocument: Codable {
    let objective: DeliveryObjective

    private enum Key: String, CodingKey, CaseIterable { case name, unit, terms }

    init(_ objective: DeliveryObjective) { self.objective = objective }

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Key.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: Key.self)
        let terms = try values.decode([TermDocument].self, forKey: .terms).map(\.term)
        objective = DeliveryObjective(
            name: try values.decodeIfPresent(String.self, forKey: .name) ?? terms.map(\.quantity.name).joined(separator: " + "),
            unit: try values.decodeIfPresent(String.self, forKey: .unit) ?? "", terms: terms)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(objective.name, forKey: .name)
        try values.encode(objective.unit, forKey: .unit)
        try values.encode(objective.terms.map(TermDocument.init), forKey: .terms)
    }
}
