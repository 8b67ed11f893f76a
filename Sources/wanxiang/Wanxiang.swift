// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Report

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

    /// Runs the verb; help and complaints about arguments come in the language of the user.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var running = command as? any AsyncParsableCommand {
                try await running.run()
            } else {
                try command.run()
            }
        } catch {
            tell(error)
        }
    }

    private static func tell(_ error: any Error) -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let language = CommonOptions.language(in: arguments)
        guard language != .english else { exit(withError: error) }
        let text = fullMessage(for: error)
        var help = TranslatedHelp(language: language)
        if let columns = terminalColumns { help.width = max(60, min(columns, 120)) }
        let console = CommonOptions.console(lang: language.rawValue)
        switch exitCode(for: error) {
        case .success where text.hasPrefix("OVERVIEW: "):
            console.print(help.help(for: TranslatedHelp.command(in: arguments)))
            exit(withError: nil)
        case .validationFailure where !text.isEmpty:
            for line in help.complaint(text) { console.note(line) }
            exit(withError: ExitCode.validationFailure)
        default: exit(withError: error)
        }
    }

    /// Cells of a line of the terminal; nil where the output goes elsewhere.
    private static var terminalColumns: Int? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
