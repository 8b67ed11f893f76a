// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// How an order is credited to the clicks before it.
public enum Attribution: String, Sendable, Codable, CaseIterable, Hashable {
    /// All of it to the newest click within the window on goods of the same leaf category.
    case lastClick = "last-click"
    /// In equal parts to those of the last four clicks that are within the window and on goods of the same leaf category.
    case multiTouch = "multi-touch"
}

/// What a merchant can download on one morning: all that a policy ever knows. Orders of the days before count; orders that follow
/// later from the same clicks do not yet, so the newest days look worse than they will.
public struct MerchantReport: Sendable {
    /// The morning of the download: only what happened on earlier days is in it.
    public let asOf: Day
    /// First day that the merchant has any rows of.
    public let begin: Day
    let epoch: Day
    let lines: LineTable
    let stock: [Int64]
    let ledger: Ledger
    let model: WorldModel

    init(_ state: WorldState, model: WorldModel, asOf: Day) {
        self.asOf = asOf
        begin = model.description.begin
        epoch = model.epoch
        lines = state.lines
        stock = state.stock
        ledger = state.ledger
        self.model = model
    }

    /// The same download on an earlier morning. The goods' stock stays that of the later one.
    public func asKnown(on day: Day) -> MerchantReport {
        MerchantReport(self, asOf: min(day, asOf))
    }

    private init(_ other: MerchantReport, asOf: Day) {
        self.asOf = asOf
        begin = other.begin
        epoch = other.epoch
        lines = other.lines
        stock = other.stock
        ledger = other.ledger
        model = other.model
    }

    /// Lines that a merchant of this shop delivers: each paid channel with each of the goods and the channel's audiences.
    public var deliveryLines: [LineKey] { model.deliveryLines }
    /// The goods list with the stock of this morning.
    public var goods: [Goods] { model.goodsList(stock: stock) }
    /// Goods that can be shown and bought this morning.
    public var sellable: Set<GoodsID> {
        var found: Set<GoodsID> = []
        for (index, item) in model.parameters.goods.enumerated() where item.listedOn <= asOf && stock[index] > 0 {
            found.insert(item.id)
        }
        return found
    }
    /// The recorded merchant's usual media budget of one day.
    public var dailyBudget: Money { model.parameters.dailyBudget }

    /// The canonical rows of the days from `first` through `last` (at most until yesterday), sorted by day and line.
    ///
    /// An affiliate row's spend is the commission expected on orders that were not sent back so far; owned channels spend nothing.
    public func records(from first: Day? = nil, through last: Day? = nil, attribution: Attribution = .lastClick)
        -> [HistoryRecord]
    {
        let from = max(first ?? begin, begin).number - epoch.number
        let through = min(last ?? asOf, asOf.advanced(by: -1)).number - epoch.number
        guard from <= through else { return [] }
        let credits = credits(from: from, through: through, attribution: attribution)
        var rows: [HistoryRecord] = []
        var seen = Set<Int64>()
        for entry in ledger.lineDays where (from...through).contains(Int(entry.day)) {
            let key = Int64(entry.day) << 16 | Int64(entry.line)
            seen.insert(key)
            rows.append(row(entry, credits[key] ?? Credit()))
        }
        for (key, credit) in credits where !seen.contains(key) {
            let empty = LineDay(
                day: Int32(key >> 16), line: Int32(key & 0xFFFF), given: 0, spent: 0, impressions: 0, clicks: 0, carts: 0)
            rows.append(row(empty, credit))
        }
        rows.sort { ($0.day, $0.line) < ($1.day, $1.line) }
        return rows
    }

    private struct Credit {
        var orders = 0.0
        var newCustomers = 0.0
        var gmv = 0.0
        var commission: Int64 = 0
    }

    private func credits(from: Int, through: Int, attribution: Attribution) -> [Int64: Credit] {
        let known = asOf.number - epoch.number
        let window = model.parameters.attributionWindow
        var credits: [Int64: Credit] = [:]
        func add(_ order: OrderEvent, line: Int, day: Int, share: Double) {
            guard (from...through).contains(day) else { return }
            let key = Int64(day) << 16 | Int64(line)
            if order.isOrder { credits[key, default: Credit()].orders += share }
            credits[key, default: Credit()].gmv += share * Double(order.gmv)
            if order.bringsNewCustomer { credits[key, default: Credit()].newCustomers += share }
            if line == Int(order.line), order.refundDay < 0 || Int(order.refundDay) >= known {
                credits[key, default: Credit()].commission += order.commission
            }
        }
        for order in ledger.orders where Int(order.day) < known && order.line >= 0 {
            switch attribution {
            case .lastClick: add(order, line: Int(order.line), day: Int(order.clickDay), share: 1)
            case .multiTouch:
                let touches = order.touches.credited(
                    category: model.parameters.goods[Int(order.goods)].category, on: Int(order.day), window: window)
                for touch in touches { add(order, line: touch.line, day: touch.day, share: 1 / Double(touches.count)) }
            }
        }
        return credits
    }

    private func row(_ entry: LineDay, _ credit: Credit) -> HistoryRecord {
        let kind = model.parameters.channels[lines.channel[Int(entry.line)]].kind
        return HistoryRecord(
            day: epoch.advanced(by: Int(entry.day)), line: lines.keys[Int(entry.line)],
            spend: Money(fen: kind == .affiliate ? credit.commission : entry.spent), impressions: Double(entry.impressions),
            clicks: Double(entry.clicks), carts: Double(entry.carts), orders: credit.orders, newCustomers: credit.newCustomers,
            gmv: Money(fen: Int64(credit.gmv.rounded())))
    }
}
