// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Solver
import Testing

/// The cases at the edge: every one must end with an honest certificate.
@Suite struct DegenerateTests {
    static func plan(
        budget: Double, lines: Int = 3, worth: Double = 1,
        curve: (Int) -> any Curve = { HillCurve(half: 10 + Double($0), power: 1) }
    ) -> Model {
        var model = Model()
        var (spend, value) = (LinearExpression(), LinearExpression())
        for i in 0..<lines {
            let x = model.variable("x\(i)")
            let y = model.variable("y\(i)")
            model.add(rule("curve \(i)") { y <= (x |> curve(i)) })
            spend.add(x)
            value.add(y, times: worth)
        }
        model.add(rule("budget") { spend <= budget })
        model.maximize(value)
        return model
    }

    @Test func zeroBudget() throws {
        let solution = try ModelSolver.solve(Self.plan(budget: 0))
        #expect(solution.status == .optimal && solution.value == 0, "\(solution.certificate)")
    }

    @Test func noLines() throws {
        let solution = try ModelSolver.solve(Self.plan(budget: 5, lines: 0))
        #expect(solution.status == .optimal && solution.value == 0, "\(solution.certificate)")
    }

    @Test(arguments: [0.01, 1, 1e10])
    func fromOneFenToATrillion(budget: Double) throws {
        // Two equal lines share: 2 · f(b/2), f = x / (x + 10).
        let solution = try ModelSolver.solve(Self.plan(budget: budget, lines: 2) { _ in HillCurve(half: 10, power: 1) })
        let best = 2 * (budget / 2) / (budget / 2 + 10)
        #expect(solution.status == .optimal, "\(solution.certificate)")
        #expect(abs((solution.value ?? .nan) - best) <= 1e-6 * best)
    }

    @Test func flatCurves() throws {
        let solution = try ModelSolver.solve(Self.plan(budget: 5) { _ in CapCurve(cap: 0) })
        #expect(solution.status == .optimal && solution.value == 0, "\(solution.certificate)")
    }

    @Test func equalCurvesManyLines() throws {
        // 40 equal lines, 400 of money: 10 each, 40 · 10 / 20 = 20.
        let solution = try ModelSolver.solve(Self.plan(budget: 400, lines: 40) { _ in HillCurve(half: 10, power: 1) })
        #expect(solution.status == .optimal && abs((solution.value ?? 0) - 20) < 2e-5, "\(solution.certificate)")
    }

    @Test func equalStepsAndTies() throws {
        // Steps of 10 each, money for 3.5 of 8: exactly 3 fit.
        let solution = try ModelSolver.solve(Self.plan(budget: 35, lines: 8) { _ in StepCurve(at: 9, width: 1) })
        #expect(abs((solution.value ?? 0) - 3.5) < 0.51, "\(solution.certificate)")
        #expect((solution.certificate.bound ?? 0) >= 3 - 1e-9)
    }

    @Test func tinyRates() throws {
        let solution = try ModelSolver.solve(Self.plan(budget: 30, lines: 3, worth: 1e-9))
        let plain = try ModelSolver.solve(Self.plan(budget: 30, lines: 3))
        #expect(solution.status == .optimal)
        #expect(abs((solution.value ?? 0) * 1e9 - (plain.value ?? 1)) < 2e-6)
    }

    @Test func infeasibleAndUnbounded() throws {
        var model = Self.plan(budget: 10)
        model.add(rule("too much") { model.variables[0] >= 11.0 })
        #expect(try ModelSolver.solve(model).status == .infeasible)
        var open = Model()
        let x = open.variable("x")
        open.maximize(x)
        #expect(try ModelSolver.solve(open).status == .unbounded)
        var crossed = Model()
        crossed.maximize(crossed.variable("x", lower: 2, upper: 1))
        #expect(try ModelSolver.solve(crossed).status == .infeasible)
    }

    @Test func minimizing() throws {
        // The least money for sales of 0.5 from x / (x + 10): 10.
        var model = Model()
        let x = model.variable("x", upper: 1000)
        let y = model.variable("y")
        model.subject {
            rule("curve") { y <= (x |> HillCurve(half: 10, power: 1)) }
            rule("target") { y >= 0.5 }
        }
        model.minimize(x)
        let solution = try ModelSolver.solve(model)
        let (value, bound) = (try #require(solution.value), try #require(solution.certificate.bound))
        #expect(solution.status == .optimal && abs(value - 10) < 1e-4 && bound <= value, "\(solution.certificate)")
        // One more sale costs dx/dy = (x + 10)² / 10 = 40.
        #expect(abs(solution.rowPrices[0] - 40) < 0.1, "\(solution.rowPrices)")
    }

    /// An output that costs and must be on its curve: max −y with x ≥ 10 must still take y = f(x), here the least f over x ≥ 10: f(10) = 0.5.
    @Test func anUnwantedOutputStaysOnItsCurve() throws {
        var model = Model()
        let x = model.variable("x", lower: 10, upper: 100)
        let y = model.variable("y")
        model.subject { rule("curve") { y == (x |> HillCurve(half: 10, power: 1)) } }
        model.maximize(0.001 * x - y)
        let solution = try ModelSolver.solve(model)
        // 0.001 x − x/(x+10): at 10: −0.49; at 100: 0.1 − 0.909; rising slope nowhere: the best is x = 10.
        #expect(solution.status == .optimal && abs((solution.value ?? 0) + 0.49) < 1e-4, "\(solution.certificate)")
    }

    /// 200 problems where outputs of equalities also consume a stock that may bind, against a grid of two lines. Whether the search closes
    /// or not, its numbers are true; it may leave one in a hundred open.
    @Test func equalitiesUnderStock() throws {
        var open = 0
        for seed in 1...200 as ClosedRange<UInt64> {
            var random = SeededNumbers(seed)
            let curves = (0..<2).map { _ in
                HillCurve(half: random.number(5, 50), power: random.chance(0.5) ? 1 : random.number(1.2, 3))
            }
            let worth = [random.number(-1, 3), random.number(0.5, 3)]
            let stock = random.number(0.3, 1.5)
            let atLeast = random.number(0, 60)
            let budget = atLeast + random.number(0, 60)
            var model = Model()
            let xs = (0..<2).map { model.variable("x\($0)", upper: 80) }
            let ys = (0..<2).map { model.variable("y\($0)") }
            model.subject {
                for i in 0..<2 { rule("curve") { ys[i] == (xs[i] |> curves[i]) } }
                rule("budget") { Relation(xs[0] + xs[1], lower: atLeast, upper: budget) }
                rule("stock") { ys[0] + ys[1] <= stock }
            }
            model.maximize(sum(0..<2) { worth[$0] * ys[$0] } - 0.001 * (xs[0] + xs[1]))
            var best: Double?
            for a in 0...160 {
                for b in 0...160 {
                    let x = [Double(a) * 0.5, Double(b) * 0.5]
                    let y = (0..<2).map { curves[$0].value(at: x[$0]) }
                    guard x[0] + x[1] >= atLeast, x[0] + x[1] <= budget, y[0] + y[1] <= stock else { continue }
                    best = max(best ?? -.infinity, worth[0] * y[0] + worth[1] * y[1] - 0.001 * (x[0] + x[1]))
                }
            }
            let solution = try ModelSolver.solve(model)
            let certificate = solution.certificate
            if let best {
                if certificate.status != .optimal { open += 1 }
                #expect((certificate.bound ?? -.infinity) >= best - 1e-9, "seed \(seed) grid \(best) \(certificate)")
                #expect((certificate.value ?? -.infinity) >= best - 2e-3, "seed \(seed) grid \(best) \(certificate)")
            } else {
                #expect(certificate.status != .unbounded)
            }
            #expect(certificate.violation <= 1e-9)
        }
        #expect(open <= 2)
    }

    @Test func limitsAreHonest() throws {
        let model = ShapedProblem(seed: 12).model(equal: true)
        let flag = CancellationFlag()
        flag.cancel()
        let cancelled = try ModelSolver.solve(model, options: SolveOptions(cancellation: flag))
        #expect(cancelled.status == .unknown && cancelled.certificate.cutShort)
        let late = try ModelSolver.solve(model, options: SolveOptions(timeLimitSeconds: 0))
        #expect(late.status == .unknown && late.certificate.cutShort)
        let few = try ModelSolver.solve(model, options: SolveOptions(iterationLimit: 1))
        #expect(few.certificate.gap ?? 1 >= 0 && !few.certificate.cutShort)
    }

    @Test func malformedModelsAreErrors() throws {
        var model = Model()
        let x = model.variable("x")
        model.add(rule("r") { Double.nan * x <= 1.0 })
        #expect(throws: SolverError.self) { try ModelSolver.solve(model) }
        var other = Model()
        other.maximize(Double.infinity * other.variable("x", upper: 1))
        #expect(throws: SolverError.self) { try ModelSolver.solve(other) }
    }

    @Test func sameInputSameBytes() throws {
        let model = ShapedProblem(seed: 8).model(equal: false)
        let first = try ModelSolver.solve(model)
        let second = try ModelSolver.solve(model)
        #expect(first.values == second.values && first.certificate == second.certificate)
    }

    /// Carry-over that fades over 40 periods to 10⁻⁶⁰ of its start, on lines whose package is dearer than the most that they may get: nothing can
    /// be spent on them, and nothing contradicts anything. Noise of larger numbers must not be taken for an end of the smallest ones.
    @Test(arguments: [0.02, 0.25, 0.7])
    func fadingCarryOverUnderPackagesThatDoNotFit(carry: Double) throws {
        var model = Model()
        var value = LinearExpression()
        var money = LinearExpression()
        var best = 0.0
        for line in 0..<4 {
            // The last line is free: 40 periods of spend up to 9 each, so that the budget of 100 is spent on it.
            let isFree = line == 3
            var before: Variable?
            var carried = 1.9728707542115644 * Double(line + 1)
            for t in 0..<40 {
                let x = model.variable("x\(line),\(t)", upper: 9)
                let e = model.variable("e\(line),\(t)")
                let y = model.variable("y\(line),\(t)")
                if !isFree {
                    let n = model.variable("n\(line),\(t)", upper: 0, kind: .integer)
                    model.add(rule("package \(line),\(t)") { x == 30 * n })
                }
                if let before {
                    model.add(rule("carry \(line),\(t)") { e == x + carry * before })
                } else {
                    model.add(rule("carry \(line),\(t)") { e == x + carried })
                }
                model.add(rule("curve \(line),\(t)") { y <= (e |> HillCurve(half: 5, power: 1)) })
                before = e
                money.add(x)
                value.add(y)
                if !isFree { best += carried / (carried + 5) }
                carried *= carry
            }
        }
        model.add(rule("budget") { money <= 100 })
        model.maximize(value)
        let solution = try ModelSolver.solve(model)
        #expect(solution.status == .optimal, "\(solution.certificate)")
        #expect((solution.value ?? 0) > best + 5)
    }
}
