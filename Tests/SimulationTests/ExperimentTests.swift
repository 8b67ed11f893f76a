// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@testable import Simulation

/// A snack shop in twelve regions, without events.
private enum Lab {
    static func description(seed: UInt64 = 5, people: Int = 6_000) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = people
        overrides.goods = 4
        overrides.channels = ["search", "feed"]
        overrides.stagedAudiences = false
        overrides.events = []
        overrides.regions = 12
        return WorldDescription(
            family: .snacks, size: .small, seed: seed, days: 10, begin: Day("2025-06-01"), overrides: overrides)
    }

    /// A steady delivery over 28 days before and 28 days of the test, with the truth of what the channel brought in the test.
    static func campaign(_ seed: UInt64) -> (world: World, begin: Day, end: Day, policy: SteadyDelivery) {
        let world = World(description(seed: seed))
        let begin = world.description.begin.advanced(by: 28)
        return (world, begin, begin.advanced(by: 27), SteadyDelivery(world, ["feed": 400, "search": 60]))
    }
}

@Suite("Regions and experiments that a merchant could run")
struct ExperimentTests {
    @Test("Regions add up to the shop")
    func regions() {
        let (world, _, _, policy) = Lab.campaign(5)
        let run = world.run(from: world.description.begin, days: 10, policy: policy, state: world.start())
        let shop = run.finalReport.shop()
        let parts = Dictionary(grouping: run.finalReport.shopByRegion(), by: \.day)
        #expect(shop.count == 10)
        for row in shop {
            let regions = parts[row.day] ?? []
            #expect(regions.count == 12)
            #expect(regions.reduce(0) { $0 + ($1.orders ?? 0) } == row.orders)
            #expect(regions.reduce(0) { $0 + ($1.visitors ?? 0) } == row.visitors)
            #expect(regions.compactMap(\.gmv).total() == row.gmv)
        }
        #expect(SmallWorld.history.report.shopByRegion().isEmpty)
    }

    @Test("A dark region gets nothing of the channel; half of the regions are dark, drawn by the seed")
    func darkness() throws {
        let (world, begin, end, policy) = Lab.campaign(5)
        let test = try #require(GeoSwitchOff(world, channel: "feed", begin: begin, end: end, seed: 1))
        #expect(test.dark.count == 6)
        #expect(GeoSwitchOff(world, channel: "feed", begin: begin, end: end, seed: 2)?.dark != test.dark)
        #expect(GeoSwitchOff(SmallWorld.world, channel: "feed", begin: begin, end: end, seed: 1) == nil)
        var all = test.policy(over: policy)
        var dark = all.delivery(on: begin, knowing: SmallWorld.history.report)
        #expect(dark.dark == [DarkRegions(channel: "feed", regions: test.dark)])
        dark.dark = [DarkRegions(channel: "feed", regions: Set(0..<12))]
        struct Fixed: DeliveryPolicy {
            var day: DayDelivery
            mutating func delivery(on _: Day, knowing _: MerchantReport) -> DayDelivery { day }
        }
        let run = world.run(from: begin, days: 3, policy: Fixed(day: dark), state: world.start())
        #expect(run.spends.filter { $0.line.channel == "feed" }.allSatisfy { $0.impressions == 0 && $0.spent == .zero })
        #expect(run.spends.contains { $0.line.channel == "search" && $0.impressions > 0 })
    }

    @Test("Blocks in time: half are off, and the money of the others goes on")
    func blocks() throws {
        let begin = Day(number: 20_300)
        let test = try #require(SwitchOff(channel: "feed", begin: begin, end: begin.advanced(by: 29), seed: 4))
        // 30 days hold seven whole blocks of four.
        #expect(test.off.count == 7 && test.off.count { $0 } == 3)
        #expect(test.end == begin.advanced(by: 27))
        #expect(!test.isOff(on: begin.advanced(by: -1)) && !test.isOff(on: begin.advanced(by: 28)))
        #expect(SwitchOff(channel: "feed", begin: begin, end: begin.advanced(by: 10), seed: 4) == nil)
        #expect(SwitchOff(channel: "feed", begin: begin, end: begin, seed: 4) == nil)
    }

    /// What the channel's delivery brought in the days of a test, by the world's own truth: with it and without it, the same luck.
    private func truth(_ world: World, _ begin: Day, _ end: Day, _ policy: some DeliveryPolicy, without: some DeliveryPolicy)
        -> Double
    {
        func gmv(_ policy: some DeliveryPolicy) -> Double {
            let days = end.number - world.description.begin.number + 1
            let run = world.run(from: world.description.begin, days: days, policy: policy, state: world.start())
            return run.truth.days.filter { $0.day >= begin }.reduce(0) { $0 + $1.gmv.yuan }
        }
        return gmv(policy) - gmv(without)
    }

    @Test("A geo test finds what the channel really brought: the truth lies within three standard errors in most repetitions")
    func coverage() throws {
        let count = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1" ? 60 : 6
        var inside = 0
        var positive = 0
        for seed in 1...UInt64(count) {
            let (world, begin, end, policy) = Lab.campaign(seed)
            let test = try #require(GeoSwitchOff(world, channel: "feed", begin: begin, end: end, seed: seed))
            let tested = test.policy(over: policy)
            let days = end.number - world.description.begin.number + 1
            let run = world.run(from: world.description.begin, days: days, policy: tested, state: world.start())
            let finding = try #require(test.finding(in: run.finalReport))
            let real = truth(world, begin, end, tested, without: Everywhere(base: policy, channel: "feed", begin: begin))
            if abs(finding.effect - real) < 3 * finding.standardError { inside += 1 }
            if finding.effect > 0 { positive += 1 }
            #expect(finding.spend > .zero && finding.standardError > 0)
        }
        #expect(Double(inside) >= 0.8 * Double(count), "\(inside) of \(count)")
        #expect(positive * 2 > count)
    }

    /// A policy without one channel from a day on.
    private struct Everywhere: DeliveryPolicy {
        var base: SteadyDelivery
        var channel: Channel
        var begin: Day
        mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            var delivery = base.delivery(on: day, knowing: report)
            if day >= begin { delivery.entries.removeAll { $0.line.channel == channel } }
            return delivery
        }
    }

    @Test("A test in time gives a finding with its error, and none without days to compare with")
    func timeFinding() throws {
        let (world, begin, end, policy) = Lab.campaign(3)
        let test = try #require(SwitchOff(channel: "feed", begin: begin, end: end, seed: 8))
        let days = end.number - world.description.begin.number + 1
        let run = world.run(
            from: world.description.begin, days: days, policy: test.policy(over: policy), state: world.start())
        let finding = try #require(test.finding(in: run.finalReport))
        #expect(finding.standardError > 0 && finding.effect.isFinite)
        let off = run.spends.filter { $0.line.channel == "feed" && test.isOff(on: $0.day) }
        #expect(off.allSatisfy { $0.spent == .zero })
        #expect(test.finding(in: run.finalReport.asKnown(on: begin.advanced(by: -27))) == nil)
    }
}
