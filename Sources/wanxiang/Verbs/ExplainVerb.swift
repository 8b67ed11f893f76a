// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Planning
import Report

struct ExplainVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why the plan is as it is: prices, binding rules, and why a channel gets nothing.",
        discussion: """
            Example:
              wanxiang explain brief.yaml
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let campaign = try campaign.campaign()
            let options = try limits.options()
            let result = try Pipeline(campaign, options: options).plan(campaign.known).result
            let alternatives = try Planner.alternatives(to: result, options: options)
            if console.isJSON {
                var explanation = result.plan.explanation
                if !alternatives.isEmpty { explanation.alternatives = alternatives }
                console.print(json: try JSONText.text(explanation))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(
                    ExplanationView.lines(result.plan, settings)
                        + ExplanationView.lines(of: alternatives, unit: result.plan.unit, settings))
            }
        }
    }
}
