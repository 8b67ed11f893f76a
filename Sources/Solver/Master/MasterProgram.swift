// SPDX-License-Identifier: GPL-3.0-or-later

/// A stretch of a cell's curve as a column.
struct Segment {
    var low: Double
    /// Infinite for the stretch beyond the last known point of an unlimited input, where nothing is gained any more.
    var high: Double
    /// Slope of the chord, one a curve of the cell; only the first few are stored inline.
    var slope: Double
    /// Slopes of further curves of the cell.
    var others: [Double]
}

/// The linear program of a box: what its rows and columns stand for.
struct MasterProgram {
    enum RowMeaning: Hashable {
        /// A row of the normal form, or a lazy row beyond the row count.
        case row(Int)
        /// An edge of the hull of a curve row, from one known point to the next; `above` for the upper hull.
        case edge(curve: Int, low: Double, above: Bool)
    }

    var program = LinearProgram()
    var rowMeanings: [RowMeaning] = []
    /// Free columns: variable by column.
    var columnVariables: [Int] = []
    /// Segments of all cells one after another; columns begin at `columnVariables.count`.
    var segments: [Segment] = []
    /// Where cell c's segments begin; one more than there are cells.
    var segmentStarts: [Int] = [0]
    /// Where each cell's input begins.
    var bases: [Double] = []
    /// What the objective has beyond the columns.
    var offset = 0.0

    init(
        _ form: borrowing NormalForm, _ layout: borrowing Layout, _ vertices: Vertices, box: Box, lazy: [Int], elastic: Bool
    ) {
        let rowCount = form.rowCount
        var base = layout.shift
        offset = form.constant + layout.costShift
        // Segments first, because the rows' ends depend on where they begin.
        var xs: [Double] = []
        var ys: [Double] = []
        for (c, cell) in layout.cells.enumerated() {
            let (low, high) = (box.lower[cell.input], max(box.lower[cell.input], box.upper[cell.input]))
            bases.append(low)
            xs = vertices.within(cell.input, low, high)
            let curve = form.curves[cell.curves[0]]
            ys.removeAll(keepingCapacity: true)
            for x in xs { ys.append(curve.value(x)) }
            let pattern = layout.patterns[c]
            let first = ys[0]
            for (place, row) in pattern.rows.enumerated() {
                base[row] += pattern.inputValues[place] * low + pattern.outputValues[0][place] * first
            }
            offset += layout.cost[cell.input] * low + layout.cost[curve.output] * first
            for m in cell.curves.indices.dropFirst() {
                let other = form.curves[cell.curves[m]]
                let value = other.value(low)
                for (place, row) in pattern.rows.enumerated() { base[row] += pattern.outputValues[m][place] * value }
                offset += layout.cost[other.output] * value
            }
            let kept = cell.curves.count == 1 ? upperHull(xs, ys) : Array(xs.indices)
            for k in kept.indices.dropFirst() {
                let (a, b) = (kept[k - 1], kept[k])
                var others: [Double] = []
                for m in cell.curves.indices.dropFirst() {
                    let other = form.curves[cell.curves[m]]
                    others.append((other.value(xs[b]) - other.value(xs[a])) / (xs[b] - xs[a]))
                }
                segments.append(Segment(low: xs[a], high: xs[b], slope: (ys[b] - ys[a]) / (xs[b] - xs[a]), others: others))
            }
            if high == .infinity {
                segments.append(
                    Segment(
                        low: xs[xs.count - 1], high: .infinity, slope: 0,
                        others: [Double](repeating: 0, count: cell.curves.count - 1)))
            }
            segmentStarts.append(segments.count)
        }
        // Rows: the model's, the lazy ones, the edges of hulls.
        var place = [Int](repeating: -1, count: layout.shift.count)
        for i in 0..<rowCount where !layout.isDefining[i] {
            place[i] = program.addRow(lower: form.rowLower[i] - base[i], upper: form.rowUpper[i] - base[i])
            rowMeanings.append(.row(i))
        }
        for number in lazy {
            let x = layout.definitions[number].variable
            let row = rowCount + number
            place[row] = program.addRow(lower: box.lower[x] - base[row], upper: box.upper[x] - base[row])
            rowMeanings.append(.row(row))
        }
        var edges: [Int: [NormalForm.Entry]] = [:]
        for k in layout.rowCurves { addEdges(form, k, vertices, box, &edges) }
        // Columns.
        program.columnLower.reserveCapacity(segments.count + form.variableCount)
        for j in 0..<form.variableCount {
            guard case .column = layout.roles[j] else { continue }
            columnVariables.append(j)
            for entry in layout.columns[j] where place[entry.index] >= 0 {
                program.rowIndices.append(Int32(place[entry.index]))
                program.coefficients.append(entry.value)
            }
            for entry in edges[j] ?? [] {
                program.rowIndices.append(Int32(entry.index))
                program.coefficients.append(entry.value)
            }
            endColumn(box.lower[j], max(box.lower[j], box.upper[j]), elastic ? 0 : layout.cost[j])
        }
        for (c, cell) in layout.cells.enumerated() {
            let pattern = layout.patterns[c]
            let (inputCost, outputCost) = (layout.cost[cell.input], layout.cost[form.curves[cell.curves[0]].output])
            for s in segmentStarts[c]..<segmentStarts[c + 1] {
                let segment = segments[s]
                var cost = inputCost + segment.slope * outputCost
                for m in segment.others.indices {
                    cost += segment.others[m] * layout.cost[form.curves[cell.curves[m + 1]].output]
                }
                for (position, row) in pattern.rows.enumerated() where place[row] >= 0 {
                    var value = pattern.inputValues[position] + segment.slope * pattern.outputValues[0][position]
                    for m in segment.others.indices { value += segment.others[m] * pattern.outputValues[m + 1][position] }
                    if value == 0 { continue }
                    program.rowIndices.append(Int32(place[row]))
                    program.coefficients.append(value)
                }
                endColumn(0, segment.high - segment.low, elastic ? 0 : cost)
            }
        }
        if elastic {
            for i in 0..<program.rowCount {
                if program.rowUpper[i] < .infinity { addElastic(i, -1) }
                if program.rowLower[i] > -.infinity { addElastic(i, 1) }
            }
        }
    }

    private mutating func addElastic(_ row: Int, _ value: Double) {
        program.rowIndices.append(Int32(row))
        program.coefficients.append(value)
        endColumn(0, .infinity, -1)
    }

    private mutating func endColumn(_ lower: Double, _ upper: Double, _ cost: Double) {
        program.columnLower.append(lower)
        program.columnUpper.append(upper)
        program.objective.append(cost)
        program.starts.append(program.coefficients.count)
    }

    /// y at most the upper hull of the known points, and for an equality at least the lower one.
    private mutating func addEdges(
        _ form: borrowing NormalForm, _ k: Int, _ vertices: Vertices, _ box: Box, _ edges: inout [Int: [NormalForm.Entry]]
    ) {
        let curve = form.curves[k]
        let (low, high) = (box.lower[curve.input], max(box.lower[curve.input], box.upper[curve.input]))
        let xs = vertices.within(curve.input, low, high)
        let ys = xs.map { curve.value($0) }
        func add(_ slope: Double, _ x: Double, _ y: Double, above: Bool) {
            // y − slope · x ≤ (or ≥) what the edge's first point has.
            let end = y - slope * x
            let row = program.addRow(lower: above ? -.infinity : end, upper: above ? end : .infinity)
            rowMeanings.append(.edge(curve: k, low: x, above: above))
            edges[curve.output, default: []].append(.init(index: row, value: 1))
            if slope != 0 { edges[curve.input, default: []].append(.init(index: row, value: -slope)) }
        }
        let top = upperHull(xs, ys)
        for t in top.indices.dropFirst() {
            let (a, b) = (top[t - 1], top[t])
            add((ys[b] - ys[a]) / (xs[b] - xs[a]), xs[a], ys[a], above: true)
        }
        // Beyond the last point nothing is gained; a curve of one point is that point's value.
        if high == .infinity || xs.count == 1 { add(0, xs[xs.count - 1], ys[ys.count - 1], above: true) }
        guard curve.isEqual else { return }
        let bottom = upperHull(xs, ys.map { -$0 })
        for t in bottom.indices.dropFirst() where high.isFinite {
            let (a, b) = (bottom[t - 1], bottom[t])
            add((ys[b] - ys[a]) / (xs[b] - xs[a]), xs[a], ys[a], above: false)
        }
        if high == .infinity || xs.count == 1 { add(0, xs[0], ys[0], above: false) }
    }
}
