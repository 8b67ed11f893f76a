// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

/// What a rule is about, with its name for files and its words for readers.
struct RuleSubject {
    var name: String
    var title: Notice
    var selection: Selection

    static let total = RuleSubject(name: "total spend", title: Notice("subject.total"), selection: .all)

    static func channel(_ channel: Channel) -> RuleSubject {
        RuleSubject(
            name: "channel \(channel)", title: Notice("subject.channel", ["name": .text(channel.rawValue)]),
            selection: Selection(channels: [channel]))
    }

    static func goods(_ id: GoodsID) -> RuleSubject {
        RuleSubject(
            name: "goods \(id)", title: Notice("subject.goods", ["name": .text(id.rawValue)]), selection: Selection(goods: [id])
        )
    }

    static func audience(_ audience: Audience) -> RuleSubject {
        RuleSubject(
            name: "audience \(audience)", title: Notice("subject.audience", ["name": .text(audience.rawValue)]),
            selection: Selection(audiences: [audience]))
    }

    static func stage(_ name: String, _ periods: ClosedRange<Int>) -> RuleSubject {
        RuleSubject(
            name: "stage \(name)", title: Notice("subject.stage", ["name": .text(name)]),
            selection: Selection(periods: periods))
    }

    /// The subject as an argument of a rule's title.
    var words: [String: MessageArgument] { ["subject": .notice(title)] }
}
