// SPDX-License-Identifier: GPL-3.0-or-later

/// A fixed part of the cells, answered in one task: the sums over parts are taken in the order of the parts, so results do not
/// depend on the number of threads.
protocol PriceChunk: AnyObject, Sendable {
    /// Σ over the cells of the best value at these prices, after `respond`.
    var dual: Double { get }
    /// Contribution to each row, after `respond`.
    var activity: [Double] { get }
    /// Finds every cell's best response. `smoothing` is relative to each output's own value; 0 for the exact dual function.
    func respond(prices: [Double], smoothing: Double)
    /// Takes note that the last response was a step's end, or with `isFresh` its start: what `addCurvature` refers to.
    func accept(isFresh: Bool)
    /// Adds the curvature of the dual function where `respond` was last called. `position[row]` is −1 for rows left out.
    func addCurvature(into matrix: inout NormalMatrix, position: [Int32])
    /// Writes the response into a point over all columns.
    func write(into point: inout [Double])
    /// An upper bound, by tangents, on Σ of the best values at the exact prices, whatever the errors of the response.
    func bound(prices: [Double]) -> Double
    /// After `bound`: writes the prices of the links of chains by model row, and what each column's own growth would bring.
    /// `links[cell]` is the model row of a cell's link; `scale` turns prices into those of the model.
    func writePrices(links: [Int], into prices: inout [Double], reduced: inout [Double], scale: Double)
}

/// Entries of several columns, by a cell: row, coefficient in the first column, coefficient in the second.
struct PairedEntries: Sendable {
    var starts: [Int32] = [0]
    var rows: [Int32] = []
    var first: [Double] = []
    var second: [Double] = []

    /// Appends one cell's two columns, merged by increasing row. Entries must come by increasing row.
    mutating func append(_ a: ArraySlice<(Int32, Double)>, _ b: ArraySlice<(Int32, Double)>) {
        var i = a.startIndex
        var j = b.startIndex
        while i < a.endIndex || j < b.endIndex {
            let rowA = i < a.endIndex ? a[i].0 : Int32.max
            let rowB = j < b.endIndex ? b[j].0 : Int32.max
            rows.append(min(rowA, rowB))
            first.append(rowA <= rowB ? a[i].1 : 0)
            second.append(rowB <= rowA ? b[j].1 : 0)
            if rowA <= rowB { i += 1 }
            if rowB <= rowA { j += 1 }
        }
        starts.append(Int32(rows.count))
    }
}
