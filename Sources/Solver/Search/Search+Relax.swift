// SPDX-License-Identifier: GPL-3.0-or-later

extension Search {
    /// What is known about a box after its relaxation was refined.
    struct Outcome {
        /// True only when weak duality proved it.
        var isInfeasible = false
        var bound: Double
        /// The relaxation's point; empty when there is none.
        var x: [Double] = []
        var lagrangian: Lagrangian?
        var value = -Double.infinity
        var judgement = Judgement.fractional
        /// Where solving a part of the box may start.
        var warm: WarmStart?
        /// Prices of rows where it may start over blocks' plans.
        var prices: [Double]?
    }

    /// What became of a point that was offered as an answer.
    enum Judgement {
        case fractional
        /// A row is violated once outputs are put on their curves.
        case broken
        case feasible
    }

    /// Refines the relaxation of a box until its value meets the bound, the bound falls below the cutoff, or nothing new is learned.
    func relax(_ box: Box, parent: Double, roundLimit: Int, warm: WarmStart? = nil) throws(SolverError) -> Outcome {
        if let outcome = try relaxByPricing(box, parent: parent, warm: warm) { return outcome }
        var outcome = Outcome(bound: parent)
        var rounds = 0
        var lazyRounds = 0
        var contradictions = 0
        var tightenings = 0
        while rounds < roundLimit {
            if shouldStop { return outcome }
            let reading = try master.solve(box, elastic: false, options: linearOptions)
            switch reading.status {
            case .optimal: break
            case .infeasible, .trouble:
                switch try certifyInfeasible(box) {
                case .some(true):
                    outcome.isInfeasible = true
                    return outcome
                case .some(false):
                    rounds += 1
                    contradictions += 1
                    if contradictions > 3 { return outcome }
                    continue
                case .none: return outcome
                }
            case .unbounded:
                isUnbounded = true
                return outcome
            default:
                stop = reading.status
                return outcome
            }
            // Ends of defined variables that the solution breaks become rows.
            let (below, above) = brokenDefinitions(reading.x, box)
            if !(below.isEmpty && above.isEmpty) && lazyRounds < 200 {
                // Points are refined all the same: the prices are already near.
                lazyRounds += 1
                let lagrangian = Lagrangian(form, lower: box.lower, upper: box.upper, prices: reading.prices)
                if lagrangian.bound < outcome.bound {
                    outcome.bound = lagrangian.bound
                    outcome.lagrangian = lagrangian
                    if outcome.bound <= cutoff { return outcome }
                }
                master.use(below, above: above)
                _ = refine(reading.x, lagrangian, box)
                continue
            }
            rounds += 1
            master.part(reading.strained)
            let lagrangian = Lagrangian(form, lower: box.lower, upper: box.upper, prices: reading.prices)
            outcome.x = reading.x
            outcome.value = reading.value
            if lagrangian.bound < outcome.bound || outcome.lagrangian == nil {
                outcome.bound = min(outcome.bound, lagrangian.bound)
                outcome.lagrangian = lagrangian
            }
            outcome.judgement = offer(reading.x)
            if outcome.bound <= cutoff { return outcome }
            if outcome.judgement == .broken, tightenings < 8, broken.excess < 1e-6, let row = broken.row,
                master.tighten(row, by: broken.excess)
            {
                tightenings += 1
                _ = refine(reading.x, lagrangian, box)
                continue
            }
            if convertDisordered(reading.x, lagrangian) { continue }
            let tolerance = 0.1 * target * scale(outcome.bound)
            let isClosed = outcome.bound - reading.value <= tolerance
            let isNonconvex = form.hasWhole || usedBranching || options.relativeGap == nil && target > 1e-5
            // Closed, but the point with the true curves breaks a row: more points near it take the error of chords away.
            let isUnsettled = outcome.judgement == .broken && rounds < 25
            if isClosed && !isUnsettled && (isNonconvex || incumbent != nil && rounds > 40) { return outcome }
            if !refine(reading.x, lagrangian, box) && reading.strained.isEmpty && !isClosed && rounds > 2 { return outcome }
            if isClosed && outcome.bound - reading.value <= 1e-13 * scale(outcome.bound) { return outcome }
        }
        return outcome
    }

    /// Defined variables that a point puts beyond their ends.
    func brokenDefinitions(_ x: [Double], _ box: Box) -> (below: [Int], above: [Int]) {
        var (below, above): ([Int], [Int]) = ([], [])
        for (number, definition) in master.layout.definitions.enumerated() where !master.isLazy(number) {
            let j = definition.variable
            if x[j] < box.lower[j] - 1e-10 { below.append(number) }
            if x[j] > box.upper[j] + 1e-10 { above.append(number) }
        }
        return (below, above)
    }

    /// Adds the points that prices ask for and where the program stands. False when all were known.
    func refine(_ x: [Double], _ lagrangian: Lagrangian, _ box: Box) -> Bool {
        var added = false
        for j in x.indices where !form.curvesOfInput[j].isEmpty {
            let (low, high) = (box.lower[j], box.upper[j])
            if low >= high { continue }
            var wanted = lagrangian.responses[j]
            if !wanted.isFinite { wanted = 4 * max(1, x[j], master.vertices.points[j].last ?? 0) }
            if master.vertices.add(wanted, to: j, within: low, high) { added = true }
            if master.vertices.add(x[j], to: j, within: low, high) { added = true }
            if form.curvesOfInput[j].count == 1 && form.curves[form.curvesOfInput[j][0]].isConcave {
                master.vertices.prune(j, around: wanted, keep: 6)
            }
        }
        return added
    }

    /// An equality's cell whose solution lies below its curve filled its segments out of order: it becomes rows, which know the hull's
    /// lower side. True when there was one.
    private func convertDisordered(_ x: [Double], _ lagrangian: Lagrangian) -> Bool {
        var found: Set<Int> = []
        for cell in master.layout.cells {
            for k in cell.curves where form.curves[k].isEqual {
                let curve = form.curves[k]
                let lack = curve.value(x[cell.input]) - x[curve.output]
                // The prices say whether less of the output would pay; a small lack is the segments' own.
                // A bent curve also dips below all of its segments, where an unwanted output would want to be.
                if lagrangian.prices.curves[k] < -1e-12 && (lack > 1e-7 || !curve.isConcave) { found.insert(k) }
            }
        }
        if found.isEmpty { return false }
        master.makeRows(of: found)
        return true
    }

    /// True: proved infeasible. False: a feasible program was found after adding points. Nil: neither.
    private func certifyInfeasible(_ box: Box) throws(SolverError) -> Bool? {
        let nothing = [Double](repeating: 0, count: form.variableCount)
        for j in box.lower.indices where box.lower[j] > box.upper[j] + 1e-9 * max(1, abs(box.lower[j])) { return true }
        for _ in 0..<60 {
            if shouldStop { return nil }
            let reading = try master.solve(box, elastic: true, options: linearOptions)
            guard reading.status == .optimal else {
                if reading.status != .trouble { stop = reading.status }
                return nil
            }
            let (below, above) = brokenDefinitions(reading.x, box)
            if !(below.isEmpty && above.isEmpty) {
                master.use(below, above: above)
                continue
            }
            master.part(reading.strained)
            if reading.value >= -1e-10 { return false }
            let lagrangian = Lagrangian(form, lower: box.lower, upper: box.upper, prices: reading.prices, cost: nothing)
            if lagrangian.bound < -1e-9 { return true }
            if !refine(reading.x, lagrangian, box) && reading.strained.isEmpty { return nil }
        }
        return nil
    }

    /// Takes a relaxation's point with the true curves as an answer if it keeps every row.
    @discardableResult
    func offer(_ point: [Double]) -> Judgement {
        var x = point
        for j in x.indices {
            if form.whole[j] {
                let nearest = x[j].rounded()
                if abs(x[j] - nearest) > 1e-6 { return .fractional }
                x[j] = nearest
            }
            x[j] = min(max(x[j], form.lower[j]), form.upper[j])
        }
        links.apply(to: &x)
        for (k, curve) in form.curves.enumerated() {
            let top = curve.value(x[curve.input])
            if curve.isEqual {
                x[curve.output] = top
            } else {
                x[curve.output] =
                    onlyGood[k] && form.curvesOfOutput[curve.output].count == 1
                    ? min(top, form.upper[curve.output]) : min(x[curve.output], top)
            }
        }
        let value = form.objective(x)
        let check = form.violation(x)
        guard check.size <= 0.5 * options.feasibility else {
            broken = check
            return .broken
        }
        if value > incumbentValue {
            incumbent = x
            incumbentValue = value
            answerPrices = nil
        }
        return .feasible
    }
}

extension NormalForm {
    /// Largest violation of a row or an end, relative to the amounts compared, and the row that has it (nil for an end).
    ///
    /// What is compared is never taken for smaller than a millionth of what the row's amounts may be: beside sales of thousands, 10⁻¹⁵
    /// sold from a stock of none is rounding.
    func violation(_ x: [Double]) -> (size: Double, row: Int?, excess: Double) {
        var worst: (size: Double, row: Int?, excess: Double) = (0, nil, 0)
        for (i, row) in rows.enumerated() {
            var (sum, size) = (0.0, 0.0)
            for entry in row {
                let part = entry.value * x[entry.index]
                sum += part
                size = max(size, abs(part))
            }
            let excess = max(rowLower[i] - sum, sum - rowUpper[i])
            guard excess > 0 else { continue }
            for entry in row {
                let (low, high) = (abs(lower[entry.index]), abs(upper[entry.index]))
                size = max(size, 1e-6 * abs(entry.value) * max(low.isFinite ? low : 0, high.isFinite ? high : 0))
            }
            let end = max(rowLower[i].isFinite ? abs(rowLower[i]) : 0, rowUpper[i].isFinite ? abs(rowUpper[i]) : 0)
            let relative = excess / max(size, end, .leastNormalMagnitude)
            if relative > worst.size { worst = (relative, i, excess) }
        }
        for j in x.indices {
            let excess = max(lower[j] - x[j], x[j] - upper[j])
            if !(excess <= 0), !(excess <= worst.size) { worst = (excess, nil, excess) }
        }
        return worst
    }
}
