// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Market
import Response
import Solver

/// The best plan for a risk measure over draws.
///
///     max_x min_{w ∈ W} Σ_d w_d V_d(x)          W = {Σ w = 1, 0 ≤ w ≤ 1/(tail · D)}
///
/// For fixed weights the inner problem is an ordinary delivery problem, solved with its certificate: by weak duality its bound is a bound
/// for every plan. The weights follow by Kelley's cutting planes (1960) on their convex function φ(w) = max_x Σ w_d V_d(x), each step halfway
/// between the best weights so far and the master's (in–out steps; Ben-Ameur & Neto 2007). The master's prices mix the plans
/// found into one whose measure is at least the master's value where the problem is concave. With whole numbers the gap may stay open, and
/// is reported.
struct RobustSearch {
    let problem: DeliveryProblem
    let original: DeliveryProblem
    let options: PlanOptions
    let measure: RiskMeasure
    private let asked: Double
    let table: DrawTable
    private var guarantees: GuaranteeSet

    /// Weights are improved at most so often.
    static let mostSteps = 60

    /// A plan before rounding.
    private struct Point {
        var spend: [[Double]]
        var options: [Int]
        /// One value a draw.
        var draws: [Double]
        var measure: Double
    }

    struct Answer {
        var solved: SolvedDelivery
        /// Weights at which the bound was proved.
        var weights: [Double]
        /// No plan has a larger measure.
        var bound: Double
        var measure: Double
        /// The measure of the plan that the mean would choose.
        var ofMeanPlan: Double
        var steps: Int
        var iterations: Int
    }

    init(_ problem: DeliveryProblem, original: DeliveryProblem, options: PlanOptions, measure: RiskMeasure) {
        self.problem = problem
        self.original = original
        var inner = options
        // The gaps of the single solves add to the gap over the weights.
        if measure != .mean { inner.relativeGap = problem.gapAsked(options) / 10 }
        self.options = inner
        self.asked = problem.gapAsked(options)
        self.measure = measure
        table = DrawTable(problem, terms: problem.objective.terms, withTail: true)
        guarantees = GuaranteeSet(problem)
    }

    mutating func run(warm: WarmStart?) throws(PlanError) -> Answer {
        let count = table.count
        let even = [Double](repeating: 1 / Double(count), count: count)
        var points: [Point] = []
        var solved = try solve(even, warm: warm)
        points.append(point(solved))
        var bestBound = (value: bound(of: solved), weights: even, solved: solved)
        let ofMeanPlan = points[0].measure
        var best = points[0]
        var steps = 1
        var iterations = solved.solution.certificate.iterations
        let isWhole = problem.isWhole
        if measure != .mean {
            while steps < RobustSearch.mostSteps, options.cancellation?.isCancelled != true {
                guard bestBound.value - best.measure > asked * scale(bestBound.value, best) else { break }
                guard let master = masterWeights(points) else { break }
                // The plan that the master mixes.
                if let mixed = mix(points, master.shares, isWhole: isWhole), mixed.measure > best.measure { best = mixed }
                guard bestBound.value - best.measure > asked * scale(bestBound.value, best) else { break }
                let next = zip(bestBound.weights, master.weights).map { 0.5 * ($0 + $1) }
                solved = try solve(steps % 8 == 7 ? master.weights : next, warm: solved.solution.warm)
                steps += 1
                iterations += solved.solution.certificate.iterations
                let found = point(solved)
                points.append(found)
                let proved = bound(of: solved)
                if proved < bestBound.value {
                    bestBound = (proved, steps % 8 == 0 ? master.weights : next, solved)
                }
                if found.measure > best.measure { best = found }
            }
        }
        return Answer(
            solved: SolvedDelivery(bestBound.solved, spend: best.spend, options: best.options), weights: bestBound.weights,
            bound: bestBound.value, measure: best.measure, ofMeanPlan: ofMeanPlan, steps: steps, iterations: iterations)
    }

    private func scale(_ bound: Double, _ point: Point) -> Double { max(abs(bound), abs(point.measure), 0.01) }

    private func bound(of solved: SolvedDelivery) -> Double { solved.solution.certificate.bound ?? .infinity }

    private func point(_ solved: SolvedDelivery) -> Point {
        point(spend: solved.spend, options: solved.options)
    }

    private func point(spend: [[Double]], options: [Int]) -> Point {
        let draws = table.values(spend: spend, options: options)
        return Point(spend: spend, options: options, draws: draws, measure: measure.value(of: draws))
    }

    private mutating func solve(_ weights: [Double], warm: WarmStart?) throws(PlanError) -> SolvedDelivery {
        try guarantees.solve(problem, original: original, options: options, warm: warm, table: table, weights: weights)
    }

    /// min t with t ≥ Σ w_d V_d(x_k) for all plans found, over W; the rows' prices say how to mix the plans.
    private func masterWeights(_ points: [Point]) -> (weights: [Double], shares: [Double])? {
        let count = table.count
        let size = points.reduce(1e-12) { max($0, $1.draws.reduce(0) { max($0, abs($1)) }) }
        let most = 1 / (measure.tail * Double(count))
        var program = LinearProgram()
        program.maximize = false
        for _ in points { program.addRow(lower: 0, upper: .infinity) }
        program.addRow(lower: 1, upper: 1)
        for draw in 0..<count {
            var entries = points.enumerated().map { (row: $0.offset, value: -$0.element.draws[draw] / size) }
            entries.append((row: points.count, value: 1))
            program.addColumn(lower: 0, upper: most, entries: entries)
        }
        program.addColumn(
            lower: -.infinity, upper: .infinity, cost: 1, entries: points.indices.map { (row: $0, value: 1) })
        let found = try? LinearSession.with(program) { (session) throws(SolverError) -> ([Double], [Double])? in
            guard try session.solve(LinearOptions()) == .optimal else { return nil }
            return (session.x, session.rowPrices)
        }
        guard let (x, prices) = found, x.count == count + 1 else { return nil }
        let shares = points.indices.map { abs(prices[$0]) < 1e-12 ? 0 : abs(prices[$0]) }
        let total = shares.reduce(0, +)
        return (Array(x.prefix(count)), total > 0 ? shares.map { $0 / total } : shares)
    }

    /// Plans with the options of the heaviest one, mixed; nil where amounts must not be mixed.
    private func mix(_ points: [Point], _ shares: [Double], isWhole: Bool) -> Point? {
        guard !isWhole, let heaviest = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[heaviest] > 0 else {
            return nil
        }
        let chosen = points[heaviest].options
        let members = points.indices.filter { points[$0].options == chosen && shares[$0] > 0 }
        let total = members.reduce(0) { $0 + shares[$1] }
        var spend = points[heaviest].spend.map { $0.map { _ in 0.0 } }
        for member in members {
            let share = shares[member] / total
            for line in spend.indices {
                for t in spend[line].indices { spend[line][t] += share * points[member].spend[line][t] }
            }
        }
        return point(spend: spend, options: chosen)
    }
}

extension DeliveryProblem {
    /// True when amounts of two plans must not be mixed.
    var isWhole: Bool { lines.contains { $0.package != nil || $0.minimumIfUsed != nil } }
}
