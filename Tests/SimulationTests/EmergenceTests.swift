// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation
import Testing

/// The same money every day.
struct SteadyDelivery: DeliveryPolicy {
    var entries: [PlanEntry]

    /// Yuan a day for each channel, spread evenly over its goods.
    init(_ world: World, _ yuan: [Channel: Int]) {
        let goods = world.goods.filter { $0.listedOn.map { $0 < world.description.begin } ?? true }
        entries = yuan.flatMap { channel, amount in
            goods.map {
                PlanEntry(
                    day: world.description.begin, line: LineKey(channel: channel, goods: $0.id),
                    spend: Money(fen: Int64(amount) * 100 / Int64(goods.count)))
            }
        }
    }

    mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery { DayDelivery(entries: entries) }
}

/// A quiet world with one audience and four media channels, and the state in which it begins.
private enum Bench {
    static func description(bids: Double = 1, floor: Double = 1) -> WorldDescription {
        var overrides = WorldOverrides()
        overrides.people = 5_000
        overrides.goods = 4
        overrides.channels = ["search", "feed", "display"]
        overrides.stagedAudiences = false
        overrides.events = []
        overrides.competitorBids = bids
        overrides.floorPrice = floor
        return WorldDescription(
            family: .snacks, size: .small, seed: 3, days: 10, begin: Day("2025-06-01"), overrides: overrides)
    }

    static let world = World(description())
    static let days = 14
    /// The world after its burn-in without delivery.
    static let state = world.run(from: world.description.begin, days: 0, policy: NoDelivery(), state: world.start()).state

    static func run(_ yuan: [Channel: Int], in other: World? = nil, factor: Int64 = 1, tail: Int = 0) -> WorldRun {
        let world = other ?? Bench.world
        var policy = SteadyDelivery(world, yuan)
        for index in policy.entries.indices { policy.entries[index].spend.fen *= factor }
        return world.run(
            from: world.description.begin, days: days, policy: policy,
            state: other == nil ? state : world.start(), tail: tail)
    }

    static let nothing = run([:], tail: 10)
}

extension WorldRun {
    fileprivate var clicks: Int { spends.reduce(0) { $0 + $1.clicks } }
    fileprivate var impressions: Int { spends.reduce(0) { $0 + $1.impressions } }
    fileprivate var clickPrice: Double { spent.yuan / Double(max(1, clicks)) }
    fileprivate func moreVisitors(than other: WorldRun) -> Int { truth.incremental(over: other.truth).total.visitors }
}

@Suite("What emerges from auctions and people, though no formula of spend is in the world")
struct EmergenceTests {
    @Test("Visits rise with spend with diminishing returns, and a click gets dearer", arguments: ["search", "feed", "display"])
    func diminishingReturns(channel: String) {
        // Each level is three times the one before.
        let runs = [8, 24, 72, 216].map { Bench.run([Channel(rawValue: channel): $0]) }
        let visits = runs.map { Double($0.moreVisitors(than: Bench.nothing)) }
        let spent = runs.map(\.spent.yuan)
        #expect(visits[0] > 0)
        for level in 1..<runs.count {
            #expect(visits[level] > visits[level - 1])
            #expect(runs[level].clickPrice > runs[level - 1].clickPrice)
            let before =
                level == 1
                ? visits[0] / spent[0] : (visits[level - 1] - visits[level - 2]) / (spent[level - 1] - spent[level - 2])
            #expect((visits[level] - visits[level - 1]) / (spent[level] - spent[level - 1]) < before)
        }
    }

    @Test("Money beyond what the auctions have to sell stays unspent")
    func volumeIsLimited() {
        let run = Bench.run(["search": 20_000])
        #expect(run.unspent > run.spent)
        #expect(run.spends.allSatisfy { $0.spent <= $0.given })
    }

    @Test("Doubling every bid, floor and budget changes nothing but the money")
    func homogeneity() {
        let doubled = World(Bench.description(bids: 2, floor: 2))
        let once = Bench.run(["search": 40, "feed": 40, "display": 40])
        let twice = Bench.run(["search": 40, "feed": 40, "display": 40], in: doubled, factor: 2)
        #expect(once.spends.map(\.impressions) == twice.spends.map(\.impressions))
        #expect(once.spends.map(\.clicks) == twice.spends.map(\.clicks))
        #expect(once.truth.total.orders == twice.truth.total.orders)
        // Each line's day is rounded down to the fen: 2·⌊x⌋ ≤ ⌊2x⌋ ≤ 2·⌊x⌋ + 1.
        for (a, b) in zip(once.spends, twice.spends) { #expect((0...1).contains(b.spent.fen - 2 * a.spent.fen)) }
    }

    @Test("Higher competing bids alone mean fewer impressions")
    func competition() {
        let contested = World(Bench.description(bids: 1.6))
        let yuan: [Channel: Int] = ["search": 40, "feed": 40, "display": 40]
        #expect(Bench.run(yuan, in: contested).impressions < Bench.run(yuan).impressions * 4 / 5)
    }

    @Test("Two channels together bring less than the sum of each alone: they reach the same people")
    func overlap() {
        let search = Bench.run(["search": 120], tail: 10)
        let feed = Bench.run(["feed": 250], tail: 10)
        let both = Bench.run(["search": 120, "feed": 250], tail: 10)
        func more(_ run: WorldRun) -> Int {
            run.truth.incremental(over: Bench.nothing.truth).total.orders
                + run.tailTruth.incremental(over: Bench.nothing.tailTruth).total.orders
        }
        #expect(more(search) > 0 && more(feed) > 0)
        #expect(more(both) < more(search) + more(feed))
        #expect(more(both) > max(more(search), more(feed)))
    }

    @Test("What reports credit is more than what money brought: some would have bought anyway")
    func attributedIsNotIncremental() {
        let run = Bench.run(["search": 120, "feed": 120], tail: 16)
        let credited = run.finalReport.records().filter { $0.spend > .zero }.reduce(0) { $0 + ($1.orders ?? 0) }
        #expect(credited > Double(run.truth.incremental(over: Bench.nothing.truth).total.orders))
    }

    @Test("Spending more on a channel broadens its audience: fewer of its clicks end in an order")
    func broadening() {
        func conversion(_ yuan: Int) -> Double {
            let run = Bench.run(["feed": yuan], tail: 16)
            let rows = run.finalReport.records().filter { $0.line.channel == "feed" }
            return rows.reduce(0) { $0 + ($1.orders ?? 0) } / rows.reduce(0) { $0 + ($1.clicks ?? 0) }
        }
        #expect(conversion(400) < conversion(20))
    }

    @Test("Organic orders go on without any spend")
    func organic() {
        #expect(Bench.nothing.truth.total.orders > 50)
        #expect(Bench.nothing.spent == .zero)
    }
}
