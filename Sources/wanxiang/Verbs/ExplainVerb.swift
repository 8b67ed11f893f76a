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
            let result = try Pipeline(campaign, options: try limits.options()).plan(campaign.known).result
            if console.isJSON {
                console.print(json: try JSONText.text(result.plan.explanation))
            } else {
                console.print(
                    ExplanationView.lines(result.plan, ViewSettings(console.catalogue, style: console.outputStyle)))
            }
        }
    }
}
