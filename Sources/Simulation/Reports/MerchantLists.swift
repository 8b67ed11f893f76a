// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// How long a shop's lists were at the end of one day: what own contacts and tickets can reach.
public struct ListSizes: Sendable, Hashable, Codable {
    public var day: Day
    public var visitors: Int
    public var fans: Int
    public var purchased: Int
    public var members: Int
    /// Fans, buyers and members who are in a group.
    public var group: Int
    /// People with an entry ticket that was not called yet.
    public var tickets: Int
}

/// What became, as far as is known, of the affiliate orders of one day and goods.
public struct AffiliateSettlement: Sendable, Hashable, Codable {
    /// The day of the orders.
    public var day: Day
    public var goods: GoodsID
    /// Paid, not yet received.
    public var paid = 0
    /// Received and settled.
    public var settled = 0
    /// Sent back, or the balance not paid, before settlement: no commission falls due.
    public var void = 0
    /// Sent back after settlement: the commission is claimed back.
    public var clawedBack = 0
    /// Value of the settled orders.
    public var settledGMV = Money.zero
    /// Commission on orders that are neither void nor clawed back, settled or not.
    public var expectedCommission = Money.zero
    /// Commission on the settled orders.
    public var settledCommission = Money.zero

    init(day: Day, goods: GoodsID) {
        self.day = day
        self.goods = goods
    }
}

extension MerchantReport {
    /// The shop's lists by day, until yesterday.
    public func lists() -> [ListSizes] {
        let known = asOf.number - epoch.number
        let first = begin.number - epoch.number
        return ledger.shopDays.compactMap { entry in
            guard Int(entry.day) >= first, Int(entry.day) < known, entry.stages.count == Stage.count else { return nil }
            return ListSizes(
                day: epoch.advanced(by: Int(entry.day)), visitors: Int(entry.stages[1]), fans: Int(entry.stages[2]),
                purchased: Int(entry.stages[3]), members: Int(entry.stages[4]), group: Int(entry.group),
                tickets: Int(entry.tickets))
        }
    }

    /// The affiliate orders by day and goods with their states as of this morning.
    public func affiliateSettlements() -> [AffiliateSettlement] {
        let known = asOf.number - epoch.number
        let first = begin.number - epoch.number
        var rows: [Int: AffiliateSettlement] = [:]
        for order in ledger.orders where Int(order.day) >= first && Int(order.day) < known && order.line >= 0 {
            guard lines.channel[Int(order.line)] == model.affiliateChannel else { continue }
            let key = Int(order.day) << 16 | Int(order.goods)
            var row =
                rows[key]
                ?? AffiliateSettlement(
                    day: epoch.advanced(by: Int(order.day)), goods: model.parameters.goods[Int(order.goods)].id)
            let isBack = order.isBack(by: known)
            let isReceived = Int(order.settleDay) < known
            if isBack {
                if order.refundDay > order.settleDay { row.clawedBack += 1 } else { row.void += 1 }
            } else {
                row.expectedCommission.fen += order.commission
                if isReceived {
                    row.settled += 1
                    row.settledGMV.fen += order.gmv
                    row.settledCommission.fen += order.commission
                } else {
                    row.paid += 1
                }
            }
            rows[key] = row
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }
}
