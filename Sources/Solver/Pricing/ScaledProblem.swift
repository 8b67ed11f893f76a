// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A separable problem with rows and objective divided by what they are measured in, rows that touch few columns first.
///
/// Everything that the price search compares with a tolerance is then free of units: values times 10⁻⁶ or money times 10⁶ give
/// the same search.
struct ScaledProblem: Sendable {
    let source: SeparableProblem
    /// Position in the source of each row.
    let order: [Int]
    /// Position here of each row of the source.
    private let rank: [Int32]
    /// Row bounds, divided by `rowScale`.
    private(set) var lower: [Double]
    private(set) var upper: [Double]
    /// By position here.
    let rowScale: [Double]
    let objectiveScale: Double
    /// By column, divided by `objectiveScale`.
    let cost: [Double]
    /// By column of an output, what smoothing is relative to: its cost, or an average output's where it has none.
    let unit: [Double]
    /// By row, the average value that one unit of activity brings: the order of magnitude of its price.
    let naturalPrice: [Double]
    private let starts: [Int]
    private let entries: [(Int32, Double)]

    init(_ source: SeparableProblem) {
        self.source = source
        let rows = source.rowCount
        var touched = [Int](repeating: 0, count: rows)
        for row in source.rowIndices { touched[Int(row)] += 1 }
        let order = (0..<rows).sorted { (touched[$0], $0) < (touched[$1], $1) }
        self.order = order
        var rank = [Int32](repeating: 0, count: rows)
        for (position, row) in order.enumerated() { rank[row] = Int32(position) }
        self.rank = rank

        let reach = source.reach()
        var span = [Double](repeating: 0, count: rows)
        var gain = [Double](repeating: 0, count: rows)
        for cell in source.cells {
            let output = Int(cell.output)
            let value = abs(source.cost[output] * reach[output])
            let owners = [output, Int(cell.link?.spend ?? cell.input)]
            for j in owners {
                for k in source.starts[j]..<source.starts[j + 1] { gain[Int(source.rowIndices[k])] += value }
            }
        }
        for j in 0..<source.columnCount {
            for k in source.starts[j]..<source.starts[j + 1] {
                span[Int(source.rowIndices[k])] += abs(source.coefficients[k]) * reach[j]
            }
        }
        var objective = 0.0
        for j in 0..<source.columnCount { objective += abs(source.cost[j]) * reach[j] }
        let objectiveScale = objective > 0 && objective.isFinite ? objective : 1
        self.objectiveScale = objectiveScale
        var scales = [Double](repeating: 1, count: rows)
        for r in 0..<rows {
            var size = 0.0
            if source.rowLower[r].isFinite { size = abs(source.rowLower[r]) }
            if source.rowUpper[r].isFinite { size = max(size, abs(source.rowUpper[r])) }
            if size < 1e-9 * span[r] { size = 1e-2 * span[r] }
            if span[r] > 0 { size = min(size, span[r]) }
            if size > 0 && size.isFinite { scales[r] = size }
        }
        rowScale = order.map { scales[$0] }
        lower = order.map { source.rowLower[$0] / scales[$0] }
        upper = order.map { source.rowUpper[$0] / scales[$0] }
        cost = source.cost.map { $0 / objectiveScale }
        naturalPrice = order.map { r in
            let value = (gain[r] > 0 ? gain[r] : objective) / objectiveScale
            return span[r] > 0 ? value / (span[r] / scales[r]) : 1
        }

        var starts = [0]
        starts.reserveCapacity(source.columnCount + 1)
        var entries: [(Int32, Double)] = []
        entries.reserveCapacity(source.rowIndices.count)
        for j in 0..<source.columnCount {
            let begin = entries.count
            for k in source.starts[j]..<source.starts[j + 1] {
                let row = Int(source.rowIndices[k])
                entries.append((rank[row], source.coefficients[k] / scales[row]))
            }
            // A column has few entries: insertion.
            for i in (begin + 1)..<max(entries.count, begin + 1) {
                var k = i
                while k > begin, entries[k - 1].0 > entries[k].0 {
                    entries.swapAt(k, k - 1)
                    k -= 1
                }
            }
            starts.append(entries.count)
        }
        self.starts = starts
        self.entries = entries

        var outputs = 0.0
        for cell in source.cells { outputs += reach[Int(cell.output)] }
        let average = outputs > 0 ? objective / outputs : objective
        var unit = [Double](repeating: 0, count: source.columnCount)
        for cell in source.cells {
            let own = abs(source.cost[Int(cell.output)])
            unit[Int(cell.output)] = (own > 0 ? own : average) / objectiveScale
        }
        for j in source.plain {
            let own = abs(source.cost[Int(j)])
            let size = reach[Int(j)]
            unit[Int(j)] = (own > 0 || size <= 0 ? own : objective / size / Double(source.columnCount)) / objectiveScale
        }
        self.unit = unit
    }

    var rowCount: Int { order.count }

    /// A column's entries by increasing row.
    func entries(_ column: Int32) -> ArraySlice<(Int32, Double)> { entries[starts[Int(column)]..<starts[Int(column) + 1]] }

    /// Changes the ends of a row, by its position in the source.
    mutating func bound(row: Int, lower low: Double, upper high: Double) {
        let position = Int(rank[row])
        lower[position] = low / rowScale[position]
        upper[position] = high / rowScale[position]
    }

    /// Prices here from prices of the source's rows.
    func scaled(prices: [Double]) -> [Double] {
        order.indices.map { prices[order[$0]] * rowScale[$0] / objectiveScale }
    }

    /// Prices of the source's rows from prices here.
    func unscaled(prices: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: order.count)
        for (position, row) in order.enumerated() { result[row] = prices[position] * objectiveScale / rowScale[position] }
        return result
    }
}

extension SeparableProblem {
    /// The largest absolute value that a column can take, from its bounds, its chain and its curve.
    func reach() -> [Double] {
        var reach = [Double](repeating: 0, count: columnCount)
        for j in 0..<columnCount { reach[j] = max(abs(columnLower[j]), abs(columnUpper[j])) }
        for chain in chains {
            var before = 0.0
            for position in chain {
                guard let link = cells[position].link else { continue }
                before = abs(link.carry) * before + abs(link.factor) * reach[Int(link.spend)] + abs(link.shift)
                reach[Int(cells[position].input)] = before
            }
        }
        for (position, cell) in cells.enumerated() {
            reach[Int(cell.output)] = cell.scale * curves[position].value(at: reach[Int(cell.input)])
        }
        return reach
    }
}
