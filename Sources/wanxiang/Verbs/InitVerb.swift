// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Foundation
import Market
import Records
import Report
import Simulation
import Workspaces

struct InitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a workspace folder with a commented brief and a sample campaign.",
        discussion: """
            Example:
              wanxiang init shop
              wanxiang init shop --goal new-customer-acquisition --budget 50000 --begin 2025-10-01 --end 2025-10-28

            The sample campaign is simulated: replace history.csv and goods.csv by your own exports, or import them.
            """)

    @Argument(help: ArgumentHelp("The folder; must not hold a workspace yet.", valueName: "folder"))
    var folder: String = "."

    @Option(help: ArgumentHelp("The scenario that the brief is about.", valueName: "scenario"))
    var goal: String = "goods-acceleration"

    @Option(help: ArgumentHelp("Budget in yuan.", valueName: "yuan"))
    var budget: String = "6000.00"

    @Option(help: ArgumentHelp("First day.", valueName: "date"))
    var begin: String = SampleCampaign.begin

    @Option(help: ArgumentHelp("Last day.", valueName: "date"))
    var end: String = SampleCampaign.end

    @Flag(help: "Write no sample campaign; the brief then plans from what you import.")
    var empty = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            _ = try ScenarioNames.find(goal)
            guard let amount = Money(decimalYuan: budget), amount > .zero else {
                throw CommandError.badOption("--budget", found: budget, accepted: "yuan above 0, such as 50000 or 50000.50")
            }
            guard let first = Day(begin) else {
                throw CommandError.badOption("--begin", found: begin, accepted: "a date such as 2025-10-01")
            }
            guard let last = Day(end), last >= first else {
                throw CommandError.badOption("--end", found: end, accepted: "a date not before \(begin)")
            }
            let brief = folder + "/brief.yaml"
            for path in [brief, folder + "/history.csv"] where FileManager.default.fileExists(atPath: path) {
                throw CommandError.folderInUse(path)
            }
            try CampaignFolder.make(folder)
            if !ShopWorkspace.exists(in: folder) { _ = try ShopWorkspace.create(folder: folder) }
            var files: [String] = []
            if !empty {
                let history = World(SampleCampaign.world).history()
                try CampaignFolder.write(to: folder, records: history.records, shop: history.shop, goods: history.goods)
                files = ["history: history.csv", "goods: goods.csv", "shop: shop.csv"]
            }
            let text = ExampleBrief.text(
                scenario: goal, begin: "\(first)", end: "\(last)", budget: amount.decimalYuan, files: files)
            try AtomicFile.write(Array(text.utf8), to: brief)
            console.print([
                console.catalogue.text(empty ? "command.initialized-empty" : "command.initialized", ["brief": .text(brief)])
            ])
        }
    }
}

/// The campaign that `init` brings along: a small simulated fashion shop.
enum SampleCampaign {
    static let begin = "2025-09-29"
    static let end = "2025-10-26"
    /// 120 days up to the day before `begin`.
    static var world: WorldDescription {
        let first = Day(begin)?.advanced(by: -120) ?? Day(number: 0)
        return WorldDescription(family: .fashion, size: .small, seed: 20_250_929, days: 120, begin: first)
    }
}
