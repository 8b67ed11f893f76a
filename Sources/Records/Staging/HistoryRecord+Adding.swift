// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension HistoryRecord {
    /// The sum of two records of one day and line, nil when it is beyond all measure. What one of them does not know counts as nothing
    /// beside a number.
    func adding(_ other: HistoryRecord) -> HistoryRecord? {
        func sum(_ a: Double?, _ b: Double?) -> Double? { a == nil ? b : b == nil ? a : (a ?? 0) + (b ?? 0) }
        var result = self
        result.spend += other.spend
        result.impressions = sum(impressions, other.impressions)
        result.clicks = sum(clicks, other.clicks)
        result.carts = sum(carts, other.carts)
        result.orders = sum(orders, other.orders)
        result.newCustomers = sum(newCustomers, other.newCustomers)
        if let other = other.gmv { result.gmv = (gmv ?? .zero) + other }
        let counts = [result.impressions, result.clicks, result.carts, result.orders, result.newCustomers]
        guard result.spend.fen <= Money.limit, result.gmv?.fen ?? 0 <= Money.limit,
            counts.allSatisfy({ $0?.isFinite ?? true })
        else { return nil }
        return result
    }
}
