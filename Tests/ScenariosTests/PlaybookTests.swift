// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Campaigns
import Foundation
import Market
import Scenarios
import Testing

/// Playbooks are defaults: what a brief says wins, and what they say is cited with their file and line.
@Suite struct PlaybookTests {
    static let scenarios = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scenarios").path
    /// A file that does not have to be there: the playbooks are found beside it.
    static let file = scenarios + "/brief.yaml"

    private func brief(_ playbook: String, _ more: String = "", scenario: String = "repurchase") throws(BriefFaults) -> Brief {
        let text = """
            scenario: \(scenario)
            playbook: \(playbook)
            begin: 2026-01-05
            end: 2026-01-11
            budget: 1000
            \(more)

            """
        return try ScenarioNames.reader.read(text: text, file: Self.file)
    }

    private func faults(_ read: () throws(BriefFaults) -> Brief) -> [Fault] {
        do throws(BriefFaults) {
            _ = try read()
            return []
        } catch { return error.errors.map(\.fault) }
    }

    /// Each shipped playbook can be read with every scenario, gives something, and names only settings that some scenario has.
    @Test func shippedPlaybooksFitEveryScenario() throws {
        let all = try PlaybookFiles.playbooks(near: Self.file)
        #expect(
            all.map(\.name) == ["beauty-and-jewellery", "fashion-and-bags", "flowers-and-food", "mother-and-baby-and-toys"])
        for playbook in all {
            for terms in ScenarioCatalogue.terms {
                let found = try brief(playbook.name, scenario: terms.name)
                let tools = found.tools
                #expect(!tools.owned.isEmpty || !tools.coupons.isEmpty || tools.referral != nil, "\(playbook.name)")
            }
            for setting in playbook.defaults["settings"]?.map ?? [] {
                #expect(
                    ScenarioCatalogue.terms.contains { $0.settings.contains { $0.name == setting.key } },
                    "\(playbook.name): \(setting.key)")
            }
        }
    }

    @Test func aValueIsCitedWhereItStands() throws {
        let found = try brief("fashion-and-bags")
        let cycle = try #require(found.setting("cycle"))
        let lines = try String(contentsOfFile: Self.scenarios + "/playbooks/fashion-and-bags.yaml", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("cycle:") }) + 1
        #expect(cycle.value == 60 && cycle.origin?.line == line)
        #expect(cycle.origin?.file.hasSuffix("playbooks/fashion-and-bags.yaml") == true, "\(String(describing: cycle.origin))")
        #expect(found.budget?.origin?.file == Self.file)
    }

    /// Key by key, and item by item: the other rates of an item stay the playbook's.
    @Test func theBriefWins() throws {
        let found = try brief(
            "fashion-and-bags",
            """
            settings: {cycle: 45}
            owned:
              - {name: own list, channel: sms, kind: messages, list: 10, visits_per_contact: 1 %}
              - {name: launch preview, list: 4000, orders_per_visit: 9 %}
            """)
        #expect(found.setting("cycle")?.value == 45 && found.setting("cycle")?.origin?.file == Self.file)
        #expect(found.tools.owned.map(\.value.name) == ["own list", "launch preview", "vote", "early purchase"])
        let preview = found.tools.owned[1]
        #expect(preview.value.list == 4000 && preview.value.ordersPerVisit == 0.09 && preview.value.visitsPerContact == 0.04)
        #expect(preview.origin?.file == Self.file && found.tools.owned[2].origin?.file.hasSuffix("bags.yaml") == true)
        // Said and empty: nothing is taken.
        #expect(try brief("fashion-and-bags", "owned: []").tools.owned.isEmpty)
        #expect(try brief("fashion-and-bags", "settings:").settings.isEmpty)
    }

    @Test(arguments: ["fashion", "服饰箱包", "箱包"])
    func otherNames(name: String) throws {
        #expect(try brief(name).tools.owned.count == 3)
    }

    @Test func whatIsUnknownIsToldWithWhatThereIs() throws {
        let unknown = faults { () throws(BriefFaults) in try brief("fashon") }
        #expect(unknown.first?.place?.line == 2 && unknown.first?.found == "fashon" && unknown.first?.notes.count == 1)
    }

    /// A wrong value of a playbook is an error of its file and line, not of the brief's.
    @Test func errorsNameThePlaybook() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "playbooks-\(UUID().uuidString)")
        let inner = folder.appending(path: "playbooks")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = "name: odd\ntitle: 怪\nabout: odd\nabout_chinese: 怪\ndefaults:\n  settings:\n    cycle: 1000\n"
        try text.write(toFile: inner.appending(path: "odd.yaml").path, atomically: true, encoding: .utf8)
        let brief = "scenario: repurchase\nplaybook: odd\nbegin: 2026-01-05\nend: 2026-01-11\nbudget: 1000\n"
        let found = faults { () throws(BriefFaults) in
            try ScenarioNames.reader.read(text: brief, file: folder.path + "/brief.yaml")
        }
        #expect(found.count == 1 && found.first?.place?.line == 7 && found.first?.place?.file.hasSuffix("odd.yaml") == true)
        #expect(found.first?.place?.field == "settings.cycle")
    }
}
