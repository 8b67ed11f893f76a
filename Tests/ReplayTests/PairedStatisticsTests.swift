// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Market
import Testing

@testable import Replay

/// How many random repetitions: a few, or as many as the promise names where `WANXIANG_VERIFY=1` is set.
enum Effort {
    static let isFull = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"
}

@Suite struct PairedStatisticsTests {
    /// The 97.5 % quantiles of printed tables.
    @Test func quantilesOfStudentsT() {
        let table = [
            1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 6: 2.4469, 8: 2.3060, 10: 2.2281, 15: 2.1314, 20: 2.0860,
            30: 2.0423, 60: 2.0003, 120: 1.9799, 1_000_000: 1.95996,
        ]
        for (degrees, quantile) in table {
            let found = PairedStatistics.studentQuantile(degrees: degrees)
            #expect(abs(found / quantile - 1) < (degrees < 5 ? 5e-3 : 5e-4), "\(degrees): \(found) \(quantile)")
        }
        #expect(
            (1...200).allSatisfy {
                PairedStatistics.studentQuantile(degrees: $0) > PairedStatistics.studentQuantile(degrees: $0 + 1)
            })
    }

    /// 1, 2, 3: mean 2, standard deviation 1, standard error 1/√3, t with 2 degrees 4.3027: 2 ± 2.4842.
    @Test func meanByHand() {
        let interval = PairedStatistics.mean([1, 2, 3])
        #expect(interval.mean == 2)
        #expect(abs((interval.low ?? 0) - (2 - 2.484138)) < 1e-5 && abs((interval.high ?? 0) - (2 + 2.484138)) < 1e-5)
        #expect(!interval.isEstablished)
        #expect(PairedStatistics.mean([5]) == Interval(mean: 5) && PairedStatistics.mean([]) == Interval(mean: 0))
        #expect(PairedStatistics.mean([3, 3, 3]) == Interval(mean: 3, low: 3, high: 3))
        #expect(PairedStatistics.mean([3, 3, 3]).isEstablished && !Interval(mean: 5).isEstablished)
    }

    /// a = (12, 22), b = (10, 20): R = 34/30, residuals 12 − 11.333 = 2/3 and 22 − 22.667 = −2/3, variance 8/9, standard error
    /// √(8/9 / 2) / 15 = 2/45, t with one degree 12.7062. b's own interval, 15 ± 63.5, has zero in it: no interval is given.
    @Test func ratioByHand() {
        let vague = PairedStatistics.ratioGain([12, 22], [10, 20])
        #expect(abs(vague.mean - 4.0 / 30) < 1e-12 && vague.low == nil && vague.high == nil)
        // b = (14, 16): b's interval 15 ± 12.7 is above zero. R = 34/30, residuals −3.8667 and 3.8667, se = √(29.902/2)/15.
        let ratio = PairedStatistics.ratioGain([12, 22], [14, 16])
        let half = 12.706_204_736 * (2 * 3.866_666_667 * 3.866_666_667 / 2).squareRoot() / 15
        #expect(abs((ratio.high ?? 0) - (4.0 / 30 + half)) < 1e-6, "\(ratio)")
        #expect(PairedStatistics.ratioGain([1, 2], [0, 0]) == Interval(mean: 0))
        #expect(PairedStatistics.ratioGain([2, 4, 6], [1, 2, 3]).mean == 1)
    }

    /// A known gain of 20 % under common luck of both arms: the 95 % interval covers it in about 95 % of the repetitions.
    @Test func ratioIntervalsCover() {
        let repetitions = Effort.isFull ? 20_000 : 3_000
        var covered = 0
        var established = 0
        for repetition in 0..<repetitions {
            var random = SeededNumbers(UInt64(repetition), 77)
            func bell() -> Double { (0..<12).reduce(-6) { sum, _ in sum + random.number(0, 1) } }
            var plan: [Double] = []
            var base: [Double] = []
            for _ in 0..<12 {
                let luck = 10 + 2 * bell()
                base.append(luck + 0.5 * bell())
                plan.append(1.2 * luck + 0.5 * bell())
            }
            let gain = PairedStatistics.ratioGain(plan, base)
            guard let low = gain.low, let high = gain.high else { continue }
            if low <= 0.2 && 0.2 <= high { covered += 1 }
            if gain.isEstablished { established += 1 }
        }
        let share = Double(covered) / Double(repetitions)
        #expect(share > 0.93 && share < 0.965, "\(share)")
        // Pairing pays: the same spread unpaired, 2/10 of the mean over √12, would hardly establish a fifth.
        #expect(Double(established) > 0.99 * Double(repetitions))
    }

    /// 0, 1, …, 100: 2.5 % and 97.5 % lie at 2.5 and 97.5. Fewer than twenty draws give no interval.
    @Test func percentilesByHand() {
        let draws = (0...100).map { Double(($0 * 37) % 101) }
        #expect(PairedStatistics.percentiles(draws, mean: 50) == Interval(mean: 50, low: 2.5, high: 97.5))
        #expect(PairedStatistics.percentiles(Array(draws.prefix(19)), mean: 50) == Interval(mean: 50))
    }
}
