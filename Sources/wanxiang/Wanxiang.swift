// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The command: one verb each, in the manner of git.
@main
struct Wanxiang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wanxiang",
        abstract: "Plans marketing budgets with a proof of how good the plan is, and replays what it would have gained.",
        discussion: """
            A first plan:
              wanxiang init shop        a folder with a commented brief and a sample campaign
              wanxiang plan shop/brief.yaml

            Exit codes: 0 success, 1 fault, 2 the plan asked for is impossible, 3 a replay fell short of what was expected,
            64–78 wrong use or bad data (sysexits.h).
            """,
        version: "0.1.0",
        subcommands: [
            InitVerb.self,
            ImportVerb.self,
            ScenariosVerb.self,
            FitVerb.self,
            PlanVerb.self,
            ExplainVerb.self,
            CompareVerb.self,
            FrontierVerb.self,
            ReplayVerb.self,
            ReplanVerb.self,
            AllocateVerb.self,
            ValueVerb.self,
            BestVerb.self,
            SimulateVerb.self,
            SolveVerb.self,
            SubmitVerb.self,
            StatusVerb.self,
            TodayVerb.self,
            ShopsVerb.self,
            ServeVerb.self,
            BackupVerb.self,
            RestoreVerb.self,
            DoctorVerb.self,
            ManualVerb.self,
        ])
}
