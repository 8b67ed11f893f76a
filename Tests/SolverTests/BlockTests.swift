// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Testing

@testable import Solver

/// A line over a few periods with carry-over, whose amounts are whole packages, nothing or at least so much, or free.
struct BlockCase {
    enum Kind: Int { case free, packages, minimum }
    var model = Model()
    var kind: Kind
    var curve: any Curve
    var carry: Double
    var weights: [Double]
    var costs: [Double]
    var most: Double
    var step: Double
    var periods: Int

    init(seed: UInt64) {
        var random = SeededNumbers(1000 + seed)
        kind = Kind(rawValue: random.count(0...2)) ?? .free
        periods = random.count(2...3)
        let half = random.number(5, 40)
        curve = random.chance(0.7) ? HillCurve(half: half, power: random.number(1.2, 6)) : ExponentialCurve(half: half)
        carry = random.number(0.1, 0.9)
        most = random.number(20, 80)
        step = most * random.number(0.1, 0.4)
        weights = []
        costs = []
        for _ in 0..<periods {
            weights.append(random.number(1, 20))
            costs.append(random.number(0.01, 0.4))
        }
        var before: Variable?
        var value = LinearExpression()
        for t in 0..<periods {
            let x = model.variable("x\(t)", upper: most)
            let e = model.variable("e\(t)", upper: most / (1 - carry))
            let y = model.variable("y\(t)")
            model.add(rule("link \(t)") { before.map { e - carry * $0 - x == 0.0 } ?? (e - x == 0.0) })
            model.add(rule("curve \(t)") { y <= (e |> curve) })
            switch kind {
            case .free: break
            case .packages:
                let n = model.variable("n\(t)", upper: (most / step).rounded(.down), kind: .integer)
                model.add(rule("packages \(t)") { x == step * n })
            case .minimum:
                let used = model.variable("b\(t)", kind: .binary)
                model.add(rule("at least \(t)") { x >= step * used })
                model.add(rule("only if \(t)") { x <= most * used })
            }
            value.add(y, times: weights[t])
            value.add(x, times: -costs[t])
            before = e
        }
        model.maximize(value)
    }

    /// Every amount of a grid that a period allows.
    private var allowed: [Double] {
        switch kind {
        case .free: (0...60).map { most * Double($0) / 60 }
        case .packages: (0...Int(most / step)).map { step * Double($0) }
        case .minimum: [0] + (0...59).map { step + (most - step) * Double($0) / 59 }
        }
    }

    func bestOnGrid() -> Double {
        var best = -Double.infinity
        func go(_ t: Int, _ carried: Double, _ value: Double) {
            if t == periods {
                best = max(best, value)
                return
            }
            for x in allowed {
                let e = carry * carried + x
                go(t + 1, e, value + weights[t] * curve.value(at: e) - costs[t] * x)
            }
        }
        go(0, 0, 0)
        return best
    }
}

@Suite("Blocks") struct BlockTests {
    /// 300 blocks: the bound is above every point of a grid, the plan is worth what it says and nearly the bound.
    @Test("The best response of a block is bounded and nearly reached")
    func bestResponse() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            let instance = BlockCase(seed: seed)
            let form = try NormalForm(instance.model)
            let structure = try #require(BlockStructure(form, links: CarryOverLinks(form)), "seed \(seed)")
            #expect(structure.blocks.count == 1 && structure.blocks[0].count == instance.periods)
            #expect(structure.plain.isEmpty)
            let box = Box(lower: form.lower, upper: form.upper)
            let response = BlockResponse(structure.blocks[0])
            let answer = response.answer(form, box: box, net: form.cost, size: 400)
            let best = instance.bestOnGrid()
            let bound = answer.bound * form.objectiveUnit
            let value = answer.value * form.objectiveUnit
            let size = max(1, abs(best))
            #expect(best <= bound + 1e-9 * size, "seed \(seed) \(instance.kind): grid \(best) bound \(bound)")
            #expect(value <= bound + 1e-9 * size, "seed \(seed)")
            #expect(bound - max(best, value) <= 3e-3 * size, "seed \(seed) \(instance.kind): \(best) \(value) \(bound)")
            // A finer grid brings the bound down to the plan.
            let fine = response.answer(form, box: box, net: form.cost, size: 4000)
            #expect(fine.bound * form.objectiveUnit >= best - 1e-9 * size)
            #expect(fine.bound <= answer.bound + 1e-9 * max(1, abs(answer.bound)))
        }
    }

    /// 200 problems of two such lines under one budget against a grid.
    @Test("Lines with packages, minimums and carry-over under one budget")
    func underOneBudget() throws {
        for seed in 1...200 as ClosedRange<UInt64> {
            let parts = [BlockCase(seed: 2 * seed), BlockCase(seed: 2 * seed + 1)]
            var random = SeededNumbers(5000 + seed)
            var model = Model()
            var (value, spend) = (LinearExpression(), LinearExpression())
            for part in parts {
                var map: [Variable] = []
                for j in part.model.variables.indices {
                    map.append(
                        model.variable(
                            part.model.names[j], lower: part.model.lower[j], upper: part.model.upper[j],
                            kind: part.model.kinds[j]))
                    if part.model.names[j].hasPrefix("x") { spend.add(map[j]) }
                }
                for row in part.model.rows {
                    let terms = row.terms.map { Term(map[$0.variable.position], $0.coefficient) }
                    model.add(rule(row.name) { Relation(LinearExpression(terms: terms), lower: row.lower, upper: row.upper) })
                }
                for row in part.model.curveRows {
                    let term = CurveTerm(
                        input: map[row.relation.term.input.position], curve: row.relation.term.curve,
                        scale: row.relation.term.scale)
                    model.add(
                        rule(row.name) {
                            CurveRelation(output: map[row.relation.output.position], sense: .atMost, term: term)
                        })
                }
                for term in part.model.objective.terms {
                    value.add(map[term.variable.position], times: term.coefficient)
                }
            }
            let budget = random.number(0.1, 0.8) * parts.reduce(0) { $0 + $1.most * Double($1.periods) }
            model.add(rule("budget") { spend <= budget })
            model.maximize(value)
            let certificate = try ModelSolver.solve(model).certificate
            let best = Self.bestOnGrid(parts, budget: budget)
            let (reached, bound) = (try #require(certificate.value), try #require(certificate.bound))
            #expect(certificate.status == .optimal, "seed \(seed) \(certificate)")
            #expect(best <= bound + 1e-9 * max(1, bound), "seed \(seed): grid \(best) \(certificate)")
            #expect(best <= reached + 1.01e-4 * max(1, bound), "seed \(seed): grid \(best) \(certificate)")
            #expect(reached <= bound * (1 + 1e-12) && certificate.violation <= 1e-9)
        }
    }

    /// Value by money spent of each line on a coarse grid, joined: a lower bound of the optimum.
    private static func bestOnGrid(_ parts: [BlockCase], budget: Double) -> Double {
        let curves = parts.map { part in
            var points: [(spent: Double, value: Double)] = []
            let steps = part.kind == .packages ? Int(part.most / part.step) : 14
            func amount(_ k: Int) -> Double {
                switch part.kind {
                case .free: part.most * Double(k) / Double(steps)
                case .packages: part.step * Double(k)
                case .minimum: k == 0 ? 0 : part.step + (part.most - part.step) * Double(k - 1) / Double(steps - 1)
                }
            }
            func go(_ t: Int, _ carried: Double, _ spent: Double, _ value: Double) {
                if t == part.periods {
                    points.append((spent, value))
                    return
                }
                for k in 0...steps {
                    let x = amount(k)
                    let e = part.carry * carried + x
                    go(t + 1, e, spent + x, value + part.weights[t] * part.curve.value(at: e) - part.costs[t] * x)
                }
            }
            go(0, 0, 0, 0)
            points.sort { ($0.spent, -$0.value) < ($1.spent, -$1.value) }
            for k in points.indices.dropFirst() { points[k].value = max(points[k].value, points[k - 1].value) }
            return points
        }
        var best = -Double.infinity
        var k = curves[1].count - 1
        for point in curves[0] {
            while k >= 0 && curves[1][k].spent + point.spent > budget { k -= 1 }
            if k < 0 { break }
            best = max(best, point.value + curves[1][k].value)
        }
        return best
    }
}
