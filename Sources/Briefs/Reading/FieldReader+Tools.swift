// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// The shop's own tools: one function for each key. Amounts are yuan where the key says so, rates are shares or percent with their sign.
extension FieldReader {
    mutating func tools(_ top: FieldSection) -> ToolTerms {
        var tools = ToolTerms()
        tools.owned = items(top, "owned") { $0.owned($1, field: $2) }
        tools.reservations = items(top, "reservations") { $0.reservation($1, field: $2) }
        tools.referral = top.entry("referral").flatMap { entry in
            referral(entry.value, field: "referral").map { Cited($0, from: origin(entry.line, "referral")) }
        }
        tools.fixedFees = items(top, "contracts") { $0.fixedFee($1, field: $2) }
        tools.coupons = items(top, "coupons") { $0.benefit($1, field: $2) }
        tools.pages = items(top, "pages") { $0.page($1, field: $2) }
        tools.baskets = items(top, "basket") { $0.basket($1, field: $2) }
        tools.capabilities = items(top, "capability") { $0.capability($1, field: $2) }
        tools.staffHoursPerDay = number(top, "staff_hours_per_day", in: 0...1e6, unit: "hours")
        tools.messagesPerDay = number(top, "messages_per_day", in: 0...1e10, unit: "messages")
        unique(tools.owned, "owned") { $0.name }
        unique(tools.owned, "owned") { "\($0.channel) for \($0.audience)" }
        unique(tools.reservations, "reservations") { $0.name }
        unique(tools.fixedFees, "contracts") { "\($0.kind) of \($0.channel)" }
        unique(tools.coupons, "coupons") { "\($0.audience), \($0.goods)" }
        unique(tools.pages, "pages") { $0.audience.rawValue }
        unique(tools.baskets, "basket") { $0.audience.rawValue }
        unique(tools.capabilities, "capability") { $0.name }
        checkRecovery(tools.owned)
        return tools
    }

    /// The items of a list, each with its place.
    mutating func items<Item: Sendable>(
        _ parent: FieldSection, _ key: String, _ read: (inout FieldReader, TextTree, String) -> Item?
    ) -> [Cited<Item>] {
        var found: [Cited<Item>] = []
        for (index, tree) in (list(parent, key, limit: 1_000) ?? []).enumerated() {
            let field = "\(parent.prefix)\(key)[\(index + 1)]"
            if let item = read(&self, tree, field) { found.append(Cited(item, from: origin(tree.line, field))) }
        }
        return found
    }

    private mutating func unique<Item>(_ items: [Cited<Item>], _ key: String, _ name: (Item) -> String) {
        var lines: [String: Int?] = [:]
        for item in items {
            if let first = lines[name(item.value)] {
                report(
                    .repeatedName(place(item.origin?.line, item.origin?.field ?? key), name: name(item.value), firstLine: first)
                )
            }
            lines[name(item.value)] = .some(item.origin?.line)
        }
    }

    /// Who recovers customers needs a channel that loses them.
    private mutating func checkRecovery(_ owned: [Cited<OwnedChannelTerms>]) {
        let losing = owned.filter { $0.value.reachDays != nil }.map(\.value.name)
        for item in owned {
            guard let name = item.value.recoversFrom, !losing.contains(name) else { continue }
            report(
                .badWord(
                    place(item.origin?.line, (item.origin?.field ?? "owned") + ".recovers_from"), found: name,
                    nearest: nearestName(to: name, in: losing), accepted: losing))
        }
    }

    private enum OwnedKind: String, CaseIterable, Sendable { case posts, messages, live, service }

    private mutating func owned(_ tree: TextTree, field: String) -> OwnedChannelTerms? {
        let keys = [
            "name", "channel", "audience", "kind", "list", "contacts_per_unit", "per_day", "per_person_week", "rest_days",
            "reach_days", "bound", "recovers_from", "cost_yuan", "staff_hours", "visits_per_contact", "orders_per_visit",
            "order_value_yuan", "new_share", "benefit_yuan",
        ]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["name", "channel", "kind", "visits_per_contact"] { require(section, key) }
        let recovers = name(section, "recovers_from")
        if recovers == nil { require(section, "list") }
        let name = name(section, "name")
        let channel = self.name(section, "channel")
        let kind = word(section, "kind", OwnedKind.self)
        let list = number(section, "list", in: 0...1e10, unit: "people")
        guard let name, let channel, let kind, list != nil || recovers != nil else { return nil }
        var terms = OwnedChannelTerms(
            name: name.value, channel: Channel(rawValue: channel.value),
            audience: self.name(section, "audience").map { Audience(rawValue: $0.value) } ?? .all, kind: kind.value.rawValue,
            list: list?.value ?? 0)
        set(&terms.contactsPerUnit, number(section, "contacts_per_unit", in: 0...1e10))
        set(&terms.unitsPerDay, number(section, "per_day", in: 0...1e10))
        terms.contactsPerWeek = number(section, "per_person_week", in: 0...1_000)?.value
        set(&terms.restDays, number(section, "rest_days", in: 0...1_000, unit: "days"))
        terms.reachDays = number(section, "reach_days", in: 1...10_000, unit: "days")?.value
        set(&terms.bound, share(section, "bound"))
        terms.recoversFrom = recovers?.value
        set(&terms.costPerUnit, number(section, "cost_yuan", in: 0...1e9, unit: "yuan"))
        set(&terms.hoursPerUnit, number(section, "staff_hours", in: 0...1e6, unit: "hours"))
        set(&terms.visitsPerContact, share(section, "visits_per_contact"))
        set(&terms.ordersPerVisit, share(section, "orders_per_visit"))
        set(&terms.orderValue, number(section, "order_value_yuan", in: 0...1e9, unit: "yuan"))
        set(&terms.newShare, share(section, "new_share"))
        set(&terms.benefitPerOrder, number(section, "benefit_yuan", in: 0...1e9, unit: "yuan"))
        return terms
    }

    func set(_ value: inout Double, _ said: Cited<Double>?) { if let said { value = said.value } }

    private mutating func reservation(_ tree: TextTree, field: String) -> ReservationTerms? {
        let keys = [
            "name", "claimed_from", "claims", "channels", "natural_per_day", "initial", "decay", "event_begin", "event_end",
            "channel", "message_cost_yuan", "messages_per_day", "recall", "orders", "order_value_yuan", "new_share",
            "benefit_yuan",
        ]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["name", "event_begin", "event_end", "recall"] { require(section, key) }
        let name = name(section, "name")
        let begin = day(section, "event_begin")
        let end = day(section, "event_end")
        let claims = share(section, "claims", in: 0...1)
        guard let name, let begin, let end, period(begin, end) != nil else { return nil }
        var terms = ReservationTerms(
            name: name.value,
            claimedFrom: self.name(section, "claimed_from").map { Outcome(rawValue: $0.value) } ?? .visits,
            claimsPerOutcome: claims?.value ?? 0, eventBegin: begin.value, eventEnd: end.value)
        let channels = names(section, "channels")
        terms.channels = channels.isEmpty ? nil : Set(channels.map { Channel(rawValue: $0.value) })
        set(&terms.naturalClaims, number(section, "natural_per_day", in: 0...1e10))
        set(&terms.initial, number(section, "initial", in: 0...1e10))
        set(&terms.decay, share(section, "decay"))
        if let channel = self.name(section, "channel") { terms.channel = Channel(rawValue: channel.value) }
        set(&terms.costPerMessage, number(section, "message_cost_yuan", in: 0...1e6, unit: "yuan"))
        terms.messagesPerDay = number(section, "messages_per_day", in: 0...1e10)?.value
        set(&terms.recall, share(section, "recall"))
        set(&terms.ordersPerRecalled, share(section, "orders"))
        set(&terms.orderValue, number(section, "order_value_yuan", in: 0...1e9, unit: "yuan"))
        set(&terms.newShare, share(section, "new_share"))
        set(&terms.benefitPerOrder, number(section, "benefit_yuan", in: 0...1e9, unit: "yuan"))
        return terms
    }

    private mutating func referral(_ tree: TextTree, field: String) -> ReferralTerms? {
        let keys = ["known", "levels", "conversion", "order_value_yuan"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["known", "levels", "conversion"] { require(section, key) }
        let levels = items(section, "levels") { fields, tree, field -> ReferralTerms.Level? in
            guard
                let level = fields.section(
                    tree, field: field, line: tree.line, keys: ["reward_yuan", "invitations_per_day"])
            else { return nil }
            for key in ["reward_yuan", "invitations_per_day"] { fields.require(level, key) }
            guard let reward = fields.number(level, "reward_yuan", in: 0...1e6, unit: "yuan"),
                let invitations = fields.share(level, "invitations_per_day")
            else { return nil }
            return ReferralTerms.Level(reward: reward.value, invitations: invitations.value)
        }
        guard let known = number(section, "known", in: 0...1e10, unit: "people"), let conversion = share(section, "conversion")
        else { return nil }
        unique(levels, "levels") { "\($0.reward) yuan" }
        return ReferralTerms(
            known: known.value, levels: levels.map(\.value), conversion: conversion.value,
            orderValue: number(section, "order_value_yuan", in: 0...1e9, unit: "yuan")?.value ?? 0)
    }

    private enum FeeKind: String, CaseIterable, Sendable {
        case contract
        case keywordLanding = "keyword-landing"
    }

    private mutating func fixedFee(_ tree: TextTree, field: String) -> FixedFeeTerms? {
        let keys = [
            "kind", "channel", "fee_per_day_yuan", "most", "begin", "end", "outcomes_per_day", "factor", "known",
            "searching_per_day", "orders_per_visit", "order_value_yuan",
        ]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["channel", "fee_per_day_yuan"] { require(section, key) }
        let kind = word(section, "kind", FeeKind.self)
        let channel = name(section, "channel")
        let fee = number(section, "fee_per_day_yuan", in: 0...1e9, unit: "yuan")
        let begin = day(section, "begin")
        let end = day(section, "end")
        if let begin, let end { _ = period(begin, end) }
        guard let channel, let fee else { return nil }
        var terms = FixedFeeTerms(
            kind: kind?.value.rawValue ?? "contract", channel: Channel(rawValue: channel.value), feePerDay: fee.value)
        if let most = count(section, "most", in: 1...100) { terms.most = most.value }
        terms.begin = begin?.value
        terms.end = end?.value
        terms.outcomes = outcomes(section, "outcomes_per_day")
        set(&terms.factor, number(section, "factor", in: 0...100))
        set(&terms.known, number(section, "known", in: 0...1e10, unit: "people"))
        set(&terms.searching, share(section, "searching_per_day"))
        set(&terms.ordersPerVisit, share(section, "orders_per_visit"))
        set(&terms.orderValue, number(section, "order_value_yuan", in: 0...1e9, unit: "yuan"))
        return terms
    }

    /// Numbers by outcome.
    mutating func outcomes(_ parent: FieldSection, _ key: String) -> [Outcome: Double] {
        let entries = named(parent, key)
        var found: [Outcome: Double] = [:]
        guard !entries.isEmpty, let section = section(parent, key, keys: entries.map(\.key)) else { return found }
        for entry in entries { found[Outcome(rawValue: entry.key)] = number(section, entry.key, in: 0...1e12)?.value }
        return found
    }
}
