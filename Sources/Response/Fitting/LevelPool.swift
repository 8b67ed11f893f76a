// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one line's own data say of its level: ln of the outcome per yuan at its reference spend, with variance.
struct LevelEstimate {
    var group: String
    var category: String
    /// ln(outcome per yuan) by the documented prior of its channel's kind.
    var documented: Double
    var level: Double
    var variance: Double
}

/// Partial pooling of levels: a random-effects model on the logarithm of outcome per yuan, lines within channels, channels around
/// the documented levels shifted by a common amount (the shop is better or worse than the table), and an effect of the goods' category.
///
/// The spread between lines is estimated by moments (DerSimonian & Laird 1986) and held to at least 0.15.
struct LevelPool {
    private var estimates: [LevelEstimate]
    /// Between-line standard deviation within a channel.
    private(set) var lineSpread: Double
    /// Between-channel standard deviation around the shifted table.
    static let channelSpread = 0.7
    static let categorySpread = 0.3

    init(_ estimates: [LevelEstimate]) {
        self.estimates = estimates
        var excess = 0.0
        var freedom = 0.0
        for (_, members) in Dictionary(grouping: estimates, by: \.group).sorted(by: { $0.key < $1.key }) where members.count > 1
        {
            let weights = members.map { 1 / $0.variance }
            let total = weights.reduce(0, +)
            let mean = zip(weights, members).reduce(0) { $0 + $1.0 * $1.1.level } / total
            let q = zip(weights, members).reduce(0) { $0 + $1.0 * ($1.1.level - mean) * ($1.1.level - mean) }
            let squares = weights.reduce(0) { $0 + $1 * $1 }
            excess += q - Double(members.count - 1)
            freedom += total - squares / total
        }
        // The default 0.5 counts as two channels' worth of evidence, so that two lines that happen to agree do not look alike forever.
        let found = freedom > 0 ? max(0, excess / freedom) : 0.25
        let pairs = Double(estimates.count)
        lineSpread = max(0.15, ((2 * 0.25 + pairs * found) / (2 + pairs)).squareRoot())
    }

    /// The prior of ln(outcome per yuan) for a line, from all lines but `index`. Nil when there is nothing to pool from.
    func prior(group: String, category: String, documented: Double, without index: Int? = nil) -> (
        mean: Double, spread: Double
    )? {
        let between = lineSpread * lineSpread
        var ownSum = 0.0
        var ownWeight = 0.0
        var shiftSum = 0.0
        var shiftWeight = 0.0
        var categorySum = 0.0
        var categoryWeight = 0.0
        for (other, estimate) in estimates.enumerated() where other != index {
            let weight = 1 / (estimate.variance + between)
            if estimate.group == group {
                ownSum += weight * estimate.level
                ownWeight += weight
            }
            let channel = 1 / (estimate.variance + between + Self.channelSpread * Self.channelSpread)
            shiftSum += channel * (estimate.level - estimate.documented)
            shiftWeight += channel
        }
        guard shiftWeight > 0 else { return nil }
        let shift = shiftSum / shiftWeight
        let channelVariance = Self.channelSpread * Self.channelSpread + 1 / shiftWeight
        let precision = ownWeight + 1 / channelVariance
        var mean = (ownSum + (documented + shift) / channelVariance) / precision
        let variance = 1 / precision + between
        if !category.isEmpty {
            for (other, estimate) in estimates.enumerated() where other != index && estimate.category == category {
                let center = estimate.group == group ? mean : estimate.documented + shift
                let spread = estimate.group == group ? between : between + Self.channelSpread * Self.channelSpread
                let weight = 1 / (estimate.variance + spread)
                categorySum += weight * (estimate.level - center)
                categoryWeight += weight
            }
            mean += categorySum / (categoryWeight + 1 / (Self.categorySpread * Self.categorySpread))
        }
        return (mean, variance.squareRoot())
    }
}
