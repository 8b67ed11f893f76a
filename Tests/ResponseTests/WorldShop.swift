// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Market
import Records
import Response
import Simulation

/// A shop in a simulated market, whose mechanism a fit does not know, and what its channels really bring: measured by delivering more and
/// less of them from the same morning.
struct WorldShop: Sendable {
    let world: World
    let history: CampaignHistory
    let begin: Day
    /// Mean spend a day over the last four weeks, by line.
    let usual: [LineKey: Double]
    private let state: WorldState
    /// Days of delivery, and days after it in which effects still come.
    static let days = 14
    static let tail = 20

    /// What one way of delivering brought, as a mean over independent lucks.
    struct Result {
        var orders = 0.0
        var gmv = 0.0
        /// Yuan a day really spent, by line.
        var spent: [LineKey: Double] = [:]
    }

    private struct Steady: DeliveryPolicy {
        var entries: [PlanEntry]
        mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            DayDelivery(entries: entries.map { PlanEntry(day: day, line: $0.line, spend: $0.spend) })
        }
    }

    init(family: WorldFamily, size: ShopSize, seed: UInt64, days: Int = 120, people: Int? = nil) throws {
        var overrides = WorldOverrides()
        overrides.people = people
        let description = WorldDescription(
            family: family, size: size, seed: seed, days: days, begin: Day("2025-06-01")!, overrides: overrides)
        world = World(description)
        let lived = world.history()
        history = try CampaignHistory(records: lived.records, shop: lived.shop, goods: lived.goods, cadence: .daily)
        state = lived.state
        begin = description.end
        var sums: [LineKey: Double] = [:]
        for record in lived.records where record.day > begin.advanced(by: -29) {
            let kind = ChannelKind.of(record.line.channel)
            if kind != .affiliate, kind != .owned { sums[record.line, default: 0] += record.spend.yuan / 28 }
        }
        usual = sums.filter { $0.value > 0.5 }
    }

    var channels: [Channel] { Set(usual.keys.map(\.channel)).sorted() }

    func run(lucks: Int, _ factor: (LineKey) -> Double) -> Result {
        let entries = usual.sorted { $0.key < $1.key }.compactMap { line, spend -> PlanEntry? in
            guard let money = Money(yuan: spend * factor(line)), money > .zero else { return nil }
            return PlanEntry(day: begin, line: line, spend: money)
        }
        var result = Result()
        for luck in 1...lucks {
            let run = world.run(
                from: begin, days: Self.days, policy: Steady(entries: entries), state: state, tail: Self.tail,
                luck: UInt64(luck))
            let share = 1 / Double(lucks)
            result.orders += share * Double(run.truth.total.orders + run.tailTruth.total.orders)
            result.gmv += share * (run.truth.total.gmv.yuan + run.tailTruth.total.gmv.yuan)
            for entry in run.spends where usual[entry.line] != nil {
                result.spent[entry.line, default: 0] += share * entry.spent.yuan / Double(Self.days)
            }
        }
        return result
    }

    /// What a fit foretells of a steady spend against none, on some lines: the centre and the sorted joint draws.
    func foretold(
        by response: FittedResponse, outcome: Outcome, spend: [LineKey: Double], where includes: (LineKey) -> Bool
    ) -> (center: Double, draws: [Double]) {
        var draws = [Double](repeating: 0, count: response.lines.map(\.draws.count).max() ?? 0)
        var center = 0.0
        for line in response.lines where includes(line.line) {
            guard let daily = spend[line.line], daily > 0 else { continue }
            func total(_ curve: ResponseCurve, _ carryOver: Double) -> Double {
                var with = line.carryIn
                var without = line.carryIn
                return (0..<(Self.days + Self.tail)).reduce(0) { sum, day in
                    with = (day < Self.days ? daily : 0) + carryOver * with
                    without *= carryOver
                    let gained = curve.curve.value(at: with) - curve.curve.value(at: without)
                    return sum + line.multiplier(on: begin.advanced(by: day)) * gained
                }
            }
            center += total(line.curve, line.carryOver) * (line.rate(of: outcome) ?? 0)
            for (index, draw) in line.draws.enumerated() {
                draws[index] += total(draw.curve, draw.carryOver) * (outcome == line.primary ? 1 : draw.rates[outcome] ?? 0)
            }
        }
        return (center, draws.sorted())
    }
}

/// How often the truth of simulated markets lies within a fit's 90 % intervals.
struct WorldCoverage {
    var covered: [String: (hits: Int, of: Int)] = [:]
    var sums: [String: (fit: Double, truth: Double)] = [:]

    mutating func add(_ shop: WorldShop, lucks: Int) throws {
        let response = try ResponseFitter().fit(shop.history, goods: shop.history.goods)
        let usual = shop.run(lucks: lucks) { _ in 1 }
        func compare(_ name: String, _ includes: (LineKey) -> Bool) {
            let none = shop.run(lucks: lucks) { includes($0) ? 0 : 1 }
            for factor in [0.5, 1, 2] {
                let result = factor == 1 ? usual : shop.run(lucks: lucks) { includes($0) ? factor : 1 }
                let truth = result.orders - none.orders
                let (center, draws) = shop.foretold(by: response, outcome: .orders, spend: result.spent, where: includes)
                let key = "\(name) × \(factor)"
                let isIn = draws[draws.count / 20] <= truth && truth <= draws[draws.count - 1 - draws.count / 20]
                let old = covered[key] ?? (0, 0)
                covered[key] = (old.hits + (isIn ? 1 : 0), old.of + 1)
                let sum = sums[key] ?? (0, 0)
                sums[key] = (sum.fit + center, sum.truth + truth)
            }
        }
        compare("all lines") { _ in true }
        for channel in shop.channels { compare(channel.rawValue) { $0.channel == channel } }
    }

    func lines() -> [String] {
        covered.keys.sorted().map { key in
            let (hits, count) = covered[key] ?? (0, 0)
            let (fit, truth) = sums[key] ?? (0, 1)
            return "world \(key): \(hits) of \(count), fit ÷ truth \((100 * fit / truth).rounded() / 100)"
        }
    }
}
