// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Branch and bound over choices with cuts of the rest made on the way (generalized Benders decomposition in one tree).
///
/// At the root, cuts are made where the continuous program points until it agrees with the rest; then groups are split, and every whole
/// choice that comes up is solved exactly and cut. Bounds are weak duality's throughout.
final class ChoiceSearch {
    private let structure: ChoiceStructure
    private let rest: ChoiceRest
    private let master: ChoiceMaster
    private let options: SolveOptions
    private let target: Double
    private let deadline: Deadline
    private(set) var best: ChoiceOutcome?
    private var closedBound = -Double.infinity
    private var openBound = -Double.infinity
    private var evaluated: [[Int32]: Bool] = [:]
    private(set) var nodes = 0
    /// Cuts made; kept for checks of their validity.
    private(set) var cuts: [ChoiceCut] = []
    private(set) var stop: LinearStatus?
    private static let rootRounds = 25

    private struct Node {
        var allowed: [Bool]
        var bound: Double
    }

    init(
        _ structure: ChoiceStructure, rest: ChoiceRest, master: ChoiceMaster, options: SolveOptions, target: Double,
        deadline: Deadline
    ) {
        self.structure = structure
        self.rest = rest
        self.master = master
        self.options = options
        self.target = target
        self.deadline = deadline
    }

    var bestValue: Double { best?.value ?? -.infinity }
    var bound: Double { max(bestValue, closedBound, openBound) }
    /// True when every choice was excluded by proof.
    var isEmpty: Bool { stop == nil && best == nil && closedBound == -.infinity && openBound == -.infinity }

    private func size(_ value: Double) -> Double { max(abs(value), options.grossScale, .leastNormalMagnitude) }
    /// Below this nothing is of interest. A little tighter than the target, since gaps are measured against the bound's size.
    private var cutoff: Double { best == nil ? -.infinity : bestValue + 0.9 * target * size(bestValue) }

    private var shouldStop: Bool {
        if stop != nil { return true }
        if options.cancellation?.isCancelled == true { stop = .cancelled }
        if deadline.hasPassed { stop = .timeLimit }
        if let limit = options.iterationLimit, master.iterations + rest.iterations >= limit { stop = .iterationLimit }
        if nodes > options.nodeLimit ?? 200_000 { stop = .nodeLimit }
        return stop != nil
    }

    func run() throws(SolverError) {
        let everything = [Bool](repeating: true, count: structure.columns.count)
        var middle = [Double](repeating: 0, count: structure.columns.count)
        for group in structure.groups {
            for c in group { middle[c] = 1 / Double(group.count) }
        }
        try add(rest.freeCut())
        try evaluate(middle)
        var open = [Node(allowed: everything, bound: .infinity)]
        while let node = take(&open) {
            if shouldStop {
                openBound = max(openBound, node.bound)
                break
            }
            nodes += 1
            try process(node, &open)
        }
        for node in open { openBound = max(openBound, node.bound) }
    }

    /// The last node made while there is no answer or it leads there, else the best.
    private func take(_ open: inout [Node]) -> Node? {
        while let last = open.popLast() {
            if last.bound > cutoff { return last }
            closedBound = max(closedBound, last.bound)
        }
        return nil
    }

    private func process(_ start: Node, _ open: inout [Node]) throws(SolverError) {
        var node = start
        var round = 0
        let isRoot = nodes == 1
        while true {
            if shouldStop {
                openBound = max(openBound, node.bound)
                return
            }
            var settings = LinearOptions(timeLimitSeconds: deadline.secondsLeft, cancellation: options.cancellation)
            settings.tolerance = 1e-9
            settings.iterationLimit = 5000 + 10 * master.rowCount
            let status = try master.solve(node.allowed, settings)
            if status == .infeasible {
                if try master.provesEmpty(node.allowed) { return }
                return try split(node, at: [], &open)
            }
            guard status == .optimal || status == .iterationLimit else {
                if shouldStop { openBound = max(openBound, node.bound) } else { try split(node, at: [], &open) }
                return
            }
            node.bound = min(node.bound, master.bound(node.allowed))
            if node.bound <= cutoff {
                closedBound = max(closedBound, node.bound)
                return
            }
            let z = master.point
            let rounded = self.rounded(z, node.allowed)
            let isWhole = z.indices.allSatisfy { abs(z[$0] - rounded[$0]) < 1e-6 }
            if isWhole, status == .optimal {
                if try evaluateOnce(rounded) { continue }
                return try split(node, at: z, &open)
            }
            if isRoot {
                round += 1
                let cut = round <= Self.rootRounds ? try evaluate(z) : nil
                if let cut {
                    let reached = cut.value(z) + structure.value(z)
                    if node.bound - reached > 0.1 * target * size(reached) { continue }
                }
                if master.keepsSides(rounded), try evaluateOnce(rounded) { continue }
            }
            return try split(node, at: z, &open)
        }
    }

    /// The option with the most of each group.
    private func rounded(_ z: [Double], _ allowed: [Bool]) -> [Double] {
        var whole = [Double](repeating: 0, count: z.count)
        for group in structure.groups {
            var pick = -1
            for c in group where allowed[c] && (pick < 0 || z[c] > z[pick] + 1e-9) { pick = c }
            if pick >= 0 { whole[pick] = 1 }
        }
        return whole
    }

    /// Solves the rest for a whole choice unless that was done before; false where it was.
    private func evaluateOnce(_ z: [Double]) throws(SolverError) -> Bool {
        let key = z.indices.filter { z[$0] > 0.5 }.map { Int32($0) }
        guard evaluated[key] == nil else { return false }
        try evaluate(z)
        return true
    }

    private func add(_ cut: ChoiceCut) throws(SolverError) {
        try master.add(cut)
        cuts.append(cut)
    }

    @discardableResult
    private func evaluate(_ z: [Double]) throws(SolverError) -> ChoiceCut? {
        let outcome = try rest.solve(z, gap: 0.02 * target)
        let isWhole = z.allSatisfy { $0 == 0 || $0 == 1 }
        if isWhole { evaluated[z.indices.filter { z[$0] > 0.5 }.map { Int32($0) }] = outcome.isInfeasible }
        if let cut = outcome.cut { try add(cut) }
        if let cut = outcome.feasibility { try master.addFeasibility(cut) }
        if !outcome.point.isEmpty, outcome.value > bestValue { best = outcome }
        return outcome.cut
    }

    /// Splits a group: the option with the most against all others. A node with nothing to split is judged as it is.
    private func split(_ node: Node, at z: [Double], _ open: inout [Node]) throws(SolverError) {
        var choice: (group: Int, option: Int, score: Double)?
        for (g, group) in structure.groups.enumerated() {
            var count = 0
            var pick = -1
            for c in group where node.allowed[c] {
                count += 1
                if pick < 0 || (!z.isEmpty && z[c] > z[pick] + 1e-9) { pick = c }
            }
            guard count > 1 else { continue }
            let score = z.isEmpty ? 0 : 1 - z[pick]
            if choice == nil || score > choice?.score ?? 0 { choice = (g, pick, score) }
        }
        guard let choice else { return try conclude(node) }
        var with = node
        for c in structure.groups[choice.group] where c != choice.option { with.allowed[c] = false }
        var without = node
        without.allowed[choice.option] = false
        open.append(without)
        open.append(with)
    }

    /// One choice is left.
    private func conclude(_ node: Node) throws(SolverError) {
        let z = node.allowed.map { $0 ? 1.0 : 0.0 }
        guard master.keepsSides(z) else { return }
        _ = try evaluateOnce(z)
        let key = z.indices.filter { z[$0] > 0.5 }.map { Int32($0) }
        if evaluated[key] == true { return }
        _ = try master.solve(node.allowed, LinearOptions())
        closedBound = max(closedBound, min(node.bound, master.bound(node.allowed)))
    }
}
