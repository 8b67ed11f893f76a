// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Solver
import Testing

/// One budget, separable concave curves: the optimum by bisection on the price of money, independently of any linear program.
struct BudgetProblem {
    var curves: [any Curve] = []
    var weights: [Double] = []
    var caps: [Double] = []
    var budget = 0.0

    init(seed: UInt64) {
        var random = SeededNumbers(seed)
        for _ in 0..<random.count(1...6) {
            let half = random.number(5, 200)
            switch random.count(0...2) {
            case 0: curves.append(HillCurve(half: half, power: 1))
            case 1: curves.append(ExponentialCurve(half: half))
            default: curves.append(RootCurve())
            }
            weights.append(random.number(0.1, 50))
            caps.append(random.chance(0.3) ? random.number(0, 50) : random.number(50, 1000))
        }
        budget = random.number(0, 600)
    }

    /// The model; amounts of money times `money`, values times `worth`, lines in the order given.
    func model(order: [Int]? = nil, money: Double = 1, worth: Double = 1, equal: Bool = false) -> (Model, [Variable]) {
        var model = Model()
        var spends: [Variable] = []
        var value = LinearExpression()
        for i in order ?? Array(curves.indices) {
            let x = model.variable("spend \(i)", upper: caps[i] * money)
            let y = model.variable("sales \(i)")
            let curve = ScaledInput(base: curves[i], unit: 1 / money)
            model.add(rule("response \(i)") { equal ? y == (x |> curve) : y <= (x |> curve) })
            value.add(y, times: weights[i] * worth)
            spends.append(x)
        }
        model.add(rule("budget") { sum(spends) { $0 } <= budget * money })
        model.maximize(value)
        return (model, spends)
    }

    /// Best responses at a price λ: weight · f′(x) = λ within [0, cap]; λ is bisected until the money fits.
    func optimum() -> Double {
        func respond(_ price: Double) -> [Double] {
            curves.indices.map { min(caps[$0], max(0, curves[$0].input(atSlope: price / weights[$0]))) }
        }
        var (low, high) = (0.0, 1e9)
        if caps.reduce(0, +) > budget {
            for _ in 0..<300 {
                let middle = low < 1e-12 && high > 1e-6 ? high / 1024 : 0.5 * (low + high)
                if respond(middle).reduce(0, +) > budget { low = middle } else { high = middle }
            }
        }
        let x = caps.reduce(0, +) > budget ? respond(high) : caps
        return curves.indices.reduce(0) { $0 + weights[$1] * curves[$1].value(at: x[$1]) }
    }
}

/// f(unit · x).
struct ScaledInput: Curve {
    var base: any Curve
    var unit: Double

    func value(at x: Double) -> Double { base.value(at: x * unit) }
    func slope(at x: Double) -> Double { unit * base.slope(at: x * unit) }
    func input(atSlope slope: Double) -> Double { base.input(atSlope: slope / unit) / unit }
    var pieces: [CurvePiece] { base.pieces.map { CurvePiece(start: $0.start / unit, bend: $0.bend) } }
}

@Suite struct ConcavePropertyTests {
    /// 600 problems against bisection: the optimum lies between value and bound, the gap is what it says, every rule is kept.
    @Test func agreesWithBisection() throws {
        for seed in 1...600 as ClosedRange<UInt64> {
            let problem = BudgetProblem(seed: seed)
            let (model, _) = problem.model(equal: seed % 3 == 0)
            let solution = try ModelSolver.solve(model)
            let certificate = solution.certificate
            let value = try #require(certificate.value, "seed \(seed)")
            let bound = try #require(certificate.bound)
            let optimum = problem.optimum()
            #expect(certificate.status == .optimal, "seed \(seed) \(certificate)")
            #expect(certificate.violation <= 1e-9, "seed \(seed) \(certificate)")
            #expect(
                value <= optimum + 1e-9 * (1 + optimum) && optimum <= bound + 1e-9 * (1 + optimum),
                "seed \(seed): \(optimum) \(certificate)")
            #expect(bound >= value - 1e-9 * (1 + abs(value)))
            // The evidence is measured again from the answer alone.
            let check = PointCheck(solution.values, on: model)
            #expect(check.value == value && check.violation == certificate.violation)
        }
    }

    /// 100 problems × values · 1e-6, money · 1e6: the same relative value; and in reverse order the same value within the gap.
    @Test func scaleAndOrderChangeNothing() throws {
        for seed in 1...100 as ClosedRange<UInt64> {
            let problem = BudgetProblem(seed: 10_000 + seed)
            let plain = try #require(try ModelSolver.solve(problem.model().0).value)
            let scaled = try #require(try ModelSolver.solve(problem.model(money: 1e6, worth: 1e-6).0).value)
            let turned = try #require(try ModelSolver.solve(problem.model(order: problem.curves.indices.reversed()).0).value)
            #expect(abs(scaled * 1e6 - plain) <= 1.1e-6 * plain, "seed \(seed): \(plain) \(scaled)")
            #expect(abs(turned - plain) <= 1.1e-6 * plain, "seed \(seed): \(plain) \(turned)")
        }
    }

    /// More money never brings less, along 20 budgets each, by warm restarts.
    @Test func moreMoneyNeverBringsLess() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var problem = BudgetProblem(seed: 20_000 + seed)
            var warm: WarmStart?
            var before = 0.0
            for step in 1...20 {
                problem.budget = Double(step) * 30
                let solution = try ModelSolver.solve(problem.model().0, warm: warm)
                let value = try #require(solution.value)
                #expect(solution.status == .optimal)
                #expect(value >= before * (1 - 1e-6))
                #expect(abs(value - problem.optimum()) <= 1e-6 * (1 + problem.optimum()))
                before = value
                warm = solution.warm
            }
        }
    }

    /// The price of money is what one more yuan brings: the difference quotient of the optimum.
    @Test func priceIsMarginalReturn() throws {
        var problem = BudgetProblem(seed: 5)
        problem.caps = problem.caps.map { _ in 1000 }
        problem.budget = 100
        let solution = try ModelSolver.solve(problem.model().0)
        var more = problem
        more.budget = 100.01
        let quotient = (more.optimum() - problem.optimum()) / 0.01
        let price = try #require(solution.rowPrices.first)
        #expect(abs(price - quotient) < 1e-2 * quotient, "\(price) \(quotient)")
    }
}
