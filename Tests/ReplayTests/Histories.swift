// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Response
import TestSupport

/// Recorded histories made by hand or by seed.
enum Histories {
    static let search = LineKey(channel: "search", goods: "A")
    static let feed = LineKey(channel: "feed", goods: "A")
    static let begin = Day("2025-06-02") ?? Day(number: 20_241)

    static func record(_ offset: Int, _ line: LineKey, spend: Int64, gmv: Int64?, orders: Double? = nil) -> HistoryRecord {
        HistoryRecord(
            day: begin.advanced(by: offset), line: line, spend: Money(fen: spend), clicks: orders.map { $0 * 20 },
            orders: orders,
            gmv: gmv.map { Money(fen: $0) })
    }

    /// Ten weeks of four lines whose GMV saturates in spend, with noise.
    static func drawn(seed: UInt64, days: Int = 70) throws -> CampaignHistory {
        var random = SeededNumbers(seed)
        var records: [HistoryRecord] = []
        for (index, channel) in (["display", "feed", "search", "sms"] as [Channel]).enumerated() {
            let cap = random.spread(500, 5000)
            let half = random.spread(50, 500)
            for day in 0..<days {
                let spend = (half * random.spread(0.2, 3) * 100).rounded()
                let gmv = cap * spend / 100 / (half + spend / 100) * random.number(0.8, 1.2)
                records.append(
                    record(
                        day, LineKey(channel: channel, goods: index % 2 == 0 ? "A" : "B"), spend: Int64(spend),
                        gmv: Int64(gmv * 100), orders: (gmv / 80).rounded()))
            }
        }
        return try CampaignHistory(records: records, cadence: .daily)
    }

    /// Given curves without uncertainty for every line of a history, or with draws of their caps.
    static func scoring(_ history: CampaignHistory, draws: Int = 0) -> FittedResponse {
        let lines = history.lines.enumerated().map { index, key in
            let curve = ResponseCurve.hill(HillCurve(cap: 20 + 7 * Double(index), halfSpend: 150))
            return FittedLine(
                line: key, primary: .orders, curve: curve, carryOver: 0.3,
                rates: [.gmv: Estimate(mean: 80, standardError: 1)],
                draws: (0..<draws).map { draw in
                    var random = SeededNumbers(UInt64(draw), UInt64(index))
                    return CurveDraw(
                        curve: curve.scaled(by: random.number(0.8, 1.2)), carryOver: 0.3, rates: [.gmv: random.number(75, 85)])
                })
        }
        return FittedResponse(cadence: history.cadence, asOf: history.lastDay, lines: lines)
    }
}
