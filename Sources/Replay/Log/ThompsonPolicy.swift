// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response

extension LogPolicy {
    /// Thompson sampling with fixed Beta beliefs (Thompson 1933): each decision draws a success rate for every action from
    /// Beta(α, β) and shows the actions with the largest, the best in the first slot and so on. Its probabilities have no closed
    /// form and are counted over draws.
    ///
    /// - Parameters:
    ///   - alpha: by action, above 0.
    ///   - beta: by action, above 0.
    ///   - slots: slots that are filled from one draw, in order of rank; no more than actions.
    ///   - draws: a probability p has the standard error √(p (1 − p) / draws).
    public static func thompson(
        _ name: String, alpha: [Double], beta: [Double], slots: Int, draws: Int = 100_000, seed: UInt64 = 1
    ) throws(ReplayError) -> LogPolicy {
        guard alpha.count == beta.count, slots >= 1, slots <= alpha.count, draws > 0,
            (alpha + beta).allSatisfy({ $0 > 0 && $0.isFinite })
        else { throw .badPolicy(name) }
        var counts = [[Double]](repeating: Array(repeating: 0, count: alpha.count), count: slots)
        var rates = [Double](repeating: 0, count: alpha.count)
        var best: [Int] = []
        for draw in 0..<draws {
            var random = CounterRandom(seed: seed, UInt64(draw), 0x7405)
            for action in rates.indices {
                let a = random.gamma(shape: alpha[action])
                rates[action] = a / (a + random.gamma(shape: beta[action]))
            }
            best.removeAll(keepingCapacity: true)
            for _ in 0..<slots {
                var top = -1
                for action in rates.indices where !best.contains(action) {
                    if top < 0 || rates[action] > rates[top] { top = action }
                }
                best.append(top)
            }
            for (slot, action) in best.enumerated() { counts[slot][action] += 1 }
        }
        return LogPolicy(name, .table(counts.map { $0.map { $0 / Double(draws) } }))
    }
}
