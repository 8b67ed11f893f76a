// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Incentives
import Market
import Report

struct AllocateFitVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "What each benefit brings with whom, from a randomized trial.",
        discussion: """
            Example:
              wanxiang allocate fit trial.csv --arm arm --control none --outcome spend --cost coupon20=6 --model uplift.json

            The trial has one row a customer: the arm it was given at random, the probability of that arm (column propensity, or the same
            for all by --shares none=0.5,coupon20=0.5), what came of it, and what was known before. Numbers and words are features.
            Without known probabilities the file is refused, unless --observational asks for it.
            """)

    @Argument(help: ArgumentHelp("The trial, as CSV.", valueName: "trial"))
    var trial: String

    @Option(help: ArgumentHelp("Column of the arm.", valueName: "column"))
    var arm = "arm"

    @Option(help: ArgumentHelp("The arm of those who were given nothing.", valueName: "name"))
    var control = "control"

    @Option(help: ArgumentHelp("Column of the outcome.", valueName: "column"))
    var outcome = "outcome"

    @Option(help: ArgumentHelp("Column of the probability of the arm that was given.", valueName: "column"))
    var propensity = "propensity"

    @Option(help: ArgumentHelp("Probability of each arm where it was the same for all.", valueName: "arm=share,..."))
    var shares: String?

    @Option(help: ArgumentHelp("Columns known before the trial; without it all others.", valueName: "column,..."))
    var features: String?

    @Option(help: ArgumentHelp("Columns that are no features.", valueName: "column,..."))
    var ignore: String?

    @Option(help: ArgumentHelp("Column of words whose means are tried as segments.", valueName: "column"))
    var segment: String?

    @Option(help: ArgumentHelp("What one unit of the outcome is worth, in yuan.", valueName: "yuan"))
    var value = 1.0

    @Option(help: ArgumentHelp("What giving an arm to one customer costs, in yuan; may be repeated.", valueName: "arm=yuan"))
    var cost: [String] = []

    @Option(help: ArgumentHelp("Largest share of customers who may be given anything, 0 to 1.", valueName: "share"))
    var cap = 1.0

    @Flag(help: "Take data without known probabilities; a warning stays on all that is made from it.")
    var observational = false

    @Option(help: ArgumentHelp("Seed of the folds.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Threads; the result does not depend on it.", valueName: "count"))
    var threads = 2

    @Option(help: ArgumentHelp("Write the model, with which customers are scored.", valueName: "file"))
    var model: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            guard cap > 0, cap <= 1 else {
                throw CommandError.badOption("--cap", found: "\(cap)", accepted: "above 0, up to 1")
            }
            guard value.isFinite, abs(value) <= 1e9 else {
                throw CommandError.badOption("--value", found: "\(value)", accepted: "yuan")
            }
            guard (1...256).contains(threads) else {
                throw CommandError.badOption("--threads", found: "\(threads)", accepted: "1 to 256")
            }
            var costs: [String: Double] = [:]
            for text in cost { try Self.add(text, to: &costs, option: "--cost", in: 0...1e8) }
            var given: [String: Double] = [:]
            for text in Self.names(shares) { try Self.add(text, to: &given, option: "--shares", in: 0...1) }
            let reading = TrialReading(
                arm: arm, control: control, outcome: outcome, propensity: propensity, shares: given,
                features: Self.names(features),
                segment: segment, ignored: Self.names(ignore), allowObservational: observational)
            let read = try Trial(path: trial, reading: reading)
            for name in costs.keys.sorted() where !read.arms.contains(name) {
                throw CommandError.badOption("--cost", found: name, accepted: read.arms.joined(separator: ", "))
            }
            let terms = UpliftTerms(valuePerOutcome: value, armCosts: costs, capShare: cap, seed: seed)
            var fit = UpliftFit(read, terms: terms, threads: threads)
            fit.model.segmentColumn = segment
            if let model { try ModelFile.write(fit.model, to: model) }
            if console.isJSON {
                console.print(json: try JSONText.text(fit.report))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(UpliftView(fit.report, settings: settings).lines())
            }
            for notice in UpliftView.notices(fit.report, file: trial) { console.warn(notice) }
        }
    }

    private static func names(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func add(
        _ text: String, to numbers: inout [String: Double], option: String, in bounds: ClosedRange<Double>
    ) throws {
        guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
            let number = Double(text[text.index(after: equals)...]), bounds.contains(number)
        else { throw CommandError.badOption(option, found: text, accepted: "arm=number") }
        numbers[String(text[..<equals])] = number
    }
}
