// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Simulation
import Testing

/// A world small enough for a debug build.
enum SmallWorld {
    static func description(seed: UInt64 = 7, people: Int = 1_500, days: Int = 14) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = people
        overrides.goods = 4
        overrides.events = []
        return WorldDescription(
            family: .snacks, size: .small, seed: seed, days: days, begin: Day("2025-06-01"), overrides: overrides)
    }

    static let world = World(description())
    static let history = world.history()
}

@Suite("A world and its history")
struct WorldTests {
    @Test("The same seed gives the same history, another seed another one")
    func seeded() {
        let again = World(SmallWorld.description()).history()
        #expect(again.records == SmallWorld.history.records)
        #expect(again.shop == SmallWorld.history.shop)
        #expect(World(SmallWorld.description(seed: 8)).history().records != SmallWorld.history.records)
    }

    @Test("No line spends more than it was given, and a day's money is never exceeded")
    func moneyIsKept() {
        let world = SmallWorld.world
        let run = world.run(
            from: world.description.end, days: 5, policy: RecordedMerchant(world), state: SmallWorld.history.state)
        #expect(!run.spends.isEmpty)
        #expect(run.spends.allSatisfy { $0.spent <= $0.given && $0.spent >= .zero })
        #expect(run.truth.total.media == run.spent)
    }

    @Test("Extreme figures of a world file stay figures: no competitors, dear floors, no goods in stock, nobody loyal")
    func extremes() {
        var description = SmallWorld.description(people: 300, days: 3)
        description.overrides.competitorBids = 0
        description.overrides.floorPrice = 1_000_000
        description.overrides.needInterval = 2
        description.overrides.loyalShare = 0
        description.overrides.refund = 0.9
        description.overrides.dailyBudget = Money(fen: 1_000_000_000)
        let history = World(description).history()
        #expect(history.shop.count == 3)
        #expect(history.records.allSatisfy { $0.spend >= .zero && ($0.clicks ?? 0) <= ($0.impressions ?? 0) })
    }

    @Test("A world file's words survive being stored")
    func stored() throws {
        let description = SmallWorld.description()
        let data = try JSONEncoder().encode(description)
        #expect(try JSONDecoder().decode(WorldDescription.self, from: data) == description)
    }

    @Test("Rows are in canonical order, of the history's days only, one per line and day")
    func canonical() {
        let records = SmallWorld.history.records
        let keys = records.map { "\($0.day) \($0.line)" }
        #expect(Set(keys).count == keys.count)
        #expect(zip(records, records.dropFirst()).allSatisfy { ($0.day, $0.line) < ($1.day, $1.line) })
        #expect(
            records.allSatisfy { $0.day >= SmallWorld.world.description.begin && $0.day < SmallWorld.world.description.end })
        #expect(SmallWorld.history.shop.count == 14)
    }
}
