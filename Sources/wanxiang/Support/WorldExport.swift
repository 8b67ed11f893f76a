// SPDX-License-Identifier: GPL-3.0-or-later
import Campaigns
import Foundation
import Market
import Records
import Report
import Simulation

/// What a world writes: a campaign folder as a merchant has it on disk, and the truth in a folder of its own.
///
/// `history.csv`, `shop.csv`, `goods.csv` are what a plan is made from. `reports/` holds what else can be downloaded, `downloads/DATE/` the same
/// days as they stood on earlier mornings. `truth/` is never for a planner: no verb but `simulate` writes it and none reads it.
struct WorldExport {
    let folder: String
    let world: World
    let report: MerchantReport
    let truth: WorldTruth
    let spends: [LineSpend]

    /// Writes everything.
    ///
    /// - Parameters:
    ///   - downloads: mornings, up to the last one, of which the download is written too.
    ///   - span: days that one download covers.
    func write(downloads: Int, span: Int) throws {
        try CampaignFolder.write(
            to: folder, records: report.records(), shop: report.shop(), goods: report.goods)
        let reports = folder + "/reports"
        try CampaignFolder.make(reports)
        try AtomicFile.write(HistoryCSV.write(report.records(attribution: .multiTouch)), to: reports + "/multi-touch.csv")
        try AtomicFile.write(ChoicesCSV.write(report.choices()), to: reports + "/choices.csv")
        try AtomicFile.write(orders(), to: reports + "/orders.csv")
        try AtomicFile.write(lists(), to: reports + "/lists.csv")
        let settlements = report.affiliateSettlements()
        if !settlements.isEmpty { try AtomicFile.write(settled(settlements), to: reports + "/settlements.csv") }
        let regions = report.shopByRegion()
        if !regions.isEmpty { try AtomicFile.write(ShopCSV.write(regions), to: reports + "/shop-by-region.csv") }
        for age in stride(from: downloads - 1, through: 0, by: -1) {
            let morning = report.asOf.advanced(by: -age)
            guard morning > report.begin else { continue }
            let early = report.asKnown(on: morning)
            let first = morning.advanced(by: -span)
            let place = folder + "/downloads/\(morning)"
            try CampaignFolder.make(place)
            try AtomicFile.write(HistoryCSV.write(early.records(from: first)), to: place + "/history.csv")
            try AtomicFile.write(ShopCSV.write(early.shop(from: first)), to: place + "/shop.csv")
        }
        try writeTruth()
    }

    private func writeTruth() throws {
        let place = folder + "/truth"
        try CampaignFolder.make(place)
        try AtomicFile.write(truthDays(), to: place + "/days.csv")
        try AtomicFile.write(truthLines(), to: place + "/lines.csv")
        try AtomicFile.write(Array((try JSONText.text(world.parameters) + "\n").utf8), to: place + "/world.json")
    }

    /// The customer list: one row an order, and one below zero on the day on which it was sent back.
    private func orders() -> [UInt8] {
        var csv = CSVWriter(header: ["order", "customer", "time", "amount", "channel", "goods", "pieces"])
        for (number, order) in report.orders().enumerated() {
            csv.text("o\(number + 1)")
            csv.text("c\(order.customer + 1)")
            csv.day(order.day)
            csv.money(order.amount)
            csv.text(order.channel?.rawValue ?? "organic")
            csv.text(order.goods.rawValue)
            csv.number(Double(order.pieces))
            csv.endRow()
            guard order.refunded > .zero, let day = order.refundedOn else { continue }
            csv.text("o\(number + 1)r")
            csv.text("c\(order.customer + 1)")
            csv.day(day)
            csv.money(Money(fen: -order.refunded.fen))
            csv.text(order.channel?.rawValue ?? "organic")
            csv.text(order.goods.rawValue)
            csv.number(0)
            csv.endRow()
        }
        return csv.bytes
    }

    private func lists() -> [UInt8] {
        var csv = CSVWriter(header: ["date", "visitors", "fans", "purchased", "members", "group", "tickets"])
        for row in report.lists() {
            csv.day(row.day)
            for count in [row.visitors, row.fans, row.purchased, row.members, row.group, row.tickets] {
                csv.number(Double(count))
            }
            csv.endRow()
        }
        return csv.bytes
    }

    private func settled(_ rows: [AffiliateSettlement]) -> [UInt8] {
        var csv = CSVWriter(header: [
            "date", "goods", "paid", "settled", "void", "clawed_back", "settled_gmv", "expected_commission",
            "settled_commission",
        ])
        for row in rows {
            csv.day(row.day)
            csv.text(row.goods.rawValue)
            for count in [row.paid, row.settled, row.void, row.clawedBack] { csv.number(Double(count)) }
            for money in [row.settledGMV, row.expectedCommission, row.settledCommission] { csv.money(money) }
            csv.endRow()
        }
        return csv.bytes
    }

    private func truthDays() -> [UInt8] {
        let money: [(String, KeyPath<TruthDay, Money>)] = [
            ("media", \.media), ("messages", \.messages), ("commission", \.commission), ("benefits", \.benefits),
            ("fees", \.fees),
            ("platform_paid", \.platformPaid), ("platform_subsidies", \.subsidies), ("spend", \.spend),
        ]
        var csv = CSVWriter(header: ["date"] + TruthDay.outcomes.map(\.rawValue) + money.map(\.0) + ["lost_to_stock"])
        for day in truth.days {
            csv.day(day.day)
            for outcome in TruthDay.outcomes {
                let value = day.value(of: outcome)
                if outcome.isMoney || outcome.rawValue.hasSuffix("_gmv") || outcome == "profit" {
                    csv.money(value.flatMap { Money(yuan: $0) })
                } else {
                    csv.number(value)
                }
            }
            for (_, path) in money { csv.money(day[keyPath: path]) }
            csv.number(Double(day.lostToStock))
            csv.endRow()
        }
        return csv.bytes
    }

    private func truthLines() -> [UInt8] {
        var csv = CSVWriter(header: [
            "date", "channel", "goods", "audience", "given", "spent", "impressions", "clicks", "carts",
        ])
        for entry in spends.sorted(by: { ($0.day, $0.line) < ($1.day, $1.line) }) {
            csv.day(entry.day)
            csv.line(entry.line)
            csv.money(entry.given)
            csv.money(entry.spent)
            for count in [entry.impressions, entry.clicks, entry.carts] { csv.number(Double(count)) }
            csv.endRow()
        }
        return csv.bytes
    }
}

/// An experiment's files: which days or regions were dark, and the passage that a brief takes its finding from.
enum ExperimentExport {
    static func brief(_ findings: [ExperimentFinding]) -> [UInt8] {
        var text = "experiments:\n"
        for finding in findings {
            text += """
                  - channel: \(finding.channel)
                    begin: \(finding.begin)
                    end: \(finding.end)
                    outcome: \(finding.outcome.rawValue)
                    effect: \(decimal(finding.effect))
                    standard_error: \(decimal(finding.standardError))

                """
        }
        return Array(text.utf8)
    }

    /// To the hundredth: an effect in yuan or pieces is not known better.
    private static func decimal(_ value: Double) -> String {
        (Money(yuan: value) ?? .zero).decimalYuan
    }

    static func assignment(_ test: GeoSwitchOff) -> [UInt8] {
        var csv = CSVWriter(header: ["channel", "begin", "end", "region", "dark"])
        for region in 0..<test.regions {
            csv.text(test.channel.rawValue)
            csv.day(test.begin)
            csv.day(test.end)
            csv.text(MerchantReport.regionName(region))
            csv.number(test.dark.contains(region) ? 1 : 0)
            csv.endRow()
        }
        return csv.bytes
    }

    static func assignment(_ test: SwitchOff) -> [UInt8] {
        var csv = CSVWriter(header: ["channel", "date", "off"])
        var day = test.begin
        while day <= test.end {
            csv.text(test.channel.rawValue)
            csv.day(day)
            csv.number(test.isOff(on: day) ? 1 : 0)
            csv.endRow()
            day = day.advanced(by: 1)
        }
        return csv.bytes
    }
}
