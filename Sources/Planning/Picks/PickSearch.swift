// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Response
import Solver

/// Which options to pick where options work on the responses of lines: branch and price over the parts of `PickParts`.
///
/// At prices λ of the rules no pick brings more than D(λ) = Σ rules (λ⁺ upper − λ⁻ lower) + Σ parts max over combinations of what the part
/// brings at λ (weak duality). λ comes from a master program over columns, and from plans whose picks are held; where the best mix takes
/// several combinations of a part, the search splits on one.
struct PickSearch {
    /// What was found.
    struct Outcome {
        var options: [Int]
        /// No plan brings more.
        var bound: Double
        var nodes: Int
    }

    private struct Node {
        var allowed: [[Bool]]
        var bound: Double
    }

    private let problem: DeliveryProblem
    private let parts: PickParts
    private let options: PlanOptions
    private let target: Double
    private var master = PickMaster()
    private var best: (picks: [Int], value: Double)?
    private var closedBound = -Double.infinity
    private var tried: Set<[Int]> = []
    private var solved: [[Int]: Double] = [:]
    private var nodes = 0
    private static let nodeLimit = 2000
    private static let roundLimit = 60

    /// The best picks; nil where the problem is not of the kind or no plan was found.
    static func solve(_ problem: DeliveryProblem, _ options: PlanOptions) throws(PlanError) -> Outcome? {
        guard options.risk == nil, let parts = PickParts(problem) else { return nil }
        var search = PickSearch(problem, parts, options)
        do { return try search.run() } catch {
            if options.cancellation?.isCancelled == true { throw .cancelled }
            throw .solver(error)
        }
    }

    private init(_ problem: DeliveryProblem, _ parts: PickParts, _ options: PlanOptions) {
        self.problem = problem
        self.parts = parts
        self.options = options
        target = options.relativeGap ?? problem.defaultGap
    }

    private var cutoff: Double {
        guard let best else { return -.infinity }
        return best.value + 0.9 * target * abs(best.value)
    }

    private mutating func run() throws(SolverError) -> Outcome? {
        let everything = parts.parts.map { $0.combinations.map { _ in true } }
        try hold(parts.parts.map { _ in 0 })
        try hold(parts.parts.map { $0.combinations.count - 1 })
        guard best != nil else { return nil }
        var open = [Node(allowed: everything, bound: .infinity)]
        let limit = min(options.nodeLimit ?? Self.nodeLimit, Self.nodeLimit)
        while let node = open.popLast() {
            guard node.bound > cutoff, nodes < limit, options.cancellation?.isCancelled != true else {
                closedBound = max(closedBound, node.bound)
                continue
            }
            nodes += 1
            try process(node, &open)
        }
        guard let best else { return nil }
        return Outcome(
            options: parts.options(best.picks, count: problem.choices.count), bound: max(best.value, closedBound),
            nodes: nodes)
    }

    private mutating func process(_ start: Node, _ open: inout [Node]) throws(SolverError) {
        var node = start
        var optimum: PickMaster.Optimum?
        for _ in 0..<Self.roundLimit {
            optimum = try master.solve(parts, allowed: node.allowed, options: problem.solveOptions(options))
            guard let optimum else { break }
            let bound = price(parts.repaired(optimum.prices), node.allowed)
            node.bound = min(node.bound, bound)
            if node.bound <= cutoff {
                closedBound = max(closedBound, node.bound)
                return
            }
            if node.bound - optimum.value <= 0.1 * target * abs(node.bound) { break }
            // The picks that the prices favour, held: their own prices settle at once where columns creep.
            let picks = favoured(optimum, node.allowed)
            if tried.insert(picks).inserted { try hold(picks) }
        }
        try split(node, optimum, &open)
    }

    /// D at the prices over the allowed combinations; each part's best answer becomes a column.
    private mutating func price(_ prices: [Double], _ allowed: [[Bool]]) -> Double {
        var sum = parts.rulePart(prices)
        var size = abs(sum)
        for (number, part) in parts.parts.enumerated() {
            var top: (combination: Int, response: PricedPart.Response)?
            for combination in part.priced.indices where allowed[number][combination] {
                let response = part.priced[combination].respond(to: prices)
                if response.bound > top?.response.bound ?? -.infinity { top = (combination, response) }
            }
            guard let top else { continue }
            sum += top.response.bound
            size += abs(top.response.bound)
            master.add(
                PickColumn(
                    part: number, combination: top.combination, value: top.response.value, activity: top.response.activity))
        }
        return sum + 1e-13 * size
    }

    /// The combination with the most weight of each part.
    private func favoured(_ optimum: PickMaster.Optimum, _ allowed: [[Bool]]) -> [Int] {
        let weights = self.weights(optimum)
        return parts.parts.indices.map { part in
            allowed[part].indices.filter { allowed[part][$0] }.max { weights[part][$0] < weights[part][$1] } ?? 0
        }
    }

    /// Weight of each combination of each part.
    private func weights(_ optimum: PickMaster.Optimum) -> [[Double]] {
        var weights = parts.parts.map { $0.combinations.map { _ in 0.0 } }
        // Columns that came later have no weight yet.
        for (column, weight) in zip(master.columns, optimum.weights) { weights[column.part][column.combination] += weight }
        return weights
    }

    /// Splits a part: the combination with the most weight against all others; a node with one combination a part is a plan.
    private mutating func split(_ node: Node, _ optimum: PickMaster.Optimum?, _ open: inout [Node]) throws(SolverError) {
        let weights = optimum.map(self.weights)
        var choice: (part: Int, combination: Int, score: Double)?
        for part in parts.parts.indices {
            let allowed = node.allowed[part].indices.filter { node.allowed[part][$0] }
            guard allowed.count > 1, let first = allowed.first else { continue }
            let top = allowed.max { (weights?[part][$0] ?? 0) < (weights?[part][$1] ?? 0) } ?? first
            let score = weights.map { 1 - $0[part][top] } ?? 0
            if choice == nil || score > choice?.score ?? 0 { choice = (part, top, score) }
        }
        guard let choice else {
            let picks = node.allowed.map { $0.firstIndex(of: true) ?? 0 }
            if tried.insert(picks).inserted { try hold(picks) }
            // What was held is settled by its own certificate.
            closedBound = max(closedBound, min(node.bound, solved[picks] ?? node.bound))
            return
        }
        var with = node
        for combination in with.allowed[choice.part].indices where combination != choice.combination {
            with.allowed[choice.part][combination] = false
        }
        var without = node
        without.allowed[choice.part][choice.combination] = false
        open.append(without)
        open.append(with)
    }

    /// Solves the concave program that is left when picks are held; its answer's parts become columns.
    private mutating func hold(_ picks: [Int]) throws(SolverError) {
        let held = parts.options(picks, count: problem.choices.count)
        let form = DeliveryModel(problem, held: held)
        var settings = problem.solveOptions(options)
        // Two hundred S-shaped lines and more, as several goals have, are priced by their envelopes to some 10⁻⁵ at once; to come closer takes
        // a tree for every pick that is held.
        let isRough = !problem.parts.isEmpty && problem.lines.contains { !$0.curve.curve.isConcave }
        settings.relativeGap = isRough ? 0.5 * target : min(0.1 * target, 1e-6)
        let solution = try ModelSolver.solve(form.model, options: settings)
        guard solution.status != .infeasible else {
            solved[picks] = -.infinity
            return
        }
        if let bound = solution.certificate.bound { solved[picks] = bound }
        guard !solution.values.isEmpty, let value = solution.value else { return }
        if value > best?.value ?? -.infinity { best = (picks, value) }
        let owners = owners(of: form)
        var columns = parts.parts.indices.map {
            PickColumn(
                part: $0, combination: picks[$0], value: 0, activity: [Double](repeating: 0, count: problem.rules.count))
        }
        for term in form.model.objective.terms {
            columns[owners[term.variable.position]].value += term.coefficient * solution.values[term.variable.position]
        }
        for (rule, row) in form.ruleRows.enumerated() {
            guard let row else { continue }
            for term in form.model.rows[row].terms {
                let amount = term.coefficient * solution.values[term.variable.position]
                columns[owners[term.variable.position]].activity[rule] += amount
            }
        }
        for column in columns { master.add(column) }
        if solution.rowPrices.count == form.model.rows.count {
            let prices = form.ruleRows.map { row in row.map { solution.rowPrices[$0] } ?? 0 }
            _ = price(parts.repaired(prices), parts.parts.map { $0.combinations.map { _ in true } })
        }
    }

    /// Part of each variable of a held model.
    private func owners(of form: DeliveryModel) -> [Int] {
        var owners = [Int](repeating: 0, count: form.model.variableCount)
        for (number, part) in parts.parts.enumerated() {
            for line in part.lines {
                let own = form.spend[line] + form.input[line] + form.response[line].compactMap { $0 } + form.tail[line]
                for variable in own { owners[variable.position] = number }
            }
            for choice in part.choices { for variable in form.pick[choice] { owners[variable.position] = number } }
        }
        return owners
    }
}
