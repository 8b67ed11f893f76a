// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Solver
import Testing

/// S-shaped curves, steps, minimums if used and exactly-one choices under one budget, small enough for a grid.
struct ShapedProblem {
    var curves: [any Curve] = []
    var weights: [Double] = []
    var caps: [Double] = []
    var minimums: [Double] = []
    /// Costs and values of the options of one choice; empty for none.
    var options: [(cost: Double, value: Double)] = []
    var budget = 0.0

    init(seed: UInt64) {
        var random = SeededNumbers(seed)
        for _ in 0..<random.count(1...3) {
            let half = random.number(5, 40)
            switch random.count(0...3) {
            case 0: curves.append(HillCurve(half: half, power: 1))
            case 1: curves.append(StepCurve(at: half, width: random.chance(0.5) ? 0.01 : 10))
            default: curves.append(HillCurve(half: half, power: random.number(1.2, 5)))
            }
            weights.append(random.number(1, 20))
            caps.append(random.number(20, 80))
            minimums.append(random.chance(0.3) ? random.number(5, 15) : 0)
        }
        if random.chance(0.5) {
            options = [(0, 0)] + (0..<3).map { _ in (random.number(1, 40), random.number(0.5, 12)) }
        }
        budget = random.number(5, 120)
    }

    func model(equal: Bool) -> Model {
        var model = Model()
        var spend = LinearExpression()
        var value = LinearExpression()
        for i in curves.indices {
            let x = model.variable("spend \(i)", upper: caps[i])
            let y = model.variable("sales \(i)")
            model.add(rule("response \(i)") { equal ? y == (x |> curves[i]) : y <= (x |> curves[i]) })
            if minimums[i] > 0 {
                let used = model.variable("used \(i)", kind: .binary)
                model.add(rule("at least") { x >= minimums[i] * used })
                model.add(rule("only if") { x <= caps[i] * used })
            }
            spend.add(x)
            value.add(y, times: weights[i])
        }
        if !options.isEmpty {
            let picks = options.indices.map { model.variable("option \($0)", kind: .binary) }
            model.add(rule("exactly one") { sum(picks) { $0 } == 1.0 })
            for (pick, option) in zip(picks, options) {
                spend.add(pick, times: option.cost)
                value.add(pick, times: option.value)
            }
        }
        model.add(rule("budget") { spend <= budget })
        model.maximize(value)
        return model
    }

    /// The best of a grid with `steps` steps a cap, every option tried: a lower bound of the optimum by dynamic-programming-free search.
    func bestOnGrid(steps: Int) -> Double {
        var best = 0.0
        func go(_ i: Int, _ left: Double, _ value: Double) {
            if i == curves.count {
                best = max(best, value)
                return
            }
            for k in 0...steps {
                let x = caps[i] * Double(k) / Double(steps)
                if x > left { break }
                if x > 0 && x < minimums[i] { continue }
                go(i + 1, left - x, value + weights[i] * curves[i].value(at: x))
            }
            // All that is left, which a grid would miss.
            let x = min(left, caps[i])
            if x == 0 || x >= minimums[i] { go(i + 1, left - x, value + weights[i] * curves[i].value(at: x)) }
        }
        for option in options.isEmpty ? [(cost: 0, value: 0)] : options where option.cost <= budget {
            go(0, budget - option.cost, option.value)
        }
        return best
    }
}

@Suite struct GlobalPropertyTests {
    /// 800 problems: no point of a grid is better than the value by more than the gap, and none is above the bound.
    @Test func noGridPointIsBetter() throws {
        for seed in 1...800 as ClosedRange<UInt64> {
            let problem = ShapedProblem(seed: seed)
            let model = problem.model(equal: seed % 2 == 0)
            let solution = try ModelSolver.solve(model)
            let certificate = solution.certificate
            let grid = problem.bestOnGrid(steps: problem.curves.count == 3 ? 16 : 60)
            let value = try #require(certificate.value, "seed \(seed) \(certificate)")
            let bound = try #require(certificate.bound, "seed \(seed)")
            #expect(certificate.status == .optimal, "seed \(seed) \(certificate)")
            #expect(grid <= bound + 1e-9 * (1 + bound), "seed \(seed): grid \(grid) \(certificate)")
            #expect(grid <= value + 1e-4 * max(1, bound) * 1.01, "seed \(seed): grid \(grid) \(certificate)")
            #expect(value <= bound * (1 + 1e-12) + 1e-12)
            #expect(certificate.violation <= 1e-9, "seed \(seed) \(certificate)")
            let check = PointCheck(solution.values, on: model)
            #expect(check.value == value && check.violation <= 1e-9)
        }
    }

    /// Small pure integer programs against enumeration: 400 of up to 4 variables between 0 and 3, some infeasible.
    @Test func integerProgramsAgreeWithEnumeration() throws {
        for seed in 1...400 as ClosedRange<UInt64> {
            var random = SeededNumbers(70_000 + seed)
            let count = random.count(1...4)
            var model = Model()
            let xs = (0..<count).map { model.variable("x\($0)", upper: 3, kind: random.chance(0.5) ? .binary : .integer) }
            let costs = xs.map { _ in random.number(-5, 5).rounded() }
            var rows: [(coefficients: [Double], low: Double, high: Double)] = []
            for _ in 0..<random.count(1...3) {
                let coefficients = xs.map { _ in random.number(-4, 4).rounded() }
                let middle = random.number(-3, 6).rounded()
                rows.append(
                    (
                        coefficients, random.chance(0.4) ? middle : -.infinity,
                        middle + (random.chance(0.5) ? random.count(0...2) == 0 ? 0 : 3 : 9)
                    ))
            }
            for row in rows {
                model.add(
                    rule("row") { Relation(sum(xs.indices) { row.coefficients[$0] * xs[$0] }, lower: row.low, upper: row.high) }
                )
            }
            let maximizes = random.chance(0.5)
            let objective = sum(xs.indices) { costs[$0] * xs[$0] }
            if maximizes { model.maximize(objective) } else { model.minimize(objective) }
            var best: Double?
            func go(_ i: Int, _ point: [Double]) {
                if i == count {
                    for row in rows {
                        let sum = zip(row.coefficients, point).reduce(0) { $0 + $1.0 * $1.1 }
                        if sum < row.low || sum > row.high { return }
                    }
                    let value = zip(costs, point).reduce(0) { $0 + $1.0 * $1.1 }
                    best = best.map { maximizes ? max($0, value) : min($0, value) } ?? value
                    return
                }
                for k in 0...Int(model.upper[i]) { go(i + 1, point + [Double(k)]) }
            }
            go(0, [])
            let solution = try ModelSolver.solve(model, options: SolveOptions(relativeGap: 1e-9))
            if let best {
                #expect(solution.status == .optimal, "seed \(seed) \(solution.certificate)")
                #expect(abs((solution.value ?? .nan) - best) < 1e-9, "seed \(seed): \(best) \(solution.certificate)")
            } else {
                #expect(solution.status == .infeasible, "seed \(seed) \(solution.certificate)")
            }
        }
    }

    /// Random linear programs against the sum of weak duality and feasibility: status, and for feasible ones value = bound.
    @Test func linearProgramsCloseTheirGap() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            var random = SeededNumbers(90_000 + seed)
            var model = Model()
            let xs = (0..<random.count(1...8)).map { model.variable("x\($0)", upper: random.number(1, 10)) }
            let inside = xs.map { _ in random.number(0, 1) }
            for r in 0..<random.count(1...6) {
                let coefficients = xs.map { _ in random.chance(0.6) ? random.number(-3, 3) : 0 }
                let activity = zip(coefficients, inside).reduce(0) { $0 + $1.0 * $1.1 }
                let equal = random.chance(0.2)
                let row = sum(xs.indices) { coefficients[$0] * xs[$0] }
                model.add(
                    rule("row \(r)") {
                        Relation(
                            row, lower: equal ? activity : -.infinity, upper: equal ? activity : activity + random.number(0, 2))
                    })
            }
            model.maximize(sum(xs) { random.number(-2, 3) * $0 })
            let solution = try ModelSolver.solve(model)
            #expect(solution.status == .optimal, "seed \(seed) \(solution.certificate)")
            #expect((solution.certificate.gap ?? 1) < 1e-9)
            #expect(solution.certificate.violation <= 1e-9)
        }
    }
}
