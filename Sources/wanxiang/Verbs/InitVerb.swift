// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Market
import Records
import Report
import Scenarios
import Simulation
import Workspaces

struct InitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a workspace folder with a commented brief, and a sample campaign where there is no history.",
        discussion: """
            Example:
              wanxiang init shop
              wanxiang init shop --goal new-customer-acquisition --budget 50000 --begin 2025-10-01 --end 2025-10-28
              wanxiang import downloads/ --workspace shop && wanxiang init shop

            On a terminal it asks for goal, budget and dates where no flag says them. Where the folder's workspace holds imported history, the
            brief plans from it: the dates begin on the day after its last one, and the budget is what the same number of days before has
            cost. Without history it brings a simulated sample campaign along: replace it by your own exports, or import them.
            """)

    @Argument(help: ArgumentHelp("The folder; must not hold a brief yet.", valueName: "folder"))
    var folder: String = "."

    @Option(help: ArgumentHelp("The scenario that the brief is about.", valueName: "scenario"))
    var goal: String?

    @Option(help: ArgumentHelp("Budget in yuan.", valueName: "yuan"))
    var budget: String?

    @Option(help: ArgumentHelp("First day.", valueName: "date"))
    var begin: String?

    @Option(help: ArgumentHelp("Last day.", valueName: "date"))
    var end: String?

    @Option(help: ArgumentHelp("Shop of the workspace; without it the one called main.", valueName: "name"))
    var shop: String?

    @Flag(help: "Write no sample campaign; the brief then plans from what you import.")
    var empty = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let brief = folder == "." ? "brief.yaml" : folder + "/brief.yaml"
            for path in [brief, folder + "/history.csv"] where FileManager.default.fileExists(atPath: path) {
                throw CommandError.folderInUse(path)
            }
            let recorded = try recordedHistory()
            let answers = try answers(recorded, console)
            try CampaignFolder.make(folder)
            if !ShopWorkspace.exists(in: folder) { _ = try ShopWorkspace.create(folder: folder) }
            var files: [String] = []
            if recorded == nil, !empty {
                let history = World(SampleCampaign.world).history()
                try CampaignFolder.write(to: folder, records: history.records, shop: history.shop, goods: history.goods)
                files = ["history: history.csv", "goods: goods.csv", "shop: shop.csv"]
            }
            if let shop { files.append("shop_name: \(shop)") }
            let text = ExampleBrief.text(
                scenario: answers.goal, begin: "\(answers.begin)", end: "\(answers.end)", budget: answers.budget.decimalYuan,
                files: files, say: console.catalogue)
            try AtomicFile.write(Array(text.utf8), to: brief)
            console.print([
                console.catalogue.text(
                    empty && recorded == nil ? "command.initialized-empty" : "command.initialized", ["brief": .text(brief)])
            ])
        }
    }

    /// What the folder's workspace knows already; nil where there is no history.
    private func recordedHistory() throws -> CampaignHistory? {
        guard ShopWorkspace.exists(in: folder) else { return nil }
        let history = try ShopWorkspace.open(folder: folder, shop: shop ?? ShopWorkspace.defaultShop).history()
        return history.isEmpty ? nil : history
    }

    private struct Answers {
        var goal: String
        var budget: Money
        var begin: Day
        var end: Day
    }

    /// Flags go first, then what is asked on a terminal, then what the history suggests.
    private func answers(_ history: CampaignHistory?, _ console: Console) throws -> Answers {
        let first = history?.coveredUntil?.advanced(by: 1) ?? Day(SampleCampaign.begin) ?? Day(number: 0)
        let cadence = history?.cadence ?? .daily
        let last = first.advanced(by: (cadence == .daily ? 28 : 4 * cadence.days) - 1)
        let isAsking =
            goal == nil && budget == nil && begin == nil && end == nil && isatty(STDIN_FILENO) == 1 && console.errorIsTerminal
        let names = ScenarioNames.all.map(\.name)
        var goalText = goal ?? "goods-acceleration"
        if isAsking {
            goalText = ask(Notice("init.question-goal", ["known": .list(names)]), goalText, console) { names.contains($0) }
        }
        _ = try ScenarioNames.find(goalText)
        var beginText = begin ?? "\(first)"
        var endText = end ?? (begin.flatMap { Day($0) }.map { "\($0.advanced(by: last.number - first.number))" } ?? "\(last)")
        if isAsking {
            let range = ask(Notice("init.question-dates"), "\(beginText) \(endText)", console) { text in
                let days = text.split(separator: " ").compactMap { Day(String($0)) }
                return days.count == 2 && days[0] <= days[1]
            }
            let parts = range.split(separator: " ").map(String.init)
            (beginText, endText) = (parts[0], parts[1])
        }
        guard let firstDay = Day(beginText) else {
            throw CommandError.badOption("--begin", found: beginText, accepted: "a date such as 2025-10-01")
        }
        guard let lastDay = Day(endText), lastDay >= firstDay else {
            throw CommandError.badOption("--end", found: endText, accepted: "a date not before \(beginText)")
        }
        var budgetText = budget ?? suggestedBudget(history, days: lastDay.number - firstDay.number + 1).decimalYuan
        if isAsking {
            budgetText = ask(Notice("init.question-budget"), budgetText, console) {
                Money(decimalYuan: $0).map { $0 > .zero } ?? false
            }
        }
        guard let amount = Money(decimalYuan: budgetText), amount > .zero else {
            throw CommandError.badOption("--budget", found: budgetText, accepted: "yuan above 0, such as 50000 or 50000.50")
        }
        return Answers(goal: goalText, budget: amount, begin: firstDay, end: lastDay)
    }

    /// What as many days at the end of history have cost.
    private func suggestedBudget(_ history: CampaignHistory?, days: Int) -> Money {
        guard let history, let last = history.coveredUntil else { return Money(fen: 600_000) }
        let recent = history.records.filter { $0.day.number > last.number - days }.map(\.spend).total()
        return recent > .zero ? recent : Money(fen: 600_000)
    }

    /// Asks until the answer is one; an empty line takes the suggestion.
    private func ask(_ question: Notice, _ suggestion: String, _ console: Console, _ accepts: (String) -> Bool) -> String {
        while true {
            console.note(question)
            console.progress("[\(suggestion)] ")
            guard let line = readLine() else { return suggestion }
            let answer = line.trimmingCharacters(in: .whitespaces)
            if answer.isEmpty { return suggestion }
            if accepts(answer) { return answer }
            console.note(Notice("init.not-understood", ["accepted": .text(suggestion)]))
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
