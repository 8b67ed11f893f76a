// SPDX-License-Identifier: GPL-3.0-or-later

/// Whole choices for a few customers, improved by exchanges and, where few enough are left, settled for good.
///
/// At prices λ every option has a *loss*, what it scores less than its customer's best. The gap of an allocation to the Lagrangian bound is
/// Σ losses + Σ λ · unused capacity, exactly. So an option whose loss exceeds the gap at hand cannot be part of anything better.
struct ExchangeSearch {
    struct Customer {
        /// Choice: benefit from 1 on, 0 for none.
        var choices: [Int]
        var values: [Double]
        /// By option, then row.
        var uses: [[Double]]
        var losses: [Double]
    }

    let customers: [Customer]
    let prices: [Double]
    /// What the rows leave for these customers.
    let limits: [Double]
    /// Σ over these customers of their best score.
    let best: Double

    /// By customer the index of its option.
    private(set) var current: [Int]
    private(set) var use: [Double]
    private(set) var value: Double

    init(customers: [Customer], prices: [Double], limits: [Double], start: [Int]) {
        self.customers = customers
        self.prices = prices
        self.limits = limits
        current = start
        use = Array(repeating: 0, count: limits.count)
        value = 0
        var best = 0.0
        for (customer, option) in zip(customers, start) {
            value += customer.values[option]
            for r in limits.indices { use[r] += customer.uses[option][r] }
            var top = -Double.infinity
            for j in customer.choices.indices {
                var score = customer.values[j]
                for r in limits.indices { score -= prices[r] * customer.uses[j][r] }
                top = max(top, score)
            }
            best += top
        }
        self.best = best
        var unit = [Double](repeating: 1e-300, count: limits.count)
        for uses in customers.lazy.flatMap(\.uses) {
            for r in unit.indices { unit[r] = max(unit[r], abs(uses[r])) }
        }
        self.unit = unit
    }

    /// Starts from other options.
    mutating func restart(_ start: [Int]) {
        let other = ExchangeSearch(customers: customers, prices: prices, limits: limits, start: start)
        (current, use, value) = (other.current, other.use, other.value)
    }

    /// How far rows are exceeded, each in units of its largest use.
    var violation: Double {
        var sum = 0.0
        for r in limits.indices { sum += max(0, use[r] - limits[r]) / unit[r] }
        return sum
    }

    /// Largest use of each row by one customer.
    private let unit: [Double]

    /// Lagrangian bound less value.
    var gap: Double {
        var bound = best
        for r in limits.indices { bound += prices[r] * limits[r] }
        return bound - value
    }

    private struct Move {
        var customer: Int
        var option: Int
        var gain: Double
    }

    /// Exchanges of one and of two customers until none helps, or `rounds` were made. Leads to a feasible point first where it can.
    mutating func improve(rounds: Int, mostMoves: Int = 500) {
        let units = unit
        for _ in 0..<rounds {
            let moves = candidates(mostMoves)
            if !step(moves, units) { return }
        }
    }

    private func candidates(_ most: Int) -> [Move] {
        let open = violation > 0 ? Double.infinity : gap
        var all: [(Move, Double)] = []
        for (i, customer) in customers.enumerated() {
            for j in customer.choices.indices where j != current[i] && customer.losses[j] < open {
                let gain = customer.values[j] - customer.values[current[i]]
                all.append((Move(customer: i, option: j, gain: gain), customer.losses[j] + customer.losses[current[i]]))
            }
        }
        if all.count > most {
            all.sort { ($0.1, $0.0.customer, $0.0.option) < ($1.1, $1.0.customer, $1.0.option) }
            all.removeLast(all.count - most)
        }
        return all.map(\.0)
    }

    /// One improving exchange; false when there is none.
    private mutating func step(_ moves: [Move], _ units: [Double]) -> Bool {
        let count = limits.count
        var deltas = [Double](repeating: 0, count: moves.count * count)
        for (m, move) in moves.enumerated() {
            let customer = customers[move.customer]
            for r in 0..<count {
                deltas[m * count + r] = customer.uses[move.option][r] - customer.uses[current[move.customer]][r]
            }
        }
        let before = violation
        let feasible = before == 0
        var bestGain = 1e-12 * max(1e-9, abs(best))
        var bestViolation = before * (1 - 1e-9)
        var chosen: (Int, Int)?
        // A move with itself (a == b) is the exchange of one customer.
        for a in moves.indices {
            for b in a..<moves.count {
                let single = a == b
                if !single && moves[a].customer == moves[b].customer { continue }
                let gain = moves[a].gain + (single ? 0 : moves[b].gain)
                if feasible {
                    if gain <= bestGain { continue }
                    var fits = true
                    for r in 0..<count {
                        let delta = deltas[a * count + r] + (single ? 0 : deltas[b * count + r])
                        if use[r] + delta > limits[r] {
                            fits = false
                            break
                        }
                    }
                    if fits { (bestGain, chosen) = (gain, (a, b)) }
                } else {
                    var after = 0.0
                    for r in 0..<count {
                        let delta = deltas[a * count + r] + (single ? 0 : deltas[b * count + r])
                        after += max(0, use[r] + delta - limits[r]) / units[r]
                    }
                    if after < bestViolation { (bestViolation, chosen) = (after, (a, b)) }
                }
            }
        }
        guard let (a, b) = chosen else { return false }
        apply(moves[a])
        if a != b { apply(moves[b]) }
        return true
    }

    private mutating func apply(_ move: Move) {
        let customer = customers[move.customer]
        let old = current[move.customer]
        for r in limits.indices { use[r] += customer.uses[move.option][r] - customer.uses[old][r] }
        value += customer.values[move.option] - customer.values[old]
        current[move.customer] = move.option
    }
}
