// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

/// Reads and checks requests for customers' benefits: YAML, or JSON by the file's ending.
public enum AllocationReader {
    /// All keys at the top of a request, in the order of the documentation.
    public static let keys = [
        "offers", "model", "costs", "cost_unit", "benefits_table", "benefits", "groups", "rules", "budget", "roi", "customers",
        "segment", "filters", "strict", "seed",
    ]

    /// Reads the request at `path`; paths in it are relative to its folder.
    public static func read(path: String, limits: TextLimits = TextLimits()) throws(BriefFaults) -> AllocationTerms {
        try read(tree: TextTree.read(path: path, limits: limits), file: path)
    }

    /// Checks a document that is already read.
    public static func read(tree: TextTree, file: String) throws(BriefFaults) -> AllocationTerms {
        var fields = FieldReader(file: file)
        let terms = fields.allocation(tree)
        try fields.finish()
        guard let terms else { throw BriefFaults(.empty(file: file)) }
        return terms
    }
}

extension FieldReader {
    private static let limitKeys = ["max_count", "min_count", "max_cost", "min_cost", "roi"]

    fileprivate mutating func allocation(_ tree: TextTree) -> AllocationTerms? {
        guard let top = section(tree, field: "", line: 1, keys: AllocationReader.keys) else { return nil }
        if top.entry("model") == nil { require(top, "offers") } else { require(top, "customers") }
        exclude(top, "offers", "model")
        var terms = AllocationTerms(file: file)
        terms.offers = path(top, "offers")
        terms.model = path(top, "model")
        terms.costs = path(top, "costs")
        terms.costUnit = word(top, "cost_unit")
        terms.benefitsTable = path(top, "benefits_table")
        terms.customers = path(top, "customers")
        terms.segment = name(top, "segment")
        terms.budget = money(top, "budget")
        terms.roi = number(top, "roi", in: 0...1e6)
        terms.strict = flag(top, "strict")
        terms.seed = count(top, "seed", in: 0...Int(Int32.max))
        for entry in named(top, "benefits") {
            let keys = ["face_value", "redemption", "group", "max_count", "min_count", "max_cost", "min_cost"]
            guard let own = section(entry.value, field: "benefits.\(entry.key)", line: entry.line, keys: keys) else { continue }
            var benefit = AllocationTerms.BenefitEntry(
                name: Cited(entry.key, from: origin(entry.line, "benefits.\(entry.key)")))
            benefit.faceValue = money(own, "face_value")
            benefit.redemption = share(own, "redemption")
            benefit.group = name(own, "group")
            benefit.limits = allocationLimits(own)
            terms.benefits.append(benefit)
        }
        for entry in named(top, "groups") {
            guard let own = section(entry.value, field: "groups.\(entry.key)", line: entry.line, keys: Self.limitKeys) else {
                continue
            }
            var group = AllocationTerms.NamedLimits(name: Cited(entry.key, from: origin(entry.line, "groups.\(entry.key)")))
            group.limits = allocationLimits(own)
            terms.groups.append(group)
        }
        for entry in named(top, "rules") {
            let keys = ["benefits"] + Self.limitKeys
            guard let own = section(entry.value, field: "rules.\(entry.key)", line: entry.line, keys: keys) else { continue }
            var rule = AllocationTerms.NamedLimits(name: Cited(entry.key, from: origin(entry.line, "rules.\(entry.key)")))
            rule.benefits = names(own, "benefits")
            rule.limits = allocationLimits(own)
            terms.rules.append(rule)
        }
        for (index, value) in (list(top, "filters", limit: 100) ?? []).enumerated() {
            if let filter = filter(value, field: "filters[\(index + 1)]") { terms.filters.append(filter) }
        }
        return terms
    }

    private mutating func allocationLimits(_ own: FieldSection) -> AllocationTerms.Limits {
        var limits = AllocationTerms.Limits()
        limits.maxCount = count(own, "max_count", in: 0...1_000_000_000, unit: "customers")
        limits.minCount = count(own, "min_count", in: 0...1_000_000_000, unit: "customers")
        limits.maxCost = money(own, "max_cost")
        limits.minCost = money(own, "min_cost")
        limits.roi = number(own, "roi", in: 0...1e6)
        checkOrder(limits.minCost, limits.maxCost)
        checkOrder(limits.minCount, limits.maxCount)
        return limits
    }

    private mutating func filter(_ tree: TextTree, field: String) -> AllocationTerms.Filter? {
        guard
            let own = section(
                tree, field: field, line: tree.line, keys: ["column", "min", "max", "among", "except", "benefits"])
        else { return nil }
        require(own, "column")
        let column = name(own, "column")
        let bounds = -1e15...1e15
        var filter = AllocationTerms.Filter(column: column ?? Cited(""))
        filter.min = number(own, "min", in: bounds)
        filter.max = number(own, "max", in: bounds)
        filter.among = names(own, "among")
        filter.except = names(own, "except")
        filter.benefits = names(own, "benefits")
        let asksForWords = own.entry("among") != nil || own.entry("except") != nil
        let asksForNumbers = own.entry("min") != nil || own.entry("max") != nil
        if asksForWords && asksForNumbers {
            exclude(own, own.entry("min") != nil ? "min" : "max", own.entry("among") != nil ? "among" : "except")
        } else if !asksForWords && !asksForNumbers {
            report(.missingKey(place(own.line, own.prefix + "max"), key: "max"))
        }
        return column == nil ? nil : filter
    }
}
