// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
public import Delivery
import Market
import Response

/// New customers as cheaply as they are worth (拉新快).
///
///     maximize    V · Σ new_customers[ℓ,t]  +  V · Σ new_customers[g, chosen commission]      V: value of a new customer, or 1;
///                                                                              of each channel's where the brief says
///     subject to  Σ cost ≤ budget
///                 Σ cost ≤ c · Σ new_customers                     cost per new customer, where one is set
///                 the brief's limits by day, stage, channel, goods, audience
///                 exactly one commission rate per goods
///
/// Eligible are lines to people who have not bought: audiences of known buyers, members and followers are left out. Effect that
/// arrives after the last day counts in full: a new customer is worth the same a week later.
public struct NewCustomerAcquisition: ScenarioModule {
    public init() {}

    public let description = ScenarioDescription(
        name: "new-customer-acquisition", chineseName: "拉新快", family: .consumers, platformCode: "1023",
        formula: "max V · Σ new customers",
        settings: [
            SettingTerm(name: "value_of_new_customer", unit: .yuan, bounds: 0...1_000_000, standard: 0, reason: .worthOfOne)
        ],
        kpis: [.newCustomers, .orders, .gmv])

    /// Audiences who have bought or follow already.
    static let known: Set<Audience> = [.purchased, .member, .fan]

    public func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem {
        let lines = try context.eligibleLines { !Self.known.contains($0.audience) }
        let choices = context.commissionChoices { _ in true }
        guard !lines.isEmpty || !choices.isEmpty else {
            throw .nothingEligible(scenario: description.name, looksFor: Notice("scenario.looks-for-strangers"))
        }
        guard context.brings(.newCustomers, lines, choices) else {
            throw .outcomeUnknown(scenario: description.name, outcome: .newCustomers)
        }
        let set = context.setting("value_of_new_customer", of: description)
        let worth = context.brief.newCustomerValue?.value.yuan ?? (set > 0 ? set : 1)
        let isMoney = context.brief.newCustomerValue != nil || set > 0
        let objective = DeliveryObjective(
            name: isMoney ? "value of new customers" : "new customers",
            title: Notice(isMoney ? "objective.value-of-new-customers" : "objective.new-customers"),
            unit: isMoney ? "yuan" : "new_customers",
            terms: [RuleTerm(worth, .outcome(.newCustomers))])
        return context.valuingByChannel(
            context.problem(
                description, lines: lines, choices: choices, objective: objective,
                extra: context.stockRules(for: lines, choices), carryOutWeight: 1))
    }
}
