// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers as their purchase history is summed up by the models of repeat buying: column arrays, one entry a customer.
///
/// Time is counted in weeks from a customer's first purchase; purchases of one day are one purchase (Fader, Hardie & Lee 2005).
public struct PurchaseTable: Sendable, Hashable {
    /// Repeat purchases x, the first one not counted.
    public private(set) var repeats: [Int32] = []
    /// Weeks from the first to the last purchase, t_x; 0 without a repeat.
    public private(set) var recency: [Double] = []
    /// Weeks from the first purchase to the end of observation, T.
    public private(set) var age: [Double] = []
    /// Mean value of the repeat purchases, yuan; 0 without a repeat.
    public private(set) var meanValue: [Double] = []

    public init() {}

    public var count: Int { repeats.count }

    public mutating func reserveCapacity(_ count: Int) {
        repeats.reserveCapacity(count)
        recency.reserveCapacity(count)
        age.reserveCapacity(count)
        meanValue.reserveCapacity(count)
    }

    /// Adds a customer. Values out of range are put at its end: 0 ≤ recency ≤ age, no negative counts, nothing that is not finite.
    public mutating func append(repeats: Int, recency: Double, age: Double, meanValue: Double = 0) {
        let whole = Int32(clamping: max(0, repeats))
        let lived = age.isFinite ? max(0, age) : 0
        self.repeats.append(whole)
        self.age.append(lived)
        self.recency.append(whole == 0 || !recency.isFinite ? 0 : min(max(0, recency), lived))
        self.meanValue.append(whole == 0 || !meanValue.isFinite ? 0 : max(0, meanValue))
    }

    /// The customers at the given places.
    public func subset(_ places: some Sequence<Int>) -> PurchaseTable {
        var table = PurchaseTable()
        for place in places {
            table.append(repeats: Int(repeats[place]), recency: recency[place], age: age[place], meanValue: meanValue[place])
        }
        return table
    }

    /// Every n-th customer, so that at most `limit` are left.
    func thinned(to limit: Int) -> PurchaseTable {
        guard count > limit, limit > 0 else { return self }
        let step = Double(count) / Double(limit)
        return subset((0..<limit).lazy.map { Int(Double($0) * step) })
    }

    /// The largest number of repeats, for tables by repeats.
    var mostRepeats: Int { Int(repeats.max() ?? 0) }
}
