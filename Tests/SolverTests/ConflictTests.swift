// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Solver
import Testing

@Suite struct ConflictTests {
    /// Total ≤ 100, search ≥ 70, feed ≥ 60, video ≤ 50: total, search and feed contradict (130 > 100); each alone repairs by giving 30.
    @Test func namesTheRulesAndTheLeastChange() throws {
        var model = Model()
        let search = model.variable("search")
        let feed = model.variable("feed")
        let video = model.variable("video")
        model.subject {
            rule("total", from: Origin(file: "brief.yaml", line: 3, field: "budget")) { search + feed + video <= 100.0 }
            rule("video at most") { video <= 50.0 }
            rule("search at least", from: Origin(file: "brief.yaml", line: 9, field: "floor")) { search >= 70.0 }
            rule("feed at least") { feed >= 60.0 }
        }
        model.maximize(search)
        let conflict = try #require(try ConflictFinder.find(model))
        #expect(conflict.isIrreducible)
        #expect(conflict.members.map(\.name).sorted() == ["feed at least", "search at least", "total"])
        #expect(conflict.members.allSatisfy { abs(($0.repair ?? .nan) - 30) < 1e-4 }, "\(conflict)")
        #expect(conflict.members.first { $0.name == "total" }?.origin?.line == 3)
    }

    /// Sales of at least 2 from a curve that saturates at 1: no budget repairs it, only the target itself, by giving a little more than 1.
    @Test func noBudgetBuysMoreThanACurveHas() throws {
        var model = Model()
        let x = model.variable("x", upper: 1000)
        let y = model.variable("y")
        model.subject {
            rule("curve") { y <= (x |> HillCurve(half: 10, power: 1)) }
            rule("budget") { x <= 100.0 }
            rule("target") { y >= 2.0 }
        }
        let conflict = try #require(try ConflictFinder.find(model, candidates: [0, 1]))
        #expect(conflict.members.map(\.name) == ["target"])
        // With all of the budget: y = 100/110.
        #expect(abs((conflict.members[0].repair ?? .nan) - (2 - 100.0 / 110)) < 1e-4)
    }

    /// Bounds of variables take part: three lines of at most 10 each cannot spend 40.
    @Test func boundsTakePart() throws {
        var model = Model()
        let xs = (0..<3).map { model.variable("x\($0)", upper: 10) }
        model.subject { rule("spend") { sum(xs) { $0 } >= 40.0 } }
        let conflict = try #require(try ConflictFinder.find(model))
        #expect(conflict.members.count == 4)
        #expect(conflict.members.allSatisfy { abs(($0.repair ?? .nan) - 10) < 1e-4 })
    }

    @Test func aFeasibleModelHasNone() throws {
        var model = Model()
        let x = model.variable("x", upper: 1)
        model.subject { rule("r") { x >= 0.5 } }
        #expect(try ConflictFinder.find(model) == nil)
    }

    /// 100 random systems of ends on sums: what is found is infeasible, and without any one member it is not.
    @Test func isIrreducible() throws {
        var found = 0
        for seed in 1...100 as ClosedRange<UInt64> {
            var random = SeededNumbers(seed)
            var model = Model()
            let xs = (0..<4).map { model.variable("x\($0)") }
            for r in 0..<6 {
                let picked = xs.filter { _ in random.chance(0.5) }
                let limit = random.number(0, 10)
                let row = sum(picked) { $0 }
                model.add(rule("r\(r)") { random.chance(0.5) ? Relation(row, lower: limit) : Relation(row, upper: limit) })
            }
            guard let conflict = try ConflictFinder.find(model) else { continue }
            found += 1
            for left in [nil] + conflict.members.indices.map(Optional.some) {
                var part = Model()
                _ = (0..<4).map { part.variable("x\($0)") }
                for (k, member) in conflict.members.enumerated() where k != left {
                    guard case .row(let i) = member.place else { continue }
                    let row = model.rows[i]
                    part.add(
                        rule(row.name) { Relation(LinearExpression(terms: row.terms), lower: row.lower, upper: row.upper) })
                }
                #expect(try ModelSolver.solve(part).status == (left == nil ? .infeasible : .optimal), "seed \(seed)")
            }
        }
        #expect(found > 20)
    }
}
