// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Delivery
import Market
import Planning
import Records
import Report

struct FrontierVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frontier", abstract: "Outcome against budget, with the marginal return.",
        discussion: """
            Example:
              wanxiang frontier brief.yaml --from 20000 --to 100000 --points 9
              wanxiang frontier scenarios/shop-wide scenarios/multi-goal --html frontier.html --csv frontier.csv
            """)

    @Argument(help: ArgumentHelp("Briefs, or folders with a brief.yaml.", valueName: "brief"))
    var briefs: [String]

    @Option(help: ArgumentHelp("Hide all days after this one from fit and plan.", valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Folder of the workspace; without it the brief's folder or the current one.", valueName: "folder"))
    var workspace: String?

    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Smallest budget in yuan; default a quarter of the brief's.", valueName: "yuan"))
    var from: String?

    @Option(help: ArgumentHelp("Largest budget in yuan; default twice the brief's.", valueName: "yuan"))
    var to: String?

    @Option(help: ArgumentHelp("Number of budgets, 2 to 200.", valueName: "count"))
    var points = 9

    @Option(help: ArgumentHelp("Write the frontiers as one HTML page with charts.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("Write the page's charts as SVG files into this folder.", valueName: "folder"))
    var charts: String?

    @Option(help: ArgumentHelp("Write the points as CSV.", valueName: "file"))
    var csv: String?

    func validate() throws {
        if briefs.isEmpty { throw ValidationError("Name a brief.") }
        if briefs.count > 8 { throw ValidationError("At most 8 frontiers can be told apart in one picture.") }
    }

    func run() async throws {
        try await common.run { console in
            guard (2...200).contains(points) else {
                throw CommandError.badOption("--points", found: "\(points)", accepted: "2 to 200")
            }
            var frontiers: [NamedFrontier] = []
            for (path, name) in zip(briefs, CompareVerb.names(of: briefs)) { frontiers.append(try frontier(path, name)) }
            if let csv { try AtomicFile.write(FrontierCSV.write(frontiers), to: csv) }
            if html != nil || charts != nil {
                try PageFiles.write(
                    FrontierPage(frontiers, catalogue: console.catalogue).html(), html: html, charts: charts)
            }
            if console.isJSON {
                let json =
                    frontiers.count == 1
                    ? try JSONText.text(frontiers[0].points) : try JSONText.text(frontiers.map(FrontierDocument.init))
                console.print(json: json)
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                for one in frontiers {
                    if frontiers.count > 1 { console.print(["", one.name]) }
                    console.print(
                        FrontierView(one.points, current: one.current, unit: one.unit, settings: settings).lines())
                }
            }
        }
    }

    private func frontier(_ path: String, _ name: String) throws -> NamedFrontier {
        var selection = CampaignOptions()
        selection.brief = path
        selection.asOf = asOf
        selection.workspace = workspace
        let campaign = try selection.campaign()
        guard let current = campaign.brief.budget?.value else { throw PlanError.noBudget }
        let low = try OptionValues.money("--from", from) ?? Money(fen: current.fen / 4)
        let high = try OptionValues.money("--to", to) ?? Money(fen: min(current.fen * 2, Money.limit))
        guard low < high else {
            throw CommandError.badOption("--to", found: high.decimalYuan, accepted: "more than --from")
        }
        let budgets = Self.budgets(from: low, to: high, count: points, including: current)
        let pipeline = Pipeline(campaign, options: try limits.options())
        var problem = try pipeline.problem(pipeline.fit(campaign.known), campaign.known)
        if let benefits = try BenefitsInPlan(brief: campaign.brief, budget: high) {
            problem = try benefits.added(to: problem)
        }
        let found = try Frontier.points(of: problem, budgets: budgets, options: pipeline.options)
        return NamedFrontier(name: name, points: found, current: current, unit: problem.objective.unit)
    }

    /// Evenly spaced budgets to the fen; the current one takes the place of the nearest when it lies between them.
    static func budgets(from low: Money, to high: Money, count: Int, including current: Money) -> [Money] {
        var budgets = (0..<count).map { Money(fen: low.fen + (high.fen - low.fen) / Int64(count - 1) * Int64($0)) }
        budgets[count - 1] = high
        if current > low, current < high,
            let nearest = budgets.indices.min(by: {
                abs(budgets[$0].fen - current.fen) < abs(budgets[$1].fen - current.fen)
            })
        {
            budgets[nearest] = current
        }
        return budgets
    }
}
