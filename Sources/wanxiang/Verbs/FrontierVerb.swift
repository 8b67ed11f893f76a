// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
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
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Smallest budget in yuan; default a quarter of the brief's.", valueName: "yuan"))
    var from: String?

    @Option(help: ArgumentHelp("Largest budget in yuan; default twice the brief's.", valueName: "yuan"))
    var to: String?

    @Option(help: ArgumentHelp("Number of budgets, 2 to 200.", valueName: "count"))
    var points = 9

    func run() async throws {
        try await common.run { console in
            guard (2...200).contains(points) else {
                throw CommandError.badOption("--points", found: "\(points)", accepted: "2 to 200")
            }
            let campaign = try campaign.campaign()
            guard let current = campaign.brief.budget?.value else { throw PlanError.noBudget }
            let low = try amount("--from", from) ?? Money(fen: current.fen / 4)
            let high = try amount("--to", to) ?? Money(fen: min(current.fen * 2, Money.limit))
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
            if console.isJSON {
                console.print(json: try JSONText.text(found))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(FrontierView(found, current: current, unit: problem.objective.unit, settings: settings).lines())
            }
        }
    }

    private func amount(_ option: String, _ text: String?) throws -> Money? {
        guard let text else { return nil }
        guard let money = Money(decimalYuan: text), money > .zero else {
            throw CommandError.badOption(option, found: text, accepted: "yuan above 0")
        }
        return money
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
