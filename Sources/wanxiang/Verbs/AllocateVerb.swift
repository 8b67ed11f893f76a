// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

struct AllocateVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Which benefit for which customer: coupons, messages, samples for millions, under budgets and caps.",
        discussion: """
            Example:
              wanxiang allocate offers.csv --budget 50000 --output who.csv
              wanxiang allocate fit trial.csv --control none --model uplift.json
              wanxiang allocate score uplift.json customers.csv --benefits benefits.csv --output offers.csv

            offers.csv has customer,benefit,value,cost: what each customer would bring more with the benefit than without, and what
            it would cost. `wanxiang allocate run --help` says what else there is.
            """,
        subcommands: [AllocateRunVerb.self, AllocateFitVerb.self, AllocateScoreVerb.self],
        defaultSubcommand: AllocateRunVerb.self)
}
