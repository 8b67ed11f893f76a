// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A scenario in words: what a person reads before choosing it. The command fills it in; nothing here knows scenarios.
public struct ScenarioText: Sendable, Hashable, Codable {
    /// One number that a brief may set under `settings:`.
    public struct Setting: Sendable, Hashable, Codable {
        public var name: String
        /// How the number is written: `yuan`, `days`, `count`, `share` or `number`.
        public var unit: String
        public var least: Double
        public var most: Double
        /// The value when the brief says nothing.
        public var standard: Double
        /// Why nothing else is accepted, as a person reads it.
        public var reason: String

        public init(
            name: String, unit: String, least: Double, most: Double, standard: Double, reason: String = ""
        ) {
            self.name = name
            self.unit = unit
            self.least = least
            self.most = most
            self.standard = standard
            self.reason = reason
        }
    }

    public var name: String
    /// The platform's name.
    public var chineseName: String
    public var family: String
    public var platformCode: String?
    /// The goal in a sentence.
    public var goal: String
    /// The objective as a formula.
    public var formula: String
    public var settings: [Setting]
    /// What a report on it shows first.
    public var kpis: [Outcome]
    public var exampleBrief: String

    private enum CodingKeys: String, CodingKey {
        case name, family, goal, formula, settings, kpis
        case chineseName = "chinese_name"
        case platformCode = "platform_code"
        case exampleBrief = "example_brief"
    }

    public init(
        name: String, chineseName: String, family: String, platformCode: String? = nil, goal: String, formula: String,
        settings: [Setting] = [], kpis: [Outcome] = [], exampleBrief: String = ""
    ) {
        self.name = name
        self.chineseName = chineseName
        self.family = family
        self.platformCode = platformCode
        self.goal = goal
        self.formula = formula
        self.settings = settings
        self.kpis = kpis
        self.exampleBrief = exampleBrief
    }
}

/// All scenarios by family, with their goals.
public enum ScenarioListView {
    /// The view's lines.
    public static func lines(_ scenarios: [ScenarioText], _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var families: [String] = []
        for scenario in scenarios where !families.contains(scenario.family) { families.append(scenario.family) }
        var lines: [String] = []
        for family in families {
            if !lines.isEmpty { lines.append("") }
            lines.append(settings.style(say.name(ofFamily: family), .bold))
            for scenario in scenarios where scenario.family == family {
                lines.append("  \(SafeText.line(scenario.name))  \(SafeText.line(scenario.chineseName))")
                lines += TextWrap.lines(scenario.goal, width: settings.width, first: "    ")
            }
        }
        return lines + ["", say.text("label.scenario-more")]
    }
}

/// One scenario: goal, formula, settings, an example brief.
public enum ScenarioView {
    /// The view's lines.
    public static func lines(_ scenario: ScenarioText, _ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var first = "\(SafeText.line(scenario.name))  \(SafeText.line(scenario.chineseName))"
        if let code = scenario.platformCode { first += "  (\(SafeText.line(code)))" }
        var lines = [settings.style(first, .bold)]
        lines += settings.paragraph(scenario.goal)
        lines += settings.heading(say.text("label.formula")) + settings.paragraph(scenario.formula)
        if !scenario.kpis.isEmpty {
            let names = scenario.kpis.map { say.name(of: $0) }
            lines += settings.heading(say.text("label.reports")) + settings.paragraph(say.text(of: .list(names)))
        }
        if !scenario.settings.isEmpty {
            var table = TextTable([
                .init(say.text("label.setting"), maximum: 32), .init(say.text("label.standard"), .right),
                .init(say.text("label.accepted"), .right), .init(""),
            ])
            for setting in scenario.settings {
                let range = say.text(
                    "label.from-to",
                    ["low": .text(number(setting.least, setting, say)), "high": .text(number(setting.most, setting, say))])
                table.add([
                    setting.name, number(setting.standard, setting, say), range,
                    setting.unit == "days" ? say.name(ofUnit: "days") : "",
                ])
            }
            lines += settings.heading(say.text("label.settings")) + table.lines(width: settings.width, style: settings.style)
            let explained = scenario.settings.filter { !$0.reason.isEmpty }
            if !explained.isEmpty {
                lines += settings.heading(say.text("label.why-bounds"))
                for setting in explained { lines += settings.paragraph("\(SafeText.line(setting.name)): \(setting.reason)") }
            }
        }
        if !scenario.exampleBrief.isEmpty {
            lines += settings.heading(say.text("label.example-brief"))
            let brief = scenario.exampleBrief.split(separator: "\n", omittingEmptySubsequences: false)
            // Tabs and breaks cannot stand in a brief's line, so a line of it may pass through the same door as any other text.
            lines += brief.map { $0.isEmpty ? "" : "    " + SafeText.line(String($0)) }
            while lines.last == "" { lines.removeLast() }
        }
        return lines
    }

    private static func number(_ value: Double, _ setting: ScenarioText.Setting, _ say: MessageCatalogue) -> String {
        switch setting.unit {
        case "share": NumberText.share(value)
        case "yuan": say.money(yuan: value)
        default: say.number(value)
        }
    }
}
