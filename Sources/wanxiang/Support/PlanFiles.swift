// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Delivery
import Foundation
import Market
import Planning
import Records
import Report
import Response

/// The files that a plan can be written to beside its CSV.
struct PlanFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the plan as one HTML page that needs no network.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the page's charts as SVG files into this folder.", valueName: "folder"))
    var charts: String?

    @Option(
        help: ArgumentHelp(
            "Write what the platform's form takes as CSV, a row for each platform plan and cycle, and calendar.csv beside it.",
            valueName: "file"))
    var deliverySheet: String?

    @Flag(help: "Write CSV files so that spreadsheets read Chinese right (UTF-8 with a byte order mark).")
    var excel = false

    /// A CSV file's bytes, for a spreadsheet where that is asked for.
    func csv(_ bytes: [UInt8]) -> [UInt8] { (excel ? [0xEF, 0xBB, 0xBF] : []) + bytes }

    func write(
        _ result: PlanResult, response: FittedResponse, campaign: Campaign, catalogue: MessageCatalogue
    ) throws {
        let plan = result.plan
        if html != nil || charts != nil {
            let page = PlanPage(
                result, of: campaign.brief, title: campaign.brief.scenario.value, response: response, campaign: campaign,
                catalogue: catalogue)
            try PageFiles.write(page.html(), html: html, charts: charts)
        }
        if let deliverySheet {
            let brief = campaign.brief
            let sheet = DeliverySheet(plan, response: response, goods: campaign.known.goods) { channel in
                Self.form(brief, channel)
            }
            let calendar = DeliveryCalendar(
                plan, sheet: sheet, goods: campaign.known.goods, deadlines: Self.deadlines(brief))
            try AtomicFile.write(sheet.csv(byteOrderMark: excel), to: deliverySheet)
            let beside = URL(fileURLWithPath: deliverySheet).deletingLastPathComponent().appendingPathComponent("calendar.csv")
            try AtomicFile.write(calendar.csv(catalogue, byteOrderMark: excel), to: beside.path)
        }
    }

    /// The channel's answers go before the brief's.
    private static func form(_ brief: Brief, _ channel: Channel) -> DeliveryForm {
        let own = brief.rule(for: channel)?.form
        var form = DeliveryForm()
        form.aim = (own?.aim ?? brief.form.aim)?.value.rawValue ?? form.aim
        form.bidding = (own?.bidding ?? brief.form.bidding)?.value.rawValue ?? form.bidding
        form.pacing = (own?.pacing ?? brief.form.pacing)?.value.rawValue ?? form.pacing
        form.attributionDays = (own?.attributionDays ?? brief.form.attributionDays)?.value ?? form.attributionDays
        return form
    }

    /// Programmes that say until when one enrols.
    private static func deadlines(_ brief: Brief) -> [DeliveryCalendar.Deadline] {
        ((try? ProgrammeReader.read(of: brief)) ?? []).compactMap { programme in
            programme.conditions.enrolBy.map {
                DeliveryCalendar.Deadline(programme: programme.title?.value ?? programme.name.value, day: $0.value)
            }
        }
    }
}

/// A page and its charts as files.
enum PageFiles {
    static func write(_ page: String, html: String?, charts: String?) throws {
        if let html { try AtomicFile.write(Array(page.utf8), to: html) }
        guard let charts else { return }
        try CampaignFolder.make(charts)
        for (name, svg) in ChartFiles.pictures(of: page) { try AtomicFile.write(Array(svg.utf8), to: charts + "/\(name).svg") }
    }
}
