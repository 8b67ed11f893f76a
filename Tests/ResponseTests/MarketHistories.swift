// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records

/// Histories as a merchant would download them, for tests of behaviour rather than of accuracy.
enum MarketHistories {
    static let first = Day("2025-03-03")!

    /// `lines` lines of four channels with clicks, orders and GMV.
    static func lines(_ count: Int, days: Int, seed: UInt64 = 1) throws -> CampaignHistory {
        let channels: [Channel] = ["search", "display", "feed", "offsite"]
        var records: [HistoryRecord] = []
        for number in 0..<count {
            let line = LineKey(channel: channels[number % 4], goods: GoodsID(rawValue: "g\(number / 4)"))
            var random = CounterRandom(seed: seed, UInt64(number))
            var carried = 0.0
            for index in 0..<days {
                let spend = 100 + 400 * random.uniform()
                carried = spend + 0.2 * carried
                let clicks = (600 * (1 - exp(-carried / 500)) * (0.8 + 0.4 * random.uniform())).rounded()
                let orders = (clicks * 0.03 * (0.5 + random.uniform())).rounded()
                records.append(
                    HistoryRecord(
                        day: first.advanced(by: index), line: line, spend: Money(yuan: spend)!, clicks: clicks, orders: orders,
                        gmv: Money(yuan: orders * 100)!))
            }
        }
        return try CampaignHistory(records: records)
    }

    /// Spend follows a demand that persists, so that a naive curve credits spend with it.
    ///
    /// - Parameter slack: standard deviation of the part of ln spend that is not demand's.
    static func targeted(seed: UInt64, days: Int = 180, slack: Double = 0.3) throws -> (history: CampaignHistory, truth: Double)
    {
        var random = CounterRandom(seed: seed, 7)
        func normal() -> Double { (-2 * log(random.uniform())).squareRoot() * cos(2 * .pi * random.uniform()) }
        var demand = 0.0
        var records: [HistoryRecord] = []
        var truth = 0.0
        for index in 0..<days {
            demand = 0.9 * demand + 0.2 * normal()
            let spend = 500 * exp(demand + slack * normal())
            let caused = 200 * spend / (spend + 600)
            truth += caused
            let gmv = (700 * exp(demand) + caused) * exp(0.1 * normal())
            records.append(
                HistoryRecord(
                    day: first.advanced(by: index), line: LineKey(channel: "search"), spend: Money(yuan: spend)!,
                    gmv: Money(yuan: gmv)!))
        }
        return (try CampaignHistory(records: records), truth)
    }

    /// A shop whose records claim all orders of people who clicked, of which only `share` are incremental.
    static func claimed(share: Double, days: Int = 120, seed: UInt64 = 3) throws -> CampaignHistory {
        var random = CounterRandom(seed: seed, 8)
        func normal() -> Double { (-2 * log(random.uniform())).squareRoot() * cos(2 * .pi * random.uniform()) }
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        for index in 0..<days {
            let spend = 1000 * exp(0.6 * normal())
            let attributed = (200 * spend / (spend + 1000) * (1 + 0.05 * normal())).rounded()
            let organic = 300 * (1 + 0.04 * normal())
            let day = first.advanced(by: index)
            records.append(
                HistoryRecord(
                    day: day, line: LineKey(channel: "search"), spend: Money(yuan: spend)!, clicks: 20 * attributed,
                    orders: attributed))
            shop.append(ShopRecord(day: day, orders: (organic + share * attributed).rounded()))
        }
        return try CampaignHistory(records: records, shop: shop)
    }

    /// Commission of 5, 10, 20 and 30 percent in turn; sales follow cap · rate/(rate + 15).
    static func affiliates(days: Int = 120, seed: UInt64 = 4) throws -> CampaignHistory {
        var random = CounterRandom(seed: seed, 9)
        var records: [HistoryRecord] = []
        for index in 0..<days {
            let rate = [5.0, 10, 20, 30][index / 10 % 4]
            let gmv = 2000 * rate / (rate + 15) * (0.8 + 0.4 * random.uniform())
            records.append(
                HistoryRecord(
                    day: first.advanced(by: index), line: LineKey(channel: "affiliate", goods: "g1"),
                    spend: Money(yuan: gmv * rate / 100)!, orders: (gmv / 80).rounded(), gmv: Money(yuan: gmv)!))
        }
        return try CampaignHistory(records: records)
    }
}
