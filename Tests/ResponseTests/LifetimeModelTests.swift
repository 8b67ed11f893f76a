// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
@testable import Response
import Testing

@Suite("Lifetime value: models against numerical integration")
struct LifetimeModelTests {
    @Test("ln Γ at known values")
    func gammaFunction() {
        #expect(abs(logGamma(0.5) - 0.5 * log(Double.pi)) < 1e-14)
        #expect(abs(logGamma(1)) < 1e-14 && abs(logGamma(2)) < 1e-14)
        // Γ(171) = 170!, ln = 706.5730622457873.
        #expect(abs(logGamma(171) / 706.573_062_245_787_3 - 1) < 1e-14)
        #expect(abs(logGamma(1e-8) - 18.420_680_738_180_205) < 1e-12)
    }

    /// ∫₀^∞ f(λ) Gamma(λ; shape, rate) dλ by the trapezoid rule in ln λ, which converges faster than any power for such integrands.
    private func overGamma(_ shape: Double, _ rate: Double, _ f: (Double) -> Double) -> Double {
        let steps = 4000
        let (low, high) = (-40.0, 8.0)
        var sum = 0.0
        for step in 0...steps {
            let u = low + (high - low) * Double(step) / Double(steps)
            let x = exp(u) / rate
            let weight = exp(shape * (u) - exp(u) - logGamma(shape))
            sum += weight * f(x) * (high - low) / Double(steps)
        }
        return sum
    }

    /// ∫₀^1 f(p) Beta(p; a, b) dp in logit p.
    private func overBeta(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
        let steps = 4000
        var sum = 0.0
        for step in 0...steps {
            let u = -60 + 120 * Double(step) / Double(steps)
            let p = 1 / (1 + exp(-u))
            let q = 1 / (1 + exp(u))
            sum += exp(a * log(p) + b * log(q) + logGamma(a + b) - logGamma(a) - logGamma(b)) * f(p) * 120 / Double(steps)
        }
        return sum
    }

    @Test(
        "BG/NBD likelihood", arguments: [(0, 0.0, 38.9), (1, 1.7, 38.9), (5, 20.0, 21.0), (26, 30.9, 31.0), (3, 9.0, 9.0)])
    func betaGeometric(x: Int, recency: Double, age: Double) {
        let model = BetaGeometricModel(r: 0.7, alpha: 5, a: 1.1, b: 2.4)
        // Given λ and p: (1−p)^x λ^x e^{−λT} + [x > 0] p (1−p)^{x−1} λ^x e^{−λ t_x}.
        let k = Double(x)
        let stayed = overBeta(model.a, model.b) { pow(1 - $0, k) }
        let left = x > 0 ? overBeta(model.a, model.b) { $0 * pow(1 - $0, k - 1) } : 0
        let value =
            stayed * overGamma(model.r, model.alpha) { pow($0, k) * exp(-$0 * age) }
            + left * overGamma(model.r, model.alpha) { pow($0, k) * exp(-$0 * recency) }
        #expect(abs(model.logLikelihood(repeats: x, recency: recency, age: age) - log(value)) < 1e-8)
    }

    @Test(
        "Pareto/NBD likelihood", arguments: [(0, 0.0, 38.9), (1, 1.7, 38.9), (5, 20.0, 21.0), (26, 30.9, 31.0), (3, 9.0, 9.0)],
        [(10.0, 12.0), (12.0, 3.0)])
    func pareto(history: (x: Int, recency: Double, age: Double), rates: (alpha: Double, beta: Double)) {
        let model = ParetoModel(r: 0.7, alpha: rates.alpha, s: 0.6, beta: rates.beta)
        let k = Double(history.x)
        // Given λ and μ: λ^x e^{−(λ+μ)T} + λ^x ∫ μ e^{−(λ+μ) y} dy from t_x to T; the inner integral over λ and μ at fixed y is closed.
        func at(_ y: Double) -> (Double, Double, Double) {
            (
                overGamma(model.r, model.alpha) { pow($0, k) * exp(-$0 * y) }, overGamma(model.s, model.beta) { exp(-$0 * y) },
                overGamma(model.s, model.beta) { $0 * exp(-$0 * y) }
            )
        }
        let end = at(history.age)
        var value = end.0 * end.1
        let width = history.age - history.recency
        // Gauss and Legendre with three points on a hundred and twenty pieces.
        for piece in 0..<120 where width > 0 {
            for (offset, weight) in [(0.112_701_665_379_258_3, 5.0 / 18), (0.5, 8.0 / 18), (0.887_298_334_620_741_7, 5.0 / 18)]
            {
                let now = at(history.recency + width * (Double(piece) + offset) / 120)
                value += weight * width / 120 * now.0 * now.2
            }
        }
        #expect(
            abs(model.logLikelihood(repeats: history.x, recency: history.recency, age: history.age) - log(value)) < 1e-7)
    }

    @Test("Expected orders of the two models against simulated customers")
    func expectations() {
        let bg = BetaGeometricModel(r: 0.9, alpha: 6, a: 0.8, b: 2.5)
        let pareto = ParetoModel(r: 0.9, alpha: 6, s: 0.7, beta: 9)
        var random = CounterRandom(seed: 11)
        var sums = [0.0, 0.0]
        let count = 40_000
        for _ in 0..<count {
            sums[0] += Double(SimulatedCustomer.betaGeometric(bg, &random).purchases(until: 30).count)
            sums[1] += Double(SimulatedCustomer.pareto(pareto, &random).purchases(until: 30).count)
        }
        // Counts have a standard deviation near 4: 1.3 % is four standard errors of the mean.
        #expect(abs(sums[0] / Double(count) / bg.expectedPurchases(ofNewCustomerIn: 30) - 1) < 0.05)
        #expect(abs(sums[1] / Double(count) / pareto.expectedPurchases(ofNewCustomerIn: 30) - 1) < 0.05)
        // Through a = 1 and s = 1 the closed forms have removable gaps.
        var near = bg
        near.a = 1 + 1e-7
        var at = bg
        at.a = 1
        #expect(abs(near.expectedPurchases(ofNewCustomerIn: 30) / at.expectedPurchases(ofNewCustomerIn: 30) - 1) < 1e-6)
    }

    @Test("Nothing is ever not a number")
    func extremes() {
        let models: [RepeatModel] = [
            .betaGeometric(BetaGeometricModel(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)),
            .betaGeometric(BetaGeometricModel(r: 1e-5, alpha: 1e-5, a: 1e-5, b: 1e-5)),
            .betaGeometric(BetaGeometricModel(r: 1e5, alpha: 1e5, a: 1e5, b: 1e5)),
            .pareto(ParetoModel(r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669)),
            .pareto(ParetoModel(r: 1e-5, alpha: 1e5, s: 1e-5, beta: 1e-5)),
            .pareto(ParetoModel(r: 50, alpha: 0.01, s: 30, beta: 1e4)),
        ]
        let histories: [(Int, Double, Double)] = [
            (0, 0, 0), (0, 0, 1e4), (1, 0, 0), (5000, 100, 100), (5000, 1, 5000), (1, 1e-9, 1e-9), (100_000, 520, 521),
        ]
        for model in models {
            for (x, recency, age) in histories {
                let alive = model.probabilityAlive(repeats: x, recency: recency, age: age)
                let orders = model.expectedPurchases(repeats: x, recency: recency, age: age, ahead: 52)
                #expect((0...1).contains(alive), "\(model) \(x) \(recency) \(age)")
                #expect(orders >= 0 && orders.isFinite, "\(model) \(x) \(recency) \(age)")
                #expect(!model.logLikelihood(repeats: x, recency: recency, age: age).isNaN)
            }
        }
    }
}
