// SPDX-License-Identifier: GPL-3.0-or-later
import Campaigns
import Market

/// Values of options that several verbs read alike; nil where the option was not given.
enum OptionValues {
    /// A date; `example` is what the error shows.
    static func day(_ option: String, _ text: String?, example: String = "2025-09-28") throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw CommandError.badOption(option, found: text, accepted: "a date such as \(example)")
        }
        return day
    }

    /// An amount above 0, in yuan.
    static func money(_ option: String, _ text: String?) throws -> Money? {
        guard let text else { return nil }
        guard let money = Money(decimalYuan: text), money > .zero else {
            throw CommandError.badOption(option, found: text, accepted: "yuan above 0")
        }
        return money
    }
}
