// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Reads a model as a separable problem, where it is one.
///
/// Told apart by what the variables do: an output stands on the left of exactly one curve row, an input on its right. An equality row
/// of an input, at most one other input and one variable that no curve knows is a link of a chain, if the input enters nothing else of
/// the kind. All other linear rows couple.
struct ModelStructure {
    private(set) var problem = SeparableProblem()
    /// Above this many coupling rows the dense storage of their normal matrix would take over half a gigabyte.
    private static let rowLimit = 6000
    /// Model rows that couple, in the order of the problem's rows; −1 for bounds of outputs that became rows.
    private(set) var couplingRows: [Int] = []

    /// Model row of each cell's link, −1 for none.
    private(set) var linkRows: [Int]
    /// True when the bounds alone exclude a row.
    private(set) var isInfeasible = false

    private let model: Model
    /// Cell of each variable as input and as output, −1 for none.
    private var cellOfInput: [Int32]
    private var cellOfOutput: [Int32]
    private var isSpend: [Bool]
    private var cappedOutputs: [Int] = []

    /// Nil where the structure does not suit.
    init?(_ model: Model) {
        guard !model.hasIntegers, !model.curveRows.isEmpty else { return nil }
        self.model = model
        cellOfInput = [Int32](repeating: -1, count: model.variableCount)
        cellOfOutput = cellOfInput
        linkRows = [Int](repeating: -1, count: model.curveRows.count)
        isSpend = [Bool](repeating: false, count: model.variableCount)
        guard readCells(), readRows() else { return nil }
        readColumns()
        guard chainCells(), boundColumns() else { return nil }
        guard let feasible = problem.tighten() else { return nil }
        isInfeasible = !feasible
    }

    private mutating func readCells() -> Bool {
        problem.cells.reserveCapacity(model.curveRows.count)
        problem.curves.reserveCapacity(model.curveRows.count)
        for (position, row) in model.curveRows.enumerated() {
            let relation = row.relation
            let input = relation.term.input
            let output = relation.output
            let scale = relation.term.scale
            guard cellOfInput[input.position] < 0, cellOfOutput[output.position] < 0, scale >= 0, scale.isFinite,
                relation.term.curve.isConcave, relation.term.curve.value(at: 0) >= 0
            else { return false }
            cellOfInput[input.position] = Int32(position)
            cellOfOutput[output.position] = Int32(position)
            problem.cells.append(
                SeparableProblem.Cell(
                    input: input.index, output: output.index, scale: scale, mustEqual: relation.sense == .equal, link: nil))
            problem.curves.append(relation.term.curve)
        }
        for cell in problem.cells where cellOfOutput[Int(cell.input)] >= 0 || cellOfInput[Int(cell.output)] >= 0 {
            return false
        }
        return true
    }

    private mutating func readRows() -> Bool {
        for (position, row) in model.rows.enumerated() {
            if row.lower == -.infinity && row.upper == .infinity { continue }
            if row.lower.isNaN || row.upper.isNaN { return false }
            if row.lower == row.upper, row.terms.count <= 3, readLink(row, at: position) { continue }
            couplingRows.append(position)
            problem.rowLower.append(row.lower)
            problem.rowUpper.append(row.upper)
        }
        // An upper bound of an output is a row of one entry.
        for cell in problem.cells where model.upper[Int(cell.output)] < .infinity {
            cappedOutputs.append(Int(cell.output))
            couplingRows.append(-1)
            problem.rowLower.append(-.infinity)
            problem.rowUpper.append(model.upper[Int(cell.output)])
        }
        return cappedOutputs.count <= 500 && couplingRows.count <= Self.rowLimit
    }

    /// Takes a row as the link of a chain; false where it is none.
    private mutating func readLink(_ row: Row, at position: Int) -> Bool {
        var spends: [Term] = []
        var inputs: [Term] = []
        for term in row.terms {
            let v = term.variable.position
            if cellOfInput[v] >= 0 {
                inputs.append(term)
            } else if cellOfOutput[v] < 0 {
                spends.append(term)
            }
        }
        guard spends.count == 1, inputs.count == row.terms.count - 1, (1...2).contains(inputs.count),
            !isSpend[spends[0].variable.position]
        else { return false }
        let spend = spends[0]
        // The later effective spend has the sign against the spend's.
        guard let own = inputs.first(where: { $0.coefficient * spend.coefficient < 0 }) else { return false }
        let before = inputs.first { $0.variable != own.variable }
        let carry = before.map { -$0.coefficient / own.coefficient } ?? 0
        let cell = Int(cellOfInput[own.variable.position])
        let factor = -spend.coefficient / own.coefficient
        guard problem.cells[cell].link == nil, carry >= 0, factor > 0, factor.isFinite, carry.isFinite else { return false }
        problem.cells[cell].link = SeparableProblem.Link(
            spend: spend.variable.index, carry: carry, factor: factor, shift: row.lower / own.coefficient,
            before: before.map { cellOfInput[$0.variable.position] } ?? -1, coefficient: own.coefficient)
        linkRows[cell] = position
        isSpend[spend.variable.position] = true
        return true
    }

    private mutating func readColumns() {
        let columns = model.variableCount
        problem.columnLower = model.lower
        problem.columnUpper = model.upper
        problem.cost = [Double](repeating: 0, count: columns)
        let sign = model.direction == .maximize ? 1.0 : -1.0
        for term in model.objective.terms { problem.cost[term.variable.position] += sign * term.coefficient }
        var counts = [Int](repeating: 0, count: columns + 1)
        for row in couplingRows where row >= 0 {
            for term in model.rows[row].terms { counts[term.variable.position + 1] += 1 }
        }
        for output in cappedOutputs { counts[output + 1] += 1 }
        for j in 0..<columns { counts[j + 1] += counts[j] }
        problem.starts = counts
        problem.rowIndices = [Int32](repeating: 0, count: counts[columns])
        problem.coefficients = [Double](repeating: 0, count: counts[columns])
        var capped = cappedOutputs.makeIterator()
        for (position, row) in couplingRows.enumerated() {
            if row < 0, let output = capped.next() {
                problem.rowIndices[counts[output]] = Int32(position)
                problem.coefficients[counts[output]] = 1
                counts[output] += 1
            }
            guard row >= 0 else { continue }
            for term in model.rows[row].terms {
                let k = counts[term.variable.position]
                problem.rowIndices[k] = Int32(position)
                problem.coefficients[k] = term.coefficient
                counts[term.variable.position] += 1
            }
        }
    }

    /// Orders linked cells in time; false where links do not form chains.
    private mutating func chainCells() -> Bool {
        let count = problem.cells.count
        var after = [Int](repeating: -1, count: count)
        for (position, cell) in problem.cells.enumerated() {
            guard let link = cell.link, link.before >= 0 else { continue }
            let before = Int(link.before)
            guard problem.cells[before].link != nil, after[before] < 0 else { return false }
            after[before] = position
        }
        var placed = 0
        for (position, cell) in problem.cells.enumerated() {
            guard let link = cell.link else {
                problem.singles.append(position)
                placed += 1
                continue
            }
            guard link.before < 0 else { continue }
            var chain: [Int] = []
            var at = position
            while at >= 0 {
                chain.append(at)
                at = after[at]
            }
            placed += chain.count
            problem.chains.append(chain)
        }
        return placed == count
    }

    /// Makes every range finite and keeps outputs between 0 and their curve; false where that cannot be.
    private mutating func boundColumns() -> Bool {
        for j in 0..<problem.columnCount where cellOfOutput[j] < 0 && cellOfInput[j] < 0 && !isSpend[j] {
            problem.plain.append(Int32(j))
        }
        for j in 0..<problem.columnCount where problem.columnLower[j] > problem.columnUpper[j] { return false }
        problem.implyUpperBounds(
            of: problem.cells.map { Int($0.link?.spend ?? $0.input) } + problem.plain.map { Int($0) })
        for cell in problem.cells {
            let spend = Int(cell.link?.spend ?? cell.input)
            guard problem.columnLower[spend] > -.infinity, problem.columnUpper[spend] < .infinity else { return false }
            if cell.link == nil, problem.columnLower[spend] < 0 { return false }
            let output = Int(cell.output)
            guard problem.columnLower[output] <= 0 else { return false }
        }
        for j in problem.plain {
            guard problem.columnLower[Int(j)] > -.infinity, problem.columnUpper[Int(j)] < .infinity else { return false }
        }
        return boundChains()
    }

    /// Effective spends need no bounds of their own beyond what their chain implies.
    private func boundChains() -> Bool {
        for chain in problem.chains {
            var least = 0.0
            var most = 0.0
            for position in chain {
                let cell = problem.cells[position]
                guard let link = cell.link else { return false }
                let spend = Int(link.spend)
                least = link.carry * least + link.factor * problem.columnLower[spend] + link.shift
                most = link.carry * most + link.factor * problem.columnUpper[spend] + link.shift
                let rounding = 1e-12 * abs(most)
                guard least >= -rounding, problem.columnLower[Int(cell.input)] <= least + rounding,
                    problem.columnUpper[Int(cell.input)] >= most - rounding
                else { return false }
            }
        }
        return true
    }
}

extension SeparableProblem {
    /// Gives columns without an upper bound the one that a row with nonnegative coefficients and columns implies.
    mutating func implyUpperBounds(of columns: [Int]) {
        guard columns.contains(where: { columnUpper[$0] == .infinity }) else { return }
        var isPacking = rowUpper.map { $0 < .infinity }
        for j in 0..<columnCount {
            for k in starts[j]..<starts[j + 1] where coefficients[k] < 0 || columnLower[j] < 0 {
                isPacking[Int(rowIndices[k])] = false
            }
        }
        for j in columns where columnUpper[j] == .infinity {
            for k in starts[j]..<starts[j + 1] where isPacking[Int(rowIndices[k])] && coefficients[k] > 0 {
                columnUpper[j] = min(columnUpper[j], max(columnLower[j], rowUpper[Int(rowIndices[k])] / coefficients[k]))
            }
        }
    }
}
