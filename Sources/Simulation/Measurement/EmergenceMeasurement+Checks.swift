// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension EmergenceMeasurement {
    /// The same delivery once, and in a world whose bids and floors are doubled with doubled money.
    func scale(_ emergence: inout Emergence, _ world: World, _ start: WorldState, _ channels: [Channel], _ base: Double) {
        var doubled = description
        doubled.overrides.competitorBids = (description.overrides.competitorBids ?? 1) * 2
        doubled.overrides.floorPrice = (description.overrides.floorPrice ?? 1) * 2
        let other = World(doubled)
        let once = Steady(world, Dictionary(uniqueKeysWithValues: channels.map { ($0, base / 2) }))
        var twice = once
        for index in twice.entries.indices { twice.entries[index].spend.fen *= 2 }
        func counts(_ world: World, _ start: WorldState, _ policy: Steady) -> [Int] {
            let run = world.run(from: description.begin, days: days, policy: policy, state: start)
            return [run.spends.reduce(0) { $0 + $1.impressions }, run.spends.reduce(0) { $0 + $1.clicks }]
        }
        emergence.scaleOnce = counts(world, start, once)
        emergence.scaleDoubled = counts(
            other, other.run(from: description.begin, days: 0, policy: NoDelivery(), state: other.start()).state, twice)
    }

    /// The same money against rivals who bid other multiples.
    func contests(_ channels: [Channel], _ base: Double) async -> [Emergence.Contest] {
        let factors = [0.5, 0.75, 1, 1.5, 2, 3]
        return await concurrently(factors.count) { index in
            var contested = description
            contested.overrides.competitorBids = (description.overrides.competitorBids ?? 1) * factors[index]
            let world = World(contested)
            let start = world.run(from: description.begin, days: 0, policy: NoDelivery(), state: world.start()).state
            let policy = Steady(world, Dictionary(uniqueKeysWithValues: channels.map { ($0, base / 2) }))
            let run = world.run(from: description.begin, days: days, policy: policy, state: start)
            let seen = run.spends.filter { ChannelKind.of($0.line.channel).isAuctioned }.reduce(0) { $0 + $1.impressions }
            return Emergence.Contest(factor: factors[index], impressions: Double(seen) / Double(days))
        }
    }

    /// What each morning's report shows of the orders that a day's clicks finally bring.
    func maturity(_ world: World, _ start: WorldState, _ channels: [Channel], _ base: Double) -> [Emergence.Visible] {
        let window = world.parameters.attributionWindow
        let policy = Steady(world, Dictionary(uniqueKeysWithValues: channels.map { ($0, base) }))
        let run = world.run(from: description.begin, days: days, policy: policy, state: start, tail: window + 3)
        func orders(_ age: Int) -> Double {
            (0..<days).reduce(0) { sum, offset in
                let day = description.begin.advanced(by: offset)
                let rows = run.finalReport.asKnown(on: day.advanced(by: age)).records(from: day, through: day)
                return sum
                    + rows.lazy.filter { ChannelKind.of($0.line.channel).isAuctioned }.reduce(0) { $0 + ($1.orders ?? 0) }
            }
        }
        let final = orders(window + 2)
        guard final > 0 else { return [] }
        return (1...window + 2).map { Emergence.Visible(age: $0, share: orders($0) / final) }
    }

    func overlap(_ channels: [Channel], _ runs: [String: [Outcome]], nothing: [Outcome]) -> Emergence.Overlap? {
        guard channels.count > 1, let a = runs["a"], let b = runs["b"], let both = runs["ab"] else { return nil }
        func more(_ runs: [Outcome]) -> [Double] { zip(runs, nothing).map { Double($0.orders - $1.orders) } }
        let first = more(a)
        let second = more(b)
        let together = more(both)
        let shared = zip(zip(first, second), together).map { $0.0 + $0.1 - $1 }
        return Emergence.Overlap(
            first: channels[0], second: channels[1], alone: [Estimate(first), Estimate(second)],
            together: Estimate(together), shared: Estimate(shared))
    }
}

extension Emergence {
    /// What was found, statement by statement.
    func statements(attributionWindow window: Int) -> [Finding] {
        var found: [Finding] = []
        for curve in curves {
            found.append(
                Finding(
                    statement: curve.shape == .sShaped ? "s-bends" : "bends", channel: curve.channel,
                    holds: curve.shape == .diminishing || curve.shape == .sShaped))
            let used = curve.levels.filter { $0.clicks.mean > 0 }
            // A dearer click at every level that spends noticeably more than the one before.
            let dearer = zip(used, used.dropFirst()).allSatisfy { a, b in
                b.spent.mean < 1.05 * a.spent.mean || b.clickPrice > a.clickPrice
            }
            found.append(Finding(statement: "dearer", channel: curve.channel, holds: used.count > 1 && dearer))
        }
        found.append(Finding(statement: "scale", holds: !scaleOnce.isEmpty && scaleOnce == scaleDoubled))
        let falls = zip(contests, contests.dropFirst()).allSatisfy { $1.impressions < $0.impressions }
        found.append(Finding(statement: "rivals", holds: contests.count > 1 && falls))
        let grows = zip(maturity, maturity.dropFirst()).allSatisfy { $1.share >= $0.share }
        let isLate = (maturity.first?.share ?? 1) < 1
        let isWhole = maturity.filter { $0.age > window }.allSatisfy { $0.share == 1 }
        found.append(Finding(statement: "matures", holds: !maturity.isEmpty && grows && isLate && isWhole))
        if let overlap { found.append(Finding(statement: "overlaps", holds: overlap.shared.isPositive)) }
        if commission.count > 3 {
            let steps = zip(commission, commission.dropFirst()).map {
                ($1.orders.mean - $0.orders.mean) / ($1.percent - $0.percent)
            }
            // No step falls by more than chance, and the last ones bring less than the best.
            let never = zip(commission, commission.dropFirst()).allSatisfy {
                $1.orders.mean >= $0.orders.mean - 2 * ($0.orders.standardError + $1.orders.standardError)
            }
            let rises = (commission.last?.orders.mean ?? 0) > (commission.first?.orders.mean ?? 0)
            found.append(Finding(statement: "affiliates", holds: never && rises && steps[steps.count - 1] < (steps.max() ?? 0)))
        }
        if posts.count > 2, let one = posts.first(where: { $0.posts == 1 }), let most = posts.last {
            found.append(
                Finding(
                    statement: "tires",
                    holds: most.readers.mean > one.readers.mean && most.readers.mean < most.posts * one.readers.mean))
        }
        return found
    }
}

extension Emergence.Finding {
    init(statement: String, holds: Bool) { self.init(statement: statement, channel: nil, holds: holds) }
}
