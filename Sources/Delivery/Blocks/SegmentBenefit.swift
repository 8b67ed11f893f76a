// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A coupon level for each audience.
///
///     orders gained = (factor − 1) · orders of a day            cost = yuan · redeemed · factor · orders of a day
///     responses of lines to the audience · factor               cost = yuan · redeemed an order
///
/// Who would have bought anyway redeems too: that is cost without gain.
public struct SegmentBenefit: DeliveryBlock {
    public let terms: SegmentBenefitTerms

    public init(_ terms: SegmentBenefitTerms) { self.terms = terms }

    public func extend(_ problem: inout DeliveryProblem) {
        let days = problem.daysPerPeriod
        let goods = terms.goods == .all ? nil : Set([terms.goods])
        let selection = Selection(goods: goods, audiences: [terms.audience])
        let hasLines = problem.lines.contains { selection.covers($0) }
        guard terms.levels.contains(where: { $0.factor != 1 }), terms.ordersPerDay > 0 || hasLines else { return }
        let without = ChoiceOption(name: "none", value: 0)
        let options = terms.levels.filter { $0.yuan > 0 }.map { level in
            let orders = terms.ordersPerDay * days
            let gained = (level.factor - 1) * orders
            return ChoiceOption(
                name: "\(plain(level.yuan)) yuan", value: level.yuan,
                cost: .constant(level.yuan * level.redeemed * level.factor * orders),
                outcomes: [.orders: .constant(gained), .gmv: .constant(gained * terms.orderValue)],
                effects: hasLines
                    ? [
                        ResponseEffect(
                            on: selection, factor: .constant(level.factor), cost: .constant(level.yuan * level.redeemed),
                            per: .orders)
                    ] : [])
        }
        problem.choices.append(
            DeliveryChoice(
                kind: "coupon", channel: "coupon", goods: terms.goods, audience: terms.audience, periods: problem.allPeriods,
                unit: "yuan", options: [without] + options))
    }
}
