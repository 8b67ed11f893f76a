// SPDX-License-Identifier: GPL-3.0-or-later
import Market

@testable import Simulation

/// A world with every kind of channel and one event, and plans of choices delivered in it.
enum ChoiceWorld {
    static let begin = Day(number: 20_240)
    static let days = 24
    static var end: Day { begin.advanced(by: days - 1) }
    /// First day of the burst, which lasts three days.
    static let burst = begin.advanced(by: 16)

    static func description(_ change: (inout WorldOverrides) -> Void = { _ in }) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = 4_000
        overrides.goods = 4
        overrides.affiliates = 40
        overrides.loyalShare = 0.3
        overrides.subsidy = 0
        overrides.channels = ["search", "affiliate", "groups", "live", "sms", "wangwang", "brand-zone", "express"]
        overrides.events = [
            EventParameters(
                name: "fair", seeding: begin.advanced(by: 9), presale: begin.advanced(by: 12), burst: burst,
                encore: begin.advanced(by: 19), over: begin.advanced(by: 21), strength: 2.5, bids: 2, discount: 0.1)
        ]
        change(&overrides)
        return WorldDescription(family: .beauty, size: .small, seed: 11, days: 10, begin: begin, overrides: overrides)
    }

    static let world = World(description())
    static let state = quiet(world)

    /// The same shop with five times the people, for what happens seldom.
    static let large = World(description { $0.people = 20_000 })

    /// The morning on which plans begin, after the burn-in without delivery.
    static func quiet(_ world: World) -> WorldState {
        world.run(from: begin, days: 0, policy: NoDelivery(), state: world.start()).state
    }

    /// A choice over all days.
    static func whole(
        _ kind: ChoiceKind, channel: Channel = .all, goods: GoodsID = .all, audience: Audience = .all, _ value: Double,
        limit: Double? = nil
    ) -> PlanChoice {
        PlanChoice(
            begin: begin, end: end, kind, channel: channel, goods: goods, audience: audience, value: value, limit: limit)
    }

    /// Fifteen yuan a day of search for each of the goods.
    static let search: [PlanEntry] = (0..<days).flatMap { offset in
        world.goods.map {
            PlanEntry(
                day: begin.advanced(by: offset), line: LineKey(channel: "search", goods: $0.id), spend: Money(fen: 1_500))
        }
    }

    static func plan(_ choices: [PlanChoice], _ entries: [PlanEntry] = search) -> DeliveryPlan {
        DeliveryPlan(horizon: Horizon(begin: begin, count: days), entries: entries, choices: choices)
    }

    static func run(_ choices: [PlanChoice], _ entries: [PlanEntry] = search, in other: World? = nil) -> WorldRun {
        let world = other ?? ChoiceWorld.world
        return world.run(
            from: begin, days: days, policy: PlannedDelivery(plan(choices, entries)), state: other.map(quiet) ?? state)
    }

    static let without = run([])
}

extension WorldRun {
    /// Every order of the run's days, in the order in which they were made.
    var orders: [OrderEvent] {
        let first = begin.number - ChoiceWorld.world.model.epoch.number
        return state.ledger.orders.filter { Int($0.day) >= first }
    }
    /// Those through affiliates.
    var affiliateOrders: [OrderEvent] {
        orders.filter { $0.line >= 0 && state.lines.keys[Int($0.line)].channel == "affiliate" }
    }
}
