// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Measures what emerges from a world: runs it at several levels of spend, with doubled money, with other rivals, one channel and two.
///
/// All runs of one repetition share their luck, so that differences are due to the money; repetitions differ in luck alone.
public struct EmergenceMeasurement: Sendable {
    public var description: WorldDescription
    public var days: Int
    public var repetitions: Int
    /// Multiples of the world's daily budget that a channel gets.
    public var levels: [Double]
    /// Days after a run in which late orders count.
    let tail = 16

    public init(
        _ description: WorldDescription, days: Int = 14, repetitions: Int = 8,
        levels: [Double] = [0.125, 0.25, 0.5, 1, 2, 4, 8]
    ) {
        // Measured away from events, with one audience: what money alone does.
        var quiet = description
        quiet.overrides.events = []
        quiet.overrides.stagedAudiences = false
        self.description = quiet
        self.days = max(7, days)
        self.repetitions = max(2, repetitions)
        self.levels = levels.sorted()
    }

    /// The same money every day for each of some channels, spread evenly over goods that are on sale; choices that hold throughout.
    struct Steady: DeliveryPolicy {
        var entries: [PlanEntry]
        var choices: [(kind: ChoiceKind, value: Double)] = []

        init(_ world: World, _ yuan: [Channel: Double], choices: [(kind: ChoiceKind, value: Double)] = []) {
            let begin = world.description.begin
            let goods = world.goods.filter { ($0.listedOn ?? begin) < begin && ($0.stock ?? 1) > 0 }
            entries = yuan.sorted { $0.key < $1.key }.flatMap { channel, amount in
                goods.map {
                    PlanEntry(
                        day: begin, line: LineKey(channel: channel, goods: $0.id),
                        spend: Money(fen: Int64(amount * 100 / Double(max(1, goods.count)))))
                }
            }
            self.choices = choices
        }

        mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            DayDelivery(entries: entries, choices: choices.map { PlanChoice(begin: day, end: day, $0.kind, value: $0.value) })
        }
    }

    /// What one run gave.
    struct Outcome: Sendable {
        var spent = 0.0
        var impressions = 0
        var clicks = 0
        var visits = 0
        /// With late ones.
        var orders = 0
        var credited = 0.0
        var affiliateOrders = 0.0
        var postReaders = 0
    }

    /// Measures everything, on all cores.
    public func measure(progress: (@Sendable (Int, Int) -> Void)? = nil) async -> Emergence {
        let world = World(description)
        let begin = description.begin
        let start = world.run(from: begin, days: 0, policy: NoDelivery(), state: world.start()).state
        let base = max(1, world.parameters.dailyBudget.yuan)
        let channels = world.parameters.channels.filter { $0.kind.isAuctioned && $0.kind != .express }.map(\.channel)
        // Every run to be made, by name.
        var jobs: [(name: String, luck: Int, policy: Steady)] = []
        for luck in 0..<repetitions {
            jobs.append(("nothing", luck, Steady(world, [:])))
            for channel in channels {
                for (index, level) in levels.enumerated() {
                    jobs.append(("\(channel) \(index)", luck, Steady(world, [channel: level * base])))
                }
            }
            if channels.count > 1 {
                jobs.append(("a", luck, Steady(world, [channels[0]: base])))
                jobs.append(("b", luck, Steady(world, [channels[1]: 2 * base])))
                jobs.append(("ab", luck, Steady(world, [channels[0]: base, channels[1]: 2 * base])))
            }
            for percent in Self.commissions where world.parameters.affiliates.count > 0 {
                jobs.append(("commission \(percent)", luck, Steady(world, [:], choices: [(.commission, percent)])))
            }
            for posts in Self.posts where world.parameters.channels.contains(where: { $0.kind == .owned }) {
                jobs.append(("posts \(posts)", luck, Steady(world, [:], choices: [(.posts, posts)])))
            }
        }
        let work = jobs
        let results = await concurrently(work.count) { index in
            let outcome = run(world, start, work[index].policy, luck: UInt64(work[index].luck))
            progress?(index + 1, work.count)
            return outcome
        }
        var byName: [String: [Outcome]] = [:]
        for (job, result) in zip(work, results) { byName[job.name, default: []].append(result) }
        let nothing = byName["nothing"] ?? []
        let curves = channels.map { channel in
            curve(channel, levels.indices.map { byName["\(channel) \($0)"] ?? [] }, nothing: nothing, base: base)
        }
        var emergence = Emergence(
            world: description, days: days, repetitions: repetitions, curves: curves, scaleOnce: [], scaleDoubled: [],
            contests: [], maturity: maturity(world, start, channels, base),
            overlap: overlap(channels, byName, nothing: nothing), commission: [], posts: [], findings: [])
        scale(&emergence, world, start, channels, base)
        emergence.contests = await contests(channels, base)
        emergence.commission = Self.commissions.compactMap { percent in
            byName["commission \(percent)"].map {
                Emergence.CommissionLevel(percent: percent, orders: Estimate($0.map(\.affiliateOrders)))
            }
        }
        emergence.posts = Self.posts.compactMap { posts in
            byName["posts \(posts)"].map {
                Emergence.PostLevel(posts: posts, readers: Estimate($0.map { Double($0.postReaders) }))
            }
        }
        emergence.findings = emergence.statements(attributionWindow: world.parameters.attributionWindow)
        return emergence
    }

    static let commissions: [Double] = [0, 5, 10, 20, 40, 60, 80]
    static let posts: [Double] = [0, 1, 2, 4, 7, 14]

    private func run(_ world: World, _ start: WorldState, _ policy: Steady, luck: UInt64) -> Outcome {
        let run = world.run(from: description.begin, days: days, policy: policy, state: start, tail: tail, luck: luck)
        var outcome = Outcome()
        outcome.spent = run.spent.yuan
        for entry in run.spends {
            let kind = ChannelKind.of(entry.line.channel)
            if kind == .owned { outcome.postReaders += entry.impressions }
            guard kind.isAuctioned else { continue }
            outcome.impressions += entry.impressions
            outcome.clicks += entry.clicks
        }
        outcome.visits = run.truth.total.visitors
        outcome.orders = run.truth.total.orders + run.tailTruth.total.orders
        let end = description.begin.advanced(by: days - 1)
        for record in run.finalReport.records(from: description.begin, through: end) {
            let kind = ChannelKind.of(record.line.channel)
            if kind == .affiliate { outcome.affiliateOrders += record.orders ?? 0 }
            if kind.isAuctioned { outcome.credited += record.orders ?? 0 }
        }
        return outcome
    }

    private func curve(_ channel: Channel, _ runs: [[Outcome]], nothing: [Outcome], base: Double) -> Emergence.Curve {
        let length = Double(days)
        let measured = runs.enumerated().map { index, runs in
            let clicks = runs.reduce(0) { $0 + $1.clicks }
            return Emergence.Level(
                given: levels[index] * base, spent: Estimate(runs.map { $0.spent / length }),
                impressions: Estimate(runs.map { Double($0.impressions) / length }),
                clicks: Estimate(runs.map { Double($0.clicks) / length }),
                clickPrice: runs.reduce(0) { $0 + $1.spent } / Double(max(1, clicks)),
                visits: Estimate(zip(runs, nothing).map { Double($0.visits - $1.visits) / length }),
                orders: Estimate(zip(runs, nothing).map { Double($0.orders - $1.orders) / length }),
                conversion: runs.reduce(0) { $0 + $1.credited } / Double(max(1, clicks)))
        }
        return Emergence.Curve(channel: channel, levels: measured, shape: shape(runs, nothing: nothing))
    }

    /// How visits bend, from the slopes between levels, repetition by repetition.
    private func shape(_ runs: [[Outcome]], nothing: [Outcome]) -> Emergence.Shape {
        var slopes: [[Double]] = []
        for level in runs.indices {
            let before = level == 0 ? nothing : runs[level - 1]
            let pairs = zip(runs[level], before)
            // Where the auctions have no more to sell nothing more is spent, and there is no slope to tell.
            let spent = pairs.map { $0.spent - $1.spent }
            guard spent.reduce(0, +) > 0.02 * runs[level].reduce(0, { $0 + $1.spent }), spent.allSatisfy({ $0 > 0 }) else {
                break
            }
            slopes.append(pairs.map { Double($0.visits - $1.visits) / ($0.spent - $1.spent) })
        }
        guard let first = slopes.first, slopes.count > 1, !slopes.contains(where: { Estimate($0).isNegative }),
            Estimate(first).isPositive
        else { return .notIncreasing }
        func difference(_ a: [Double], _ b: [Double]) -> Estimate { Estimate(zip(a, b).map { $0 - $1 }) }
        let last = slopes[slopes.count - 1]
        if slopes.dropFirst().contains(where: { difference($0, first).isPositive && difference($0, last).isPositive }) {
            return .sShaped
        }
        return difference(first, last).isPositive ? .diminishing : .straight
    }
}
