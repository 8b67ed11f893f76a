// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Incentives
import Market
import Report

struct AllocateScoreVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Offers for a table of customers, by a model of `allocate fit`.",
        discussion: """
            Example:
              wanxiang allocate score uplift.json customers.csv --benefits benefits.csv --output offers.csv

            Writes customer,benefit,value,cost. The table has the columns that the trial had. `wanxiang allocate customers.csv --model
            uplift.json` does this and allocates in one go.
            """)

    @Argument(help: ArgumentHelp("The model.", valueName: "model"))
    var model: String

    @Argument(help: ArgumentHelp("The customers' table, as CSV.", valueName: "customers"))
    var customers: String

    @Option(help: ArgumentHelp("Benefits table with face values and redemption, for the costs.", valueName: "file"))
    var benefits: String?

    @Option(help: ArgumentHelp("Where the offers go.", valueName: "file"))
    var output: String

    @Flag(help: "Stop at the first row that cannot be used.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let model = try ModelFile.read(model)
            let stated = try benefits.map { try BenefitsReader.read(path: $0).benefits } ?? []
            let reading = try model.offers(path: customers, benefits: stated, strict: strict)
            try reading.table.writeOffers(to: output)
            let written = Notice(
                "allocate.scored",
                ["count": .count(reading.table.count), "file": .text(output), "benefits": .list(reading.table.benefits)])
            if console.isJSON {
                console.print(json: try JSONText.text(ScoredDocument(reading, warnings: model.warnings)))
            } else {
                console.print([console.catalogue.text(for: written)])
            }
            for notice in AllocationView.notices(reading.faults, file: customers) + model.warnings { console.warn(notice) }
        }
    }
}

private struct ScoredDocument: Encodable {
    var customers: Int
    var benefits: [String]
    var droppedRows: RowFaults
    var warnings: [Notice]

    private enum CodingKeys: String, CodingKey {
        case customers, benefits, warnings
        case droppedRows = "dropped_rows"
    }

    init(_ reading: TableReader.Reading, warnings: [Notice]) {
        customers = reading.table.count
        benefits = reading.table.benefits
        droppedRows = reading.faults
        self.warnings = warnings
    }
}
