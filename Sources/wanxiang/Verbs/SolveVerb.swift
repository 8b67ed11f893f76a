// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Delivery
import Foundation
import Market
import Planning
import Records
import Report

struct SolveVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Solves a delivery problem with given curves: JSON in, JSON out.",
        discussion: """
            Example:
              wanxiang solve problem.json > answer.json
              wanxiang solve - < problem.json

            The problem's form is documented in docs/delivery-problem.schema.json. No history is needed: for people who bring curves from
            another tool, and for comparing solvers.
            """)

    @Argument(help: ArgumentHelp("The problem as JSON; - for standard input.", valueName: "problem"))
    var problem: String

    @OptionGroup var limits: SolveLimits
    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Write the solved problem as an LP file for an independent solver.", valueName: "file"))
    var lp: String?

    /// Larger problems are refused before they are read.
    static let largestFile = 512 << 20

    func run() async throws {
        try await common.run { console in
            let document = try read()
            var options = try limits.options()
            options.relativeGap = options.relativeGap ?? document.relativeGap
            let clock = ContinuousClock()
            let start = clock.now
            let result: PlanResult
            do { result = try Planner.plan(document.problem, options: options) } catch let error as PlanError {
                if case .impossible(let rules) = error {
                    console.print(json: try JSONText.text(ImpossibleDocument(rules: rules)))
                }
                throw error
            }
            let seconds = (clock.now - start) / .seconds(1)
            if let lp { try result.exportTangentProgram(to: lp) }
            console.print(json: try JSONText.text(SolveAnswer(plan: result.plan, seconds: seconds)))
        }
    }

    private func read() throws -> ProblemDocument {
        let data: Data
        if problem == "-" {
            data = try FileHandle.standardInput.read(upToCount: Self.largestFile) ?? Data()
        } else {
            let size = (try? FileManager.default.attributesOfItem(atPath: problem)[.size] as? Int) ?? 0
            guard FileManager.default.fileExists(atPath: problem) else { throw CommandError.noFile(problem) }
            guard size <= Self.largestFile, let bytes = FileManager.default.contents(atPath: problem) else {
                throw CommandError.notReadable(problem)
            }
            data = bytes
        }
        let name = problem == "-" ? "standard input" : problem
        do {
            return try JSONDecoder().decode(ProblemDocument.self, from: data)
        } catch let error as DecodingError {
            throw error.asFault(file: name)
        }
    }
}

/// The answer of `solve`. Seconds stand outside of the plan, whose bytes depend on the input alone.
struct SolveAnswer: Encodable {
    var plan: Plan
    var seconds: Double
}

/// The answer of `solve` where no plan is possible.
struct ImpossibleDocument: Encodable {
    var status = "infeasible"
    var conflict: [ConflictingRule]

    init(rules: [ConflictingRule]) { conflict = rules }
}
