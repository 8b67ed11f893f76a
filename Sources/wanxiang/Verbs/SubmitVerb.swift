// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Market
import Planning
import Report
import Workspaces

struct SubmitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Checks a brief, plans it and stores both as an immutable numbered request.",
        discussion: """
            Example:
              wanxiang submit shop/brief.yaml
              wanxiang status --workspace shop

            The request keeps the brief, the plan and the digests of all that it was made from. Submitting the same again gives the same
            number. The workspace is the one in the brief's folder, or --workspace; it is made where there is none.
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let loaded = try campaign.campaign()
            let progress = FitProgress(console)
            var pipeline = Pipeline(brief: loaded.brief, options: try limits.options())
            pipeline.fitProgress = { progress.step($0, of: $1) }
            let (response, result) = try pipeline.plan(loaded.known)
            progress.finish()
            let folder = campaign.workspace ?? loaded.folder
            if !ShopWorkspace.exists(in: folder) { _ = try ShopWorkspace.create(folder: folder) }
            let shop = loaded.brief.shopName?.value ?? ShopWorkspace.defaultShop
            let workspace = try ShopWorkspace.open(folder: folder, shop: shop)
            let name = URL(fileURLWithPath: campaign.brief).deletingPathExtension().lastPathComponent
            let plan = try JSONText.text(result.plan)
            let curves = try workspace.saveDocument(
                kind: "curves", name: name, json: try JSONText.text(response), inputs: loaded.digests)
            var inputs = loaded.digests
            inputs["curves"] = curves.digest
            let stored = try workspace.saveDocument(kind: "plan", name: name, json: plan, inputs: inputs)
            let brief = loaded.brief
            let request = RequestDocument(
                scenario: brief.scenario.value, begin: brief.begin.value, end: brief.end.value, budget: brief.budget?.value,
                brief: brief.canonicalText, file: URL(fileURLWithPath: brief.file).lastPathComponent, planDigest: stored.digest,
                plan: result.plan)
            let (document, isNew) = try workspace.saveNumbered(
                kind: Requests.kind, json: try JSONText.text(request), inputs: inputs)
            if console.isJSON {
                console.print(json: try JSONText.text(Submitted(number: document.name, isNew: isNew, request: request)))
                return
            }
            let say = console.catalogue
            console.print([
                say.text(
                    isNew ? "request.submitted" : "request.again",
                    [
                        "number": .text(document.name), "scenario": .text(request.scenario), "begin": .day(request.begin),
                        "end": .day(request.end),
                        "budget": request.budget.map { .money($0) } ?? .text(say.text("request.flexible")),
                        "digest": .text(String(request.planDigest.prefix(12))),
                    ])
            ])
        }
    }

    private struct Submitted: Encodable {
        var number: String
        var isNew: Bool
        var request: RequestDocument

        private enum CodingKeys: String, CodingKey {
            case number, request
            case isNew = "is_new"
        }
    }
}
