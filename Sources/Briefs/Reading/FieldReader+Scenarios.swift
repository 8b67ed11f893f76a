// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// `scenarios:`, several scenarios in one brief.
extension FieldReader {
    /// The entries of `scenarios`; each is checked by its own scenario's terms.
    mutating func scenarioEntries(_ top: FieldSection, _ scenarios: [ScenarioTerms]?) -> [ScenarioEntry] {
        guard let list = top.entry("scenarios") else { return [] }
        for key in ["scenario", "settings"] {
            guard let other = top.entry(key) else { continue }
            report(.excludeEachOther(place(list.line, "scenarios"), key: "scenarios", otherKey: key, otherLine: other.line))
        }
        guard let trees = self.list(top, "scenarios", limit: ScenarioEntry.most) else {
            if list.value.isNull { report(.emptyValue(place(list.line, "scenarios"))) }
            return []
        }
        guard trees.count >= 2 else {
            report(
                .outOfRange(
                    place(list.line, "scenarios"), found: "\(trees.count)", lower: 2, upper: Double(ScenarioEntry.most),
                    unit: ""))
            return []
        }
        var entries: [ScenarioEntry] = []
        for (index, tree) in trees.enumerated() {
            guard let entry = scenarioEntry(tree, field: "scenarios[\(index + 1)]", scenarios) else { continue }
            if let earlier = entries.first(where: { $0.scenario.value == entry.scenario.value && $0.sharesGoods(with: entry) })
            {
                report(
                    .scenariosOverlap(
                        place(tree.line, "scenarios[\(index + 1)]"), scenario: entry.scenario.value,
                        otherLine: earlier.scenario.origin?.line))
            }
            entries.append(entry)
        }
        return entries
    }

    private mutating func scenarioEntry(
        _ tree: TextTree, field: String, _ scenarios: [ScenarioTerms]?
    ) -> ScenarioEntry? {
        guard let section = section(tree, field: field, line: tree.line, keys: ScenarioEntry.keys) else { return nil }
        require(section, "scenario")
        let scenario = scenario(section, scenarios)
        var entry = ScenarioEntry(scenario: scenario ?? Cited(""))
        entry.settings = settings(section, terms: scenarios.map { $0.first { $0.name == scenario?.value }?.settings })
        entry.goodsSelect = goodsSelect(section)
        entry.channels = names(section, "channels").map { $0.map { Channel(rawValue: $0) } }
        if let channels = section.entry("channels"), channels.value.list?.isEmpty == true {
            report(.emptyList(place(channels.line, section.prefix + "channels")))
        }
        entry.weight = number(section, "weight", in: 1e-9...1e9)
        if let budget = self.section(section, "budget", keys: ["min", "max"]) {
            entry.budgetMin = money(budget, "min")
            entry.budgetMax = money(budget, "max")
            checkOrder(entry.budgetMin, entry.budgetMax)
        }
        return scenario == nil ? nil : entry
    }

    /// The name under `scenario`, one of those there are.
    mutating func scenario(_ section: FieldSection, _ scenarios: [ScenarioTerms]?) -> Cited<String>? {
        guard let name = name(section, "scenario") else { return nil }
        guard let scenarios, !scenarios.contains(where: { $0.name == name.value }) else { return name }
        let names = scenarios.map(\.name)
        report(
            .unknownScenario(
                place(name.origin?.line, section.prefix + "scenario"), found: Self.shown(name.value),
                nearest: nearestName(to: name.value, in: names), accepted: names))
        return nil
    }
}
