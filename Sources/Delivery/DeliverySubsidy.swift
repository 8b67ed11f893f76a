// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Money that the platform pays in the merchant's place (part of the block "resource"): credit, co-funding, red packets.
///
///     s[t] ≤ share · (Σ base terms in t − earlier subsidies of the base in t),   s[t] ≤ mostPerPeriod[t],   Σ s ≤ cap · Σ opening
///
/// It lowers the merchant's cost and nothing else: it is no outcome, so that it never counts as a gain as well. What one subsidy has paid
/// another, later by name, does not pay again. Each period takes what is left of the cap, earlier ones first.
public struct DeliverySubsidy: Sendable, Hashable {
    /// Unique among the problem's subsidies.
    public var name: String
    /// Where the money is booked; a selection of cost covers the subsidy where it covers this.
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience
    public var periods: ClosedRange<Int>
    /// What is subsidized, in yuan: media, cost of options or flows, money outcomes.
    public var base: [RuleTerm]
    /// Share of the base that the platform pays, in [0, 1].
    public var share: Double
    /// At most so much in all.
    public var cap: Money
    /// At most so many yuan in each period; nil without such a limit.
    public var mostPerPeriod: PeriodValues?
    /// Paid only as far as this sum of picks reaches 1; nil for always.
    public var opening: RuleTerm?

    public init(
        _ name: String, channel: Channel = .all, goods: GoodsID = .all, audience: Audience = .all, periods: ClosedRange<Int>,
        base: [RuleTerm], share: Double, cap: Money, mostPerPeriod: PeriodValues? = nil, opening: RuleTerm? = nil
    ) {
        self.name = name
        self.channel = channel
        self.goods = goods
        self.audience = audience
        self.periods = periods
        self.base = base
        self.share = share
        self.cap = cap
        self.mostPerPeriod = mostPerPeriod
        self.opening = opening
    }

    /// True when some money may be in the base of both.
    func overlaps(_ other: DeliverySubsidy) -> Bool {
        base.contains { term in other.base.contains { $0.quantity == term.quantity && $0.selection.overlaps(term.selection) } }
    }
}

extension Selection {
    /// True when something may be covered by both.
    func overlaps(_ other: Selection) -> Bool {
        func meet<Element>(_ a: Set<Element>?, _ b: Set<Element>?) -> Bool {
            guard let a, let b else { return true }
            return !a.isDisjoint(with: b)
        }
        let together = periods.flatMap { own in other.periods.map { own.overlaps($0) } } ?? true
        return meet(channels, other.channels) && meet(goods, other.goods) && meet(audiences, other.audiences) && together
    }
}
