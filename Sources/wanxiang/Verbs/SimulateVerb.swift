// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Market
import Records
import Report
import Simulation

struct SimulateVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Lets a market world write a campaign to try things on.",
        discussion: """
            Example:
              wanxiang simulate --world world.yaml --seed 7 --days 120 --out campaign

            Writes history.csv, shop.csv and goods.csv, what the world's merchant could download on the last morning. The world's truth is
            not written.
            """)

    @Option(help: ArgumentHelp("The world file.", valueName: "file"))
    var world: String

    @Option(help: ArgumentHelp("Seed, instead of the file's.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Days of history, instead of the file's.", valueName: "days"))
    var days: Int?

    @Option(help: ArgumentHelp("Folder to write to; made if it does not exist.", valueName: "folder"))
    var out: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let description = try WorldFile.read(world)
            if let days, !(1...2000).contains(days) {
                throw CommandError.badOption("--days", found: "\(days)", accepted: "1 to 2000")
            }
            let market = seed.map { World(description, seed: $0) } ?? World(description)
            let history = market.history(days: days)
            try CampaignFolder.write(
                to: out, records: history.records, shop: history.shop, goods: history.goods)
            if console.isJSON {
                console.print(
                    json: try JSONText.text(
                        SimulatedCampaign(
                            folder: out, records: history.records.count, firstDay: history.records.first?.day,
                            lastDay: history.records.last?.day, goods: history.goods.count)))
            } else {
                console.print([
                    console.catalogue.text(
                        "command.simulated",
                        ["folder": .text(out), "rows": .count(history.records.count), "goods": .count(history.goods.count)])
                ])
            }
        }
    }
}

private struct SimulatedCampaign: Encodable {
    var folder: String
    var records: Int
    var firstDay: Day?
    var lastDay: Day?
    var goods: Int

    private enum CodingKeys: String, CodingKey {
        case folder, goods
        case records = "history_rows"
        case firstDay = "first_day"
        case lastDay = "last_day"
    }
}
