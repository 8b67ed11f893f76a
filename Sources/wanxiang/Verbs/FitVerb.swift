// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Report
import Response

struct FitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits response curves and says how far they can be trusted.",
        discussion: """
            Example:
              wanxiang fit brief.yaml
              wanxiang fit brief.yaml --as-of 2025-08-31 --json
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            // A fit plans nothing, so it may look at all that was recorded unless a day is named.
            let campaign = try campaign.campaign(isReplay: campaign.asOf == nil)
            let history = self.campaign.asOf == nil ? campaign.recorded : campaign.known
            let progress = FitProgress(console)
            var pipeline = Pipeline(brief: campaign.brief)
            pipeline.fitProgress = { progress.step($0, of: $1) }
            let response = try pipeline.fit(history)
            progress.finish()
            if console.isJSON {
                console.print(json: try JSONText.text(response))
            } else {
                console.print(FitView.lines(response, ViewSettings(console.catalogue, style: console.outputStyle)))
            }
        }
    }
}
