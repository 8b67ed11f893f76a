// SPDX-License-Identifier: GPL-3.0-or-later

/// The wordings, one page a target and language, each in a file of its own (`Records+English.swift`).
///
/// A page has one line a message: key, tab, wording. `{name}` in a wording stands for an argument; `{name:one|many}` for the first
/// form when the argument is 1 and the second otherwise. Adding a page is one file a language and one line each here. A test sees to
/// it that both languages have the same keys with the same placeholders.
enum CataloguePages {
    /// All pages of a language.
    static func pages(of language: Language) -> [String] {
        switch language {
        case .english:
            [
                allocate,
                briefs,
                choices,
                command,
                compare,
                delivery,
                desk,
                gain,
                htmlPages,
                incentives,
                labels,
                merchant,
                planning,
                records,
                replay,
                response,
                rules,
                scenarios,
                settingReasons,
                simulation,
                solver,
                value,
                words,
                workspaces,
                worldPage,
            ]
        case .chinese:
            [
                allocateChinese,
                briefsChinese,
                choicesChinese,
                commandChinese,
                compareChinese,
                deliveryChinese,
                deskChinese,
                gainChinese,
                htmlPagesChinese,
                incentivesChinese,
                labelsChinese,
                merchantChinese,
                planningChinese,
                recordsChinese,
                replayChinese,
                responseChinese,
                rulesChinese,
                scenariosChinese,
                settingReasonsChinese,
                simulationChinese,
                solverChinese,
                valueChinese,
                wordsChinese,
                workspacesChinese,
                worldPageChinese,
            ]
        }
    }

    /// Wordings by key. A key that stands twice keeps its first wording; a test sees to it that none does.
    static func wordings(of language: Language) -> [String: String] {
        var wordings: [String: String] = [:]
        for page in pages(of: language) {
            for line in page.split(separator: "\n") {
                guard let (key, wording) = entry(line), wordings[key] == nil else { continue }
                wordings[key] = wording
            }
        }
        return wordings
    }

    /// Key and wording of one line; nil for a line without a tab.
    static func entry(_ line: Substring) -> (key: String, wording: String)? {
        guard let tab = line.firstIndex(of: "\t") else { return nil }
        return (String(line[..<tab]), String(line[line.index(after: tab)...]))
    }

    static let english = wordings(of: .english)
    static let chinese = wordings(of: .chinese)
}
