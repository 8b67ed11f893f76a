// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Branch and bound over boxes. At each box the relaxation is refined from inside (columns or hull edges at the points that prices ask
/// for, as in Dantzig & Wolfe 1960) until its value meets the Lagrangian bound; points are judged with the true curves. Where the hull of a
/// curve is not attained, or a whole variable is not whole, the box is split (Falk & Soland 1969).
final class Search {
    let form: NormalForm
    let master: Master
    let options: SolveOptions
    let deadline: Deadline
    /// The gap that counts as optimal, and the one that the search aims at: some room is left for whoever rounds the answer.
    var asked: Double
    var target: Double
    var incumbent: [Double]?
    var incumbentValue = -Double.infinity
    var nodes = 0
    /// Why the search stopped before its end; nil when it did not.
    var stop: LinearStatus?
    /// Best bounds of boxes that were closed, and of boxes left open.
    var closedBound = -Double.infinity
    var openBound = -Double.infinity
    var isUnbounded = false
    /// Prices of the best relaxation at the root.
    var rootPrices: Prices?
    var usedBranching = false
    /// The program over blocks' plans, its prices at the root, and whether it bounds boxes better than single curves do.
    var blocks: BlockMaster?
    var blockPrices: [Double] = []
    var branchesOnBlocks = false
    /// Prices with all that is whole fixed as in the answer, where the blocks found it.
    var answerPrices: Prices?
    /// A bound on the whole model from another relaxation than the boxes'.
    var ceiling = Double.infinity
    /// True after the library failed on the model.
    let isCareful: Bool
    /// What the last point that was offered and broken breaks.
    var broken: (size: Double, row: Int?, excess: Double) = (0, nil, 0)
    let onlyGood: [Bool]
    let links: CarryOverLinks
    /// The model without integrality, where its boxes may be solved by pricing; nil where not, or once pricing gave up.
    var priced: Model?

    init(
        _ form: NormalForm, session: LinearSession, options: SolveOptions, warm: WarmStart?, deadline: Deadline,
        priced: Model? = nil, isCareful: Bool = false
    ) {
        self.form = form
        self.isCareful = isCareful
        self.priced = priced
        self.options = options
        self.deadline = deadline
        links = CarryOverLinks(form)
        let isCurved = form.curves.contains { !$0.isConcave }
        asked = options.relativeGap ?? (form.hasWhole || isCurved ? 1e-4 : 1e-6)
        target = form.hasWhole || isCurved ? 0.5 * asked : asked
        var prices: [Double]?
        if let warm, warm.rowPrices.count == form.rowCount {
            prices = warm.rowPrices.enumerated().map { form.sign * $1 * form.rowUnit[$0] / form.objectiveUnit }
        }
        master = Master(form, session: session, warmPrices: prices)
        onlyGood = form.curves.map { curve in
            form.cost[curve.output] >= 0
                && form.columns[curve.output].allSatisfy {
                    $0.value > 0 ? form.rowUpper[$0.index] == .infinity : form.rowLower[$0.index] == -.infinity
                }
        }
        if let warm { prime(warm, prices) }
    }

    /// Puts points near an earlier answer and near the responses to its prices among the known ones.
    private func prime(_ warm: WarmStart, _ prices: [Double]?) {
        var places: [[Double]] = []
        if warm.values.count == form.variableCount {
            places.append(warm.values.indices.map { warm.values[$0] / form.unit[$0] })
        }
        if let prices {
            let none = Prices(rows: prices, curves: [Double](repeating: .infinity, count: form.curves.count))
            places.append(Lagrangian(form, lower: form.lower, upper: form.upper, prices: none).responses)
        }
        for place in places {
            for j in place.indices where !form.curvesOfInput[j].isEmpty {
                for factor in [0.98, 1, 1.02] {
                    master.vertices.add(place[j] * factor, to: j, within: form.lower[j], form.upper[j])
                }
            }
        }
    }

    /// Takes a point and a bound that were found otherwise, both in the model's own units.
    func know(_ values: [Double], bound: Double) {
        if values.count == form.variableCount { offer(zip(values, form.unit).map { $0 / $1 }) }
        if bound.isFinite { ceiling = min(ceiling, form.sign * bound / form.objectiveUnit) }
    }

    /// Below this a box is of no interest any more.
    var cutoff: Double { incumbent == nil ? -.infinity : incumbentValue + target * scale(incumbentValue) }

    /// The size against which gaps are measured.
    func scale(_ value: Double) -> Double { max(abs(value), options.grossScale / form.objectiveUnit, 1e-9) }

    var bound: Double { max(incumbentValue, min(ceiling, max(closedBound, openBound))) }

    var shouldStop: Bool {
        if stop != nil { return true }
        if let flag = options.cancellation, flag.isCancelled { stop = .cancelled }
        if deadline.hasPassed { stop = .timeLimit }
        if let limit = options.iterationLimit, master.iterations >= limit { stop = .iterationLimit }
        if nodes > options.nodeLimit ?? defaultNodeLimit { stop = .nodeLimit }
        return stop != nil
    }

    /// Where a box over the plans of many blocks takes a second, few more are worth it once there is an answer near the bound.
    private var defaultNodeLimit: Int {
        guard blocks != nil, incumbent != nil, form.curves.count > ModelSolver.pricingThreshold else { return 200_000 }
        return ceiling - incumbentValue <= 1e-2 * scale(incumbentValue) ? 300 : 20_000
    }

    var linearOptions: LinearOptions {
        var result = LinearOptions(timeLimitSeconds: deadline.secondsLeft, cancellation: options.cancellation)
        if let limit = options.iterationLimit { result.iterationLimit = max(1, limit - master.iterations) }
        result.tolerance = 1e-9
        result.isCareful = isCareful
        return result
    }

    struct Node {
        var box: Box
        var bound: Double
        var depth: Int
        /// Prices of the box this one is part of, in the model's units.
        var warm: WarmStart?
        /// Prices to start from over blocks' plans.
        var prices: [Double]?
    }

    func run() throws(SolverError) { try withBlocks { () throws(SolverError) in try branch() } }

    private func branch() throws(SolverError) {
        var open = [Node(box: Box(lower: form.lower, upper: form.upper), bound: .infinity, depth: 0)]
        var plunge: Node?
        while !open.isEmpty || plunge != nil {
            let node: Node
            if let next = plunge {
                node = next
                plunge = nil
            } else {
                // Without an answer the latest box is the nearest to one.
                let best = incumbent == nil ? open.indices.last : open.indices.max { open[$0].bound < open[$1].bound }
                guard let best else { break }
                node = open.remove(at: best)
            }
            if shouldStop {
                openBound = max(openBound, node.bound)
                break
            }
            if node.bound <= cutoff {
                closedBound = max(closedBound, node.bound)
                continue
            }
            let isRoot = nodes == 0
            nodes += 1
            if isRoot, prefersBlocks { try solveBlocks(node.box, prices: nil, parent: .infinity) }
            var outcome: Outcome
            if let byBlocks = try relaxByBlocks(node.box, parent: node.bound, prices: node.prices) {
                outcome = byBlocks
            } else {
                let limit = isRoot ? options.roundLimit : min(options.roundLimit, 30)
                outcome = try relax(node.box, parent: node.bound, roundLimit: limit)
            }
            if isUnbounded { return }
            if isRoot, let lagrangian = outcome.lagrangian { rootPrices = lagrangian.prices }
            if outcome.isInfeasible { continue }
            if outcome.bound <= cutoff || outcome.x.isEmpty {
                if outcome.x.isEmpty {
                    openBound = max(openBound, outcome.bound)
                } else {
                    closedBound = max(closedBound, outcome.bound)
                }
                continue
            }
            if outcome.judgement == .broken { try fix(node.box, outcome) }
            if outcome.judgement == .broken && (isRoot || incumbent == nil || nodes % 10 == 0) { try settle(node.box, outcome) }
            if (isRoot || nodes % 20 == 0) && outcome.prices == nil { try dive(node.box, outcome) }
            if isRoot && outcome.bound > cutoff && outcome.prices == nil {
                try solveBlocks(node.box, prices: outcome.lagrangian?.prices.rows, parent: outcome.bound)
            }
            if ceiling <= cutoff {
                closedBound = max(closedBound, ceiling)
                return
            }
            if outcome.bound <= cutoff {
                closedBound = max(closedBound, outcome.bound)
                continue
            }
            var split = outcome.x.isEmpty ? halve(node.box) : choose(node.box, outcome)
            if split == nil, stop == nil, outcome.prices != nil {
                // The plans' average is an answer, but the bound is not met: single curves may show where to split.
                let single = try relax(node.box, parent: outcome.bound, roundLimit: 30)
                if single.isInfeasible { continue }
                outcome.bound = min(outcome.bound, single.bound)
                if outcome.bound <= cutoff {
                    closedBound = max(closedBound, outcome.bound)
                    continue
                }
                split = single.x.isEmpty ? halve(node.box) : choose(node.box, single)
            }
            guard stop == nil, let split else {
                // Nothing to split: what is left open is the refinement's rest.
                openBound = max(openBound, outcome.bound)
                continue
            }
            if !usedBranching {
                usedBranching = true
                if options.relativeGap == nil { (asked, target) = (1e-4, 0.5e-4) }
            }
            var children = [node.box, node.box].map {
                Node(box: $0, bound: outcome.bound, depth: node.depth + 1, warm: outcome.warm, prices: outcome.prices)
            }
            children[0].box.upper[split.variable] = split.low
            children[1].box.lower[split.variable] = split.high
            var alive: [Node] = []
            for var child in [children[split.upFirst ? 1 : 0], children[split.upFirst ? 0 : 1]] {
                child.box.propagate(form, rounds: 2)
                if let blocks, let prices = outcome.prices {
                    child.bound = min(child.bound, blocks.respond(prices, child.box, size: blocks.gridSize).bound)
                } else if let prices = outcome.lagrangian?.prices {
                    let estimate = Lagrangian(form, lower: child.box.lower, upper: child.box.upper, prices: prices).bound
                    child.bound = min(child.bound, estimate)
                }
                if child.bound <= cutoff { closedBound = max(closedBound, child.bound) } else { alive.append(child) }
            }
            plunge = alive.first
            if alive.count > 1 { open.append(alive[1]) }
        }
        for node in open { openBound = max(openBound, node.bound) }
    }
}
