// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A concave program whose only coupling is by linear rows, as arrays:
///
///     maximize    Σ cost · v
///     subject to  rowLower ≤ A v ≤ rowUpper
///                 output ≤ or = scale · curve(input)                              for every cell
///                 input(t) = carry · input(t − 1) + spend(t) + shift              along every chain
///                 columnLower ≤ v ≤ columnUpper
///
/// Columns are the model's variables. A column belongs to one cell (as input, output or spend) or to none (a plain column).
struct SeparableProblem: Sendable {
    /// One curve row.
    struct Cell: Sendable {
        /// Column of the curve's argument: a spend, or the effective spend of a chain.
        var input: Int32
        /// Column of the curve's value.
        var output: Int32
        var scale: Double
        /// True for `=`, where output may not be thrown away.
        var mustEqual: Bool
        /// How effective spend arises; nil for a cell that stands alone.
        var link: Link?
    }

    /// input = carry · (input of the cell before) + factor · spend + shift; a chain's first cell has carry 0.
    struct Link: Sendable {
        var spend: Int32
        var carry: Double
        var factor: Double
        var shift: Double
        /// Cell before; −1 for a chain's first.
        var before: Int32
        /// Coefficient of the input in the model's row.
        var coefficient: Double
    }

    var rowLower: [Double] = []
    var rowUpper: [Double] = []
    var columnLower: [Double] = []
    var columnUpper: [Double] = []
    /// Objective to be maximized.
    var cost: [Double] = []
    /// Entries of column j are at `starts[j] ..< starts[j + 1]`, without the rows that tie chains.
    var starts: [Int] = [0]
    var rowIndices: [Int32] = []
    var coefficients: [Double] = []
    var cells: [Cell] = []
    /// One curve a cell.
    var curves: [any Curve] = []
    /// Cells that stand alone.
    var singles: [Int] = []
    /// Cells of each chain in the order of time.
    var chains: [[Int]] = []
    /// Columns that no cell has.
    var plain: [Int32] = []

    var rowCount: Int { rowLower.count }
    var columnCount: Int { cost.count }

    /// Activity of every row at a point.
    func activities(at point: [Double]) -> [Double] {
        var activity = [Double](repeating: 0, count: rowCount)
        for j in 0..<columnCount where point[j] != 0 {
            for k in starts[j]..<starts[j + 1] { activity[Int(rowIndices[k])] += coefficients[k] * point[j] }
        }
        return activity
    }

    /// Σ |coefficient · value| of every row at a point: what the row's rounding is measured against.
    func magnitudes(at point: [Double]) -> [Double] {
        var magnitude = [Double](repeating: 0, count: rowCount)
        for j in 0..<columnCount where point[j] != 0 {
            for k in starts[j]..<starts[j + 1] { magnitude[Int(rowIndices[k])] += abs(coefficients[k] * point[j]) }
        }
        return magnitude
    }

    /// Σ cost · value.
    func objective(at point: [Double]) -> Double {
        var sum = 0.0
        for j in 0..<columnCount { sum += cost[j] * point[j] }
        return sum
    }
}
