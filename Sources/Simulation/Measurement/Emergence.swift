// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What was measured on a world by delivering in it: whether returns diminish, clicks get dearer, reports mature and channels overlap although no
/// formula of spend is in it.
public struct Emergence: Sendable, Hashable, Codable {
    /// One channel's response to money, the other channels at rest.
    public struct Curve: Sendable, Hashable, Codable {
        public var channel: Channel
        public var levels: [Level]
        public var shape: Shape
    }

    /// One level of spend, per day.
    public struct Level: Sendable, Hashable, Codable {
        /// Yuan given and spent a day.
        public var given: Double
        public var spent: Estimate
        public var impressions: Estimate
        public var clicks: Estimate
        /// Yuan a click.
        public var clickPrice: Double
        /// Visits and orders a day beyond those without the channel.
        public var visits: Estimate
        public var orders: Estimate
        /// Credited orders per click.
        public var conversion: Double

        private enum CodingKeys: String, CodingKey {
            case spent, impressions, clicks, visits, orders, conversion
            case given = "given_yuan_a_day"
            case clickPrice = "click_price_yuan"
        }
    }

    /// How the response bends.
    public enum Shape: String, Sendable, Hashable, Codable {
        /// More yuan bring more, each further yuan less.
        case diminishing
        /// Each further yuan first brings more, then less.
        case sShaped = "s-shaped"
        /// As far as was measured each further yuan brings as much.
        case straight
        /// More yuan do not bring more.
        case notIncreasing = "not-increasing"
    }

    /// Reach of the same money under other bids of everybody else.
    public struct Contest: Sendable, Hashable, Codable {
        public var factor: Double
        public var impressions: Double
    }

    /// What is visible of a day's final orders so many mornings later.
    public struct Visible: Sendable, Hashable, Codable {
        public var age: Int
        public var share: Double
    }

    /// Further orders of two channels, alone and together, over the days and lateness.
    public struct Overlap: Sendable, Hashable, Codable {
        public var first: Channel
        public var second: Channel
        public var alone: [Estimate]
        public var together: Estimate
        /// The sum of both alone less both together.
        public var shared: Estimate
    }

    /// Orders through affiliates at one commission rate.
    public struct CommissionLevel: Sendable, Hashable, Codable {
        public var percent: Double
        public var orders: Estimate
    }

    /// Readers of posts at one number a week.
    public struct PostLevel: Sendable, Hashable, Codable {
        public var posts: Double
        public var readers: Estimate
    }

    /// One statement about the world and whether it was found to hold.
    public struct Finding: Sendable, Hashable, Codable {
        /// Key of the statement in the message catalogue, under `world-page.`.
        public var statement: String
        public var channel: Channel?
        public var holds: Bool
    }

    public var world: WorldDescription
    /// Days of every run, and repetitions with other luck.
    public var days: Int
    public var repetitions: Int
    public var curves: [Curve]
    /// Impressions and clicks once, and with every bid, floor and budget doubled.
    public var scaleOnce: [Int]
    public var scaleDoubled: [Int]
    public var contests: [Contest]
    public var maturity: [Visible]
    public var overlap: Overlap?
    public var commission: [CommissionLevel]
    public var posts: [PostLevel]
    public var findings: [Finding]

    /// True when every statement holds.
    public var holds: Bool { findings.allSatisfy(\.holds) }

    private enum CodingKeys: String, CodingKey {
        case world, days, repetitions, curves, contests, maturity, overlap, commission, posts, findings
        case scaleOnce = "impressions_and_clicks"
        case scaleDoubled = "impressions_and_clicks_all_money_doubled"
    }
}
