// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

/// Reads the numbers of programmes, from a brief's `programmes:` or from a file of their own.
public enum ProgrammeReader {
    /// Reads one programme. `file` and `field` are its place in errors, for example `brief.yaml` and `programmes[1]`.
    public static func read(tree: TextTree, file: String, field: String) throws(BriefFaults) -> Programme {
        var fields = FieldReader(file: file)
        let programme = fields.programme(tree, field: field)
        try fields.finish()
        guard let programme else { throw BriefFaults(.empty(file: file)) }
        return programme
    }

    /// Reads the programmes that a brief gives with numbers; those with a name alone are the caller's to look up.
    public static func read(of brief: Brief) throws(BriefFaults) -> [Programme] {
        var fields = FieldReader(file: brief.file)
        var programmes: [Programme] = []
        for (index, entry) in brief.programmes.enumerated() {
            guard let terms = entry.terms else { continue }
            if let programme = fields.programme(terms, field: "programmes[\(index + 1)]") { programmes.append(programme) }
        }
        try fields.finish()
        return programmes
    }
}

extension FieldReader {
    mutating func programme(_ tree: TextTree, field: String) -> Programme? {
        let keys = ["name", "title", "kind", "begin", "end", "conditions", "benefits"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        require(section, "name")
        let name = name(section, "name")
        let title = self.name(section, "title")
        let kind = word(section, "kind", Programme.Kind.self)
        let begin = day(section, "begin")
        let end = day(section, "end")
        if let begin, let end { _ = period(begin, end) }
        let conditions = conditions(section)
        let benefits = benefits(section)
        guard let name else { return nil }
        var programme = Programme(name: name)
        programme.title = title
        programme.kind = kind
        programme.begin = begin
        programme.end = end
        programme.conditions = conditions
        programme.benefits = benefits
        return programme
    }

    private mutating func conditions(_ parent: FieldSection) -> Programme.Conditions {
        var conditions = Programme.Conditions()
        let keys = [
            "first_delivery", "min_budget", "min_daily_budget", "min_goods", "channels", "goods", "enrol_by", "fee",
            "price_cut", "excludes", "stage_budgets", "rolls_on", "weight",
        ]
        guard let section = section(parent, "conditions", keys: keys) else { return conditions }
        conditions.firstDelivery = flag(section, "first_delivery")
        conditions.minBudget = money(section, "min_budget")
        conditions.minDailyBudget = money(section, "min_daily_budget")
        conditions.minGoods = count(section, "min_goods", in: 1...100_000, unit: "goods")
        conditions.channels = names(section, "channels").map { $0.map { Channel(rawValue: $0) } }
        conditions.goods = names(section, "goods").map { $0.map { GoodsID(rawValue: $0) } }
        conditions.enrolBy = day(section, "enrol_by")
        conditions.fee = money(section, "fee")
        conditions.priceCut = share(section, "price_cut")
        conditions.excludes = names(section, "excludes")
        conditions.stageBudgets = items(section, "stage_budgets") { $0.stageBudget($1, field: $2) }.map(\.value)
        conditions.rollsOn = flag(section, "rolls_on")
        conditions.weight = weight(section)
        return conditions
    }

    private mutating func benefits(_ parent: FieldSection) -> Programme.Benefits {
        var benefits = Programme.Benefits()
        let keys = [
            "credit", "co_funding_share", "co_funding_cap", "response_multiplier", "multiplier_days", "bonus_impressions",
            "commission_factor", "commission_pool", "bonus", "red_packet",
        ]
        guard let section = section(parent, "benefits", keys: keys) else { return benefits }
        benefits.credit = money(section, "credit")
        benefits.coFundingShare = share(section, "co_funding_share")
        benefits.coFundingCap = money(section, "co_funding_cap")
        benefits.responseMultiplier = number(section, "response_multiplier", in: 0...100)
        benefits.multiplierDays = count(section, "multiplier_days", in: 1...Brief.longestPeriod, unit: "days")
        benefits.bonusImpressions = number(section, "bonus_impressions", in: 0...1e12)
        benefits.commissionFactor = number(section, "commission_factor", in: 1...10)
        benefits.commissionPool = money(section, "commission_pool")
        benefits.bonus = outcomes(section, "bonus")
        benefits.redPacket = redPacket(section)
        return benefits
    }

    private mutating func stageBudget(_ tree: TextTree, field: String) -> Programme.StageBudget? {
        let keys = ["first_day", "last_day", "budget"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in keys { require(section, key) }
        guard let first = count(section, "first_day", in: 1...Brief.longestPeriod, unit: "days"),
            let last = count(section, "last_day", in: 1...Brief.longestPeriod, unit: "days"),
            let budget = money(section, "budget")
        else { return nil }
        guard first.value <= last.value else {
            report(
                .outOfRange(
                    place(last.origin?.line, field + ".last_day"), found: "\(last.value)", lower: Double(first.value),
                    upper: Double(Brief.longestPeriod), unit: "days"))
            return nil
        }
        return Programme.StageBudget(firstDay: first.value, lastDay: last.value, budget: budget.value)
    }

    private mutating func weight(_ parent: FieldSection) -> Programme.Weight? {
        guard let section = section(parent, "weight", keys: ["outcome", "channels", "amount", "until_day"]) else { return nil }
        require(section, "amount")
        let channels = names(section, "channels").map { Channel(rawValue: $0.value) }
        let until = count(section, "until_day", in: 1...Brief.longestPeriod, unit: "days")
        let outcome = name(section, "outcome").map { Outcome(rawValue: $0.value) } ?? .visits
        guard let amount = number(section, "amount", in: 0...1e12) else { return nil }
        return Programme.Weight(
            outcome: outcome, channels: Set(channels), amount: amount.value, untilDay: until?.value)
    }

    private mutating func redPacket(_ parent: FieldSection) -> ProgrammeTerms.RedPacket? {
        let keys = ["yuan_per_order", "redeemed", "platform_share", "conversion", "basket"]
        guard let section = section(parent, "red_packet", keys: keys) else { return nil }
        require(section, "yuan_per_order")
        let redeemed = share(section, "redeemed")
        let platform = share(section, "platform_share")
        let conversion = number(section, "conversion", in: 0...100)
        let basket = number(section, "basket", in: 0...100)
        guard let yuan = number(section, "yuan_per_order", in: 0...1e6, unit: "yuan") else { return nil }
        return ProgrammeTerms.RedPacket(
            yuanPerOrder: yuan.value, redeemed: redeemed?.value ?? 1, platformShare: platform?.value ?? 0,
            conversion: conversion?.value ?? 1, basket: basket?.value ?? 1)
    }

    /// A list of names, each once.
    mutating func names(_ parent: FieldSection, _ key: String) -> [Cited<String>] {
        var names: [Cited<String>] = []
        var lines: [String: Int] = [:]
        for (index, value) in (list(parent, key) ?? []).enumerated() {
            let field = "\(parent.prefix)\(key)[\(index + 1)]"
            guard let name = name(value, field: field) else { continue }
            if let first = lines[name.value] {
                report(.repeatedName(place(value.line, field), name: name.value, firstLine: first))
            }
            lines[name.value] = value.line
            names.append(name)
        }
        return names
    }
}
