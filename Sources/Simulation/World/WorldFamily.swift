// SPDX-License-Identifier: GPL-3.0-or-later

/// What the shop sells: decides prices, how often people need such goods, how fast they decide and how often they send back.
public enum WorldFamily: String, Sendable, Codable, CaseIterable, Hashable {
    case fashion
    case snacks
    case homeAppliances = "home-appliances"
    case beauty

    /// The family's documented figures.
    var figures: FamilyFigures {
        switch self {
        case .fashion:
            FamilyFigures(
                categories: ["dress", "coat", "shoes", "bag"], price: 159, priceSigma: 0.5, margin: 0.45...0.60,
                needInterval: 45, refund: 0.18, fastShare: 0.70, impulse: 0.050, quantity: 1.15, clickPrice: 1.75)
        case .snacks:
            FamilyFigures(
                categories: ["nuts", "biscuits", "meat-snacks", "dried-fruit"], price: 39, priceSigma: 0.35,
                margin: 0.30...0.42, needInterval: 22, refund: 0.03, fastShare: 0.85, impulse: 0.070, quantity: 1.9,
                clickPrice: 1.0)
        case .homeAppliances:
            FamilyFigures(
                categories: ["kettle", "vacuum", "air-fryer", "humidifier"], price: 329, priceSigma: 0.55,
                margin: 0.20...0.32, needInterval: 120, refund: 0.08, fastShare: 0.45, impulse: 0.015, quantity: 1.02,
                clickPrice: 2.6)
        case .beauty:
            FamilyFigures(
                categories: ["skin-care", "make-up", "masks", "sun-care"], price: 129, priceSigma: 0.5,
                margin: 0.50...0.65, needInterval: 48, refund: 0.06, fastShare: 0.65, impulse: 0.045, quantity: 1.3,
                clickPrice: 2.1)
        }
    }
}

/// The documented figures of one family; each world draws around them.
struct FamilyFigures {
    /// Leaf categories.
    var categories: [String]
    /// Median price in yuan and the spread of its logarithm.
    var price: Double
    var priceSigma: Double
    /// Contribution as a share of the price, drawn between these.
    var margin: ClosedRange<Double>
    /// Mean days between two needs of one person, all categories together.
    var needInterval: Double
    /// Share of orders that are sent back.
    var refund: Double
    /// Share of people who decide fast.
    var fastShare: Double
    /// Chance that a visit without a need creates one, at average affinity.
    var impulse: Double
    /// Mean pieces per order.
    var quantity: Double
    /// Median price of a click in yuan that the channels' prices are drawn around.
    var clickPrice: Double
}

/// How large the shop is: people it can reach, goods, channels, old customers.
public enum ShopSize: String, Sendable, Codable, CaseIterable, Hashable {
    case small
    case middle
    case large

    /// People in the market around the shop.
    var people: Int {
        switch self {
        case .small: 12_000
        case .middle: 25_000
        case .large: 50_000
        }
    }

    /// Number of goods, drawn between these.
    var goods: ClosedRange<Int> {
        switch self {
        case .small: 4...6
        case .middle: 8...10
        case .large: 16...20
        }
    }

    /// Channels in use.
    var channels: [String] {
        switch self {
        case .small: ["search", "feed", "affiliate", "groups"]
        case .middle: ["search", "feed", "display", "affiliate", "groups", "sms"]
        case .large: ["search", "feed", "display", "douyin", "affiliate", "groups", "sms"]
        }
    }

    /// Share of people who bought from the shop before.
    var loyalShare: Double {
        switch self {
        case .small: 0.14
        case .middle: 0.18
        case .large: 0.22
        }
    }

    /// Number of affiliates who know the shop's category.
    var affiliates: Int {
        switch self {
        case .small: 40
        case .middle: 90
        case .large: 200
        }
    }
}

/// How the recorded merchant spreads the daily budget.
public enum MerchantHabit: String, Sendable, Codable, CaseIterable, Hashable {
    /// Proportional to the last period's return, with inertia.
    case proportional
    /// The same to every line.
    case even
    /// All on search.
    case search
    /// Most to the lines that returned most yesterday.
    case chase
    /// No media money at all: a shop before its first delivery.
    case none
}
