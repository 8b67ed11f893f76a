// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

extension ScenarioContext {
    /// One price cut per goods out of a grid: none, then even steps up to the largest.
    ///
    ///     responses of the goods' lines · (1 − cut)^(−elasticity),    cost += cut · GMV at the usual price
    ///
    /// Constant elasticity of demand; the cut is given to everybody whom the lines reach, so that it is paid on all of their sales.
    func priceCuts(
        on lines: [DeliveryLine], most: Double, elasticity: Double, audiences: Set<Audience>? = nil,
        periods: ClosedRange<Int>? = nil
    ) -> [DeliveryChoice] {
        guard most > 0, horizon.count > 0 else { return [] }
        let span = periods ?? 0...(horizon.count - 1)
        return Set(lines.filter { $0.rate(of: .gmv, in: 0) > 0 }.map(\.key.goods)).sorted().map { id in
            let options = (0...ScenarioContext.cutSteps).map { step in
                let cut = most * Double(step) / Double(ScenarioContext.cutSteps)
                let percent = (1000 * cut).rounded() / 10
                guard step > 0 else { return ChoiceOption(name: "no cut", value: 0) }
                let effect = ResponseEffect(
                    on: Selection(goods: [id], audiences: audiences), factor: .constant(power(1 - cut, -elasticity)),
                    cost: .constant(cut), per: .gmv)
                return ChoiceOption(name: RateText.percent(percent), value: percent, effects: [effect])
            }
            return DeliveryChoice(
                kind: "price-cut", channel: "benefit", goods: id, periods: span, unit: "percent", options: options)
        }
    }

    /// Steps of a grid of price cuts.
    static let cutSteps = 3
}
