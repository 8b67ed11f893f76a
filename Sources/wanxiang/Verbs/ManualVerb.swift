// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The man page, made from the verbs' own help, so that the two cannot differ. Hidden: `make install` calls it.
struct ManualVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints the manual page in the form that man reads.",
        discussion: """
            Example:
              wanxiang manual > wanxiang.1
            """, shouldDisplay: false)

    func run() {
        let abstract = Wanxiang.configuration.abstract
        var page = [
            ".TH WANXIANG 1 \"\" \"wanxiang \(Wanxiang.configuration.version)\" \"User Commands\"", ".SH NAME",
            "wanxiang \\- \(Self.escaped(abstract))", ".SH SYNOPSIS", ".B wanxiang", ".I verb", "[arguments] [options]",
            ".SH DESCRIPTION",
        ]
        page += Self.literal(Wanxiang.helpMessage(columns: 78))
        page.append(".SH VERBS")
        for verb in Wanxiang.configuration.subcommands where verb.configuration.shouldDisplay {
            page.append(".SS \(verb.configuration.commandName ?? "\(verb)")")
            page += Self.literal(Wanxiang.helpMessage(for: verb, columns: 78))
        }
        page += [
            ".SH FILES", ".TP", ".I wanxiang.sqlite", "The workspace: history, curves, plans, requests, replays.",
            ".SH EXIT STATUS", "0 success, 1 fault, 2 the plan asked for is impossible, 3 a replay fell short,",
            "64\\(en78 wrong use or bad data as in sysexits.h.",
        ]
        print(page.joined(separator: "\n"))
    }

    private static func literal(_ text: String) -> [String] {
        [".nf"] + text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) } + [".fi"]
    }

    /// Backslashes and what begins a line as a request would are told to be text.
    private static func escaped(_ line: String) -> String {
        let text = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}
