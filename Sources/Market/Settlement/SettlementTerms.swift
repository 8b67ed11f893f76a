// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an order of an affiliate stands.
public enum SettlementState: String, Sendable, Codable, CaseIterable, Hashable {
    /// A presale order whose balance is still due: no commission is counted yet.
    case deposited
    /// Paid in full; commission is expected.
    case paid
    /// Received by the customer; settles after the days for returns.
    case received
    /// Commission is due and paid.
    case settled
    /// Refunded before it settled, or its balance was never paid: nothing is due.
    case void
}

/// What the platform adds to an affiliate's commission, out of a pool of its own.
public struct PlatformSubsidy: Sendable, Hashable, Codable {
    public enum Basis: Sendable, Hashable, Codable {
        /// A part of the settled amount (佣金翻倍: up to 5 % of the price), never more than the commission rate itself when `doubling`.
        case amount(Rate, doubling: Bool)
        /// Raises the commission to so many millionths of itself (预售加补: to 160 %).
        case commission(to: Rate)
    }

    public var name: String
    public var basis: Basis
    /// At most so much for one order; nil without such a limit.
    public var orderCap: Money?
    /// Orders of these days; a presale order belongs to the day of its deposit.
    public var begin, end: Day
    /// Only presale orders.
    public var presaleOnly: Bool

    public init(
        name: String, basis: Basis, orderCap: Money? = nil, begin: Day, end: Day, presaleOnly: Bool = false
    ) {
        self.name = name
        self.basis = basis
        self.orderCap = orderCap
        self.begin = begin
        self.end = end
        self.presaleOnly = presaleOnly
    }

    /// What one order of `amount` asks for at a commission rate, the pool left aside.
    public func wanted(of amount: Money, rate: Rate) -> Money {
        let asked: Money
        switch basis {
        case .amount(let part, let doubling): asked = (doubling ? min(part, rate) : part).of(amount)
        case .commission(let factor):
            let commission = rate.of(amount)
            asked = max(.zero, factor.of(commission) - commission)
        }
        return orderCap.map { min($0, asked) } ?? asked
    }
}

/// The terms under which an order was made.
public struct SettlementTerms: Sendable, Hashable, Codable {
    /// The merchant's commission on the settled amount.
    public var commission: Rate
    /// The merchant's fee to a team leader on the settled amount.
    public var serviceFee: Rate
    /// The platform's fee out of the commission, none on subsidies.
    public var technicalFee: Rate
    /// The affiliate's share of commission and subsidies.
    public var share: Rate
    public var subsidies: [PlatformSubsidy]

    public init(
        commission: Rate, serviceFee: Rate = .zero, technicalFee: Rate = Rate(millionths: 100_000), share: Rate = .one,
        subsidies: [PlatformSubsidy] = []
    ) {
        self.commission = commission
        self.serviceFee = serviceFee
        self.technicalFee = technicalFee
        self.share = share
        self.subsidies = subsidies
    }
}

/// What an order comes to, in whole fen.
public struct SettlementAmounts: Sendable, Hashable, Codable {
    /// Money really received, without freight: what commission is counted on.
    public var settled = Money.zero
    /// The merchant's: commission and service fee.
    public var commission = Money.zero
    public var serviceFee = Money.zero
    /// The platform's, out of the commission.
    public var technicalFee = Money.zero
    /// Paid by the platform to the affiliate, by subsidy; neither cost nor gain of the merchant.
    public var subsidies: [Money] = []
    /// What the affiliate earns.
    public var earned = Money.zero

    public init() {}

    /// All that the merchant pays.
    public var merchantCost: Money { commission + serviceFee }
    /// All that the platform adds.
    public var platformPaid: Money { subsidies.total() }
}
