// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
@testable import Response

/// A customer drawn from one of the two models.
struct SimulatedCustomer {
    var rate: Double
    /// Weeks until leaving; infinite where leaving follows purchases.
    var lifetime: Double
    /// Probability to leave after a purchase.
    var leaves: Double
    var random: CounterRandom

    static func betaGeometric(_ model: BetaGeometricModel, _ random: inout CounterRandom) -> SimulatedCustomer {
        let first = random.gamma(shape: model.a)
        let second = random.gamma(shape: model.b)
        return SimulatedCustomer(
            rate: random.gamma(shape: model.r) / model.alpha, lifetime: .infinity, leaves: first / (first + second),
            random: CounterRandom(seed: random.next()))
    }

    static func pareto(_ model: ParetoModel, _ random: inout CounterRandom) -> SimulatedCustomer {
        let rate = random.gamma(shape: model.r) / model.alpha
        let leaving = random.gamma(shape: model.s) / model.beta
        return SimulatedCustomer(
            rate: rate, lifetime: -log(random.uniform()) / leaving, leaves: 0, random: CounterRandom(seed: random.next()))
    }

    /// Weeks of the repeat purchases.
    func purchases(until end: Double) -> [Double] {
        var random = random
        var times: [Double] = []
        var now = 0.0
        while true {
            now += -log(random.uniform()) / rate
            guard now <= min(end, lifetime) else { return times }
            times.append(now)
            if random.uniform() < leaves { return times }
        }
    }
}
