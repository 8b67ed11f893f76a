// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Solves models that are choices (one option a group) over a large concave rest.
enum ChoiceSolver {
    /// Nil where the structure does not suit.
    static func solve(_ model: Model, options: SolveOptions, deadline: Deadline) throws(SolverError) -> Solution? {
        guard let structure = ChoiceStructure(model),
            let rest = ChoiceRest(model, structure, options: options, deadline: deadline)
        else { return nil }
        return try search(structure, rest, options, deadline) { search, master in
            solution(search, master, structure, rest, model, options)
        }
    }

    /// Runs the search and hands it over with its master.
    static func search<Result>(
        _ structure: ChoiceStructure, _ rest: ChoiceRest, _ options: SolveOptions, _ deadline: Deadline,
        _ body: (ChoiceSearch, ChoiceMaster) -> Result
    ) throws(SolverError) -> Result {
        let unit = powerOfTwo(near: max(rest.objectiveScale, structure.cost.reduce(0) { max($0, abs($1)) }))
        return try LinearSession.with(ChoiceMaster.program(structure, unit: unit)) { session throws(SolverError) in
            let master = try ChoiceMaster(structure, rest: rest, session: session, unit: unit)
            let search = ChoiceSearch(
                structure, rest: rest, master: master, options: options, target: options.relativeGap ?? 1e-4,
                deadline: deadline)
            try search.run()
            return body(search, master)
        }
    }

    private static func solution(
        _ search: ChoiceSearch, _ master: ChoiceMaster, _ structure: ChoiceStructure, _ rest: ChoiceRest, _ model: Model,
        _ options: SolveOptions
    ) -> Solution {
        var certificate = Certificate(
            status: .unknown, iterations: master.iterations + rest.iterations, nodes: search.nodes,
            method: "choices by Benders cuts over pricing", rows: master.rowCount, columns: master.columnCount,
            solverStatus: master.statusWord, cutShort: search.stop == .timeLimit || search.stop == .cancelled)
        let bound = search.bound
        if bound.isFinite { certificate.bound = structure.sign * bound }
        guard let best = search.best else {
            if search.isEmpty { certificate.status = .infeasible }
            return Solution(certificate: certificate)
        }
        let check = PointCheck(best.point, on: model)
        certificate.value = check.value
        certificate.violation = check.violation
        certificate.status = .feasible
        if let bound = certificate.bound {
            let gap = relativeGap(value: check.value, bound: bound, grossScale: options.grossScale, floor: 0)
            certificate.gap = gap
            if gap <= options.relativeGap ?? 1e-4 { certificate.status = .optimal }
        }
        return Solution(
            certificate: certificate, values: best.point, rowPrices: best.rowPrices, reducedCosts: best.reducedCosts,
            pricesAreFixedChoices: true, warm: WarmStart(values: best.point, rowPrices: best.rowPrices))
    }
}
