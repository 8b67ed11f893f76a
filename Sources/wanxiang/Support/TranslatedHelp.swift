// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Report

/// The help and the complaints of the argument parser, which speaks English only, in the language of the user.
///
/// Verbs word their help where their options are declared; what stands there is the key of the translation. What has none stays English.
struct TranslatedHelp {
    let language: Language
    /// Cells of a line.
    var width = 80
    /// Where the parser puts an option's text.
    private static let column = 26

    /// The help of a command.
    func help(for command: any ParsableCommand.Type) -> [String] {
        // Wide enough that the parser wraps nothing.
        let lines = Wanxiang.helpMessage(for: command, columns: 4000).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        let usage = lines.firstIndex { $0.hasPrefix("USAGE: ") } ?? lines.endIndex
        return overview(Array(lines[..<usage])) + [""] + listing(Array(lines[usage...]))
    }

    /// A complaint as the parser words it, with the usage behind it.
    func complaint(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).flatMap { line -> [String] in
            if line.hasPrefix("Error: ") { return [wording("Error: ") + problem(String(line.dropFirst(7)))] }
            if line.hasPrefix("Usage: ") { return [wording("USAGE: ") + line.dropFirst(7)] }
            if line.hasPrefix("Help:  ") {
                let parts = String(line.dropFirst(7)).split(separator: "  ", maxSplits: 1).map(String.init)
                return [wording("Help:  ") + (parts.first ?? "") + "  " + (parts.count > 1 ? wording(parts[1]) : "")]
            }
            return [reference(line)]
        }
    }

    /// The command that arguments ask help of: `help plan`, `plan --help`, `allocate fit --help`.
    static func command(in arguments: [String]) -> any ParsableCommand.Type {
        var command: any ParsableCommand.Type = Wanxiang.self
        for argument in arguments where argument != "help" {
            guard
                let next = command.configuration.subcommands.first(where: {
                    ($0.configuration.commandName ?? "\($0)") == argument
                })
            else { break }
            command = next
        }
        return command
    }

    /// What a command is for: a sentence, examples and paragraphs.
    private func overview(_ lines: [String]) -> [String] {
        var shown: [String] = []
        var prose: [String] = []
        func flush() {
            guard !prose.isEmpty else { return }
            shown += TextWrap.lines(wording(prose.joined(separator: " ")), width: width)
            prose = []
        }
        for (index, line) in lines.enumerated() {
            if index == 0, line.hasPrefix("OVERVIEW: ") {
                shown += TextWrap.lines(wording(String(line.dropFirst(10))), width: width)
            } else if line.hasPrefix("  ") {
                flush()
                shown.append(example(line))
            } else if line.isEmpty {
                flush()
                shown.append("")
            } else {
                prose.append(line.trimmed)
            }
        }
        flush()
        while shown.last?.isEmpty == true { shown.removeLast() }
        return shown
    }

    /// `  wanxiang plan brief.yaml    what it does`.
    private func example(_ line: String) -> String {
        let body = line.trimmed
        guard let gap = body.firstRange(of: "  ") else { return line }
        let text = String(body[gap.upperBound...]).trimmed
        return line.prefix { $0 == " " } + body[..<gap.lowerBound] + "  " + wording(text)
    }

    private func listing(_ lines: [String]) -> [String] {
        var shown: [String] = []
        var label: String?
        for line in lines {
            let text = Array(line)
            if line.hasPrefix("USAGE: ") {
                shown.append(wording("USAGE: ") + line.dropFirst(7))
            } else if !line.hasPrefix("  ") {
                shown.append(line.isEmpty ? "" : wording(line))
            } else if line.hasPrefix("  See '") {
                shown.append(reference(line))
            } else if let waiting = label, line.hasPrefix(String(repeating: " ", count: Self.column)) {
                shown += item(waiting, line.trimmed)
                label = nil
            } else if text.count > Self.column, text[Self.column - 1] == " ", text[Self.column] != " " {
                shown += item(String(text[..<Self.column]).trimmed, String(text[Self.column...]))
            } else {
                label = line.trimmed
            }
        }
        return shown
    }

    private func item(_ label: String, _ text: String) -> [String] {
        var key = text
        var standard = ""
        if let range = text.firstRange(of: " (default: "), text.hasSuffix(")") {
            key = String(text[..<range.lowerBound])
            standard = wording("(default: ") + text[range.upperBound...].dropLast() + wording(")")
        }
        var head = "  " + label
        let room = Self.column - DisplayWidth.of(head)
        var lines: [String] = []
        if room < 1 {
            lines.append(head)
            head = String(repeating: " ", count: Self.column)
        } else {
            head += String(repeating: " ", count: room)
        }
        return lines + TextWrap.lines(wording(key) + standard, width: width, first: head)
    }

    /// `See 'wanxiang help <subcommand>' for detailed help.` and its like.
    private func reference(_ line: String) -> String {
        let parts = line.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].trimmed == "See" else { return line }
        return "  " + wording("See") + " '" + parts[1] + "'" + wording(parts[2].trimmed)
    }

    /// What is wrong with the arguments: the parser's sentences around what was typed.
    private func problem(_ text: String) -> String {
        if let known = HelpWording.of(text, in: language) { return known }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, parts.count % 2 == 1 else { return text }
        // The frame of the sentence is the key: what stands in quotes is put back in its place.
        let frame = parts.enumerated().map { $0.offset % 2 == 0 ? $0.element : "…" }.joined(separator: "'")
        guard let known = HelpWording.of(frame, in: language) else { return text }
        var quoted = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }[...]
        var said = ""
        for character in known { said += character == "…" ? quoted.popFirst() ?? "" : String(character) }
        return said
    }

    private func wording(_ english: String) -> String { HelpWording.of(english, in: language) ?? english }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
