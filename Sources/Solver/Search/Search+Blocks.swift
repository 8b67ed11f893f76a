// SPDX-License-Identifier: GPL-3.0-or-later

extension Search {
    /// Opens the program over blocks' plans, where the model falls into blocks, for as long as `body` runs.
    func withBlocks(_ body: () throws(SolverError) -> Void) throws(SolverError) {
        guard form.hasWhole || form.curves.contains(where: { !$0.isConcave }),
            let structure = BlockStructure(form, links: links),
            // Mere choices over a concave rest have nothing of their own in any block.
            structure.blocks.contains(where: { block in
                block.contains { $0.used >= 0 || $0.pieces >= 0 || !form.curves[$0.curve].isConcave }
            })
        else { return try body() }
        let couplings = form.rows.indices.filter { !structure.isInner[$0] && !form.rows[$0].isEmpty }
        let program = BlockMaster.program(form, structure, couplings, penalty: 1e3)
        try LinearSession.with(program) { session throws(SolverError) in
            blocks = BlockMaster(form, structure, couplings, session: session)
            defer { blocks = nil }
            try body()
        }
    }

    /// Bounds the whole model and looks for answers by whole plans of blocks. The relaxation of single curves lets every period of a
    /// chain be a mixture of its own; a block's plan is one plan. Afterwards `branchesOnBlocks` says whether that was the tighter of the two.
    ///
    /// `prices` are the relaxation's by row; nil where it was not solved because it is large, and `parent` is its bound.
    func solveBlocks(_ box: Box, prices: [Double]?, parent: Double) throws(SolverError) {
        guard let blocks else { return }
        var begin = prices?.map { $0.isFinite ? $0 : 0 } ?? [Double](repeating: 0, count: form.rowCount)
        try blocks.penalize(100 * (1 + begin.reduce(0) { max($0, abs($1)) }))
        if let incumbent { try blocks.add(point: incumbent) }
        for round in 0..<3 {
            let keepsRows = try blocks.settle(
                box, from: begin, relative: 0.1 * target, floor: scale(0), cutoff: cutoff,
                limit: round == 0 ? 80 : 20, size: blocks.gridSize, linearOptions
            ) { shouldStop }
            begin = blocks.boundPrices
            ceiling = min(ceiling, blocks.bound)
            ceiling = min(ceiling, blocks.respond(begin, box, size: blocks.fineGridSize).bound)
            if ceiling <= cutoff || shouldStop || !keepsRows { break }
            let before = incumbentValue
            try combine(box, nodes: 400)
            if ceiling <= cutoff || !(incumbentValue > before + 1e-6 * scale(before)) { break }
            if let incumbent { try blocks.add(point: incumbent) }
        }
        if ceiling > cutoff, !shouldStop { try diveByBlocks(box) }
        branchesOnBlocks = ceiling < parent - 1e-5 * scale(ceiling)
        blockPrices = begin
    }

    /// Looks for the best combination of the plans known so far, one a block.
    private func combine(_ box: Box, nodes: Int) throws(SolverError) {
        guard let blocks else { return }
        guard
            let point = try blocks.combine(
                gap: 0.3 * target, nodes: nodes, seconds: deadline.secondsLeft, cancellation: options.cancellation)
        else { return }
        offer(point)
        try polish(point, box)
    }

    /// The relaxation of a box over whole plans of blocks; nil where it says less than the one over single curves.
    func relaxByBlocks(_ box: Box, parent: Double, prices: [Double]?) throws(SolverError) -> Outcome? {
        guard let blocks, branchesOnBlocks else { return nil }
        let keepsRows = try blocks.settle(
            box, from: prices ?? blockPrices, relative: 0.1 * target, floor: scale(0), cutoff: cutoff, limit: 25,
            size: blocks.gridSize,
            linearOptions
        ) { shouldStop }
        var outcome = Outcome(bound: min(parent, blocks.bound))
        if outcome.bound > cutoff, outcome.bound <= cutoff + 5 * target * scale(outcome.bound) {
            outcome.bound = min(outcome.bound, blocks.respond(blocks.boundPrices, box, size: blocks.fineGridSize).bound)
        }
        outcome.prices = blocks.boundPrices
        let isSettled = blocks.isSettled
        if outcome.bound > cutoff, !keepsRows { return nil }
        outcome.x = blocks.average()
        outcome.value = form.objective(outcome.x)
        let own = Prices(rows: blocks.boundPrices, curves: [Double](repeating: .infinity, count: form.curves.count))
        outcome.lagrangian = Lagrangian(form, lower: box.lower, upper: box.upper, prices: own)
        if outcome.bound <= cutoff { return outcome }
        outcome.judgement = offer(outcome.x)
        if nodes < 10 || nodes % 8 == 0 { try polish(blocks.heaviest(), box) }
        if !isSettled, outcome.bound > cutoff, !prefersBlocks {
            // Amounts that trade off smoothly take many plans: the relaxation over single curves may say more here.
            let single = try relax(box, parent: outcome.bound, roundLimit: 30)
            if single.isInfeasible || single.bound <= cutoff { return single }
            if single.bound < outcome.bound - 0.1 * target * scale(outcome.bound), !single.x.isEmpty {
                var both = single
                both.prices = outcome.prices
                return both
            }
        }
        if nodes % (incumbent == nil ? 4 : 32) == 0 { try diveByBlocks(box) }
        if nodes % 64 == 0 { try combine(Box(lower: form.lower, upper: form.upper), nodes: 200) }
        return outcome
    }

    /// True where there are so many periods in chains that the relaxation over single curves is the slower one by far.
    var prefersBlocks: Bool {
        guard let blocks, form.curves.count > 150 else { return false }
        return blocks.responses.contains { $0.periods.count > 1 }
    }

    /// Solves again around a point with its whole variables and the pieces of its bent curves fixed: what is left is concave, so that
    /// averages of plans are plans.
    func polish(_ point: [Double], _ start: Box) throws(SolverError) {
        var box = start
        fix(&box, at: point)
        box.propagate(form, rounds: 2)
        guard let blocks, prefersBlocks else {
            _ = try relax(box, parent: bound, roundLimit: 15)
            return
        }
        let before = incumbentValue
        let keepsRows = try blocks.settle(
            box, from: blockPrices.isEmpty ? blocks.boundPrices : blockPrices, relative: 0.05 * target, floor: scale(0),
            cutoff: -.infinity, limit: 30, size: 2 * blocks.gridSize, linearOptions
        ) { shouldStop }
        guard keepsRows else { return }
        offer(blocks.average())
        if incumbentValue > before {
            let own = Prices(
                rows: blocks.boundPrices, curves: [Double](repeating: .infinity, count: form.curves.count))
            answerPrices = Lagrangian(form, lower: box.lower, upper: box.upper, prices: own).prices
        }
    }

    /// Looks for an answer by deciding block after block for its heaviest plan, those that are nearly decided first, and solving again.
    func diveByBlocks(_ start: Box) throws(SolverError) {
        guard let blocks else { return }
        var box = start
        var isOpen = [Bool](repeating: true, count: blocks.responses.count)
        for _ in 0..<15 {
            if shouldStop { return }
            let keepsRows = try blocks.settle(
                box, from: blockPrices.isEmpty ? blocks.boundPrices : blockPrices, relative: target, floor: scale(0),
                cutoff: cutoff, limit: 15, size: blocks.gridSize, linearOptions
            ) { shouldStop }
            guard keepsRows, blocks.bound > cutoff else { return }
            let x = blocks.average()
            if offer(x) == .feasible { return }
            let open = blocks.leaders().filter { isOpen[$0.block] }.sorted { ($0.weight, $1.block) > ($1.weight, $0.block) }
            let wholes = blocks.structure.plain.filter { form.whole[$0] && box.upper[$0] > box.lower[$0] }
                .map { (j: $0, distance: abs(x[$0] - x[$0].rounded())) }.sorted { ($0.distance, $0.j) < ($1.distance, $1.j) }
            if open.isEmpty && wholes.isEmpty { return }
            let sure = open.count { $0.weight > 0.999 }
            for leader in open.prefix(max(sure, (open.count + 2) / 3)) {
                isOpen[leader.block] = false
                var point = x
                for (slot, j) in blocks.responses[leader.block].variables.enumerated() { point[j] = leader.plan[slot] }
                fix(&box, at: point, only: blocks.responses[leader.block].variables)
            }
            let near = wholes.count { $0.distance < 1e-6 }
            for (j, _) in wholes.prefix(max(near, (wholes.count + 2) / 3)) {
                let nearest = min(max(x[j].rounded(), box.lower[j]), box.upper[j])
                (box.lower[j], box.upper[j]) = (nearest, nearest)
            }
            box.propagate(form, rounds: 1)
        }
    }

    /// Narrows a box to the whole variables and the pieces of curves at a point, of all variables or some.
    func fix(_ box: inout Box, at point: [Double], only some: [Int]? = nil) {
        for j in some ?? Array(point.indices) {
            if form.whole[j] {
                let nearest = min(max(point[j].rounded(), box.lower[j]), box.upper[j])
                (box.lower[j], box.upper[j]) = (nearest, nearest)
            }
            for k in form.curvesOfInput[j] where !form.curves[k].isConcave {
                let (curve, x) = (form.curves[k], point[j])
                var piece = 0
                while piece + 1 < curve.starts.count && curve.start(piece + 1) <= x { piece += 1 }
                let (low, high) = curve.concave[piece] ? (curve.start(piece), curve.end(piece)) : (curve.start(piece), x)
                box.lower[j] = max(box.lower[j], min(x, low))
                box.upper[j] = min(box.upper[j], max(x, high))
            }
        }
    }
}
