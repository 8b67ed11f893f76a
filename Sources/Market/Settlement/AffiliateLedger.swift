// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an event cannot happen to an order.
public enum SettlementError: Error, Sendable, Hashable {
    case unknownOrder(Int)
    case repeatedOrder(Int)
    /// The order is in a state in which this cannot happen.
    case notNow(order: Int, state: SettlementState)
    /// A refund of more than was paid, or an amount that is not above zero.
    case badAmount(order: Int, Money)
}

/// Orders of affiliates from payment to settlement, to the fen: paid → received → settled | void, with what is due in each state.
///
///     commission = rate · amount,  service fee = fee · amount            paid by the merchant, on what was really received
///     subsidyᵢ = min(asked, order cap, what is left of the pool)         paid by the platform
///     earned = share · (commission + Σ subsidyᵢ) − technical fee,        technical fee = part of the commission
///
/// Subsidies are set aside from their pools when an order is paid in full, in the order of events; a void order gives them back. Commission
/// is a cost only once it is settled. A refund after that claws back what the refunded part had brought.
public struct AffiliateLedger: Sendable {
    private struct Entry {
        var terms: SettlementTerms
        var day: Day
        var isPresale: Bool
        /// Paid so far without freight, and the balance still due.
        var amount: Money
        var balance: Money
        var state: SettlementState
        /// Set aside or paid, by subsidy.
        var subsidies: [Money]
    }

    private var entries: [Int: Entry] = [:]
    /// What is left of each subsidy's pool, by name; a subsidy without a pool here has no limit.
    public private(set) var pools: [String: Money]

    /// A ledger with the pools that the platform has set aside.
    public init(pools: [String: Money] = [:]) { self.pools = pools }

    /// An order is paid in full. `paid` is without freight.
    public mutating func pay(_ order: Int, _ paid: Money, on day: Day, _ terms: SettlementTerms) throws(SettlementError) {
        try add(order, paid, balance: .zero, on: day, terms, isPresale: false)
        setAside(order)
    }

    /// A presale order is made: its deposit is paid, its balance is due later.
    public mutating func deposit(
        _ order: Int, _ deposit: Money, balance: Money, on day: Day, _ terms: SettlementTerms
    ) throws(SettlementError) {
        guard balance > .zero else { throw .badAmount(order: order, balance) }
        try add(order, deposit, balance: balance, on: day, terms, isPresale: true)
    }

    private mutating func add(
        _ order: Int, _ amount: Money, balance: Money, on day: Day, _ terms: SettlementTerms, isPresale: Bool
    ) throws(SettlementError) {
        guard entries[order] == nil else { throw .repeatedOrder(order) }
        guard amount > .zero else { throw .badAmount(order: order, amount) }
        entries[order] = Entry(
            terms: terms, day: day, isPresale: isPresale, amount: amount, balance: balance,
            state: isPresale ? .deposited : .paid, subsidies: [])
    }

    /// The balance of a presale order is paid: from now on it counts.
    public mutating func payBalance(_ order: Int) throws(SettlementError) {
        var entry = try entry(order, in: [.deposited])
        entry.amount += entry.balance
        entry.balance = .zero
        entry.state = .paid
        entries[order] = entry
        setAside(order)
    }

    /// The balance was never paid: the order is void, its deposit brings no commission.
    public mutating func missBalance(_ order: Int) throws(SettlementError) {
        var entry = try entry(order, in: [.deposited])
        entry.state = .void
        entry.amount = .zero
        entries[order] = entry
    }

    /// The customer has the goods.
    public mutating func receive(_ order: Int) throws(SettlementError) {
        var entry = try entry(order, in: [.paid])
        entry.state = .received
        entries[order] = entry
    }

    /// The days for returns are over.
    public mutating func settle(_ order: Int) throws(SettlementError) {
        var entry = try entry(order, in: [.received])
        entry.state = .settled
        entries[order] = entry
    }

    /// Gives money back, all of it or a part, before or after settlement.
    ///
    /// Subsidies are worked out again for what is left; what they lose returns to the pool. An order of which nothing is left is void,
    /// unless it had been settled: then its commission is clawed back and it stays settled at nothing.
    public mutating func refund(_ order: Int, _ back: Money) throws(SettlementError) {
        var entry = try entry(order, in: [.deposited, .paid, .received, .settled])
        guard back > .zero, back <= entry.amount else { throw .badAmount(order: order, back) }
        entry.amount -= back
        for (index, subsidy) in applicable(entry).enumerated() {
            let kept = min(entry.subsidies.indices.contains(index) ? entry.subsidies[index] : .zero, wanted(subsidy, entry))
            if entry.subsidies.indices.contains(index) {
                if let pool = pools[subsidy.name] { pools[subsidy.name] = pool + (entry.subsidies[index] - kept) }
                entry.subsidies[index] = kept
            }
        }
        if entry.amount == .zero, entry.state != .settled {
            entry.state = .void
            entry.balance = .zero
        }
        entries[order] = entry
    }

    private func entry(_ order: Int, in states: [SettlementState]) throws(SettlementError) -> Entry {
        guard let entry = entries[order] else { throw .unknownOrder(order) }
        guard states.contains(entry.state) else { throw .notNow(order: order, state: entry.state) }
        return entry
    }

    private func applicable(_ entry: Entry) -> [PlatformSubsidy] {
        entry.terms.subsidies.filter { subsidy in
            entry.day >= subsidy.begin && entry.day <= subsidy.end && (entry.isPresale || !subsidy.presaleOnly)
        }
    }

    private func wanted(_ subsidy: PlatformSubsidy, _ entry: Entry) -> Money {
        subsidy.wanted(of: entry.amount, rate: entry.terms.commission)
    }

    private mutating func setAside(_ order: Int) {
        guard var entry = entries[order] else { return }
        entry.subsidies = applicable(entry).map { subsidy in
            let asked = wanted(subsidy, entry)
            guard let pool = pools[subsidy.name] else { return asked }
            let given = min(asked, pool)
            pools[subsidy.name] = pool - given
            return given
        }
        entries[order] = entry
    }

    /// The state of an order; nil for an unknown one.
    public func state(of order: Int) -> SettlementState? { entries[order]?.state }

    /// What an order comes to if it settles as it stands; nothing for a void one, and nothing yet for a deposit.
    public func amounts(of order: Int) -> SettlementAmounts {
        var amounts = SettlementAmounts()
        guard let entry = entries[order], entry.state != .void, entry.state != .deposited else { return amounts }
        amounts.settled = entry.amount
        amounts.commission = entry.terms.commission.of(entry.amount)
        amounts.serviceFee = entry.terms.serviceFee.of(entry.amount)
        amounts.technicalFee = entry.terms.technicalFee.of(amounts.commission)
        amounts.subsidies = entry.subsidies
        amounts.earned =
            entry.terms.share.of(amounts.commission) + entry.terms.share.of(amounts.platformPaid) - amounts.technicalFee
        return amounts
    }

    /// What all orders in the given states come to.
    public func total(in states: Set<SettlementState>) -> SettlementAmounts {
        var sum = SettlementAmounts()
        sum.subsidies = [.zero]
        for (order, entry) in entries where states.contains(entry.state) {
            let amounts = amounts(of: order)
            sum.settled += amounts.settled
            sum.commission += amounts.commission
            sum.serviceFee += amounts.serviceFee
            sum.technicalFee += amounts.technicalFee
            sum.subsidies[0] += amounts.platformPaid
            sum.earned += amounts.earned
        }
        return sum
    }

    /// The merchant's cost: of settled orders alone.
    public var cost: Money { total(in: [.settled]).merchantCost }
    /// What is expected to become due of orders that are not settled yet.
    public var reserve: Money { total(in: [.paid, .received]).merchantCost }
}
