// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Market
public import Records
public import Simulation

/// World files: YAML text → world description → the history that its merchant would download.
public enum WorldFile {
    public static func read(_ path: String) throws -> WorldDescription {
        try WorldDescription(node: node(TextTree.read(path: path)), file: path)
    }

    /// The history of a world up to the day before `begin`, as a merchant has it on disk.
    public static func history(of description: WorldDescription, until begin: Day) throws -> CampaignHistory {
        let days = begin.number - description.begin.number
        guard days > 0 else {
            throw CommandError.badOption("begin", found: "\(begin)", accepted: "a day after \(description.begin)")
        }
        let history = World(description).history(days: days)
        return try CampaignHistory(records: history.records, shop: history.shop, goods: history.goods, cadence: .daily)
    }

    private static func node(_ tree: TextTree) -> WorldNode {
        switch tree.content {
        case .scalar(let text, _): .scalar(text, line: tree.line)
        case .list(let items): .list(items.map(node), line: tree.line)
        case .map(let entries):
            .map(entries.map { WorldEntry(key: $0.key, line: $0.line, value: node($0.value)) }, line: tree.line)
        }
    }
}
