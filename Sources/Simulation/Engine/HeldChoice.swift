// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A choice that a merchant has made, in the world's own terms.
struct HeldChoice: Sendable, Hashable {
    let kind: ChoiceKind
    var begin: Day
    var end: Day
    /// Index of the channel or goods, −1 for all.
    let channel: Int
    let goods: Int
    /// Lifecycle stages of the audience, as bits; `list` narrows it further.
    let stages: UInt8
    let list: ContactList
    let option: String
    let value: Double
    let limit: Double?
    /// The day on which it was handed in: what enrolment deadlines look at.
    let handedIn: Day
    /// Pieces or orders that used it so far.
    var used: Int64 = 0

    /// True when it may still be used.
    var isOpen: Bool {
        guard let limit, kind == .commission || kind == .coupon else { return true }
        return Double(used) < limit
    }

    /// True when both say the same about the same, whatever their days.
    func saysTheSame(as other: HeldChoice) -> Bool {
        kind == other.kind && channel == other.channel && goods == other.goods && stages == other.stages && list == other.list
            && value == other.value && limit == other.limit && option == other.option
    }
}

/// A list that own contacts go to, beside the lifecycle stages.
enum ContactList: Sendable, Hashable {
    case everybody, cartHolders, ticketHolders, groupMembers
}

/// A choice or money that the world could not carry out, and why.
public struct RefusedChoice: Sendable, Hashable {
    public var day: Day
    public var choice: PlanChoice
    public var reason: Notice
}

extension WorldState {
    /// Takes new choices: what cannot be carried out is refused with its reason, what repeats a held one only moves its days, so that
    /// a plan that is made anew every morning does not start its quantities anew.
    mutating func take(_ choices: [PlanChoice], parameters: WorldParameters) {
        held.removeAll { $0.end < day }
        for choice in choices {
            do {
                let next = try understood(choice, parameters)
                if let index = held.firstIndex(where: {
                    $0.saysTheSame(as: next) && $0.begin <= next.end.advanced(by: 1) && next.begin <= $0.end.advanced(by: 1)
                }) {
                    var kept = held.remove(at: index)
                    kept.begin = min(kept.begin, next.begin)
                    kept.end = next.end
                    held.append(kept)
                } else {
                    held.append(next)
                    ledger.choices.append(choice)
                }
            } catch {
                ledger.refusedChoices.append(RefusedChoice(day: day, choice: choice, reason: error.notice))
            }
        }
    }

    private struct Refusal: Error { var notice: Notice }

    private func understood(_ choice: PlanChoice, _ parameters: WorldParameters) throws(Refusal) -> HeldChoice {
        let kind: ChoiceKind
        do { kind = try choice.checked() } catch { throw Refusal(notice: error.notice) }
        var channel = -1
        if choice.channel != .all {
            guard let index = parameters.channels.firstIndex(where: { $0.channel == choice.channel }) else {
                throw Refusal(notice: Notice("choice-fault.not-here"))
            }
            channel = index
        }
        var goods = -1
        if choice.goods != .all {
            guard let index = lines.goodsIndex(choice.goods) else { throw Refusal(notice: Notice("choice-fault.not-here")) }
            goods = index
        }
        let list: ContactList =
            switch choice.audience {
            case .cartHolder: .cartHolders
            case .ticketHolder: .ticketHolders
            case .groupMember: .groupMembers
            default: .everybody
            }
        let stages = list == .everybody ? lines.stages(named: choice.audience) : 0b11111
        guard stages != 0 else { throw Refusal(notice: Notice("choice-fault.not-here")) }
        if kind == .venue, choice.value >= 0.5 {
            let deadline = parameters.platform.venueDeadline
            let next = parameters.calendar.events.filter { $0.over > day }.map(\.burst).min()
            if let burst = next, day > burst.advanced(by: -deadline),
                !held.contains(where: { $0.kind == .venue && $0.goods == goods })
            {
                throw Refusal(notice: Notice("choice-fault.too-late"))
            }
        }
        return HeldChoice(
            kind: kind, begin: choice.begin, end: choice.end, channel: channel, goods: goods, stages: stages, list: list,
            option: choice.option, value: choice.value, limit: choice.limit, handedIn: day)
    }
}
