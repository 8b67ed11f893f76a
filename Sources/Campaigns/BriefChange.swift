// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Foundation
import Market

/// A change of a brief that is tried without writing it: `targets.roi=2.5`, or a budget given by a percentage.
public struct BriefChange: Sendable, Hashable {
    public var path: String
    public var value: String

    /// The brief's key that the path begins with.
    var topKey: String { String(path.prefix { $0 != "." && $0 != "[" }) }

    /// True for an amount under a key that also says which lines there are: it limits lines and asks for no other ones.
    var isLimit: Bool {
        ["daily_min", "daily_max", "total_min", "total_max", "min", "max", "share_min", "share_max"].contains {
            path.hasSuffix("." + $0)
        }
    }

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }

    /// Reads `path=value`.
    public init(option: String) throws {
        guard let equals = option.firstIndex(of: "="), equals != option.startIndex else {
            throw CommandError.badOption("--set", found: option, accepted: "a key and a value, such as targets.roi=2.5")
        }
        path = String(option[..<equals]).trimmingCharacters(in: .whitespaces)
        value = String(option[option.index(after: equals)...]).trimmingCharacters(in: .whitespaces)
    }

    /// Reads `+10%`, `-5%` or yuan.
    public init(budget text: String, of brief: Brief) throws {
        path = "budget"
        guard text.hasSuffix("%") else {
            guard let money = Money(decimalYuan: text), money > .zero else {
                throw CommandError.badOption("--budget", found: text, accepted: "yuan above 0, or a change such as +10%")
            }
            value = money.decimalYuan
            return
        }
        guard let percent = Double(text.dropLast().trimmingCharacters(in: .whitespaces)), percent.isFinite, percent > -100,
            percent <= 10_000, let budget = brief.budget?.value, let money = Money(yuan: budget.yuan * (1 + percent / 100)),
            money > .zero
        else {
            throw CommandError.badOption("--budget", found: text, accepted: "yuan above 0, or a change such as +10%")
        }
        value = money.decimalYuan
    }

    /// The brief of a file with changes made to it.
    public static func apply(_ changes: [BriefChange], to file: String) throws -> Brief {
        var tree = try TextTree.read(path: file)
        for change in changes {
            let value = try TextTree.parse(text: "value: " + change.value, file: "--set")
            guard let placed = value["value"], let changed = tree.setting(change.path, to: placed) else {
                throw CommandError.noPlace(change.path)
            }
            tree = changed
        }
        return try ScenarioNames.reader.read(tree: tree, file: file)
    }
}
