// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

extension SegmentBenefit {
    /// Coupon levels for an audience of whom only the lines' orders count: even steps up to `most` yuan, of which the largest lifts responses
    /// by `lift`. Half the coupon brings more than half the lift: the first yuan are noticed most.
    init(_ audience: Audience, most: Double, steps: Int, lift: Double, redeemed: Double = 1) {
        let levels = (1...steps).map { step in
            let part = Double(step) / Double(steps)
            return SegmentBenefitTerms.Level(
                yuan: (100 * most * part).rounded() / 100, factor: 1 + lift * power(part, 0.7), redeemed: redeemed)
        }
        self.init(SegmentBenefitTerms(audience: audience, ordersPerDay: 0, orderValue: 0, levels: levels))
    }
}
