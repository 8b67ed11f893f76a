// SPDX-License-Identifier: GPL-3.0-or-later

/// How a normal form is laid out as a linear program. Rows are expensive to the simplex method and columns are cheap, therefore
///
/// - a curve whose output nothing else limits becomes columns: segments of its input, each with the output that it brings (a *cell*);
/// - a variable that an equality defines by cells' inputs (the spend of a day in a carry-over chain, x = e − θ e′) is put into the other
///   rows, and its own ends become rows only where a solution breaks them (*lazy* rows);
/// - all other curves become rows along the hull of known points.
struct Layout {
    enum Role {
        /// A column of its own.
        case column
        /// The input of the cell with this number.
        case input(Int)
        /// Carried by the segments of its curve's cell.
        case output
        /// Defined by an equality: number of the lazy row.
        case defined(Int)
    }

    struct Cell {
        let input: Int
        /// Curve rows of this input.
        let curves: [Int]
    }

    /// x = constant + Σ value · variable, from `row`, in which x has `coefficient`.
    struct Definition {
        let variable: Int
        let row: Int
        let coefficient: Double
        let constant: Double
        let entries: [NormalForm.Entry]
    }

    var roles: [Role]
    var cells: [Cell] = []
    var definitions: [Definition] = []
    /// What a cell's segments have in rows, by cell.
    var patterns: [CellPattern] = []
    /// Curve rows that are rows of the program.
    var rowCurves: [Int] = []
    /// True for rows that define a variable and so are not in the program.
    var isDefining: [Bool]
    /// Columns after substitution; entries beyond the row count belong to lazy rows.
    var columns: [[NormalForm.Entry]]
    var cost: [Double]
    /// What substitution adds to the activity of each row, lazy rows included.
    var shift: [Double]
    var costShift = 0.0

    /// `asRows` are curve rows that must not become cells.
    init(_ form: borrowing NormalForm, asRows: Set<Int>) {
        let count = form.variableCount
        roles = [Role](repeating: .column, count: count)
        isDefining = [Bool](repeating: false, count: form.rowCount)
        columns = form.columns
        cost = form.cost
        shift = []
        for j in 0..<count where !form.curvesOfInput[j].isEmpty {
            if Self.isCell(form, j, asRows) {
                roles[j] = .input(cells.count)
                cells.append(Cell(input: j, curves: form.curvesOfInput[j]))
                for k in form.curvesOfInput[j] { roles[form.curves[k].output] = .output }
            } else {
                rowCurves.append(contentsOf: form.curvesOfInput[j])
            }
        }
        findDefinitions(form)
        shift = [Double](repeating: 0, count: form.rowCount + definitions.count)
        substitute(form)
        patterns = cells.map { cell in
            CellPattern(columns[cell.input], outputs: cell.curves.map { columns[form.curves[$0].output] })
        }
    }

    private static func isCell(_ form: borrowing NormalForm, _ j: Int, _ asRows: Set<Int>) -> Bool {
        if form.whole[j] || !form.curvesOfOutput[j].isEmpty { return false }
        let curves = form.curvesOfInput[j]
        for k in curves {
            let curve = form.curves[k]
            let y = curve.output
            if asRows.contains(k) || form.whole[y] || form.curvesOfOutput[y].count != 1 || !form.curvesOfInput[y].isEmpty {
                return false
            }
            if curves.count > 1 && !curve.isConcave { return false }
            if form.lower[y] > curve.value(form.lower[j]) { return false }
            let top = form.upper[j].isFinite ? curve.value(form.upper[j]) : .infinity
            if form.upper[y] < top { return false }
            if !curve.isEqual && !isOnlyGood(form, y) { return false }
        }
        return true
    }

    /// True when more of the variable never hurts.
    private static func isOnlyGood(_ form: borrowing NormalForm, _ y: Int) -> Bool {
        if form.cost[y] < 0 { return false }
        for entry in form.columns[y] {
            if entry.value > 0 && form.rowUpper[entry.index] < .infinity { return false }
            if entry.value < 0 && form.rowLower[entry.index] > -.infinity { return false }
        }
        return true
    }

    private mutating func findDefinitions(_ form: borrowing NormalForm) {
        for (i, row) in form.rows.enumerated() where row.count <= 3 && row.count >= 2 && form.rowLower[i] == form.rowUpper[i] {
            var candidate: NormalForm.Entry?
            var inputs = 0
            for entry in row {
                switch roles[entry.index] {
                case .column
                where !form.whole[entry.index] && form.curvesOfOutput[entry.index].isEmpty
                    && form.curvesOfInput[entry.index].isEmpty && abs(entry.value) > 1e-3:
                    candidate = entry
                case .input: inputs += 1
                default: break
                }
            }
            guard let x = candidate, inputs == row.count - 1 else { continue }
            roles[x.index] = .defined(definitions.count)
            isDefining[i] = true
            definitions.append(
                Definition(
                    variable: x.index, row: i, coefficient: x.value, constant: form.rowLower[i] / x.value,
                    entries: row.filter { $0.index != x.index }.map { .init(index: $0.index, value: -$0.value / x.value) }))
        }
    }

    private mutating func substitute(_ form: borrowing NormalForm) {
        for (number, definition) in definitions.enumerated() {
            let own = form.columns[definition.variable].filter { !isDefining[$0.index] || $0.index == definition.row }
            for entry in definition.entries {
                for used in own where used.index != definition.row {
                    columns[entry.index].append(.init(index: used.index, value: used.value * entry.value))
                }
                columns[entry.index].append(.init(index: form.rowCount + number, value: entry.value))
                cost[entry.index] += form.cost[definition.variable] * entry.value
            }
            for used in own where used.index != definition.row { shift[used.index] += used.value * definition.constant }
            shift[form.rowCount + number] += definition.constant
            costShift += form.cost[definition.variable] * definition.constant
        }
        for j in columns.indices {
            columns[j].removeAll { $0.index < isDefining.count && isDefining[$0.index] }
            guard columns[j].count > 1 else { continue }
            columns[j].sort { $0.index < $1.index }
            var merged: [NormalForm.Entry] = []
            for entry in columns[j] {
                if let last = merged.last, last.index == entry.index {
                    merged[merged.count - 1].value += entry.value
                } else {
                    merged.append(entry)
                }
            }
            columns[j] = merged.filter { abs($0.value) > 1e-14 }
        }
    }
}

/// The rows that a cell's segments are in. A segment with slopes s has inputValues + Σ s · outputValues there.
struct CellPattern {
    var rows: [Int] = []
    var inputValues: [Double] = []
    /// One list an output.
    var outputValues: [[Double]]

    init(_ input: [NormalForm.Entry], outputs: [[NormalForm.Entry]]) {
        var position: [Int: Int] = [:]
        for entry in input + outputs.joined() where position[entry.index] == nil { position[entry.index] = 0 }
        rows = position.keys.sorted()
        for (place, row) in rows.enumerated() { position[row] = place }
        inputValues = [Double](repeating: 0, count: rows.count)
        outputValues = [[Double]](repeating: inputValues, count: outputs.count)
        for entry in input { inputValues[position[entry.index] ?? 0] += entry.value }
        for (m, output) in outputs.enumerated() {
            for entry in output { outputValues[m][position[entry.index] ?? 0] += entry.value }
        }
    }
}
