// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Market
import Records
import Response
import Testing

@Suite("Behaviour of a fit")
struct FitBehaviourTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    @Test("The same bytes come out again, and with another number of threads")
    func deterministic() throws {
        let history = try MarketHistories.lines(5, days: 30)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let once = try encoder.encode(ResponseFitter(options: FitOptions(threads: 1)).fit(history))
        let again = try encoder.encode(ResponseFitter(options: FitOptions(threads: 3)).fit(history))
        #expect(once == again)
    }

    @Test("Three hundred lines of 180 days", .enabled(if: full))
    func manyLines() throws {
        for count in [75, 300] {
            let history = try MarketHistories.lines(count, days: 180)
            let clock = ContinuousClock()
            var response: FittedResponse?
            let time = try clock.measure { response = try ResponseFitter().fit(history) }
            print("\(count) lines × 180 days: \(time)")
            #expect(response?.lines.count == count)
        }
    }

    @Test("A first delivery gets wide priors and is told so")
    func prior() throws {
        let response = ResponseFitter.prior(for: [LineKey(channel: "search"), LineKey(channel: "display", goods: "g1")])
        let line = try #require(response.lines.last)
        #expect(response.warnings.map(\.key) == ["response.no-history"])
        #expect(line.evidence == .prior)
        #expect(line.draws.count >= 200)
        let at = line.draws.map { $0.curve.curve.value(at: 500 / (1 - $0.carryOver)) }.sorted()
        // CPC 1.24 yuan at 500 yuan a day: about 400 clicks, uncertain by a factor of more than two either way.
        #expect(abs(at[at.count / 2] - 400) < 100)
        #expect(at[12] < 200)
        #expect(at[at.count - 13] > 800)
    }

    @Test("A line that was never delivered gets its channel's curve")
    func cold() throws {
        let history = try MarketHistories.lines(8, days: 40)
        let new = LineKey(channel: "search", goods: "new")
        let response = try ResponseFitter().fit(history, requestedLines: [new])
        let line = try #require(response.lines.first { $0.line == new })
        #expect(line.evidence == .pooled)
        let seen = try #require(response.lines.first { $0.line.channel == "search" && $0.line != new })
        func width(_ line: FittedLine) -> Double {
            let values = line.draws.map { $0.curve.curve.value(at: 300 / (1 - $0.carryOver)) }.sorted()
            return log(values[values.count * 95 / 100] / values[values.count * 5 / 100])
        }
        #expect(width(line) > 2 * width(seen))
    }

    @Test("Spend that follows demand is flagged, and an experiment corrects the curve")
    func targeted() throws {
        var flagged = 0
        let seeds: ClosedRange<UInt64> = Self.full ? 1...40 : 1...2
        var ratios: [Double] = []
        for seed in seeds {
            let (history, truth) = try MarketHistories.targeted(seed: seed)
            func total(_ line: FittedLine) -> Double {
                var effective = 0.0
                return history.records.reduce(0) { sum, record in
                    effective = record.spend.yuan + line.carryOver * effective
                    return sum + line.curve.curve.value(at: effective) * line.multiplier(on: record.day)
                }
            }
            let naive = try #require(ResponseFitter(options: FitOptions(maturity: .immediate)).fit(history).lines.first)
            var options = FitOptions(maturity: .immediate)
            // The test's own result is off by its standard error of 10 %.
            options.experiments = [
                Experiment(
                    channel: "search", begin: MarketHistories.first, end: MarketHistories.first.advanced(by: 179),
                    outcome: .gmv,
                    effect: truth * (seed % 2 == 0 ? 1.1 : 0.9), standardError: 0.1 * truth)
            ]
            let calibrated = try #require(ResponseFitter(options: options).fit(history).lines.first)
            ratios.append(total(naive) / truth)
            if naive.warnings.contains(where: { $0.key == "response.spend-follows-demand" }) { flagged += 1 }
            #expect(abs(total(calibrated) / truth - 1) < 0.25)
        }
        print("targeted: naive × \(ratios.min() ?? 0) to \(ratios.max() ?? 0), flagged \(flagged) of \(seeds.count)")
        #expect(Double(flagged) >= 0.9 * Double(seeds.count))
    }

    @Test("Spend that ignores demand is rarely accused")
    func innocent() throws {
        let lines = try ResponseFitter().fit(MarketHistories.lines(Self.full ? 200 : 12, days: 60)).lines
        let accused = lines.count { $0.warnings.contains { $0.key == "response.spend-follows-demand" } }
        print("accused without cause: \(accused) of \(lines.count)")
        #expect(Double(accused) <= 0.05 * Double(lines.count))
    }

    @Test("Where the shop's totals are known, only the incremental share is credited", arguments: [0.4, 0.8])
    func attribution(share: Double) throws {
        var covered = 0
        var misses: [Double] = []
        let seeds: ClosedRange<UInt64> = Self.full ? 1...40 : 1...3
        for seed in seeds {
            let history = try MarketHistories.claimed(share: share, seed: seed)
            let response = try ResponseFitter(options: FitOptions(maturity: .immediate)).fit(history)
            let notice = try #require(response.warnings.first { $0.key == "response.incremental-share" })
            guard case .share(let low)? = notice.arguments["low"], case .share(let high)? = notice.arguments["high"] else {
                Issue.record("no interval")
                return
            }
            if low <= share, share <= high { covered += 1 }
            // 200 · 0.5 orders are claimed at a spend of 1000 yuan, `share` of which are real.
            let line = try #require(response.lines.first)
            let found = line.curve.curve.value(at: 1000 / (1 - line.carryOver)) * (line.rate(of: .orders) ?? 0)
            misses.append(found / (100 * share) - 1)
        }
        let mean = misses.reduce(0, +) / Double(misses.count)
        print("incremental share \(share): covered \(covered) of \(seeds.count), mean error \(mean)")
        #expect(abs(mean) < 0.15)
        #expect(Double(covered) >= (Self.full ? 0.75 : 0.3) * Double(seeds.count))
    }

    @Test("Affiliates' supply follows the commission rates that were tried")
    func affiliates() throws {
        let response = try ResponseFitter().fit(MarketHistories.affiliates())
        let goods = try #require(response.affiliates.first)
        // 2000 · 10/25 = 800 and 2000 · 30/45 = 1333 yuan.
        #expect(abs(goods.curve.curve.value(at: 10) / 800 - 1) < 0.15)
        #expect(abs(goods.curve.curve.value(at: 30) / 1333 - 1) < 0.15)
        #expect(goods.evidence == .fitted)
        #expect(response.lines.isEmpty)
    }

    @Test("An experiment on orders corrects the orders of lines whose curves give clicks")
    func otherOutcome() throws {
        let history = try MarketHistories.lines(4, days: 40)
        let plain = try ResponseFitter(options: FitOptions(maturity: .immediate)).fit(history, primary: .clicks)
        let claimed = history.records.filter { $0.line.channel == "search" }.reduce(0) { $0 + ($1.orders ?? 0) }
        var options = FitOptions(maturity: .immediate)
        options.experiments = [
            Experiment(
                channel: "search", begin: MarketHistories.first, end: MarketHistories.first.advanced(by: 39), outcome: .orders,
                effect: 0.5 * claimed, standardError: 0.05 * claimed)
        ]
        let calibrated = try ResponseFitter(options: options).fit(history, primary: .clicks)
        for (before, after) in zip(plain.lines, calibrated.lines) {
            let ratio = (after.rate(of: .orders) ?? 0) / (before.rate(of: .orders) ?? 1)
            #expect(abs(ratio - (before.line.channel == "search" ? 0.5 : 1)) < 0.1)
        }
    }

    @Test("Weekdays and event stages are found")
    func season() throws {
        let weekday = [0.8, 0.8, 0.9, 1, 1.1, 1.2, 1.2]
        var random = CounterRandom(seed: 5)
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        for index in 0..<140 {
            let day = MarketHistories.first.advanced(by: index)
            let burst = index % 35 < 5
            let spend = 200 + 600 * random.uniform()
            let clicks = 400 * spend / (spend + 500) * weekday[day.weekday] * (burst ? 1.8 : 1) * (0.9 + 0.2 * random.uniform())
            records.append(
                HistoryRecord(day: day, line: LineKey(channel: "search"), spend: Money(yuan: spend)!, clicks: clicks))
            shop.append(ShopRecord(day: day, eventStage: burst ? "burst" : ""))
        }
        let line = try #require(ResponseFitter().fit(CampaignHistory(records: records, shop: shop)).lines.first)
        for day in 0..<7 { #expect(abs(line.weekday[day] - weekday[day]) < 0.08) }
        #expect(abs((line.stages["burst"] ?? 1) - 1.8) < 0.2)
    }

    @Test("What cannot be fitted is said", arguments: [true, false])
    func errors(empty: Bool) throws {
        let history = try empty ? CampaignHistory.empty : MarketHistories.lines(1, days: 10)
        #expect(throws: FitError.self) {
            try ResponseFitter().fit(history, asOf: Day("2020-01-01"), primary: empty ? nil : Outcome.impressions)
        }
    }

    @Test("Odd histories give finite curves or a clear error", arguments: 0..<9)
    func degenerate(kind: Int) throws {
        let first = MarketHistories.first
        let line = LineKey(channel: "search")
        func record(_ day: Int, _ spend: Double, _ clicks: Double?, _ gmv: Double? = nil) -> HistoryRecord {
            HistoryRecord(
                day: first.advanced(by: day), line: line, spend: Money(yuan: spend)!, clicks: clicks,
                orders: gmv.map { $0 / 100 },
                gmv: gmv.flatMap { Money(yuan: $0) })
        }
        let records: [HistoryRecord]
        switch kind {
        case 0: records = [record(0, 100, 80)]
        case 1: records = (0..<30).map { record($0, 100, 0, 0) }
        case 2: records = (0..<30).map { record($0, 0, 20) }
        case 3: records = (0..<60).filter { $0 % 7 != 3 && !(20..<35).contains($0) }.map { record($0, 100 + Double($0), 90) }
        case 4: records = (0..<60).map { record($0, $0 == 30 ? 10_000 : 100, $0 == 40 ? 9000 : 90 + Double($0 % 5)) }
        case 5: records = (0..<30).map { record($0, 100, 80) }
        case 6: records = (0..<30).map { record($0, 100, nil) }
        case 7: records = (0..<30).map { record($0, 1e9, 1e-9, 1e12) }
        default: records = (0..<30).map { record($0, 0, 0, 0) }
        }
        let history = try CampaignHistory(records: records)
        let response = try ResponseFitter().fit(history)
        for line in response.lines {
            for draw in line.draws + [
                CurveDraw(curve: line.curve, carryOver: line.carryOver, rates: line.rates.mapValues(\.mean))
            ] {
                for spend in [0.0, 1, 100, 1e5] { #expect(draw.curve.curve.value(at: spend).isFinite) }
                #expect(draw.rates.values.allSatisfy { $0.isFinite })
            }
            #expect(line.weekday.allSatisfy { $0.isFinite && $0 > 0 })
        }
        #expect(response.lines.count == 1)
        #expect(!response.lines[0].warnings.isEmpty || kind == 4 || kind == 3)
    }
}
