// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The affiliates: how many follow each, and which category each speaks of.
struct AffiliatePopulation: Sendable {
    let count: Int
    /// Category that each affiliate's followers come for.
    let niche: [Int]
    /// Cumulative share of follows, for drawing whom a person follows.
    let cumulative: [Double]
    /// How much each affiliate's own judgement departs from the figures, in logits.
    let whim: [Double]
    /// Place by reach, 0 for the affiliate with the most followers.
    let rank: [Int]
    /// Number of teams; two of five affiliates belong to one.
    static let teams = 8

    /// The team of an affiliate; nil for those who work alone.
    func team(of affiliate: Int) -> Int? { affiliate % 5 < 2 ? affiliate / 5 % AffiliatePopulation.teams : nil }

    init(_ parameters: WorldParameters, seed: UInt64) {
        count = parameters.affiliates.count
        var niche: [Int] = []
        var cumulative: [Double] = []
        var whim: [Double] = []
        var total = 0.0
        for affiliate in 0..<count {
            var random = CounterRandom(seed, affiliate, 0, .affiliates)
            niche.append(random.index(below: max(1, parameters.categories.count)))
            // Followers are spread as in a Pareto law with exponent 1.3, cut at 200 times the smallest.
            total += min(200, exponential(-logarithm(random.uniform()) / 1.3))
            cumulative.append(total)
            whim.append(random.between(0.2, 0.5))
        }
        let reach = cumulative.indices.map { cumulative[$0] - ($0 > 0 ? cumulative[$0 - 1] : 0) }
        var rank = [Int](repeating: 0, count: count)
        let order = reach.indices.sorted { reach[$0] != reach[$1] ? reach[$0] > reach[$1] : $0 < $1 }
        for (place, affiliate) in order.enumerated() { rank[affiliate] = place }
        self.rank = rank
        self.niche = niche
        self.cumulative = cumulative.map { $0 / max(total, 1e-9) }
        self.whim = whim
    }

    /// Draws whom a person follows, by reach.
    func follow(_ random: inout CounterRandom) -> Int {
        let draw = random.uniform()
        var low = 0
        var high = count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < draw { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
