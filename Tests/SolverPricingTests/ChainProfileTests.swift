// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Testing

@testable import Solver

@Suite("Best profile of a chain") struct ChainProfileTests {
    @Test("No feasible profile beats it: prices of the chain prove it", arguments: 0..<300)
    func certified(seed: Int) {
        var random = CounterRandom(seed: UInt64(seed), 3)
        let count = 1 + Int(random.uniform() * 8)
        let theta = 0.05 + 0.9 * random.uniform()
        let curves = (0..<count).map { _ in HillOne(cap: 1 + random.uniform(), half: 1 + random.uniform()) }
        let carry = (0..<count).map { $0 == 0 ? 0 : theta }
        let low = (0..<count).map { _ in random.uniform() < 0.5 ? 0 : 0.3 * random.uniform() }
        let high = low.map { $0 + 3 * random.uniform() * random.uniform() }
        var profile = ChainProfile(
            curves: curves, carry: carry, low: low, high: high, first: [Int](repeating: 0, count: count))
        for i in 0..<count {
            profile.linear[i] = 0.3 - random.uniform()
            profile.weight[i] = 2 * random.uniform()
        }
        profile.solve(0..<count)
        // The worth of effective spend, backward, prices the links; what bounds on spends leave over is the gap.
        var later = 0.0
        var gap = 0.0
        for i in (0..<count).reversed() {
            let e = profile.effective[i]
            let worth = profile.linear[i] + profile.weight[i] * curves[i].slope(at: e) + later
            let spend = e - (i > 0 ? carry[i] * profile.effective[i - 1] : 0)
            #expect(spend >= low[i] - 1e-9 && spend <= high[i] + 1e-9)
            gap += max(worth * (high[i] - spend), worth * (low[i] - spend))
            later = carry[i] * worth
        }
        #expect(gap < 1e-7)
    }
}
