// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Testing

@testable import Solver

/// One option a group over a concave rest, solved by cuts of the rest.
@Suite("Choices over a concave rest") struct ChoiceTests {
    /// Cells x with y ≤ gain · ln(1 + x / scale), some with carry-over; a budget that options cost, a stock of outcomes that they use.
    struct Instance {
        var model = Model()
        var groups: [[Variable]] = []

        init(seed: Int, groups groupCount: Int, options: Int, cells: Int, hasSide: Bool = true) {
            var random = CounterRandom(seed: UInt64(seed), 31)
            var gain = LinearExpression()
            var spend = LinearExpression()
            var units = LinearExpression()
            var before: Variable?
            for i in 0..<cells {
                let x = model.variable("x\(i)", upper: 1 + 4 * random.uniform())
                var input = x
                if i % 2 == 1 {
                    if i % 10 == 1 { before = nil }
                    let e = model.variable("e\(i)", upper: 100)
                    let carry = before
                    model.add(
                        rule("carry \(i)") {
                            carry.map { e - 0.4 * $0 - x == 0.0 } ?? (e - x == 0.0)
                        })
                    before = e
                    input = e
                }
                let y = model.variable("y\(i)")
                let curve = Logarithm(gain: 1 + 4 * random.uniform(), scale: 0.5 + random.uniform())
                model.add(rule("curve \(i)") { y <= (input |> curve) })
                gain.add(y)
                spend.add(x)
                units.add(y, times: 0.5 + random.uniform())
            }
            var side = LinearExpression()
            for g in 0..<groupCount {
                let picks = (0..<options).map { model.variable("z\(g),\($0)", kind: .binary) }
                model.add(rule("one of group \(g)") { sum(picks) { $0 } == 1.0 })
                for (o, z) in picks.enumerated() {
                    let size = Double(o) * (0.3 + 0.7 * random.uniform())
                    gain.add(z, times: size * (0.8 + 0.5 * random.uniform()))
                    spend.add(z, times: size * (0.5 + 0.5 * random.uniform()))
                    units.add(z, times: size * random.uniform())
                    side.add(z, times: Double(o))
                }
                groups.append(picks)
            }
            model.maximize(gain)
            let budget = 0.9 * Double(cells) + 0.4 * Double(groupCount * options) * random.uniform()
            model.add(rule("budget") { spend <= budget })
            model.add(rule("stock") { units <= budget * (0.6 + 0.5 * random.uniform()) })
            if hasSide { model.add(rule("side") { side <= Double(groupCount * (options - 1)) * 0.7 }) }
        }

        /// The model with one option of each group fixed.
        func fixed(_ picks: [Int]) -> Model {
            var fixed = model.relaxed()
            for (g, group) in groups.enumerated() {
                for (o, z) in group.enumerated() {
                    let value = o == picks[g] ? 1.0 : 0.0
                    fixed.bound(z, lower: value, upper: value)
                }
            }
            return fixed
        }

        /// Every combination of one option a group.
        var combinations: [[Int]] {
            groups.reduce([[]]) { all, group in all.flatMap { head in group.indices.map { head + [$0] } } }
        }

        /// The best value by solving every combination the general way; nil when none is feasible.
        func enumerated() throws -> Double? {
            var best: Double?
            for picks in combinations {
                let solution = try ModelSolver.solve(fixed(picks), options: SolveOptions(allowsPricing: false))
                if let value = solution.value { best = max(best ?? value, value) }
            }
            return best
        }
    }

    static func run(_ model: Model, gap: Double = 1e-6) throws -> Solution? {
        try ChoiceSolver.solve(model, options: SolveOptions(relativeGap: gap), deadline: Deadline(seconds: nil))
    }

    @Test("Two groups, one budget: by hand")
    func byHand() throws {
        // max ln(1 + x) + 2 b₂ + 3 c₂ with x + 2 b₂ + 4 c₂ ≤ 4, x ≤ 10, one of (b₁, b₂), one of (c₁, c₂):
        // neither: ln 5 = 1.609; b₂: ln 3 + 2 = 3.099; c₂: ln 1 + 3 = 3; both: 6 > 4, impossible. So b₂, x = 2, price 1 / 3.
        var model = Model()
        let x = model.variable("x", upper: 10)
        let y = model.variable("y")
        let b = (0..<2).map { model.variable("b\($0)", kind: .binary) }
        let c = (0..<2).map { model.variable("c\($0)", kind: .binary) }
        model.maximize(y + 2 * b[1] + 3 * c[1])
        model.add(rule("curve") { y <= (x |> Logarithm(gain: 1, scale: 1)) })
        model.add(rule("b") { b[0] + b[1] == 1.0 })
        model.add(rule("c") { c[0] + c[1] == 1.0 })
        let row = model.add(rule("budget") { x + 2 * b[1] + 4 * c[1] <= 4.0 })
        let budget = try #require(row)
        let solution = try #require(try Self.run(model))
        #expect(solution.status == .optimal)
        #expect(abs((solution.value ?? 0) - 3.0986122886681098) < 1e-6)
        #expect(solution[b[1]] == 1 && solution[c[1]] == 0)
        #expect(abs(solution[x] - 2) < 1e-5)
        #expect(solution.pricesAreFixedChoices)
        // Another yuan of budget would go to x, and its price is the slope there.
        #expect(abs(solution.rowPrices[budget] - 1.0 / 3) < 1e-5)
        // Option b₂ brings 2 and costs 2 / 3 at that price.
        #expect(abs(solution.reducedCosts[b[1].position] - 4.0 / 3) < 1e-5)
    }

    @Test("The same as every combination solved by itself", arguments: 0..<200)
    func enumeration(seed: Int) throws {
        let instance = Instance(
            seed: seed, groups: 1 + seed % 3, options: 2 + seed % 2, cells: 2 + seed % 4, hasSide: seed % 5 != 0)
        let solution = try #require(try Self.run(instance.model, gap: 1e-4))
        let expected = try instance.enumerated()
        if let expected {
            let value = try #require(solution.value)
            let bound = try #require(solution.certificate.bound)
            #expect(solution.certificate.violation <= 1e-9)
            #expect(value <= expected * (1 + 2e-6))
            #expect(value >= expected * (1 - 1.1e-4))
            #expect(bound >= expected * (1 - 2e-6))
            #expect(solution.status == .optimal)
        } else {
            #expect(solution.status == .infeasible)
        }
    }

    @Test("A model to be minimized is the negative of one to be maximized")
    func minimized() throws {
        let instance = Instance(seed: 3, groups: 3, options: 3, cells: 4)
        var mirrored = instance.model
        mirrored.minimize(-1.0 * instance.model.objective)
        let plain = try #require(try Self.run(instance.model))
        let other = try #require(try Self.run(mirrored))
        #expect(abs((plain.value ?? 0) + (other.value ?? 0)) <= 2e-6 * abs(plain.value ?? 0))
        #expect((other.certificate.bound ?? 0) <= (other.value ?? 0))
    }

    @Test("Every cut is above what the rest brings at any choice", arguments: 0..<12)
    func cutsHold(seed: Int) throws {
        let instance = Instance(seed: seed, groups: 3, options: 3, cells: 5)
        let structure = try #require(ChoiceStructure(instance.model))
        let deadline = Deadline(seconds: nil)
        let options = SolveOptions(relativeGap: 1e-6)
        let rest = try #require(ChoiceRest(instance.model, structure, options: options, deadline: deadline))
        let cuts = try ChoiceSolver.search(structure, rest, options, deadline) { search, _ in search.cuts }
        #expect(cuts.count > 1)
        var random = CounterRandom(seed: UInt64(seed), 77)
        for _ in 0..<6 {
            let picks = instance.groups.map { min($0.count - 1, Int(random.uniform() * Double($0.count))) }
            guard let value = try ModelSolver.solve(instance.fixed(picks), options: SolveOptions(allowsPricing: false)).value
            else { continue }
            var z = [Double](repeating: 0, count: structure.columns.count)
            var own = structure.constant
            for (g, group) in structure.groups.enumerated() {
                z[group[picks[g]]] = 1
                own += structure.cost[group[picks[g]]]
            }
            for cut in cuts { #expect(cut.value(z) >= value - own - 1e-9 * abs(value)) }
        }
    }

    @Test("Many groups converge in few solves of the rest")
    func converges() throws {
        let instance = Instance(seed: 1, groups: 12, options: 6, cells: 60, hasSide: false)
        let structure = try #require(ChoiceStructure(instance.model))
        let options = SolveOptions(relativeGap: 1e-4, nodeLimit: 500)
        let deadline = Deadline(seconds: nil)
        let rest = try #require(ChoiceRest(instance.model, structure, options: options, deadline: deadline))
        let gap = try ChoiceSolver.search(structure, rest, options, deadline) { search, _ in
            (search.bound - search.bestValue) / search.bound
        }
        #expect(gap <= 1e-4)
        #expect(rest.solves <= 60)
    }

    @Test("Whole numbers other than options are left to the general way")
    func unsuited() throws {
        var model = Instance(seed: 2, groups: 1, options: 2, cells: 2).model
        _ = model.variable("pieces", upper: 5, kind: .integer)
        #expect(try Self.run(model) == nil)
    }
}
