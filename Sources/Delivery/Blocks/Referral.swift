// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A flow from known to new customers, opened by the reward that is chosen.
///
///     invited[t] ≤ invitations of the level · known[t−1]      new customers = conversion · invited
///     known[t] = known[t−1] + new customers of the referral    cost = reward · new customers
public struct Referral: DeliveryBlock {
    public let terms: ReferralTerms

    public init(_ terms: ReferralTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        guard terms.known > 0, terms.conversion > 0, terms.levels.contains(where: { $0.invitations > 0 }) else { return }
        let all = problem.allPeriods
        let stock = "known customers"
        problem.reservoirs.append(
            DeliveryReservoir(
                stock, initial: terms.known,
                inflows: [RuleTerm(1, .outcome(.newCustomers), Selection(channels: [Self.channel]))]))
        var options = [ChoiceOption(name: "none", value: 0)]
        // Invitations can at most grow as all known customers do.
        var most = terms.known
        let fastest = (terms.levels.map(\.invitations).max() ?? 0) * terms.conversion * problem.daysPerPeriod
        for _ in 0..<problem.horizon.count { most *= 1 + fastest }
        for level in terms.levels where level.invitations > 0 {
            let name = "\(plain(level.reward)) yuan"
            options.append(ChoiceOption(name: name, value: level.reward))
            let share = min(1, level.invitations * problem.daysPerPeriod)
            problem.flows.append(
                DeliveryFlow(
                    "referral at \(name)", channel: Self.channel, audience: .purchased, from: stock, to: stock, periods: all,
                    most: .constant(share), maximum: .constant(min(most, 1e11)),
                    cost: .constant(terms.conversion * level.reward),
                    rates: [
                        .newCustomers: .constant(terms.conversion), .orders: .constant(terms.conversion),
                        .gmv: .constant(terms.conversion * terms.orderValue),
                    ], opening: RuleTerm(1, .picked(OptionPick("referral", [name])))))
        }
        problem.choices.append(
            DeliveryChoice(kind: "referral", channel: Self.channel, periods: all, unit: "yuan", options: options))
    }

    static let channel: Channel = "referral"
}
