// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The competing bidders of one channel: each has a usual bid for an impression, a chance to take part in an auction, a taste by
/// category and its own reaction to events.
///
/// The price that a slot costs is the highest competing bid or the floor (second price). Its distribution on a day follows from
/// the population: P(highest ≤ x) = Π over bidders with bid > x of (1 − chance to take part). It is tabulated once a day and
/// category, so that a slot costs one table look-up.
struct BidderPopulation {
    /// Usual bid in fen per impression.
    var bids: [Double] = []
    var chances: [Double] = []
    /// Reaction to events: 0 none, 1 as the event's mean.
    var eagerness: [Double] = []
    /// Taste, bidder-major by category.
    var tastes: [Double] = []
    var categories = 0

    /// Quantiles of the highest bid at this many evenly spaced probabilities.
    static let resolution = 128

    init(_ channel: ChannelParameters, categories: Int, seed: UInt64, index: Int) {
        self.categories = categories
        for bidder in 0..<channel.bidders {
            var random = CounterRandom(seed, bidder, index, .bidders)
            bids.append(random.lognormal(median: 1, sigma: 0.6))
            chances.append(random.between(0.05, 0.35))
            eagerness.append(random.between(0, 2))
            for _ in 0..<categories { tastes.append(random.lognormal(median: 1, sigma: 0.35)) }
        }
        // Scale the population so that the median over categories of an ordinary day's median price is the channel's.
        var medians: [Double] = []
        for category in 0..<categories {
            let table = prices(category: category, mood: DayMood(), floor: 0)
            medians.append(table[BidderPopulation.resolution / 2])
        }
        medians.sort()
        let middle = medians.isEmpty ? 1 : medians[medians.count / 2]
        let factor = middle > 0 ? channel.impressionPrice / middle : channel.impressionPrice
        for bidder in bids.indices { bids[bidder] *= factor }
    }

    /// Quantiles of the highest competing bid in fen, at probabilities 0, 1/resolution … 1.
    func prices(category: Int, mood: DayMood, floor: Double) -> [Double] {
        let count = BidderPopulation.resolution
        var today: [(bid: Double, chance: Double)] = []
        today.reserveCapacity(bids.count)
        for bidder in bids.indices {
            let reaction = 1 + (mood.bids - 1) * eagerness[bidder]
            today.append((bids[bidder] * tastes[bidder * categories + category] * reaction, chances[bidder]))
        }
        today.sort { $0.bid > $1.bid }
        // From the highest bidder down: the mass that the highest present bidder is this one.
        var levels: [(cumulative: Double, bid: Double)] = []
        var absent = 1.0
        for bidder in today {
            levels.append((absent, bidder.bid))
            absent *= 1 - bidder.chance
        }
        levels.append((absent, min(floor, today.last?.bid ?? floor)))
        levels.reverse()
        var table = [Double](repeating: 0, count: count + 1)
        var level = 0
        for step in 0...count {
            let probability = Double(step) / Double(count)
            while level < levels.count - 1, levels[level].cumulative < probability { level += 1 }
            // Between two bidders' bids the price is interpolated: a bidder varies its bid a little from auction to auction.
            let upper = levels[level]
            let lower = level > 0 ? levels[level - 1] : upper
            let span = upper.cumulative - lower.cumulative
            let share = span > 0 ? (probability - lower.cumulative) / span : 1
            table[step] = max(floor, lower.bid + (upper.bid - lower.bid) * min(1, max(0, share)))
        }
        return table
    }
}
