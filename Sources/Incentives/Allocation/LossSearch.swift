// SPDX-License-Identifier: GPL-3.0-or-later

/// Settles a small allocation for good: depth-first over the customers' options by rising loss.
///
/// Every allocation is worth the Lagrangian bound less its losses less the priced unused capacity. So a branch whose losses reach the
/// gap of the best allocation known is closed, and when the search ends that allocation is proved optimal: by weak duality at every leaf, and
/// with rows kept in exact sums, without any solver's tolerance.
struct LossSearch {
    let search: ExchangeSearch
    /// Most nodes.
    let nodeLimit: Int

    private(set) var best: [Int]?
    private(set) var bestValue: Double
    private(set) var nodes = 0

    private let order: [Int]
    /// By customer in `order`: options by rising loss.
    private let options: [[Int]]
    /// By position in `order`, then row: least and largest use of all customers from there on.
    private var least: [[Double]]
    private var largest: [[Double]]
    private let bound: Double

    init(_ search: ExchangeSearch, nodeLimit: Int) {
        self.search = search
        self.nodeLimit = nodeLimit
        let feasible = search.violation == 0
        best = feasible ? search.current : nil
        bestValue = feasible ? search.value : -.infinity
        bound = search.value + search.gap
        let customers = search.customers
        let rows = search.limits.count
        // Those whose second option costs most come first: they are settled soonest.
        func regret(_ i: Int) -> Double { customers[i].losses.sorted().dropFirst().first ?? .infinity }
        order = customers.indices.sorted { (regret($1), $0) < (regret($0), $1) }
        options = order.map { i in
            customers[i].losses.indices.sorted { (customers[i].losses[$0], $0) < (customers[i].losses[$1], $1) }
        }
        least = Array(repeating: Array(repeating: 0, count: rows), count: order.count + 1)
        largest = least
        for p in order.indices.reversed() {
            for r in 0..<rows {
                let uses = customers[order[p]].uses.map { $0[r] }
                least[p][r] = least[p + 1][r] + (uses.min() ?? 0)
                largest[p][r] = largest[p + 1][r] + (uses.max() ?? 0)
            }
        }
    }

    /// Searches; true when the best point is proved (or that there is none).
    mutating func run() -> Bool {
        var chosen = [Int](repeating: 0, count: order.count)
        var use = [Double](repeating: 0, count: search.limits.count)
        return visit(0, loss: 0, value: 0, &use, &chosen)
    }

    private mutating func visit(
        _ position: Int, loss: Double, value: Double, _ use: inout [Double], _ chosen: inout [Int]
    ) -> Bool {
        nodes += 1
        if nodes > nodeLimit { return false }
        var unused = 0.0
        for r in use.indices {
            if use[r] + least[position][r] > search.limits[r] { return true }
            unused += search.prices[r] * max(0, search.limits[r] - use[r] - largest[position][r])
        }
        let tolerance = 1e-12 * max(abs(bound), abs(bestValue).isFinite ? abs(bestValue) : 0)
        if bound - loss - unused <= bestValue + tolerance { return true }
        if position == order.count {
            if value > bestValue {
                bestValue = value
                var point = [Int](repeating: 0, count: order.count)
                for (p, i) in order.enumerated() { point[i] = chosen[p] }
                best = point
            }
            return true
        }
        let customer = search.customers[order[position]]
        for j in options[position] {
            chosen[position] = j
            for r in use.indices { use[r] += customer.uses[j][r] }
            let done = visit(position + 1, loss: loss + customer.losses[j], value: value + customer.values[j], &use, &chosen)
            for r in use.indices { use[r] -= customer.uses[j][r] }
            if !done { return false }
        }
        return true
    }
}
