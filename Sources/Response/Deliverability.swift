// SPDX-License-Identifier: GPL-3.0-or-later

/// How much a line can really spend in a period, learned from days on which it was given more than it spent.
///
/// On such a day the spend shows the line's capacity; on a day that spent what it was given the capacity is only known to be at least
/// that. The ceiling is the median of the capacity by the product-limit estimate for such censored numbers (Kaplan & Meier 1958).
public struct Deliverability: Sendable, Hashable, Codable {
    /// Yuan per period that the line spends at most on half of the days.
    public var ceiling: Double
    /// Days on which it spent less than it was given, out of all days with a known amount given.
    public var stuckDays: Int
    public var days: Int

    private enum CodingKeys: String, CodingKey {
        case days
        case ceiling = "ceiling_yuan"
        case stuckDays = "stuck_days"
    }

    public init(ceiling: Double, stuckDays: Int, days: Int) {
        self.ceiling = ceiling
        self.stuckDays = stuckDays
        self.days = days
    }

    /// A day that spent less than this share of what it was given was stuck; less is rounding and late settlement.
    public static let stuckShare = 0.9
    /// Fewer stuck days than this say nothing.
    public static let leastStuckDays = 3

    /// The ceiling that days of (given, spent) show, in yuan; nil where the line was not held back on at least half of them.
    ///
    /// Days without any spend are left out: the line did not run.
    public init?(days observed: [(given: Double, spent: Double)]) {
        let ran = observed.filter { $0.given > 0 && $0.spent > 0 }
        let stuck = ran.filter { $0.spent < Deliverability.stuckShare * $0.given }
        guard stuck.count >= Deliverability.leastStuckDays else { return nil }
        let amounts = ran.map { (spent: $0.spent, isStuck: $0.spent < Deliverability.stuckShare * $0.given) }.sorted {
            // Of equal amounts the days that were stuck come first, as is usual for the estimate.
            $0.spent != $1.spent ? $0.spent < $1.spent : $0.isStuck && !$1.isStuck
        }
        var survival = 1.0
        for (index, amount) in amounts.enumerated() where amount.isStuck {
            survival *= 1 - 1 / Double(amounts.count - index)
            if survival <= 0.5 {
                self.init(ceiling: amount.spent, stuckDays: stuck.count, days: ran.count)
                return
            }
        }
        return nil
    }
}
