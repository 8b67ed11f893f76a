// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market
import Report

/// How a verb talks: results on stdout, everything else on stderr, colour only on a terminal.
struct Console: Sendable {
    let catalogue: MessageCatalogue
    /// Results go out as JSON and nothing else.
    let isJSON: Bool
    let errorIsTerminal: Bool
    let outputStyle: TextStyle
    private let errorStyle: TextStyle

    init(isJSON: Bool, language: Language) {
        self.isJSON = isJSON
        catalogue = MessageCatalogue(language)
        let allowsColour = ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        errorIsTerminal = isatty(STDERR_FILENO) == 1
        outputStyle = TextStyle(isEnabled: allowsColour && isatty(STDOUT_FILENO) == 1)
        errorStyle = TextStyle(isEnabled: allowsColour && errorIsTerminal)
    }

    /// Writes result lines.
    func print(_ lines: [String]) {
        output(lines.map { $0 + "\n" }.joined())
    }

    /// Writes a JSON document.
    func print(json: String) { output(json.hasSuffix("\n") ? json : json + "\n") }

    private func output(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }

    /// Writes a line on stderr.
    func note(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8)) }

    func note(_ notice: Notice) { note(catalogue.text(for: notice)) }

    func warn(_ notice: Notice) { note(FaultText(catalogue, style: errorStyle).warning(notice)) }

    /// Writes raw text on stderr, for progress lines.
    func progress(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    /// Words a fault on stderr and answers with its exit code.
    func fail(_ error: any Error) -> ExitCode {
        let faults: [Fault]
        switch error {
        case let several as any SeveralFaults: faults = several.faults
        case let one as any FaultError: faults = [one.fault]
        case let code as ExitCode: return code
        case is CancellationError: return ExitCode(130)
        default: faults = [Fault(.fault, Notice("command.fault", ["detail": .text("\(error)")]))]
        }
        for line in FaultText(catalogue, style: errorStyle).lines(faults) { note(line) }
        return ExitCode(faults.first?.kind.rawValue ?? 1)
    }
}

/// Options of every verb.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON on stdout, and nothing else there.")
    var json = false

    @Option(help: ArgumentHelp("Language of messages: en or zh.", valueName: "language"))
    var lang: String?

    /// The console of a verb; the language is the one asked for, else the locale's.
    var console: Console { Self.console(lang: lang, isJSON: json) }

    static func console(lang: String?, isJSON: Bool = false) -> Console { Console(isJSON: isJSON, language: language(lang)) }

    /// The language asked for, else the locale's.
    private static func language(_ lang: String?) -> Language {
        let environment = ProcessInfo.processInfo.environment
        let tag = lang ?? environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? "en"
        return Language(tag: tag) ?? .english
    }

    /// The same before arguments are parsed, or where they cannot be.
    static func language(in arguments: [String]) -> Language {
        let given = arguments.indices.compactMap { index -> String? in
            if arguments[index].hasPrefix("--lang=") { return String(arguments[index].dropFirst(7)) }
            return arguments[index] == "--lang" && index + 1 < arguments.count ? arguments[index + 1] : nil
        }
        return language(given.last)
    }

    func validate() throws {
        if let lang, Language(tag: lang) == nil { throw ValidationError("'\(lang)' is not a known language; use en or zh.") }
    }

    /// Runs a verb's body; an error is worded on stderr and becomes the exit code.
    func run(_ body: (Console) async throws -> Void) async throws {
        let console = console
        do { try await body(console) } catch { throw console.fail(error) }
    }
}
