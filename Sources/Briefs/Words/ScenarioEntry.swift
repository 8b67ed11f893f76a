// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// One of several scenarios that share a brief: an entry of `scenarios:`.
public struct ScenarioEntry: Sendable, Hashable {
    public var scenario: Cited<String>
    public var settings: [SettingValue] = []
    /// The goods that this scenario may deliver; nil for all of the brief.
    public var goodsSelect: Cited<[Cited<GoodsID>]>?
    /// The channels that this scenario may use; empty for all.
    public var channels: [Cited<Channel>] = []
    /// What one unit of this scenario's goal counts in the whole; nil for 1.
    public var weight: Cited<Double>?
    /// At least and at most so much of the whole budget.
    public var budgetMin, budgetMax: Cited<Money>?

    public init(scenario: Cited<String>) { self.scenario = scenario }

    /// Keys of an entry, in the order of the documentation.
    public static let keys = ["scenario", "settings", "goods_select", "channels", "weight", "budget"]
    /// Most entries of a brief.
    public static let most = 8

    /// True when both could deliver an item.
    func sharesGoods(with other: ScenarioEntry) -> Bool {
        guard let own = goodsSelect, let others = other.goodsSelect else { return true }
        return !Set(own.value.map(\.value)).isDisjoint(with: others.value.map(\.value))
    }
}

extension Brief {
    /// The name of each entry of `scenarios`: its scenario's, numbered where a scenario stands there more than once.
    public var entryNames: [String] {
        entries.indices.map { index in
            let name = entries[index].scenario.value
            let same = entries.indices.filter { entries[$0].scenario.value == name }
            guard same.count > 1, let place = same.firstIndex(of: index) else { return name }
            return "\(name) \(place + 1)"
        }
    }

    /// The brief as one of its scenarios sees it: that scenario's settings, goods and channels, none of the tools.
    public func seen(by entry: ScenarioEntry) -> Brief {
        var brief = self
        brief.entries = []
        brief.scenario = entry.scenario
        brief.settings = entry.settings
        if let own = entry.goodsSelect {
            let shared = goodsSelect.map { Set($0.value.map(\.value)) }
            brief.goodsSelect = own.map { $0.filter { shared?.contains($0.value) ?? true } }
        }
        brief.tools = ToolTerms()
        brief.programmes = []
        return brief
    }
}
