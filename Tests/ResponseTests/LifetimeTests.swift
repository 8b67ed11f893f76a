// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
@testable import Response
import Testing

@Suite("Lifetime value: published figures")
struct LifetimeTests {
    @Test("BG/NBD on CDNOW: Fader, Hardie & Lee 2005")
    func betaGeometric() throws {
        let cohort = try PurchaseCohort(Cdnow.book(), end: Cdnow.fittedUntil)
        #expect(cohort.count == 2357)
        let fit = LifetimeFit(cohort, options: LifetimeOptions(model: .betaGeometric))
        let found = fit.repeats.parameters
        for (value, published) in zip(found, [0.243, 4.414, 0.793, 2.426]) { #expect(abs(value - published) < 0.0006) }
        #expect(abs(fit.logLikelihood + 9582.4) < 0.06)
        #expect(fit.repeatParameters.allSatisfy { $0.standardError != nil })
        // Table of the paper's example: customer 0001 with x = 2, t_x = 30.43, T = 38.86 is expected to order 1.226 times in 39 weeks.
        #expect(abs(fit.repeats.expectedPurchases(repeats: 2, recency: 30.43, age: 38.86, ahead: 39) - 1.226) < 0.001)
    }

    @Test("Pareto/NBD on CDNOW")
    func pareto() throws {
        let cohort = try PurchaseCohort(Cdnow.book(), end: Cdnow.fittedUntil)
        let fit = LifetimeFit(cohort, options: LifetimeOptions(model: .pareto))
        for (value, published) in zip(fit.repeats.parameters, [0.553, 10.578, 0.606, 11.669]) {
            #expect(abs(value / published - 1) < 0.003)
        }
        #expect(abs(fit.logLikelihood + 9595.0) < 0.06)
    }

    @Test("Gamma–Gamma on CDNOW: Fader & Hardie 2013")
    func gammaGamma() throws {
        let cohort = try PurchaseCohort(Cdnow.book(), end: Cdnow.fittedUntil)
        let fit = LifetimeFit(cohort, options: LifetimeOptions(model: .betaGeometric))
        let spend = try #require(fit.spend)
        #expect(abs(spend.p - 6.25) < 0.02 && abs(spend.q - 3.74) < 0.02 && abs(spend.gamma - 15.44) < 0.1)
    }

    @Test("The 39 weeks held out, 1,882 repeat orders")
    func holdout() throws {
        let book = try Cdnow.book()
        let holdout = LifetimeHoldout(
            book, fittedUntil: Cdnow.fittedUntil, end: Cdnow.end, options: LifetimeOptions(model: .betaGeometric))
        print("CDNOW holdout: expected \(holdout.expected), actual \(holdout.actual), correlation \(holdout.correlation)")
        #expect(holdout.actual == 1882)
        #expect(abs(holdout.expected / 1882 - 1) < 0.15)
        #expect(holdout.bins.count == 8 && holdout.bins[0].actual < holdout.bins[7].actual)
        let last = try #require(holdout.tracking.last)
        #expect(last.actual == Double(cohortRepeats(book)) && abs(last.expected / last.actual - 1) < 0.15)
    }

    private func cohortRepeats(_ book: OrderBook) -> Int { book.days.count - book.count }

    @Test("The likelier model is taken where none is named")
    func choice() throws {
        let fit = LifetimeFit(try PurchaseCohort(Cdnow.book(), end: Cdnow.fittedUntil))
        #expect(fit.repeats.kind == .betaGeometric && fit.comparison.count == 2)
        let estimate = LifetimeValuation(fit, terms: ValuationTerms()).newCustomerEstimate()
        let low = try #require(estimate.low)
        let high = try #require(estimate.high)
        #expect(low < estimate.mean && estimate.mean < high)
        // No discount, no margin taken off: orders of a new customer in 52 weeks × mean order value.
        let plain = LifetimeValuation(fit, terms: ValuationTerms(horizonWeeks: 52, discountPerYear: 0))
        let spend = try #require(fit.spend?.populationMean)
        #expect(abs(plain.newCustomerValue / (fit.repeats.expectedPurchases(ofNewCustomerIn: 52) * spend) - 1) < 1e-12)
    }

    @Test("Drawing to a common mean, by hand")
    func pooling() {
        // Standard errors of the logarithms: ln(high/low)/3.2897 = 0.1 and 0.1; means ln 100 and ln 121 = ln 100 + 0.19062.
        let z = 1.644_853_627 * 0.1
        let own = [100.0, 121.0].map { LifetimeEstimate(mean: $0, low: $0 * exp(-z), high: $0 * exp(z)) }
        let pooled = LifetimeGroups.pool(own + [nil], common: LifetimeEstimate(mean: 1))
        // Q = 2 · 100 · 0.09531² = 1.8168; spread = (Q − 1)/(200 − 20000/200) = 0.008168; share = 0.008168/0.018168 = 0.44957.
        let middle = log(100) + 0.095_310
        #expect(abs(log(pooled[0].mean) - (middle - 0.44957 * 0.095_310)) < 1e-4)
        #expect(abs(log(pooled[1].mean) - (middle + 0.44957 * 0.095_310)) < 1e-4)
        #expect(abs(log(pooled[2].mean) - middle) < 1e-4)
        #expect(pooled[2].high! > pooled[1].mean)
    }
}
