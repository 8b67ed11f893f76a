// SPDX-License-Identifier: GPL-3.0-or-later

/// What works in a category of goods, as defaults of a brief: `playbook: fashion-and-bags`.
public struct Playbook: Sendable, Hashable {
    /// The file that it stands in.
    public var file: String
    public var name: String
    /// The category's Chinese name, by which a brief may name it as well.
    public var title: String
    /// Shorter names.
    public var also: [String]
    /// What it does, in one line of each language.
    public var about: String
    public var aboutChinese: String
    /// Values by the keys of a brief.
    public var defaults: TextTree

    /// True when a brief means this one by `word`.
    public func isCalled(_ word: String) -> Bool { name == word || title == word || also.contains(word) }
}
