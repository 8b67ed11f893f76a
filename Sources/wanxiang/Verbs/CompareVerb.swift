// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Delivery
import Foundation
import Planning
import Report

struct CompareVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Plans several briefs and shows them side by side.",
        discussion: """
            Example:
              wanxiang compare low.yaml high.yaml
            """)

    @Argument(help: ArgumentHelp("Briefs, or folders with a brief.yaml.", valueName: "brief"))
    var briefs: [String]

    @Option(help: ArgumentHelp("Hide all days after this one from fit and plan.", valueName: "date"))
    var asOf: String?

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String?

    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if briefs.count < 2 { throw ValidationError("Name at least two briefs to compare.") }
        if briefs.count > 100 { throw ValidationError("At most 100 briefs can be compared at once.") }
    }

    func run() async throws {
        try await common.run { console in
            let options = try limits.options()
            var named: [CompareView.NamedPlan] = []
            for path in briefs {
                var selection = CampaignOptions()
                selection.brief = path
                selection.asOf = asOf
                selection.workspace = workspace
                let campaign = try selection.campaign()
                let result = try Pipeline(campaign, options: options).planWithBenefits(campaign.known)
                named.append(CompareView.NamedPlan(name: CompareVerb.name(of: path, among: briefs), plan: result.plan))
            }
            if console.isJSON {
                console.print(json: try JSONText.text(CompareView.document(named)))
            } else {
                console.print(CompareView.lines(named, ViewSettings(console.catalogue, style: console.outputStyle)))
            }
        }
    }

    /// The file's name, or its folder's where several briefs have the same file name.
    private static func name(of path: String, among all: [String]) -> String {
        let url = URL(fileURLWithPath: path)
        let short = url.deletingPathExtension().lastPathComponent
        let isShared = all.count { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent == short } > 1
        return isShared ? url.deletingLastPathComponent().lastPathComponent + "/" + short : short
    }
}
