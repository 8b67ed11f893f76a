// SPDX-License-Identifier: GPL-3.0-or-later

/// A stretch of a group's curves as a column.
struct Segment {
    /// Ends, of the input of the group's first member.
    var low: Double
    /// Infinite for the stretch beyond the last known point of an unlimited input, where nothing is gained any more.
    var high: Double
    /// Where its slopes begin in `MasterProgram.slopes`: one a curve of the group, per unit of the first member's input.
    var slopes: Int
}

/// A curve of a group.
struct GroupCurve {
    let curve: Int
    let cell: Int
    /// Which of the cell's curves.
    let place: Int
    let factor: Double
    let offset: Double
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
    /// Slopes of all segments.
    var slopes: [Double] = []
    let groups: [CellGroup]
    /// Curves of all groups one after another, and where each group's begin.
    var groupCurves: [GroupCurve] = []
    var curveStarts: [Int] = [0]
    /// Segments of all groups one after another; columns begin at `columnVariables.count`.
    var segments: [Segment] = []
    /// Where each group's segments begin; one more than there are groups.
    var segmentStarts: [Int] = [0]
    /// Where each group's input begins.
    var bases: [Double] = []
    /// What the objective has beyond the columns.
    var offset = 0.0

    init(
        _ form: borrowing NormalForm, _ layout: borrowing Layout, _ vertices: Vertices, box: Box, groups: [CellGroup],
        lazy: [Int], tightening: [Double], elastic: Bool
    ) {
        self.groups = groups
        let rowCount = form.rowCount
        var base = layout.shift
        offset = form.constant + layout.costShift
        // Segments first, because the rows' ends depend on where they begin.
        var xs: [Double] = []
        var ys: [Double] = []
        for group in groups {
            let (low, high) = (group.low, group.high)
            bases.append(low)
            let input = layout.cells[group.members[0].cell].input
            xs = vertices.within(input, low, high)
            for member in group.members {
                let cell = layout.cells[member.cell]
                let pattern = layout.patterns[member.cell]
                let x = member.factor * low + member.offset
                for (place, row) in pattern.rows.enumerated() { base[row] += pattern.inputValues[place] * x }
                offset += layout.cost[cell.input] * x
                for (m, k) in cell.curves.enumerated() {
                    groupCurves.append(
                        GroupCurve(curve: k, cell: member.cell, place: m, factor: member.factor, offset: member.offset))
                    let value = form.curves[k].value(x)
                    for (place, row) in pattern.rows.enumerated() { base[row] += pattern.outputValues[m][place] * value }
                    offset += layout.cost[form.curves[k].output] * value
                }
            }
            let curves = groupCurves[curveStarts[curveStarts.count - 1]...]
            curveStarts.append(groupCurves.count)
            var kept = Array(xs.indices)
            if curves.count == 1, let only = curves.first {
                ys.removeAll(keepingCapacity: true)
                for x in xs { ys.append(form.curves[only.curve].value(x)) }
                kept = upperHull(xs, ys)
            }
            let first = segments.count
            for k in kept.indices.dropFirst() {
                segments.append(Segment(low: xs[kept[k - 1]], high: xs[kept[k]], slopes: slopes.count))
                slopes.append(contentsOf: repeatElement(0, count: curves.count))
            }
            for (m, part) in curves.enumerated() {
                let curve = form.curves[part.curve]
                guard kept.count > 1 else { break }
                var before = curve.value(part.factor * xs[kept[0]] + part.offset)
                for k in 1..<kept.count {
                    let after = curve.value(part.factor * xs[kept[k]] + part.offset)
                    slopes[segments[first + k - 1].slopes + m] = (after - before) / (xs[kept[k]] - xs[kept[k - 1]])
                    before = after
                }
            }
            if high == .infinity {
                segments.append(Segment(low: xs[xs.count - 1], high: .infinity, slopes: slopes.count))
                slopes.append(contentsOf: repeatElement(0, count: curves.count))
            }
            segmentStarts.append(segments.count)
        }
        // Rows: the model's, the lazy ones, the edges of hulls.
        var place = [Int](repeating: -1, count: layout.shift.count)
        for i in 0..<rowCount where !layout.isDefining[i] {
            let own = elastic || form.rowLower[i] == form.rowUpper[i] ? 0 : tightening[i]
            let (low, high) = (form.rowLower[i] + own, form.rowUpper[i] - own)
            place[i] = program.addRow(lower: min(low, high) - base[i], upper: max(low, high) - base[i])
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
        var sums = [Double](repeating: 0, count: program.rowCount)
        var isTouched = [Bool](repeating: false, count: program.rowCount)
        var touched: [Int] = []
        for (g, group) in groups.enumerated() {
            // The inputs' part is the same in all segments of a group.
            var inputCost = 0.0
            for member in group.members { inputCost += member.factor * layout.cost[layout.cells[member.cell].input] }
            for s in segmentStarts[g]..<segmentStarts[g + 1] {
                let segment = segments[s]
                var cost = inputCost
                for member in group.members {
                    let pattern = layout.patterns[member.cell]
                    for (position, row) in pattern.rows.enumerated() where place[row] >= 0 {
                        let i = place[row]
                        sums[i] += member.factor * pattern.inputValues[position]
                        if !isTouched[i] {
                            isTouched[i] = true
                            touched.append(i)
                        }
                    }
                }
                for (m, part) in groupCurves[curveStarts[g]..<curveStarts[g + 1]].enumerated() {
                    let slope = slopes[segment.slopes + m]
                    cost += slope * layout.cost[form.curves[part.curve].output]
                    let pattern = layout.patterns[part.cell]
                    let values = pattern.outputValues[part.place]
                    for (position, row) in pattern.rows.enumerated() where place[row] >= 0 {
                        sums[place[row]] += slope * values[position]
                    }
                }
                // What is next to nothing over the whole segment would spoil the library's scaling; the bound is taken from the true curves.
                let width = min(segment.high - segment.low, 1e3)
                for i in touched {
                    if abs(sums[i]) > 1e-14 && abs(sums[i]) * width > 1e-12 {
                        program.rowIndices.append(Int32(i))
                        program.coefficients.append(sums[i])
                    }
                    sums[i] = 0
                    isTouched[i] = false
                }
                touched.removeAll(keepingCapacity: true)
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
        // Slopes that are next to nothing would spoil the library's scaling: such an edge is flat at its higher (below: lower) end.
        let least = 1e-12 * max(1, abs(ys[ys.count - 1])) / max(xs[xs.count - 1] - xs[0], .leastNormalMagnitude)
        let top = upperHull(xs, ys)
        for t in top.indices.dropFirst() {
            let (a, b) = (top[t - 1], top[t])
            if abs(ys[b] - ys[a]) < least * (xs[b] - xs[a]) {
                add(0, xs[a], max(ys[a], ys[b], high.isFinite ? ys[ys.count - 1] : ys[b]), above: true)
                continue
            }
            add((ys[b] - ys[a]) / (xs[b] - xs[a]), xs[a], ys[a], above: true)
        }
        // Beyond the last point nothing is gained; a curve of one point is that point's value.
        if high == .infinity || xs.count == 1 { add(0, xs[xs.count - 1], ys[ys.count - 1], above: true) }
        guard curve.isEqual else { return }
        let bottom = upperHull(xs, ys.map { -$0 })
        for t in bottom.indices.dropFirst() where high.isFinite {
            let (a, b) = (bottom[t - 1], bottom[t])
            if abs(ys[b] - ys[a]) < least * (xs[b] - xs[a]) {
                add(0, xs[a], min(ys[a], ys[b], ys[0]), above: false)
                continue
            }
            add((ys[b] - ys[a]) / (xs[b] - xs[a]), xs[a], ys[a], above: false)
        }
        if high == .infinity || xs.count == 1 { add(0, xs[0], ys[0], above: false) }
    }
}
