// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import ArgumentParser
import Briefs
import Campaigns
import Foundation
import Incentives
import Market
import Planning
import Report

struct AllocateRunVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Gives each customer the benefit that is best for the whole.",
        discussion: """
            Example:
              wanxiang allocate offers.csv --budget 50000 --max-count coupon20=3000 --output who.csv

            Input is a request (YAML, or JSON by its ending), a table of offers as CSV (customer,benefit,value,cost or, wide, customer
            and value:NAME and cost:NAME), or a NumPy matrix of values with --costs. A request says the same and more:

              offers: offers.csv
              budget: 50000
              benefits:
                coupon20: {face_value: 20, redemption: 30 %, group: coupons, max_count: 3000}
                sms: {face_value: 0.05}
              groups:
                coupons: {max_cost: 40000}
              customers: customers.csv
              segment: city_tier
              filters:
                - {column: reached_30d, max: 0}
                - {column: messages_7d, max: 2, benefits: [sms]}

            Costs and budgets are in yuan and kept to the fen.
            """)

    @Argument(help: ArgumentHelp("A request (.yaml, .json), offers (.csv) or values (.npy).", valueName: "input"))
    var input: String

    @Option(
        help: ArgumentHelp(
            "A model of `allocate fit`; the input is then the customers' table, which it scores.", valueName: "file"))
    var model: String?

    @Option(help: ArgumentHelp("Costs as .npy, for values as .npy.", valueName: "file"))
    var costs: String?

    @Option(help: ArgumentHelp("Unit of the costs in .npy: yuan or fen.", valueName: "unit"))
    var costUnit: String?

    @Option(
        help: ArgumentHelp(
            "Benefits table: benefit,face_value,redemption,max_count,max_cost,min_count,group.", valueName: "file"))
    var benefits: String?

    @Option(help: ArgumentHelp("Customers' table that filters and segments come from.", valueName: "file"))
    var customers: String?

    @Option(help: ArgumentHelp("Column of the customers' table to sum up by.", valueName: "column"))
    var segment: String?

    @Option(help: ArgumentHelp("Budget over all benefits, in yuan.", valueName: "yuan"))
    var budget: String?

    @Option(help: ArgumentHelp("Least value per yuan of cost, over all.", valueName: "ratio"))
    var roi: Double?

    @Option(help: ArgumentHelp("Most customers for a benefit; may be repeated.", valueName: "benefit=count"))
    var maxCount: [String] = []

    @Option(help: ArgumentHelp("Fewest customers for a benefit; may be repeated.", valueName: "benefit=count"))
    var minCount: [String] = []

    @Option(help: ArgumentHelp("Budget of a benefit in yuan; may be repeated.", valueName: "benefit=yuan"))
    var maxCost: [String] = []

    @Option(help: ArgumentHelp("Write who gets what, as .csv or .npy.", valueName: "file"))
    var output: String?

    @Flag(help: "Write only the customers who get something.")
    var givenOnly = false

    @Flag(help: "Replace an existing file even though rows of the input could not be used.")
    var replacePartial = false

    @Option(help: ArgumentHelp("Say why this customer gets what it gets; may be repeated.", valueName: "customer"))
    var explain: [String] = []

    @Option(help: ArgumentHelp("Value against so many budgets, from a quarter to twice the total one.", valueName: "points"))
    var frontier: Int?

    @Flag(help: "Stop at the first row that cannot be used.")
    var strict = false

    @Option(help: ArgumentHelp("Seed of the sample that first prices come from.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Threads; the result does not depend on it.", valueName: "count"))
    var threads = 2

    @Option(help: ArgumentHelp("Relative gap to the bound at which the search for better choices stops.", valueName: "gap"))
    var gap: Double?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            guard (1...256).contains(threads) else {
                throw CommandError.badOption("--threads", found: "\(threads)", accepted: "1 to 256")
            }
            if let frontier, !(2...200).contains(frontier) {
                throw CommandError.badOption("--frontier", found: "\(frontier)", accepted: "2 to 200")
            }
            if let output, !output.hasSuffix(".csv") && !output.hasSuffix(".npy") {
                throw CommandError.badOption("--output", found: output, accepted: "a name that ends in .csv or .npy")
            }
            let request = try request()
            let reading = try request.read(threads: threads)
            var writer = AllocationWriter(dropped: reading.rowFaults.total, replacesPartial: replacePartial)
            // What is known to fail, before the work rather than after it.
            if let output { try writer.check(output) }
            let allocation = try reading.allocator.solve()
            guard allocation.certificate != nil else { throw Self.failure(allocation, reading.allocator.rules) }
            if request.strict, let (kind, row) = allocation.faults.first {
                throw IncentivesError.badCell(file: request.input, kind: kind, row: row)
            }
            writer.dropped += allocation.faults.total
            var result = AllocationResult(allocation, of: reading)
            for customer in explain { result.explanations.append(try reading.allocator.explain(customer, in: allocation)) }
            if let frontier { result.frontier = try Self.frontier(frontier, reading.allocator) }
            if let output {
                if output.hasSuffix(".npy") {
                    try writer.writeNumpy(allocation, to: output)
                } else {
                    try writer.writeCSV(allocation, of: reading.allocator.table, to: output, givenOnly: givenOnly)
                }
            }
            if console.isJSON {
                console.print(json: try JSONText.text(result))
            } else {
                let settings = ViewSettings(console.catalogue, style: console.outputStyle)
                console.print(AllocationView(result, rules: reading.allocator.rules, settings: settings).lines())
            }
            for notice in AllocationView.notices(result, file: request.input) { console.warn(notice) }
        }
    }

    /// The request of the file, with what the options say on top.
    private func request() throws -> AllocateRequest {
        var request: AllocateRequest
        if ["yaml", "yml", "json"].contains(where: { input.lowercased().hasSuffix(".\($0)") }) {
            let terms = try AllocationReader.read(path: input)
            request = AllocateRequest(terms)
            if let path = terms.model?.value.resolved { request.model = try ModelFile.read(path) }
        } else {
            request = AllocateRequest(input: input)
        }
        if let model {
            request.model = try ModelFile.read(model)
            // The input is the table of the customers to score.
            if request.customers == nil { request.customers = request.input }
        }
        if let costs { request.costs = costs }
        if let costUnit {
            guard let unit = AllocationTable.CostUnit(rawValue: costUnit) else {
                throw CommandError.badOption("--cost-unit", found: costUnit, accepted: "yuan or fen")
            }
            request.costUnit = unit
        }
        if let benefits { request.benefitsTable = benefits }
        if let customers { request.customers = customers }
        if let segment { request.segmentColumn = segment }
        if let seed { request.seed = seed }
        if let gap {
            guard gap >= 0, gap <= 1 else {
                throw CommandError.badOption("--gap", found: "\(gap)", accepted: "a number from 0 to 1")
            }
            request.relativeGap = gap
        }
        request.strict = request.strict || strict
        if let budget {
            request.rules.removeAll { $0.name == AllocationRule.totalName }
            request.rules.append(.totalBudget(try Self.money("--budget", budget), saidAt: "--budget"))
        }
        if let roi {
            request.rules.removeAll { $0.name == "roi" }
            request.rules.append(AllocationRule(name: "roi", measure: .returnAtLeast(roi), saidAt: "--roi"))
        }
        for text in maxCount { request.rules.append(try Self.count("--max-count", text) { .countAtMost($0) }) }
        for text in minCount { request.rules.append(try Self.count("--min-count", text) { .countAtLeast($0) }) }
        for text in maxCost {
            let (name, amount) = try Self.pair("--max-cost", text)
            request.rules.append(
                Self.rule("--max-cost", name, .costAtMost(try Self.money("--max-cost", amount))))
        }
        return request
    }

    private static func rule(_ option: String, _ benefit: String, _ measure: AllocationRule.Measure) -> AllocationRule {
        AllocationRule(name: "\(measure.word) \(benefit)", benefits: [benefit], measure: measure, saidAt: option)
    }

    private static func count(_ option: String, _ text: String, _ measure: (Int) -> AllocationRule.Measure) throws
        -> AllocationRule
    {
        let (name, amount) = try pair(option, text)
        guard let count = Int(amount), count >= 0 else {
            throw CommandError.badOption(option, found: text, accepted: "benefit=count")
        }
        return rule(option, name, measure(count))
    }

    /// `name=amount`; the name may hold an equals sign.
    private static func pair(_ option: String, _ text: String) throws -> (name: String, amount: String) {
        guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
            throw CommandError.badOption(option, found: text, accepted: "benefit=amount")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    private static func money(_ option: String, _ text: String) throws -> Money {
        guard let money = Money(decimalYuan: text), money >= .zero else {
            throw CommandError.badOption(option, found: text, accepted: "yuan of 0 or more, with at most two decimals")
        }
        return money
    }

    private static func failure(_ allocation: Allocation, _ rules: [AllocationRule]) -> IncentivesError {
        guard allocation.status == .infeasible else { return .noneFound }
        return .impossible(
            rules: allocation.conflict.map { name in
                rules.first { $0.name == name }?.saidAt.map { "\(name) (\($0))" } ?? name
            })
    }

    private static func frontier(_ count: Int, _ allocator: Allocator) throws -> [AllocationPoint] {
        guard let rule = allocator.rules.first(where: { $0.name == AllocationRule.totalName }),
            case .costAtMost(let budget) = rule.measure, budget > .zero
        else { throw CommandError.badOption("--frontier", found: "\(count)", accepted: "points, with a budget above 0") }
        let high = Money(fen: min(budget.fen * 2, Money.limit))
        let budgets = FrontierVerb.budgets(
            from: Money(fen: max(1, budget.fen / 4)), to: high, count: count, including: budget)
        return try allocator.frontier(of: rule.name, budgets: budgets)
    }
}
