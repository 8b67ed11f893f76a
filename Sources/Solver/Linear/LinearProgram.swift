// SPDX-License-Identifier: GPL-3.0-or-later

/// A linear or mixed integer program with its matrix by columns: what a `LinearSession` starts from.
///
/// maximize or minimize Σ objectiveⱼ xⱼ subject to rowLower ≤ A x ≤ rowUpper, columnLower ≤ x ≤ columnUpper. Ends may be infinite,
/// everything else must be finite. Entries of one row and column add up.
public struct LinearProgram: Sendable {
    /// True when the objective is to be maximized.
    public var maximize = true
    public var columnLower: [Double] = []
    public var columnUpper: [Double] = []
    /// One coefficient a column.
    public var objective: [Double] = []
    /// True for whole columns; empty means none is.
    public var integer: [Bool] = []
    public var rowLower: [Double] = []
    public var rowUpper: [Double] = []
    /// Entries of column j are at `starts[j] ..< starts[j + 1]` of `rowIndices` and `coefficients`; one more than there are columns.
    public var starts: [Int] = [0]
    public var rowIndices: [Int32] = []
    public var coefficients: [Double] = []
    /// Empty, or one name a column; used by exports only.
    public var columnNames: [String] = []
    /// Empty, or one name a row; used by exports only.
    public var rowNames: [String] = []

    public init() {}

    /// Number of columns.
    public var columnCount: Int { columnLower.count }
    /// Number of rows.
    public var rowCount: Int { rowLower.count }

    /// Adds an empty row, whose entries come with the columns, and returns its position.
    @discardableResult
    public mutating func addRow(lower: Double, upper: Double) -> Int {
        rowLower.append(lower)
        rowUpper.append(upper)
        return rowLower.count - 1
    }

    /// Adds a column with its entries in rows that exist, and returns its position.
    @discardableResult
    public mutating func addColumn(
        lower: Double, upper: Double, cost: Double = 0, integer whole: Bool = false, entries: [(row: Int, value: Double)] = []
    ) -> Int {
        columnLower.append(lower)
        columnUpper.append(upper)
        objective.append(cost)
        if whole || !integer.isEmpty {
            while integer.count < columnLower.count - 1 { integer.append(false) }
            integer.append(whole)
        }
        for entry in entries {
            rowIndices.append(Int32(clamping: entry.row))
            coefficients.append(entry.value)
        }
        starts.append(coefficients.count)
        return columnLower.count - 1
    }

    /// The same program with one entry a row and column and without zeros; throws what is wrong with it.
    func validated() throws(SolverError) -> LinearProgram {
        let columns = columnLower.count
        guard columnUpper.count == columns, objective.count == columns, starts.count == columns + 1,
            integer.isEmpty || integer.count == columns, rowUpper.count == rowLower.count,
            rowIndices.count == coefficients.count, starts.first == 0, starts.last == coefficients.count,
            columns < Int32.max, rowLower.count < Int32.max
        else { throw .badShape("arrays of different lengths") }
        for (j, value) in objective.enumerated() where !value.isFinite { throw .notFinite(place: columnName(j), value: value) }
        for j in 0..<columns { try checkEnds(columnLower[j], columnUpper[j]) { columnName(j) } }
        for i in rowLower.indices { try checkEnds(rowLower[i], rowUpper[i]) { rowName(i) } }
        var needsMerge = false
        var lastSeen = [Int](repeating: -1, count: rowLower.count)
        for j in 0..<columns {
            guard starts[j] <= starts[j + 1] else { throw .badShape("column starts that fall") }
            for k in starts[j]..<starts[j + 1] {
                let row = Int(rowIndices[k])
                guard row >= 0, row < rowLower.count else { throw .badShape("a row that is not there: \(row)") }
                if !coefficients[k].isFinite { throw .notFinite(place: columnName(j), value: coefficients[k]) }
                if lastSeen[row] == j || coefficients[k] == 0 { needsMerge = true }
                lastSeen[row] = j
            }
        }
        return needsMerge ? merged() : self
    }

    private func merged() -> LinearProgram {
        var result = self
        result.starts = [0]
        result.rowIndices.removeAll(keepingCapacity: true)
        result.coefficients.removeAll(keepingCapacity: true)
        for j in 0..<columnCount {
            let entries = mergedEntries((starts[j]..<starts[j + 1]).map { (Int(rowIndices[$0]), coefficients[$0]) })
            for (row, value) in entries {
                result.rowIndices.append(Int32(row))
                result.coefficients.append(value)
            }
            result.starts.append(result.coefficients.count)
        }
        return result
    }

    func columnName(_ j: Int) -> String { j < columnNames.count ? columnNames[j] : "x\(j)" }
    func rowName(_ i: Int) -> String { i < rowNames.count ? rowNames[i] : "r\(i)" }
}

/// Throws when a range's ends are NaN or infinite the wrong way round.
func checkEnds(_ lower: Double, _ upper: Double, _ name: () -> String) throws(SolverError) {
    if lower.isNaN || lower == .infinity { throw .notFinite(place: name(), value: lower) }
    if upper.isNaN || upper == -.infinity { throw .notFinite(place: name(), value: upper) }
}

/// Entries by increasing index, those of one index added up, zeros left out.
func mergedEntries(_ entries: [(Int, Double)]) -> [(Int, Double)] {
    var result: [(Int, Double)] = []
    for (index, value) in entries.sorted(by: { $0.0 < $1.0 }) {
        if let last = result.last, last.0 == index {
            result[result.count - 1].1 += value
        } else {
            result.append((index, value))
        }
    }
    result.removeAll { $0.1 == 0 }
    return result
}
