// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// Programmes that the shop may join at all: open to it, and not closed for enrolment. Whether joining pays is the plan's to find out.
    var openProgrammes: [Cited<ProgrammeTerms>] {
        programmes.filter(isOpen).map { Cited(terms(of: $0), from: $0.name.origin) }
    }

    /// The day on which the plan is made: the one after the last that is known, else the one before it begins.
    private var planningDay: Day { response.asOf?.advanced(by: 1) ?? brief.begin.value.advanced(by: -1) }

    private func isOpen(_ programme: Programme) -> Bool {
        let conditions = programme.conditions
        if conditions.firstDelivery?.value == true, response.asOf != nil { return false }
        if let last = conditions.enrolBy?.value, last < planningDay { return false }
        if let least = conditions.minGoods?.value {
            let named = Set(conditions.goods.map(\.value))
            let items = Set(response.lines.map(\.line.goods)).filter { $0 != .all && (named.isEmpty || named.contains($0)) }
            if items.count < least { return false }
        }
        return true
    }

    private func terms(of programme: Programme) -> ProgrammeTerms {
        let conditions = programme.conditions
        let benefits = programme.benefits
        let begin = programme.begin?.value ?? brief.begin.value
        var terms = ProgrammeTerms(name: programme.name.value, kind: programme.kind?.value.rawValue ?? "programme")
        terms.begin = programme.begin?.value
        terms.end = programme.end?.value
        terms.channels = conditions.channels.isEmpty ? nil : Set(conditions.channels.map(\.value))
        terms.goods = conditions.goods.isEmpty ? nil : Set(conditions.goods.map(\.value))
        terms.minBudget = conditions.minBudget?.value
        terms.minDailyBudget = conditions.minDailyBudget?.value
        terms.fee = conditions.fee?.value ?? .zero
        terms.priceCut = conditions.priceCut?.value ?? 0
        terms.stageBudgets = conditions.stageBudgets.map { stage in
            ProgrammeTerms.StageBudget(
                begin: begin.advanced(by: stage.firstDay - 1), end: begin.advanced(by: stage.lastDay - 1), budget: stage.budget)
        }
        terms.rollsOn = conditions.rollsOn?.value ?? true
        terms.excludes = Set(conditions.excludes.map(\.value))
        terms.threshold = conditions.weight.map { weight in
            ProgrammeTerms.Threshold(
                outcome: weight.outcome, channels: weight.channels.isEmpty ? nil : weight.channels, amount: weight.amount,
                until: weight.untilDay.map { begin.advanced(by: $0 - 1) })
        }
        terms.credit = benefits.credit?.value ?? .zero
        terms.coFundingShare = benefits.coFundingShare?.value ?? 0
        terms.coFundingCap = benefits.coFundingCap?.value ?? .zero
        terms.factor = benefits.responseMultiplier?.value ?? 1
        terms.factorDays = benefits.multiplierDays?.value
        terms.bonus = benefits.bonus
        if let impressions = benefits.bonusImpressions?.value, impressions > 0 { terms.bonus[.impressions] = impressions }
        terms.redPacket = benefits.redPacket
        return terms
    }
}
