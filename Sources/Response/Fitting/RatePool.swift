// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sums of one outcome and of the primary one over the periods in which both are known.
struct RateSums {
    var outcome = 0.0
    var primary = 0.0
    /// Σ (outcome − rate · primary)², the ratio estimator's residuals.
    var squares = 0.0
    /// Periods in which the outcome came at all.
    var periods = 0

    /// - Parameter share: share of the outcome visible by now, relative to the primary outcome's, by period.
    init(outcome: [Double], outcomeKnown: [Bool], primary: [Double], primaryKnown: [Bool], share: [Double]) {
        for period in outcome.indices where outcomeKnown[period] && primaryKnown[period] {
            self.outcome += outcome[period]
            self.primary += primary[period] * share[period]
            if outcome[period] != 0 { periods += 1 }
        }
        guard self.primary > 0 else { return }
        let rate = self.outcome / self.primary
        for period in outcome.indices where outcomeKnown[period] && primaryKnown[period] {
            let miss = outcome[period] - rate * primary[period] * share[period]
            squares += miss * miss
        }
    }

    init() {}

    mutating func add(_ other: RateSums) {
        outcome += other.outcome
        primary += other.primary
        squares += other.squares
        periods += other.periods
    }

    /// How many independent events of equal size the outcome is worth.
    ///
    /// Few periods can follow the ratio to the last digit by chance (one order, one amount), so a period never counts for more than ten.
    var events: Double {
        guard outcome > 0, periods > 0 else { return 0 }
        let most = 10 * Double(periods)
        return squares > 0 ? min(outcome * outcome / squares, most) : most
    }
}

/// A rate drawn towards its pool as a gamma prior does with counts: the pool counts as `worth` events.
///
/// Events are not of one unit (money) nor independent (orders come in bursts); dividing by the outcome per effective event, found
/// from the residuals of the ratio estimator, puts them on the scale of independent counts.
struct RatePool {
    /// Events that a pool is worth to its member: a between-line spread of 0.4 in the logarithm.
    static let worth = 6.0
    var mean: Double
    /// Outcome per effective event.
    var unit: Double
    /// Relative standard error of the mean itself.
    var relative: Double

    /// - Parameter parent: the wider pool, or the documented prior.
    init(_ sums: RateSums, parent: RatePool) {
        let events = sums.events
        unit = events > 0 ? max(sums.outcome / events, 1e-12) : parent.unit
        let expected = sums.primary * parent.mean / max(unit, 1e-12)
        let worth = Self.worth
        mean = expected.isFinite ? parent.mean * (worth + (events > 0 ? events : 0)) / (worth + expected) : parent.mean
        if !(mean.isFinite && mean > 0) { mean = parent.mean }
        relative = (1 / (worth + events)).squareRoot()
    }

    init(mean: Double, unit: Double, relative: Double) {
        self.mean = mean
        self.unit = unit
        self.relative = relative
    }

    var estimate: Estimate { Estimate(mean: mean, standardError: mean * relative) }
}
