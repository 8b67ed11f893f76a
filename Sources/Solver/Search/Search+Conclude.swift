// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension Search {
    /// Turns what the search knows into an answer in the model's own units, measured on the model itself.
    func conclude(_ model: Model) throws(SolverError) -> Solution {
        let word = master.session.statusWord
        var prices = rootPrices
        let isFixed = usedBranching || form.hasWhole || form.curves.contains { !$0.isConcave }
        if isFixed && incumbent != nil && (stop == nil || stop == .nodeLimit) {
            // A full tree is no reason to leave the answer's amounts unfinished.
            let (kept, count) = (stop, nodes)
            (stop, nodes) = (nil, 0)
            prices = try fixedPrices() ?? rootPrices
            (stop, nodes) = (kept ?? stop, count)
        }
        var certificate = Certificate(
            status: .unknown, iterations: master.iterations, nodes: nodes,
            method: method,
            rows: master.last?.program.rowCount ?? 0, columns: master.last?.program.columnCount ?? 0, solverStatus: word,
            cutShort: stop == .timeLimit || stop == .cancelled)
        var values: [Double] = []
        if let incumbent {
            values = zip(incumbent, form.unit).map { $0 * $1 }
            // Changing units may leave a variable a last bit beyond its end.
            for j in values.indices { values[j] = min(max(values[j], model.lower[j]), model.upper[j]) }
            let check = PointCheck(values, on: model)
            certificate.value = check.value
            certificate.violation = check.violation
        }
        if isUnbounded {
            certificate.status = .unbounded
            return Solution(certificate: certificate, values: values)
        }
        let best = bound
        if best.isFinite { certificate.bound = form.sign * best * form.objectiveUnit }
        if incumbent == nil {
            // Without open or closed boxes every leaf was proved infeasible.
            let isEmpty = stop == nil && closedBound == -.infinity && openBound == -.infinity
            certificate.status = isEmpty ? .infeasible : .unknown
            return Solution(certificate: certificate)
        }
        if let value = certificate.value, let bound = certificate.bound {
            let gap = relativeGap(value: value, bound: bound, grossScale: options.grossScale, floor: 1e-9 * form.objectiveUnit)
            certificate.gap = gap
            certificate.status = gap <= asked && certificate.violation <= options.feasibility ? .optimal : .feasible
        } else {
            certificate.status = .feasible
        }
        // Whoever reads an answer counts on one price a row; where none was found there is nothing to gain that is known.
        let known =
            prices
            ?? Prices(
                rows: blockPrices.isEmpty ? [Double](repeating: 0, count: form.rowCount) : blockPrices,
                curves: form.curves.map { max(0, form.cost[$0.output]) })
        let rowPrices = known.rows.indices.map { form.sign * known.rows[$0] * form.objectiveUnit / form.rowUnit[$0] }
        let reduced = reducedCosts(known)
        return Solution(
            certificate: certificate, values: values, rowPrices: rowPrices, reducedCosts: reduced,
            pricesAreFixedChoices: isFixed,
            warm: WarmStart(values: values, rowPrices: rowPrices))
    }

    private var method: String {
        if branchesOnBlocks { return usedBranching ? "branch and bound over whole plans of blocks" : "whole plans of blocks" }
        return usedBranching ? "branch and bound over refined relaxations" : "refined linear programs"
    }

    /// Prices with all whole variables and the pieces of bent curves fixed as in the answer; a better point found on the way is taken.
    private func fixedPrices() throws(SolverError) -> Prices? {
        guard let answer = incumbent else { return nil }
        if let answerPrices { return answerPrices }
        var box = Box(lower: form.lower, upper: form.upper)
        fix(&box, at: answer)
        let outcome = try relax(box, parent: bound, roundLimit: 12)
        return outcome.lagrangian?.prices
    }

    /// What the objective gains per unit of each variable at given prices, curves by their slope at the answer.
    private func reducedCosts(_ prices: Prices) -> [Double] {
        guard let answer = incumbent else { return [] }
        var reduced = form.cost
        for j in reduced.indices {
            for entry in form.columns[j] { reduced[j] -= prices.rows[entry.index] * entry.value }
        }
        for (k, curve) in form.curves.enumerated() {
            reduced[curve.output] -= prices.curves[k]
            let slope = curve.slope(answer[curve.input])
            if slope.isFinite { reduced[curve.input] += prices.curves[k] * slope }
        }
        return reduced.indices.map { form.sign * reduced[$0] * form.objectiveUnit / form.unit[$0] }
    }
}
