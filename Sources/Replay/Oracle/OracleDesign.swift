// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The randomized spend by which a world is asked how it responds.
///
/// In each run every group of lines (a channel's lines to one audience) has a level of 0, ½, 1, 2 or 3 times an even split, every
/// line a factor between a third and three, every line and day one between a half and two, and every item one commission rate
/// for the run. All are independent, so that any run tells of all of them at once.
struct OracleDesign: Sendable {
    /// Lines that money can be given to.
    let lines: [LineKey]
    /// Name of each line's group, and all groups.
    let group: [Int]
    let groups: [String]
    let goods: [GoodsID]
    /// Commission rates that are tried, percent.
    let rates: [Double]
    let horizon: Horizon
    /// Yuan per line and day at level 1.
    let even: Double
    let seed: UInt64

    static let levels = [0, 0.5, 1, 2, 3]

    init(_ market: World, horizon: Horizon, media: Money) {
        lines = market.deliveryLines
        let names = lines.map { "\($0.channel)/\($0.audience)" }
        let groups = Set(names).sorted()
        self.groups = groups
        group = names.map { name in groups.firstIndex(of: name) ?? 0 }
        goods = market.goods.map(\.id)
        let usual = 100 * market.defaultCommission
        rates = market.parameters.affiliates.count > 0 ? [0.5, 0.75, 1, 1.5, 2, 3].map { min(50, usual * $0) } : []
        self.horizon = horizon
        even = media.yuan / Double(max(1, horizon.count * lines.count))
        seed = market.description.seed
    }

    /// Luck of a run; never that of the replay itself.
    static func luck(of run: Int) -> UInt64 { 0x0AC1_E000 &+ UInt64(run) }

    /// By item: the index of its commission rate in a run.
    func rateIndices(of run: Int) -> [Int] {
        goods.indices.map { item in
            var random = CounterRandom(seed: seed, UInt64(run), UInt64(item), 0x0AC1)
            return Int(random.uniform() * Double(max(1, rates.count)))
        }
    }

    func plan(of run: Int) -> DeliveryPlan {
        var random = CounterRandom(seed: seed, UInt64(run), 0, 0x0AC2)
        let level = groups.map { _ in Self.levels[Int(random.uniform() * Double(Self.levels.count))] }
        var entries: [PlanEntry] = []
        let days = horizon.days
        for (index, line) in lines.enumerated() where level[group[index]] > 0 {
            var own = CounterRandom(seed: seed, UInt64(run), UInt64(index), 0x0AC3)
            // 1.21 and 1.08 are the means of the two factors.
            let base = even * level[group[index]] * exp(log(3) * (2 * own.uniform() - 1)) / (1.21 * 1.08)
            for day in days {
                guard let spend = Money(yuan: base * exp(log(2) * (2 * own.uniform() - 1))), spend > .zero else { continue }
                entries.append(PlanEntry(day: day, line: line, spend: spend))
            }
        }
        let tried = rateIndices(of: run)
        let choices =
            rates.isEmpty
            ? []
            : goods.indices.map { item in
                PlanChoice(
                    begin: horizon.begin, end: horizon.end, kind: "commission", goods: goods[item], option: "oracle",
                    value: rates[tried[item]], unit: "percent")
            }
        return DeliveryPlan(horizon: horizon, entries: entries, choices: choices)
    }
}
