// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Words every message and label in one language. Nothing that a person reads is worded anywhere else.
///
/// A key without a wording never fails: a reader sees the key and its arguments. What is not translated yet appears in English.
public struct MessageCatalogue: Sendable {
    public let language: Language

    public init(_ language: Language = .english) { self.language = language }

    /// The notice as a person reads it, on one line, safe for a terminal.
    public func text(for notice: Notice) -> String {
        // An amount of an objective: its unit decides how it is written.
        if notice.key == "word.amount", case .number(let value)? = notice.arguments["value"],
            case .text(let unit)? = notice.arguments["unit"]
        {
            return amount(value, unit: unit)
        }
        return text(notice.key, notice.arguments)
    }

    /// The wording of a key with its arguments.
    public func text(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> String {
        guard let wording = wording(of: key) else { return bare(key, arguments) }
        guard wording.contains("{") else { return wording }
        return filled(wording, arguments)
    }

    /// True when the key has a wording in this language or in English.
    public func has(_ key: String) -> Bool { wording(of: key) != nil }

    /// Keys that have a wording of their own in this language, sorted.
    public var keys: [String] { own.keys.sorted() }

    /// The name of an outcome, e.g. `new customers`; its own name where it is none of ours.
    public func name(of outcome: Outcome) -> String {
        name("outcome", outcome.rawValue)
    }

    /// The amount of an outcome with its unit's sign where it is money.
    public func amount(_ value: Double, of outcome: Outcome) -> String {
        outcome.isMoney ? money(yuan: value) : number(value)
    }

    /// An amount of an objective's unit: money with its sign, anything else with the unit behind it.
    public func amount(_ value: Double, unit: String) -> String {
        unit == "yuan" ? money(yuan: value) : "\(number(value)) \(name(ofUnit: unit))"
    }

    /// Yuan as an estimate, in the language's habit: `¥123,456` or `¥12.35万`.
    public func money(yuan: Double) -> String { NumberText.money(yuan: yuan, in: language) }

    /// A number as an estimate, in the language's habit.
    public func number(_ value: Double) -> String { NumberText.number(value, in: language) }

    /// An interval's ends, `low to high`; nil where it has none.
    func range(_ interval: Interval, _ write: (Double) -> String) -> String? {
        guard let low = interval.low, let high = interval.high else { return nil }
        return text("label.from-to", ["low": .text(write(low)), "high": .text(write(high))])
    }

    /// An amount with its interval behind it in brackets, where it has one.
    func withRange(_ interval: Interval, _ write: (Double) -> String) -> String {
        write(interval.mean) + (range(interval, write).map { " (\($0))" } ?? "")
    }

    /// A unit's name; the unit itself where it is none of ours.
    public func name(ofUnit unit: String) -> String { name("unit", unit) }

    /// What a choice of this kind is called; the kind itself where it is none of ours.
    public func name(ofChoice kind: String) -> String { name("choice", kind) }

    /// A family of scenarios.
    func name(ofFamily family: String) -> String { name("family", family) }

    /// How much of a curve comes from its own data.
    func name(ofEvidence evidence: String) -> String { name("evidence", evidence) }

    /// What is known about an answer.
    func name(ofStatus status: String) -> String { name("status", status) }

    /// What a replay compares with.
    func name(ofBaseline baseline: String) -> String { name("baseline", baseline) }

    /// A policy that a randomized log is asked about.
    func name(ofPolicy policy: String) -> String { name("policy", policy) }

    private func name(_ kind: String, _ value: String) -> String { wording(of: "\(kind).\(value)") ?? SafeText.line(value) }

    /// An argument's value in this language.
    public func text(of argument: MessageArgument) -> String {
        switch argument {
        case .text(let text): SafeText.line(text)
        case .number(let value): number(value)
        case .count(let count): NumberText.count(count)
        case .money(let money): NumberText.money(money)
        case .day(let day): day.description
        case .share(let share): NumberText.share(share)
        case .list(let items): list(items)
        case .notice(let notice): text(for: notice)
        }
    }

    /// Items joined, the middle of a long list left out.
    func list(_ items: [String]) -> String {
        let most = 40
        let shown = items.prefix(most).map(SafeText.line)
        let rest = items.count - shown.count
        let joined = shown.joined(separator: language.listSeparator)
        return rest > 0 ? text("word.list-and-more", ["list": .text(joined), "count": .count(rest)]) : joined
    }

    private var own: [String: String] {
        switch language {
        case .english: CataloguePages.english
        case .chinese: CataloguePages.chinese
        }
    }

    private func wording(of key: String) -> String? { own[key] ?? CataloguePages.english[key] }

    private func bare(_ key: String, _ arguments: [String: MessageArgument]) -> String {
        let values = arguments.sorted { $0.key < $1.key }.map { "\(SafeText.line($0.key)) = \(text(of: $0.value))" }
        let name = SafeText.line(key)
        return values.isEmpty ? name : "\(name) (\(values.joined(separator: ", ")))"
    }

    /// Puts the arguments in place of `{name}` and `{name:one|many}`. Values are not looked into again, so braces in them are plain
    /// text; a placeholder without a value stays visible.
    private func filled(_ wording: String, _ arguments: [String: MessageArgument]) -> String {
        var result = ""
        var rest = Substring(wording)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)..<close]
            let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            if let value = arguments[name] {
                if parts.count == 2 {
                    let forms = parts[1].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
                    result += isOne(value) ? forms[0] : forms.count == 2 ? forms[1] : forms[0]
                } else {
                    result += text(of: value)
                }
            } else {
                result += "{\(inside)}"
            }
            rest = rest[rest.index(after: close)...]
        }
        result += rest
        // An optional argument in brackets, such as a place that nobody named, takes its brackets with it.
        return result.replacing(" ()", with: "").replacing("（）", with: "")
    }

    private func isOne(_ value: MessageArgument) -> Bool {
        switch value {
        case .count(let count): count == 1
        case .number(let number): number == 1
        default: false
        }
    }
}
