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
import Response
import Scenarios

struct ExplainVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Says why the plan is as it is: prices, binding rules, why something gets nothing, what a change would bring.",
        discussion: """
            Example:
              wanxiang explain brief.yaml
              wanxiang explain brief.yaml --channel display        why display gets what it gets
              wanxiang explain brief.yaml --budget +10%            what a tenth more would bring
              wanxiang explain brief.yaml --set targets.roi=2.5    what another rule would bring
              wanxiang explain brief.yaml --loosen 1               which rule costs most, by planning again
            """)

    @OptionGroup var campaign: CampaignOptions
    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Only lines of this channel.", valueName: "name"))
    var channel: String?

    @Option(help: ArgumentHelp("Only lines of these goods.", valueName: "id"))
    var goods: String?

    @Option(help: ArgumentHelp("Only lines to this audience.", valueName: "name"))
    var audience: String?

    @Option(help: ArgumentHelp("Plan with another budget: yuan, or a change such as +10%.", valueName: "amount"))
    var budget: String?

    @Option(
        help: ArgumentHelp(
            "Plan with a key of the brief changed, e.g. targets.roi=2.5; may be repeated.", valueName: "key=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("Plan again with each of the dearest rules looser by so many per cent.", valueName: "percent"))
    var loosen: Double?

    /// Rules that are loosened one by one.
    static let mostLoosened = 8

    func run() async throws {
        try await common.run { console in
            if let loosen, !(loosen > 0 && loosen <= 100) {
                throw CommandError.badOption("--loosen", found: "\(loosen)", accepted: "per cent above 0, at most 100")
            }
            let campaign = try campaign.campaign()
            let pipeline = Pipeline(campaign, options: try limits.options())
            let changes =
                try (budget.map { [try BriefChange(budget: $0, of: campaign.brief)] } ?? [])
                + set.map(BriefChange.init(option:))
            let settings = ViewSettings(console.catalogue, style: console.outputStyle)
            if channel == nil, goods == nil, audience == nil, !changes.isEmpty {
                return try whatIf(changes, campaign, settings, console)
            }
            let response = try pipeline.fit(campaign.known)
            let result = try Planner.plan(pipeline.problem(response, campaign.known), options: pipeline.options)
            if channel != nil || goods != nil || audience != nil {
                let answers = try answers(result.plan, pipeline.context(response, campaign.known))
                if console.isJSON {
                    console.print(json: try JSONText.text(answers))
                } else {
                    console.print(LineAnswerView.lines(answers, unit: result.plan.unit, settings))
                }
            } else if let loosen {
                let rules = try result.loosened(by: loosen / 100, count: Self.mostLoosened, options: pipeline.options)
                if console.isJSON {
                    console.print(json: try JSONText.text(rules))
                } else {
                    console.print(WhatIfView.loosened(rules, by: loosen / 100, unit: result.plan.unit, settings))
                }
            } else {
                let alternatives = try Planner.alternatives(to: result, options: pipeline.options)
                if console.isJSON {
                    var explanation = result.plan.explanation
                    if !alternatives.isEmpty { explanation.alternatives = alternatives }
                    console.print(json: try JSONText.text(explanation))
                } else {
                    console.print(
                        ExplanationView.lines(result.plan, settings)
                            + (result.plan.parts.map { ExplanationView.lines(of: $0, unit: result.plan.unit, settings) } ?? [])
                            + ExplanationView.lines(of: alternatives, unit: result.plan.unit, settings))
                }
            }
        }
    }

    /// Plans with the changes and puts both plans side by side.
    private func whatIf(
        _ changes: [BriefChange], _ campaign: Campaign, _ settings: ViewSettings, _ console: Console
    ) throws {
        let asked = try WhatIf(campaign, options: limits.options())
        let result = asked.base
        let changed = try asked.plan(changes).result.plan
        if console.isJSON {
            console.print(json: try JSONText.text(WhatIfDocument(asItIs: result.plan, changed: changed)))
        } else {
            let change = changes.map { "\($0.path) = \($0.value)" }.joined(separator: ", ")
            console.print(WhatIfView.lines(result.plan, changed, change: change, settings))
        }
    }

    /// One answer for every known line that is asked for.
    private func answers(_ plan: Plan, _ context: ScenarioContext) throws -> [LineAnswer] {
        let known = context.response.lines.map(\.line)
        try check("--channel", channel, known.map(\.channel.rawValue))
        try check("--goods", goods, known.map(\.goods.rawValue) + context.goods.keys.map(\.rawValue))
        try check("--audience", audience, known.map(\.audience.rawValue))
        let asked = known.filter { key in
            (channel.map { $0 == key.channel.rawValue } ?? true) && (goods.map { $0 == key.goods.rawValue } ?? true)
                && (audience.map { $0 == key.audience.rawValue } ?? true)
        }
        var results: [LineKey: LineResult] = [:]
        for line in plan.lines { results[line.line] = line }
        let answers = asked.map { key in
            results[key].map { LineAnswer($0, in: plan) }
                ?? LineAnswer(key, notAllowed: context.ineligibility(of: key) ?? Notice("ineligible.scenario"))
        }
        guard answers.isEmpty else { return answers.sorted { ($1.spend, $0.line) < ($0.spend, $1.line) } }
        let line = LineKey(
            channel: channel.map { Channel(rawValue: $0) } ?? .all, goods: goods.map { GoodsID(rawValue: $0) } ?? .all,
            audience: audience.map { Audience(rawValue: $0) } ?? .all)
        return [LineAnswer(line, notAllowed: context.ineligibility(of: line) ?? Notice("ineligible.unknown"))]
    }

    private func check(_ option: String, _ name: String?, _ known: [String]) throws {
        guard let name, !known.contains(name) else { return }
        throw CommandError.badOption(option, found: name, accepted: Set(known).sorted().prefix(40).joined(separator: ", "))
    }
}

/// The answer of `explain --set` and `explain --budget`.
struct WhatIfDocument: Encodable {
    var asItIs: Plan
    var changed: Plan

    private enum CodingKeys: String, CodingKey {
        case changed
        case asItIs = "as_it_is"
    }
}
