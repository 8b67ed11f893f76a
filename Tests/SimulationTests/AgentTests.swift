// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation
import Testing

/// Every day the same choices and no media.
struct SteadyChoices: DeliveryPolicy {
    var choices: [(kind: ChoiceKind, value: Double)]
    var entries: [PlanEntry] = []

    mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        DayDelivery(
            entries: entries,
            choices: choices.map {
                PlanChoice(begin: day, end: day, $0.kind, value: $0.value)
            })
    }
}

/// A world with all kinds of channels and one event on the eleventh day.
private enum Bench {
    static func description(subsidy: Double = 0) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = 4_000
        overrides.goods = 4
        overrides.affiliates = 40
        overrides.channels = ["search", "affiliate", "groups", "sms"]
        overrides.loyalShare = 0.3
        overrides.subsidy = subsidy
        let begin = Day(number: 20_240)
        overrides.events = [
            EventParameters(
                name: "fair", seeding: begin.advanced(by: 5), presale: begin.advanced(by: 8), burst: begin.advanced(by: 10),
                encore: begin.advanced(by: 12), over: begin.advanced(by: 13), strength: 2.5, bids: 2, discount: 0.1)
        ]
        return WorldDescription(family: .beauty, size: .small, seed: 11, days: 10, begin: begin, overrides: overrides)
    }

    static let world = World(description())
    /// The world after its burn-in without delivery.
    static let state = world.run(from: world.description.begin, days: 0, policy: NoDelivery(), state: world.start()).state

    static func run(_ choices: [(ChoiceKind, Double)], entries: [PlanEntry] = [], in other: World? = nil) -> WorldRun {
        let world = other ?? Bench.world
        return world.run(
            from: world.description.begin, days: 16, policy: SteadyChoices(choices: choices, entries: entries),
            state: other == nil ? Bench.state : world.start(),
            tail: 16)
    }

    static func affiliateOrders(_ run: WorldRun) -> Double {
        run.finalReport.records().filter { $0.line.channel == "affiliate" }.reduce(0) { $0 + ($1.orders ?? 0) }
    }
}

@Suite("Affiliates, own contacts, tickets, stock and events")
struct AgentTests {
    @Test("Affiliates push what pays: sales grow with the commission, by less and less")
    func commission() {
        let orders = [0.0, 10, 40, 70].map { Bench.affiliateOrders(Bench.run([(.commission, $0)])) }
        #expect(orders[0] < orders[1] && orders[1] < orders[2])
        #expect(orders[3] - orders[2] < orders[2] - orders[1])
    }

    @Test("A platform subsidy raises affiliate sales on event days without costing the merchant a higher rate")
    func subsidy() {
        let subsidized = World(Bench.description(subsidy: 0.3))
        let with = Bench.run([(.commission, 8)], in: subsidized)
        let without = Bench.run([(.commission, 8)])
        #expect(Bench.affiliateOrders(with) > Bench.affiliateOrders(without))
        // 8 % of the settled value of affiliate orders, each order rounded to the fen.
        let end = Bench.world.description.begin.advanced(by: 16)
        let rows = with.finalReport.affiliateSettlements().filter { $0.day < end }
        let settled = rows.map(\.settledGMV).total().yuan
        #expect(abs(rows.map(\.settledCommission).total().yuan - 0.08 * settled) < 0.01 * Double(rows.count + 100))
    }

    @Test("Messages cost their price each and go only to people on the list")
    func messages() {
        let line = LineKey(channel: "sms", audience: .purchased)
        let entry = PlanEntry(day: Bench.world.description.begin, line: line, spend: Money(fen: 2_003))
        let run = Bench.run([], entries: [entry])
        let price = Bench.world.parameters.owned.messagePrice
        let first = run.spends.first { $0.line == line }
        #expect(first?.impressions == Int(2_003 / price))
        #expect(first?.spent == Money(fen: Int64((2_003 / price).rounded(.down) * price)))
        let strangers = PlanEntry(
            day: entry.day, line: LineKey(channel: "sms", audience: .stranger), spend: Money(fen: 2_000))
        #expect(Bench.run([], entries: [strangers]).spent == .zero)
    }

    @Test("More posts reach more, and each one reaches fewer: the list tires")
    func posts() {
        func readers(_ posts: Double) -> Int {
            Bench.run([(.posts, posts)]).spends.filter { $0.line.channel == "groups" }.reduce(0) { $0 + $1.impressions }
        }
        let one = readers(1)
        let seven = readers(7)
        #expect(readers(0) == 0)
        #expect(one > 0 && seven > one)
        #expect(seven < 7 * one)
    }

    @Test("Tickets are claimed while the event warms up and are called when it bursts")
    func tickets() {
        let lists = Bench.run([]).finalReport.lists()
        let burst = Bench.description().begin.advanced(by: 10)
        let before = lists.first { $0.day == burst.advanced(by: -1) }
        let during = lists.first { $0.day == burst }
        let after = lists.first { $0.day == burst.advanced(by: 3) }
        #expect((before?.tickets ?? 0) > 0)
        #expect((during?.tickets ?? 0) < (before?.tickets ?? 0))
        // Who did not come keeps the ticket until the burst ends.
        #expect(after?.tickets == 0)
    }

    @Test("An event sells more, makes clicks dearer, and its presale orders may still become void")
    func event() {
        let entries = Bench.world.goods.map {
            PlanEntry(
                day: Bench.world.description.begin, line: LineKey(channel: "search", goods: $0.id), spend: Money(fen: 2_000))
        }
        let run = Bench.run([], entries: entries)
        func orders(_ days: Range<Int>) -> Double {
            Double(run.truth.days[days].reduce(0) { $0 + $1.orders }) / Double(days.count)
        }
        #expect(orders(10..<12) > 1.3 * orders(0..<5))
        func clickPrice(_ days: Range<Int>) -> Double {
            let begin = Bench.world.description.begin.number
            let rows = run.spends.filter { days.contains($0.day.number - begin) && $0.line.channel == "search" }
            return rows.map(\.spent).total().yuan / Double(rows.reduce(0) { $0 + $1.clicks })
        }
        #expect(clickPrice(10..<12) > clickPrice(0..<5))
        #expect(
            run.finalReport.shop().map(\.eventStage)[4...12] == [
                "", "seeding", "seeding", "seeding", "presale", "presale", "burst", "burst", "encore",
            ])
    }

    @Test("Nothing is sold that is not in stock, and nothing is paid to show it")
    func stock() {
        var description = Bench.description()
        description.overrides.goods = 1
        description.overrides.people = 20_000
        description.overrides.needInterval = 3
        let world = World(description)
        let item = world.goods[0]
        let entries = [
            PlanEntry(day: description.begin, line: LineKey(channel: "search", goods: item.id), spend: Money(fen: 20_000))
        ]
        let run = world.run(
            from: description.begin, days: 10, policy: SteadyChoices(choices: [], entries: entries), state: world.start())
        #expect(run.truth.total.pieces <= Int(item.stock ?? 0) * 3)
        #expect(run.finalReport.goods.allSatisfy { ($0.stock ?? 0) >= 0 })
    }

    @Test("A benefit raises conversions and costs its face value")
    func coupon() {
        let with = Bench.run([(.coupon, 20)])
        let without = Bench.run([])
        #expect(with.truth.total.orders > without.truth.total.orders)
        #expect(with.truth.total.benefits > .zero)
        #expect(without.truth.total.benefits == .zero)
        #expect(with.truth.total.profit == with.truth.total.margin - with.truth.total.spend)
    }
}
