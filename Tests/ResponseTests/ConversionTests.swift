// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Market
import Records
import Testing

@testable import Response

@Suite("From clicks to what is sold because of them")
struct ConversionTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    /// s(r) = (1 + κ) r / (κ + r) has the elasticity κ / (1 + κ) at 1: 0.5 for κ = 1. Bent by 0.5 it is 0.25, so κ = 1/3.
    @Test("A bent shape has the wanted elasticity")
    func bent() {
        let hill = ShapeForm(family: .hill, kappa: 1, exponent: 1).bent(by: 0.5)
        #expect(abs(hill.kappa - 1 / 3.0) < 1e-9)
        for family in CurveFamily.allCases {
            for kappa in [0.3, 1, 4] {
                let form = ShapeForm(family: family, kappa: kappa, exponent: family == .power ? 0.8 : 1)
                let step = 1e-5
                let slope = (log(form.value(1 + step)) - log(form.value(1 - step))) / (2 * step)
                #expect(abs(form.elasticity - slope) < 1e-6, "\(family) \(kappa)")
                #expect(abs(form.bent(by: 0.7).elasticity - 0.7 * form.elasticity) < 1e-6, "\(family) \(kappa)")
                #expect(form.bent(by: 1) == form)
            }
        }
    }

    /// Lines whose orders are Poisson around 0.02 · clicks · (clicks / 200)^(γ − 1).
    static func history(gamma: Double, lines: Int, seed: UInt64) throws -> CampaignHistory {
        var records: [HistoryRecord] = []
        for number in 0..<lines {
            var random = CounterRandom(seed: seed, UInt64(number), 5)
            let line = LineKey(channel: number % 2 == 0 ? "search" : "feed", goods: GoodsID(rawValue: "g\(number)"))
            var level = 1.0
            for day in 0..<120 {
                if day % 7 == 0 { level = exp(0.6 * normal(&random)) }
                let spend = 300 * level * exp(0.1 * normal(&random))
                let expected = 400 * spend / (spend + 300)
                let clicks = (expected + expected.squareRoot() * normal(&random)).rounded()
                let mean = 0.02 * expected * pow(expected / 200, gamma - 1)
                records.append(
                    HistoryRecord(
                        day: MarketHistories.first.advanced(by: day), line: line, spend: Money(yuan: spend)!,
                        clicks: max(0, clicks), orders: poisson(mean, &random), gmv: Money(yuan: 100 * mean)!))
            }
        }
        return try CampaignHistory(records: records)
    }

    static func normal(_ random: inout CounterRandom) -> Double {
        (-2 * log(random.uniform())).squareRoot() * cos(2 * .pi * random.uniform())
    }

    static func poisson(_ mean: Double, _ random: inout CounterRandom) -> Double {
        var count = 0.0
        var product = random.uniform()
        let end = exp(-mean)
        while product > end {
            count += 1
            product *= random.uniform()
        }
        return count
    }

    @Test("Orders that fall behind clicks bend the curves earlier", arguments: [0.6, 1.0])
    func elasticity(gamma: Double) throws {
        var ratios: [Double] = []
        for seed in 1...UInt64(Self.full ? 10 : 2) {
            let response = try ResponseFitter(options: FitOptions(maturity: .immediate)).fit(
                Self.history(gamma: gamma, lines: 8, seed: seed))
            for line in response.lines {
                #expect(line.primary == .orders)
                func value(_ spend: Double) -> Double { line.curve.curve.value(at: spend / (1 - line.carryOver)) }
                ratios.append(value(600) / value(300))
                // Clicks are still told: about 200 at 300 yuan.
                #expect(abs(value(300) * (line.rate(of: .clicks) ?? 0) / 200 - 1) < 0.35)
            }
            if gamma < 1 { #expect(response.warnings.contains { $0.key == "response.conversion-falls" }) }
        }
        // Clicks grow from 200 to 266.7; sales by that to the power γ.
        let truth = pow(4 / 3.0, gamma)
        let mean = ratios.reduce(0, +) / Double(ratios.count)
        print("elasticity \(gamma): doubling spend sells \(mean) times as much, truth \(truth)")
        #expect(abs(mean - truth) < 0.08)
    }

    /// A shop of two channels of which reports credit the one too much and the other too little.
    static func shop(search: Double, feed: Double, seed: UInt64, days: Int) throws -> (
        CampaignHistory, credited: [Channel: Double]
    ) {
        var random = CounterRandom(seed: seed, 6)
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        var credited: [Channel: Double] = [:]
        for index in 0..<days {
            let day = MarketHistories.first.advanced(by: index)
            var total = 60 + 8 * normal(&random)
            for (channel, share) in [(Channel("search"), search), ("feed", feed)] {
                let spend = index / 4 % 3 == 0 && channel == "feed" ? 0 : 500 * exp(0.6 * normal(&random))
                let claimed = 40 * spend / (spend + 500)
                let orders = poisson(claimed, &random)
                total += claimed * share
                credited[channel, default: 0] += claimed
                records.append(
                    HistoryRecord(
                        day: day, line: LineKey(channel: channel), spend: Money(yuan: spend)!, clicks: (30 * claimed).rounded(),
                        orders: orders))
            }
            shop.append(ShopRecord(day: day, orders: max(0, total.rounded())))
        }
        return (try CampaignHistory(records: records, shop: shop), credited)
    }

    @Test("Each channel has its own incremental share, also above one, and all together never more than the shop sold")
    func shares() throws {
        var covered = 0
        var total = 0
        for seed in 1...UInt64(Self.full ? 40 : 3) {
            let (history, _) = try Self.shop(search: 0.3, feed: 1.3, seed: seed, days: 180)
            let response = try ResponseFitter(options: FitOptions(maturity: .immediate)).fit(history)
            for (channel, truth) in [(Channel("search"), 0.3), ("feed", 1.3)] {
                let notice = try #require(
                    response.warnings.first {
                        $0.key == "response.incremental-share-of" && $0.arguments["channel"] == .text(channel.rawValue)
                    })
                guard case .share(let low)? = notice.arguments["low"], case .share(let high)? = notice.arguments["high"] else {
                    Issue.record("no interval")
                    return
                }
                total += 1
                if low <= truth, truth <= high { covered += 1 }
            }
            // What all lines are credited with over the history, by draw, is less than the shop's orders.
            let sold = history.shop.reduce(0) { $0 + ($1.orders ?? 0) }
            for draw in 0..<240 {
                var brought = 0.0
                for line in response.lines {
                    let record = line.draws[draw]
                    var effective = 0.0
                    for row in history.records where row.line == line.line {
                        effective = row.spend.yuan + record.carryOver * effective
                        brought += record.curve.curve.value(at: effective) * line.multiplier(on: row.day)
                    }
                }
                #expect(brought < 1.1 * sold)
            }
        }
        print("channel shares: covered \(covered) of \(total)")
        #expect(Double(covered) >= (Self.full ? 0.8 : 0.5) * Double(total))
    }

    @Test("Part of the spend was tested: the effect is that part's")
    func partial() {
        let days = (0..<4).map { MarketHistories.first.advanced(by: $0) }
        func tested(_ change: Double?) -> MeasuredSpend {
            MeasuredSpend(
                Experiment(
                    channel: "search", begin: days[1], end: days[2], outcome: .orders, effect: 1, standardError: 1,
                    spendChange: change), days: days, spend: [10, 20, 20, 10])
        }
        #expect(tested(nil).periods == [1, 2])
        #expect(tested(nil).without([10, 20, 20, 10]) == [10, 0, 0, 10])
        // 10 of 40 yuan were switched off: three quarters are left.
        #expect(tested(10).without([10, 20, 20, 10]) == [10, 15, 15, 10])
        #expect(tested(10).with([10, 20, 20, 10]) == [10, 20, 20, 10])
        // A test with 80 yuan where the history has 40.
        #expect(tested(80).with([10, 20, 20, 10]) == [10, 40, 40, 10])
        #expect(tested(80).without([10, 20, 20, 10]) == [10, 0, 0, 10])
    }

    /// A prior of one click a yuan ± a factor of 2.7; after 100 yuan without a click 3 % of it are left (e^−3.47).
    @Test("Money that brought nothing lowers the curve")
    func nothing() throws {
        let prior = (mean: 0.0, spread: 1.0)
        let same = ColdLines.level(prior, afterNothingFor: 0, unit: 1)
        #expect(abs(same.mean) < 0.01 && abs(same.spread - 1) < 0.01)
        let low = ColdLines.level(prior, afterNothingFor: 100, unit: 1)
        #expect(abs(low.mean + 3.47) < 0.01 && abs(low.spread - 0.49) < 0.01)
        let records = (0..<60).flatMap { day in
            [(Channel("search"), 80.0), ("feed", 0)].map { channel, clicks in
                HistoryRecord(
                    day: MarketHistories.first.advanced(by: day), line: LineKey(channel: channel),
                    spend: Money(yuan: 100 + Double(day % 5) * 20)!, clicks: clicks + Double(day % 3))
            }
        }.map { record in
            var record = record
            if record.line.channel == "feed" { record.clicks = 0 }
            return record
        }
        let response = try ResponseFitter().fit(CampaignHistory(records: records))
        let feed = try #require(response.lines.first { $0.line.channel == "feed" })
        #expect(feed.curve.curve.value(at: 100) < 0.5)
        #expect(feed.warnings.map(\.key) == ["response.brought-nothing"])
    }
}
