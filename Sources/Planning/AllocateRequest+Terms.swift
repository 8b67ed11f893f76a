// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Incentives
import Market

extension AllocateRequest {
    /// The request that a merchant wrote down; a model that it names is the caller's to read.
    public init(_ terms: AllocationTerms) {
        self.init(input: (terms.offers ?? terms.customers)?.value.resolved ?? "")
        costs = terms.costs?.value.resolved
        costUnit = terms.costUnit?.value == .fen ? .fen : .yuan
        benefitsTable = terms.benefitsTable?.value.resolved
        customers = terms.customers?.value.resolved
        segmentColumn = terms.segment?.value
        strict = terms.strict?.value ?? false
        if let seed = terms.seed { self.seed = UInt64(clamping: seed.value) }
        benefits = terms.benefits.map { entry in
            Benefit(
                name: entry.name.value, faceValue: entry.faceValue?.value, redemption: entry.redemption?.value ?? 1,
                group: entry.group?.value)
        }
        filters = terms.filters.map { filter in
            CustomerFilter(
                column: filter.column.value, least: filter.min?.value, most: filter.max?.value,
                among: filter.among.map(\.value), except: filter.except.map(\.value), benefits: filter.benefits.map(\.value))
        }
        if let budget = terms.budget { rules.append(.totalBudget(budget.value, saidAt: budget.origin?.text)) }
        if let roi = terms.roi {
            rules.append(AllocationRule(name: "roi", measure: .returnAtLeast(roi.value), saidAt: roi.origin?.text))
        }
        for entry in terms.benefits {
            for (measure, place) in entry.limits.measures {
                rules.append(
                    AllocationRule(
                        name: "\(measure.word) \(entry.name.value)", benefits: [entry.name.value], measure: measure,
                        saidAt: place))
            }
        }
        for entry in terms.groups {
            groupRules += entry.limits.measures.map { GroupRule(group: entry.name.value, measure: $0, saidAt: $1) }
        }
        for entry in terms.rules {
            let measures = entry.limits.measures
            for (measure, place) in measures {
                let name = measures.count == 1 ? entry.name.value : "\(measure.word) \(entry.name.value)"
                rules.append(
                    AllocationRule(name: name, benefits: entry.benefits.map(\.value), measure: measure, saidAt: place))
            }
        }
    }
}

extension AllocationTerms.Limits {
    /// The limits as measures, with the place that each was said at.
    fileprivate var measures: [(AllocationRule.Measure, String?)] {
        var all: [(AllocationRule.Measure, String?)] = []
        if let maxCost { all.append((.costAtMost(maxCost.value), maxCost.origin?.text)) }
        if let maxCount { all.append((.countAtMost(maxCount.value), maxCount.origin?.text)) }
        if let minCost { all.append((.costAtLeast(minCost.value), minCost.origin?.text)) }
        if let minCount { all.append((.countAtLeast(minCount.value), minCount.origin?.text)) }
        if let roi { all.append((.returnAtLeast(roi.value), roi.origin?.text)) }
        return all
    }
}
