// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch

/// The linear program over whole plans of blocks (Dantzig & Wolfe 1960): one plan a block by weights that sum to one, all other variables
/// as they are, and the rows that tie them. Its prices ask the blocks for new plans; the sum of their best answers is a bound.
final class BlockMaster {
    let form: NormalForm
    let structure: BlockStructure
    let responses: [BlockResponse]
    private let periodCount: Int
    private let couplings: [Int]
    private let session: LinearSession
    private var plans: [(block: Int, plan: [Double], cost: Double, entries: [(row: Int, value: Double)])] = []
    private var isAllowed: [Bool] = []
    private var ends: Box
    private let firstPlan: Int
    /// Best bound so far over the box that was asked about, and its prices by row.
    private(set) var bound = Double.infinity
    private(set) var boundPrices: [Double]
    private(set) var rounds = 0
    /// True when the bound met the program's value.
    private(set) var isSettled = false

    /// Rows: the coupling ones, then one a block. Columns: the plain variables, then two a coupling row for what it lacks, then plans.
    static func program(_ form: borrowing NormalForm, _ structure: BlockStructure, _ couplings: [Int], penalty: Double)
        -> LinearProgram
    {
        var program = LinearProgram()
        var place: [Int: Int] = [:]
        for i in couplings { place[i] = program.addRow(lower: form.rowLower[i], upper: form.rowUpper[i]) }
        for _ in structure.blocks { program.addRow(lower: 1, upper: 1) }
        for j in structure.plain {
            let entries = form.columns[j].compactMap { entry in place[entry.index].map { (row: $0, value: entry.value) } }
            program.addColumn(lower: form.lower[j], upper: form.upper[j], cost: form.cost[j], entries: entries)
        }
        for k in couplings.indices {
            program.addColumn(lower: 0, upper: .infinity, cost: -penalty, entries: [(k, 1)])
            program.addColumn(lower: 0, upper: .infinity, cost: -penalty, entries: [(k, -1)])
        }
        return program
    }

    init(_ form: NormalForm, _ structure: BlockStructure, _ couplings: [Int], session: LinearSession) {
        self.form = form
        self.structure = structure
        self.couplings = couplings
        self.session = session
        ends = Box(lower: form.lower, upper: form.upper)
        responses = structure.blocks.map { BlockResponse($0) }
        periodCount = structure.blocks.reduce(0) { $0 + $1.count }
        firstPlan = structure.plain.count + 2 * couplings.count
        boundPrices = [Double](repeating: 0, count: form.rowCount)
    }

    var iterations: Int { session.iterations }

    /// Points of a grid that asking for plans is worth: fewer where there are many periods to ask about.
    var gridSize: Int { min(160, max(48, 40_000 / max(1, periodCount))) }
    /// Points of a grid for a bound that is to stand.
    var fineGridSize: Int { min(1000, max(200, 300_000 / max(1, periodCount))) }

    private var penalty = 1e3

    /// What lacking one unit of a row costs.
    func penalize(_ amount: Double) throws(SolverError) {
        penalty = amount
        for column in structure.plain.count..<firstPlan { try session.setCost(column, -penalty) }
    }

    /// Allows only what a box allows: ends of plain variables, plans within it.
    func restrict(to box: Box) throws(SolverError) {
        for (k, j) in structure.plain.enumerated() where box.lower[j] != ends.lower[j] || box.upper[j] != ends.upper[j] {
            try session.setColumnBounds(k, lower: box.lower[j], upper: max(box.lower[j], box.upper[j]))
        }
        ends = box
        for k in plans.indices {
            let allowed = isWithin(box, plans[k].block, plans[k].plan)
            if allowed == isAllowed[k] { continue }
            isAllowed[k] = allowed
            try session.setColumnBounds(firstPlan + k, lower: 0, upper: allowed ? .infinity : 0)
        }
    }

    private func isWithin(_ box: Box, _ block: Int, _ plan: [Double]) -> Bool {
        for (k, j) in responses[block].variables.enumerated() where form.curvesOfOutput[j].isEmpty {
            let slack = 1e-9 * max(1, abs(plan[k]))
            if plan[k] < box.lower[j] - slack || plan[k] > box.upper[j] + slack { return false }
        }
        return true
    }

    /// The program's point: every block's plans by their weights.
    func average() -> [Double] {
        var x = form.lower
        for (k, j) in structure.plain.enumerated() { x[j] = session.x[k] }
        for response in responses { for j in response.variables { x[j] = 0 } }
        for (k, plan) in plans.enumerated() where firstPlan + k < session.x.count && session.x[firstPlan + k] > 0 {
            let weight = session.x[firstPlan + k]
            for (slot, j) in responses[plan.block].variables.enumerated() { x[j] += weight * plan.plan[slot] }
        }
        return x
    }

    /// The heaviest plan of every block with its weight; blocks without one are left out.
    func leaders() -> [(weight: Double, block: Int, plan: [Double])] {
        var best = [(weight: Double, plan: Int)](repeating: (0, -1), count: responses.count)
        for (k, plan) in plans.enumerated()
        where firstPlan + k < session.x.count && session.x[firstPlan + k] > best[plan.block].weight {
            best[plan.block] = (session.x[firstPlan + k], k)
        }
        return best.indices.filter { best[$0].plan >= 0 }.map { (best[$0].weight, $0, plans[best[$0].plan].plan) }
    }

    /// The heaviest plan of every block, plain variables rounded.
    func heaviest() -> [Double] {
        var x = average()
        for j in structure.plain where form.whole[j] { x[j] = x[j].rounded() }
        for leader in leaders() {
            for (slot, j) in responses[leader.block].variables.enumerated() { x[j] = leader.plan[slot] }
        }
        return x
    }

    /// What one unit of each variable brings net of coupling prices.
    private func net(_ prices: [Double]) -> [Double] {
        var net = form.cost
        for i in couplings where prices[i] != 0 {
            for entry in form.rows[i] { net[entry.index] -= prices[i] * entry.value }
        }
        return net
    }

    /// The blocks' answers to prices and the bound that they give over a box, by weak duality.
    func respond(_ given: [Double], _ box: Box, size: Int) -> (bound: Double, answers: [BlockAnswer], net: [Double]) {
        var prices = given
        var sum = form.constant
        for i in couplings {
            if !prices[i].isFinite || (prices[i] > 0 && form.rowUpper[i] == .infinity)
                || (prices[i] < 0 && form.rowLower[i] == -.infinity)
            {
                prices[i] = 0
            }
            if prices[i] > 0 { sum += prices[i] * form.rowUpper[i] }
            if prices[i] < 0 { sum += prices[i] * form.rowLower[i] }
        }
        let net = net(prices)
        for j in structure.plain { sum += max(net[j] * box.lower[j], net[j] * box.upper[j]) }
        // Each block by itself, so that the answers do not depend on how many work at once.
        let (form, responses) = (self.form, self.responses)
        var answers = [BlockAnswer](repeating: BlockAnswer(bound: 0), count: responses.count)
        if periodCount > 100 {
            answers.withUnsafeMutableBufferPointer { buffer in
                nonisolated(unsafe) let place = buffer
                DispatchQueue.concurrentPerform(iterations: responses.count) { b in
                    place[b] = responses[b].answer(form, box: box, net: net, size: size)
                }
            }
        } else {
            for b in responses.indices { answers[b] = responses[b].answer(form, box: box, net: net, size: size) }
        }
        for answer in answers { sum += answer.bound }
        return (sum, answers, net)
    }

    /// Adds a plan as a column.
    private func add(_ block: Int, _ plan: [Double]) throws(SolverError) {
        var activity: [Int: Double] = [:]
        var cost = 0.0
        for (k, j) in responses[block].variables.enumerated() where plan[k] != 0 {
            cost += form.cost[j] * plan[k]
            for entry in form.columns[j] where !structure.isInner[entry.index] {
                activity[entry.index, default: 0] += entry.value * plan[k]
            }
        }
        var entries: [(row: Int, value: Double)] = []
        for (k, i) in couplings.enumerated() {
            if let value = activity[i], value != 0 { entries.append((k, value)) }
        }
        entries.append((couplings.count + block, 1))
        try session.addColumn(lower: 0, upper: .infinity, cost: cost, entries)
        plans.append((block, plan, cost, entries))
        isAllowed.append(true)
    }

    /// Adds the plans that a point has.
    func add(point: [Double]) throws(SolverError) {
        for (block, response) in responses.enumerated() { try add(block, response.variables.map { point[$0] }) }
    }

    /// Finds prices over a box: asks for plans until their bound meets the program's value within `relative` of its size (at least
    /// `floor`), nothing new comes, or the bound is at most `cutoff`. True when the program's plans keep every row.
    func settle(
        _ box: Box, from start: [Double], relative: Double, floor: Double, cutoff: Double, limit: Int, size: Int,
        _ options: LinearOptions,
        shouldStop: () -> Bool
    ) throws(SolverError) -> Bool {
        bound = .infinity
        rounds = 0
        isSettled = false
        try restrict(to: box)
        var asked = start
        var center = start
        var keepsRows = false
        var smoothing = 0.0
        for _ in 0..<limit {
            if shouldStop() { return keepsRows }
            rounds += 1
            let (reached, answers, _) = respond(asked, box, size: size)
            if reached < bound {
                bound = reached
                boundPrices = asked
                center = asked
            }
            if bound <= cutoff { return keepsRows }
            var isNew = false
            for (block, answer) in answers.enumerated() where !answer.plan.isEmpty {
                if try addUnlessKnown(block, answer.plan) { isNew = true }
            }
            // Columns were added to an optimal basis: it is still feasible for the primal method.
            var settings = options
            settings.startsWithPrimal = true
            guard try session.solve(settings) == .optimal else { return keepsRows }
            let lacking = session.x[structure.plain.count..<firstPlan].reduce(0, +)
            keepsRows = lacking < 1e-7
            // What is lacking has to cost more than any row is worth.
            if !keepsRows && rounds % 12 == 0 && penalty < 1e9 { try penalize(30 * penalty) }
            if keepsRows, bound - (session.objective + form.constant) <= relative * max(abs(bound), floor) {
                isSettled = true
                return true
            }
            var prices = [Double](repeating: 0, count: form.rowCount)
            for (k, i) in couplings.enumerated() { prices[i] = session.rowPrices[k] }
            // Between the prices of the best bound so far and the program's (Wentges 1997): the latter swing at first.
            smoothing = rounds < 4 ? 0.3 : 0.5
            let next = isNew ? prices.indices.map { smoothing * center[$0] + (1 - smoothing) * prices[$0] } : prices
            if next == asked { return keepsRows }
            asked = next
        }
        return keepsRows
    }

    private var known: Set<[Double]> = []

    /// Adds a plan as a column; false where it is there already.
    private func addUnlessKnown(_ block: Int, _ plan: [Double]) throws(SolverError) -> Bool {
        guard known.insert([Double(block)] + plan).inserted else { return false }
        try add(block, plan)
        return true
    }

    /// One plan a block and whole plain variables: the best combination of the known plans that branch and bound finds within limits,
    /// as a point of the normal form; nil when none keeps the rows.
    func combine(gap: Double, nodes: Int, seconds: Double?, cancellation: CancellationFlag?) throws(SolverError) -> [Double]? {
        var program = LinearProgram()
        for i in couplings { program.addRow(lower: form.rowLower[i], upper: form.rowUpper[i]) }
        for _ in structure.blocks { program.addRow(lower: 1, upper: 1) }
        var place: [Int: Int] = [:]
        for (k, i) in couplings.enumerated() { place[i] = k }
        for j in structure.plain {
            let entries = form.columns[j].compactMap { entry in place[entry.index].map { (row: $0, value: entry.value) } }
            program.addColumn(
                lower: form.lower[j], upper: form.upper[j], cost: form.cost[j], integer: form.whole[j], entries: entries)
        }
        // Plans far below what their block could be worth are left out: they only make the tree larger.
        var worth = [Double](repeating: -.infinity, count: structure.blocks.count)
        let reduced = plans.indices.map {
            session.reducedCosts.count > firstPlan + $0 ? session.reducedCosts[firstPlan + $0] : 0
        }
        for (k, plan) in plans.enumerated() { worth[plan.block] = max(worth[plan.block], reduced[k]) }
        var chosen: [Int] = []
        guard session.reducedCosts.count >= firstPlan else { return nil }
        let perBlock = max(4, 4000 / max(1, structure.blocks.count))
        var byBlock = [[Int]](repeating: [], count: structure.blocks.count)
        for k in plans.indices where isAllowed[k] { byBlock[plans[k].block].append(k) }
        for list in byBlock {
            chosen += list.sorted { (reduced[$0], $0) > (reduced[$1], $1) }.prefix(perBlock)
        }
        for k in chosen {
            program.addColumn(lower: 0, upper: 1, cost: plans[k].cost, integer: true, entries: plans[k].entries)
        }
        let plain = structure.plain.count
        let point = try LinearSession.with(program) { session throws(SolverError) -> [Double]? in
            var options = IntegerOptions(
                relativeGap: gap, nodeLimit: nodes, timeLimitSeconds: seconds, cancellation: cancellation)
            // Cuts may keep the library at one node for ever, and the limit counts nodes.
            options.cuts = false
            return try session.solveInteger(options).x
        }
        guard let point else { return nil }
        var x = form.lower
        for (k, j) in structure.plain.enumerated() { x[j] = point[k] }
        for (position, k) in chosen.enumerated() where point[plain + position] > 0.5 {
            for (slot, j) in responses[plans[k].block].variables.enumerated() { x[j] = plans[k].plan[slot] }
        }
        return x
    }
}
