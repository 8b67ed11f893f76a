// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// The terms of affiliates, under `affiliate:`.
extension FieldReader {
    mutating func affiliate(_ top: FieldSection) -> AffiliateTerms? {
        let keys = [
            "channel", "rates_percent", "min_percent", "max_percent", "settled_share", "service_fee_percent",
            "technical_fee_percent", "reserve_max", "one_rate", "by_stage", "in_budget", "plans", "categories",
            "presale_subsidy", "commission_doubling", "unpaid_balances", "refunds_before_receipt", "refunds_after_settlement",
            "sources",
        ]
        guard let section = section(top, "affiliate", keys: keys) else { return nil }
        var terms = AffiliateTerms()
        if let channel = name(section, "channel") { terms.channel = channel.map { Channel(rawValue: $0) } }
        terms.rates = percents(section, "rates_percent", limit: 200)
        terms.minRate = percent(section, "min_percent")
        terms.maxRate = percent(section, "max_percent")
        terms.settledShare = share(section, "settled_share")
        terms.serviceFee = percent(section, "service_fee_percent")
        terms.technicalFee = percent(section, "technical_fee_percent")
        terms.reserveMax = money(section, "reserve_max")
        terms.oneRate = flag(section, "one_rate")
        terms.byStage = flag(section, "by_stage")
        terms.inBudget = flag(section, "in_budget")
        checkOrder(terms.minRate, terms.maxRate)
        terms.plans = items(section, "plans") { $0.commissionPlan($1, field: $2) }
        terms.categories = categories(section)
        terms.subsidies = [
            subsidy(section, "presale_subsidy", .presale), subsidy(section, "commission_doubling", .doubling),
        ].compactMap { $0 }
        let shares = ["unpaid_balances", "refunds_before_receipt", "refunds_after_settlement"].map { share(section, $0) }
        if shares.contains(where: { $0 != nil }) {
            exclude(section, "settled_share", "unpaid_balances")
            exclude(section, "settled_share", "refunds_before_receipt")
            exclude(section, "settled_share", "refunds_after_settlement")
            terms.settlement = SettlementShares(
                unpaidBalance: shares[0]?.value ?? 0, refundedBefore: shares[1]?.value ?? 0,
                refundedAfter: shares[2]?.value ?? 0)
        }
        terms.sources = items(section, "sources") { $0.source($1, field: $2) }
        let sum = terms.sources.reduce(0) { $0 + $1.value.share }
        if sum > 1 + 1e-9, let first = terms.sources.first {
            report(
                .outOfRange(
                    place(first.origin?.line, "affiliate.sources"), found: "\(sum)", lower: 0, upper: 1, unit: "share"))
        }
        return terms
    }

    private mutating func commissionPlan(_ tree: TextTree, field: String) -> CommissionPlan? {
        let keys = ["kind", "rates_percent", "reach", "first_pieces", "thereafter_percent"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["kind", "rates_percent"] { require(section, key) }
        let kind = word(section, "kind", CommissionPlan.Kind.self)
        let rates = percents(section, "rates_percent", limit: 200)
        let reach = share(section, "reach")
        let pieces = count(section, "first_pieces", in: 1...1_000_000_000, unit: "pieces")
        let thereafter = percent(section, "thereafter_percent")
        guard let kind, let rates else { return nil }
        return CommissionPlan(
            kind: kind.value, rates: rates.value, reach: reach?.value ?? 1, firstPieces: pieces?.value,
            thereafter: thereafter?.value ?? 0)
    }

    /// Lowest and highest rate by category, as the platform sets them.
    private mutating func categories(_ parent: FieldSection) -> [String: ClosedRange<Double>] {
        let entries = named(parent, "categories")
        guard !entries.isEmpty, let section = section(parent, "categories", keys: entries.map(\.key)) else { return [:] }
        var bounds: [String: ClosedRange<Double>] = [:]
        for entry in entries {
            guard let own = self.section(section, entry.key, keys: ["min_percent", "max_percent"]) else { continue }
            let low = percent(own, "min_percent")
            let high = percent(own, "max_percent")
            checkOrder(low, high)
            guard low?.value ?? 0 <= high?.value ?? 1 else { continue }
            bounds[entry.key] = (low?.value ?? 0)...(high?.value ?? 1)
        }
        return bounds
    }

    private mutating func subsidy(
        _ parent: FieldSection, _ key: String, _ kind: CommissionSubsidyTerms.Kind
    ) -> Cited<CommissionSubsidyTerms>? {
        let level = kind == .presale ? "factor" : "up_to_percent"
        guard let entry = parent.entry(key), !entry.value.isNull,
            let section = section(parent, key, keys: [level, "begin", "end", "stages", "order_cap", "pool"])
        else { return nil }
        // The standards of the platform's own wording: to 160 percent, up to 5 percent of the price.
        let said = kind == .presale ? number(section, level, in: 1...10) : percent(section, level)
        var terms = CommissionSubsidyTerms(kind: kind, level: said?.value ?? (kind == .presale ? 1.6 : 0.05))
        let begin = day(section, "begin")
        let end = day(section, "end")
        if let begin, let end { _ = period(begin, end) }
        terms.begin = begin?.value
        terms.end = end?.value
        let stages = names(section, "stages")
        terms.stages = stages.isEmpty ? nil : Set(stages.map(\.value))
        terms.orderCap = money(section, "order_cap")?.value.yuan
        terms.pool = money(section, "pool")?.value.yuan
        return Cited(terms, from: origin(entry.line, parent.prefix + key))
    }

    private mutating func source(_ tree: TextTree, field: String) -> AffiliateSource? {
        let keys = ["name", "share", "conversion", "delay_days"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["name", "share"] { require(section, key) }
        let conversion = number(section, "conversion", in: 0...100)
        let delay = count(section, "delay_days", in: 0...365, unit: "days")
        guard let name = name(section, "name"), let share = share(section, "share") else { return nil }
        return AffiliateSource(
            name: name.value, share: share.value, conversion: conversion?.value ?? 1, delayDays: delay?.value ?? 0)
    }
}
