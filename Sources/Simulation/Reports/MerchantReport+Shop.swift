// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

extension MerchantReport {
    /// The shop's own totals by day, organic sales included.
    public func shop(from first: Day? = nil, through last: Day? = nil) -> [ShopRecord] {
        totals(from: first, through: last, regions: 1)
    }

    /// The same by region, where the world has several; empty where it has one.
    public func shopByRegion(from first: Day? = nil, through last: Day? = nil) -> [ShopRecord] {
        model.parameters.regions > 1 ? totals(from: first, through: last, regions: model.parameters.regions) : []
    }

    /// The name of a region in the shop file.
    public static func regionName(_ region: Int) -> String { region < 9 ? "region-0\(region + 1)" : "region-\(region + 1)" }

    private func totals(from first: Day?, through last: Day?, regions: Int) -> [ShopRecord] {
        let from = max(first ?? begin, begin).number - epoch.number
        let through = min(last ?? asOf, asOf.advanced(by: -1)).number - epoch.number
        guard from <= through else { return [] }
        let known = asOf.number - epoch.number
        let cells = (through - from + 1) * regions
        var orders = [Int](repeating: 0, count: cells)
        var fresh = orders
        var gmv = [Int64](repeating: 0, count: cells)
        var settled = gmv
        for order in ledger.orders where (from...through).contains(Int(order.day)) {
            let region = regions > 1 ? Int(model.people.region[Int(order.person)]) : 0
            let index = (Int(order.day) - from) * regions + region
            if order.isOrder { orders[index] += 1 }
            if order.bringsNewCustomer { fresh[index] += 1 }
            gmv[index] += order.gmv
            if !order.isBack(by: known) { settled[index] += order.gmv }
        }
        var rows: [ShopRecord] = []
        for entry in ledger.shopDays where (from...through).contains(Int(entry.day)) {
            for region in 0..<regions {
                let index = (Int(entry.day) - from) * regions + region
                let visits = regions > 1 ? entry.tally.regionVisits[region] : entry.visitors
                rows.append(
                    ShopRecord(
                        day: epoch.advanced(by: Int(entry.day)), geo: regions > 1 ? MerchantReport.regionName(region) : "all",
                        visitors: Double(visits), orders: Double(orders[index]), newCustomers: Double(fresh[index]),
                        gmv: Money(fen: gmv[index]), settledGMV: Money(fen: settled[index]),
                        eventStage: (EventStage(rawValue: Int(entry.stage)) ?? .none).word))
            }
        }
        return rows
    }

    /// Every order until yesterday, in the order in which they were made: what a shop's customer list holds.
    public func orders() -> [CustomerOrder] {
        let known = asOf.number - epoch.number
        let first = begin.number - epoch.number
        return ledger.orders.compactMap { order in
            guard Int(order.day) >= first, Int(order.day) < known else { return nil }
            let line = Int(order.line)
            return CustomerOrder(
                customer: Int(order.person), day: epoch.advanced(by: Int(order.day)),
                goods: model.parameters.goods[Int(order.goods)].id, pieces: Int(order.pieces), amount: Money(fen: order.gmv),
                refunded: order.isBack(by: known) ? Money(fen: order.gmv) : .zero,
                refundedOn: order.isBack(by: known) ? epoch.advanced(by: Int(order.refundDay)) : nil,
                channel: line >= 0 ? model.parameters.channels[lines.channel[line]].channel : nil,
                isSample: order.sort == .sample, isPresale: order.sort == .presale, deposit: Money(fen: order.deposit),
                benefit: Money(fen: order.benefit))
        }
    }

    /// The choices that the shop made since its history began, as they were handed in.
    public func choices() -> [PlanChoice] { ledger.choices.filter { $0.begin < asOf && $0.end >= begin } }
}

/// One order as the shop's own list has it.
public struct CustomerOrder: Sendable, Hashable, Codable {
    /// The customer's number in the shop.
    public var customer: Int
    public var day: Day
    public var goods: GoodsID
    public var pieces: Int
    /// What was to be paid after all benefits.
    public var amount: Money
    /// What was given back so far, or never paid.
    public var refunded: Money
    public var refundedOn: Day?
    /// The channel credited by last click; nil for an organic order.
    public var channel: Channel?
    public var isSample: Bool
    public var isPresale: Bool
    /// What a presale order paid at once.
    public var deposit: Money
    /// What the shop gave.
    public var benefit: Money
}
