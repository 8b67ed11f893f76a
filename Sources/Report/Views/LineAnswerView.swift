// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning

/// What a line gets, and why it gets nothing.
public struct LineAnswer: Sendable, Hashable, Encodable {
    public var line: LineKey
    public var spend: Money
    /// What the next yuan would bring, in the objective's unit; nil for a line that may get nothing.
    public var nextYuan: Double?
    public var reason: Notice?

    private enum CodingKeys: String, CodingKey {
        case line, reason
        case spend = "spend_fen"
        case nextYuan = "next_yuan_brings"
    }

    /// A line that may get no money.
    public init(_ line: LineKey, notAllowed reason: Notice) {
        self.line = line
        spend = .zero
        self.reason = reason
    }

    /// A line of the plan.
    public init(_ result: LineResult, in plan: Plan) {
        line = result.line
        spend = result.spend
        nextYuan = result.marginalReturn
        reason = plan.explanation.nothing.first { $0.line == result.line }?.reason ?? result.heldBy
    }
}

public enum LineAnswerView {
    /// One sentence a line.
    public static func lines(
        _ answers: [LineAnswer], unit: String, _ settings: ViewSettings = ViewSettings()
    ) -> [String] {
        let say = settings.catalogue
        var lines: [String] = []
        for answer in answers.prefix(30) {
            let name: MessageArgument = .text(answer.line.description)
            guard let next = answer.nextYuan else {
                let reason = answer.reason ?? Notice("ineligible.scenario")
                lines += settings.item(say.text("label.may-get-nothing", ["line": name, "reason": .notice(reason)]))
                continue
            }
            if answer.spend == .zero, let reason = answer.reason {
                lines += settings.item(say.text("label.gets-nothing-because", ["line": name, "reason": .notice(reason)]))
                continue
            }
            let brings: MessageArgument = .notice(.amount(next, unit: unit))
            if let reason = answer.reason {
                lines += settings.item(
                    say.text("label.held-line", ["line": name, "reason": .notice(reason), "next": brings]))
            } else {
                lines += settings.item(say.text("label.gets", ["line": name, "spend": .money(answer.spend), "next": brings]))
            }
        }
        if answers.count > 30 {
            lines += settings.paragraph(say.text("label.more-lines", ["count": .count(answers.count - 30)]))
        }
        return lines
    }
}
