// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What is believed of a channel before anything is seen of it. Every spread is a standard deviation of the logarithm.
public struct ChannelPrior: Sendable, Hashable, Codable {
    /// Yuan per click (view, message) at the reference spend, and its spread.
    public var costPerClick: Double
    public var costSpread: Double
    /// Share of impressions that are clicked.
    public var clickRate: Double
    public var cartsPerClick: Double
    public var ordersPerClick: Double
    public var ordersSpread: Double
    public var newCustomersPerOrder: Double
    /// Yuan per order where the goods have no price.
    public var orderValue: Double
    /// Daily spend of a line at which the cost is meant, yuan.
    public var referenceSpend: Double
    /// Spend at half saturation as a multiple of the reference, and its spread.
    public var saturation: Double
    public var saturationSpread: Double
    /// Mean carry-over θ of daily and of weekly or longer periods.
    public var carryOverDaily: Double
    public var carryOverPeriodic: Double

    /// What a channel really brings ÷ what last-click reports credit it with, and its spread.
    public var incremental: Double
    public var incrementalSpread: Double

    /// Outcome per unit of clicks, `nil` for outcomes that the table does not know.
    public func perClick(_ outcome: Outcome, price: Double? = nil) -> Double? {
        switch outcome {
        case .clicks, .visits: 1
        case .impressions: 1 / clickRate
        case .carts: cartsPerClick
        case .orders: ordersPerClick
        case .newCustomers: ordersPerClick * newCustomersPerOrder
        case .gmv: ordersPerClick * (price ?? orderValue)
        case .settledGMV: ordersPerClick * (price ?? orderValue) * 0.85
        default: nil
        }
    }

    /// Spread of `perClick`.
    public func spread(_ outcome: Outcome, priceKnown: Bool = false) -> Double {
        switch outcome {
        case .clicks, .visits: 0
        case .impressions: 0.5
        case .carts: 0.5
        case .gmv, .settledGMV: priceKnown ? ordersSpread : (ordersSpread * ordersSpread + 0.49).squareRoot()
        default: ordersSpread
        }
    }

    func shape(_ cadence: Cadence) -> ShapePrior {
        ShapePrior(
            kappaMedian: saturation, kappaSpread: saturationSpread,
            carryOverMean: cadence == .daily ? carryOverDaily : carryOverPeriodic, carryOverConcentration: 4)
    }
}

/// The documented priors by channel kind.
///
/// Clicks: CPC median 1.24 yuan within 0.27–9.38 over one shop's day, CPM median 62 yuan, CTR 2.4–14 %; SMS recalls 2–5 %, in-platform
/// messages up to 30 %. Off-site converts less and later. The rest (conversion 3 %, carts 10 %, saturation, carry-over) are round
/// figures of the trade without a published source and therefore have wide spreads: log-spread 0.8 means a factor of 3.7 either way
/// at 90 %.
///
/// What is incremental of the credited sales: channels that meet people who are already looking (search, brand zone, messages to own
/// customers, commission) are credited with much that would have come anyway (Blake, Nosko & Tadelis 2015 for paid search; Edelman &
/// Brandi 2015 for affiliates); channels that people meet without looking are about as often credited too much as too little, since the last
/// click is often another's (Johnson, Lewis & Nubbemeyer 2017; Gordon et al. 2019). Trials scatter by a factor of two and more, hence
/// the log-spread 0.6: a factor of 2.7 either way at 90 %.
public enum ChannelPriors {
    /// The prior of a kind.
    public static func of(_ kind: ChannelKind) -> ChannelPrior { table[kind] ?? other }

    static let other = ChannelPrior(
        costPerClick: 1.24, costSpread: 0.9, clickRate: 0.04, cartsPerClick: 0.09, ordersPerClick: 0.025, ordersSpread: 0.8,
        newCustomersPerOrder: 0.5, orderValue: 120, referenceSpend: 500, saturation: 1.5, saturationSpread: 0.6,
        carryOverDaily: 0.3, carryOverPeriodic: 0.3, incremental: 0.8, incrementalSpread: 0.6)

    /// One row a kind.
    public static let table: [ChannelKind: ChannelPrior] = {
        func row(
            _ cost: Double, _ spread: Double, click: Double, carts: Double, orders: Double, new: Double,
            saturation: Double = 1.5,
            daily: Double, periodic: Double, incremental: Double = 0.8
        ) -> ChannelPrior {
            var prior = other
            prior.costPerClick = cost
            prior.costSpread = spread
            prior.clickRate = click
            prior.cartsPerClick = carts
            prior.ordersPerClick = orders
            prior.newCustomersPerOrder = new
            prior.saturation = saturation
            prior.carryOverDaily = daily
            prior.carryOverPeriodic = periodic
            prior.incremental = incremental
            return prior
        }
        return [
            .search: row(
                1.24, 0.8, click: 0.06, carts: 0.11, orders: 0.035, new: 0.55, saturation: 1.2, daily: 0.15, periodic: 0.2,
                incremental: 0.6),
            .display: row(
                1.4, 0.8, click: 0.044, carts: 0.08, orders: 0.02, new: 0.5, saturation: 2, daily: 0.4, periodic: 0.35,
                incremental: 1.0),
            .feed: row(
                1.24, 0.8, click: 0.05, carts: 0.09, orders: 0.025, new: 0.6, daily: 0.3, periodic: 0.3, incremental: 0.9),
            .express: row(
                1.3, 0.9, click: 0.05, carts: 0.08, orders: 0.02, new: 0.5, daily: 0.2, periodic: 0.2, incremental: 0.8),
            .livestream: row(
                1.0, 0.9, click: 0.1, carts: 0.1, orders: 0.03, new: 0.4, daily: 0.2, periodic: 0.25, incremental: 0.9),
            .brandZone: row(
                1.6, 1.0, click: 0.1, carts: 0.12, orders: 0.04, new: 0.3, daily: 0.3, periodic: 0.35, incremental: 0.5),
            .offsite: row(
                1.8, 1.0, click: 0.024, carts: 0.05, orders: 0.012, new: 0.7, saturation: 2, daily: 0.5, periodic: 0.4,
                incremental: 1.0),
            .affiliate: row(
                1.24, 1.0, click: 0.05, carts: 0.09, orders: 0.03, new: 0.5, daily: 0.2, periodic: 0.2, incremental: 0.5),
            .owned: row(0.3, 1.2, click: 0.1, carts: 0.12, orders: 0.05, new: 0.1, daily: 0.2, periodic: 0.2, incremental: 0.6),
            .message: row(
                1.5, 1.0, click: 0.035, carts: 0.15, orders: 0.08, new: 0.05, saturation: 3, daily: 0.2, periodic: 0.1,
                incremental: 0.6),
            .other: other,
        ]
    }()
}
