// SPDX-License-Identifier: GPL-3.0-or-later

/// Languages in which the product speaks.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case english = "en"
    case chinese = "zh-Hans"

    /// The language of a tag or locale such as `zh`, `zh-CN`, `zh_CN.UTF-8` or `en_GB`; nil when it is neither.
    public init?(tag: String) {
        let start = tag.lowercased().prefix { $0.isLetter }
        switch start {
        case "en", "c", "posix": self = .english
        case "zh": self = .chinese
        default: return nil
        }
    }

    /// What stands between the items of a list.
    var listSeparator: String {
        switch self {
        case .english: ", "
        case .chinese: "、"
        }
    }
}
