// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What a picked option does to the response of lines: a venue that lifts it, a discount that lifts it and costs margin, a programme's
/// extra traffic.
///
///     y[ℓ,t] = multiplier[ℓ,t] · f(e[ℓ,t]) · Π factor of the picked options
///     outcome k += rate[k] · y,   cost += cost · y       (per unit of the primary outcome, or of `per`)
///
/// Product of a binary and a bounded amount, so that the linear form is exact: y is split into a share for every option, each share is
/// 0 unless its option is picked (disjunctive hull, Balas 1985).
public struct ResponseEffect: Sendable, Hashable {
    /// Lines and periods that it works on; it works in the choice's own periods only.
    public var selection: Selection
    /// The response is multiplied by this; at least 0.
    public var factor: PeriodValues
    /// Outcomes on top, for one unit of `per`.
    public var rates: [Outcome: PeriodValues]
    /// Yuan for one unit of `per`: benefits redeemed.
    public var cost: PeriodValues
    /// What `rates` and `cost` are counted by; nil for the line's primary outcome. Lines that do not bring it are left alone.
    public var per: Outcome?

    public init(
        on selection: Selection = .all, factor: PeriodValues = 1, rates: [Outcome: PeriodValues] = [:], cost: PeriodValues = 0,
        per: Outcome? = nil
    ) {
        self.selection = selection
        self.factor = factor
        self.rates = rates
        self.cost = cost
        self.per = per
    }

    /// True when the effect works on a line at all.
    func covers(_ line: DeliveryLine) -> Bool {
        selection.covers(line)
    }

    /// True when the effect works in a period.
    func covers(_ period: Int) -> Bool { selection.periods?.contains(period) ?? true }
}

/// What the picked options add to one unit of a line's response in a period.
struct ResponseExtra: Sendable, Hashable {
    var cost = 0.0
    var rates: [Outcome: Double] = [:]
    var isNothing: Bool { cost == 0 && rates.allSatisfy { $0.value == 0 } }
}

extension DeliveryChoice {
    /// The factor of an option on a line's response in a period.
    func factor(of option: Int, on line: DeliveryLine, in period: Int) -> Double {
        guard periods.contains(period) else { return 1 }
        var product = 1.0
        for effect in options[option].effects where effect.covers(line) && effect.covers(period) {
            product *= effect.factor[period]
        }
        return product
    }

    /// What an option adds to one unit of a line's primary outcome in a period.
    func extra(of option: Int, on line: DeliveryLine, in period: Int) -> ResponseExtra {
        var extra = ResponseExtra()
        guard periods.contains(period) else { return extra }
        for effect in options[option].effects where effect.covers(line) && effect.covers(period) {
            let units = effect.per.map { line.rate(of: $0, in: period) } ?? 1
            guard units != 0 else { continue }
            extra.cost += units * effect.cost[period]
            for (outcome, rate) in effect.rates { extra.rates[outcome, default: 0] += units * rate[period] }
        }
        return extra
    }

    /// True when some option works on the responses of lines.
    var hasEffects: Bool { options.contains { !$0.effects.isEmpty } }
}
