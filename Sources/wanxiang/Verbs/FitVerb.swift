// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Market
import Records
import Report
import Response

struct FitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits response curves and says how far they can be trusted.",
        discussion: """
            Example:
              wanxiang fit brief.yaml
              wanxiang fit brief.yaml --as-of 2025-08-31 --json
              wanxiang fit --history history.csv --shop shop.csv --html fit.html
              wanxiang fit brief.yaml --experiment channel=search,begin=2025-08-01,end=2025-08-14,outcome=orders,effect=210,error=30
              wanxiang fit --from curves.json

            --from shows curves that another tool found (docs/curves.schema.json); a brief plans with them by `curves: curves.json`. An
            experiment says what the tested spend of a channel (and goods, audience) brought in its days, with one standard error;
            `spend=` in yuan where not all of the recorded spend was tested.
            """)

    @Argument(help: ArgumentHelp("The brief (YAML or JSON), or a folder with a brief.yaml.", valueName: "brief"))
    var brief: String?

    @Option(help: ArgumentHelp("Curves of another tool, as JSON, in place of a fit.", valueName: "file"))
    var from: String?

    @Option(help: ArgumentHelp("History to fit, in place of a brief.", valueName: "file"))
    var history: String?

    @Option(help: ArgumentHelp("The shop's totals, events and controls; with --history.", valueName: "file"))
    var shop: String?

    @Option(help: ArgumentHelp("Goods with prices and categories; with --history.", valueName: "file"))
    var goods: String?

    @Option(help: ArgumentHelp("A test's result; may be given several times.", valueName: "key=value,…"))
    var experiment: [String] = []

    @Option(help: ArgumentHelp("Hide all days after this one.", valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Folder of the workspace; without it the brief's folder or the current one.", valueName: "folder"))
    var workspace: String?

    @Option(help: ArgumentHelp("Write curves, what was seen and warnings as one HTML page.", valueName: "file"))
    var html: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        let sources = [brief, from, history].compactMap { $0 }.count
        if sources == 0 { throw ValidationError("Name a brief, or a history with --history, or curves with --from.") }
        if sources > 1 { throw ValidationError("Name one of: a brief, --history, --from.") }
        if history == nil, shop != nil || goods != nil { throw ValidationError("--shop and --goods go with --history.") }
        if from != nil, !experiment.isEmpty { throw ValidationError("Curves that are given are not changed by an experiment.") }
    }

    func run() async throws {
        try await common.run { console in
            let experiments = try experiment.map(ExperimentText.read)
            let progress = FitProgress(console)
            let response = try response(experiments) { progress.step($0, of: $1) }
            progress.finish()
            if let html {
                let page = FitPage(response, catalogue: console.catalogue).html()
                try AtomicFile.write(Array(page.utf8), to: html)
            }
            if console.isJSON {
                console.print(json: try JSONText.text(response))
            } else {
                console.print(FitView.lines(response, ViewSettings(console.catalogue, style: console.outputStyle)))
            }
        }
    }

    private func response(
        _ experiments: [Experiment], progress: @escaping @Sendable (Int, Int) -> Void
    ) throws -> FittedResponse {
        if let from { return try CurveFile.read(from) }
        let day = try OptionValues.day("--as-of", asOf)
        if let history {
            let recorded = try CampaignHistory.read(history: history, goods: goods, shop: shop)
            let options = FitOptions(experiments: experiments, scoresHoldOut: true, progress: progress)
            return try ResponseFitter(options: options).fit(recorded, asOf: day, goods: recorded.goods)
        }
        // A fit plans nothing, so it may look at all that was recorded unless a day is named.
        let campaign = try Campaign(path: brief ?? "", asOf: day, workspace: workspace, isReplay: day == nil)
        var pipeline = Pipeline(campaign)
        pipeline.scoresHoldOut = true
        pipeline.fitProgress = progress
        return try pipeline.fit(day == nil ? campaign.recorded : campaign.known, experiments: experiments)
    }
}

/// An experiment as the command line takes it: `channel=search,begin=2025-08-01,end=2025-08-14,outcome=orders,effect=210,error=30`.
enum ExperimentText {
    static let keys = ["channel", "goods", "audience", "begin", "end", "outcome", "effect", "error", "spend"]
    private static let required = ["channel", "begin", "end", "outcome", "effect", "error"]
    private static let outcomes: [Outcome] = Outcome.canonical + [.visits, .settledGMV]

    static func read(_ text: String) throws -> Experiment {
        var values: [String: String] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { trimmed($0) }
            guard pair.count == 2, keys.contains(pair[0]), !pair[1].isEmpty, values[pair[0]] == nil else {
                throw fault(String(part), "each of \(keys.joined(separator: ", ")) once at most, as key=value")
            }
            values[pair[0]] = pair[1]
        }
        for key in required where values[key] == nil {
            throw fault(text, "\(required.joined(separator: ", ")) are needed; \(key) is missing")
        }
        func day(_ key: String) throws -> Day {
            guard let day = Day(values[key] ?? "") else { throw fault(values[key] ?? "", "\(key): a date such as 2025-08-01") }
            return day
        }
        func number(_ key: String, above: Double = -.infinity) throws -> Double {
            guard let number = Double(values[key] ?? ""), number.isFinite, number > above else {
                throw fault(values[key] ?? "", "\(key): a number" + (above == 0 ? " above 0" : ""))
            }
            return number
        }
        let outcome = Outcome(rawValue: values["outcome"] ?? "")
        guard outcomes.contains(outcome) else {
            throw fault(outcome.rawValue, "outcome: one of \(outcomes.map(\.rawValue).joined(separator: ", "))")
        }
        return Experiment(
            channel: Channel(rawValue: values["channel"] ?? ""), goods: values["goods"].map { GoodsID(rawValue: $0) },
            audience: values["audience"].map { Audience(rawValue: $0) }, begin: try day("begin"), end: try day("end"),
            outcome: outcome, effect: try number("effect"), standardError: try number("error", above: 0),
            spendChange: values["spend"] == nil ? nil : try number("spend", above: 0))
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func fault(_ found: String, _ accepted: String) -> CommandError {
        .badOption("--experiment", found: found, accepted: accepted)
    }
}
