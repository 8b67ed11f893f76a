// SPDX-License-Identifier: GPL-3.0-or-later

/// The linear programs of one model in one session: builds the program of a box from the known points, hands on the basis from one program
/// to the next, and reads points and prices back in terms of the normal form.
final class Master {
    let form: NormalForm
    private(set) var layout: Layout
    let session: LinearSession
    var vertices: Vertices
    /// Lazy rows in use, increasing.
    private(set) var lazy: [Int] = []
    private var lazyIsOn: [Bool]
    private(set) var last: MasterProgram?
    private var lastBasis: Basis?
    private var lastValues: [Double] = []
    private var lastRowPrices: [Double] = []
    /// Simplex iterations so far.
    private(set) var iterations = 0
    /// Prices by row (lazy rows included) to begin with; nil for zero.
    private var startPrices: [Double]?
    private(set) var rowCurveSet: Set<Int> = []

    init(_ form: NormalForm, session: LinearSession, warmPrices: [Double]? = nil) {
        self.form = form
        self.session = session
        layout = Layout(form, asRows: [])
        vertices = Vertices.initial(form)
        lazyIsOn = [Bool](repeating: false, count: layout.definitions.count)
        startPrices = warmPrices.map { $0 + [Double](repeating: 0, count: layout.definitions.count) }
    }

    /// From now on these curve rows are rows: their cells' solution filled segments out of order.
    func makeRows(of curves: Set<Int>) {
        rowCurveSet.formUnion(curves)
        layout = Layout(form, asRows: rowCurveSet)
        lazy = []
        lazyIsOn = [Bool](repeating: false, count: layout.definitions.count)
        last = nil
        lastBasis = nil
    }

    func use(lazyRows numbers: [Int]) {
        for number in numbers { lazyIsOn[number] = true }
        lazy = lazyIsOn.indices.filter { lazyIsOn[$0] }
    }

    /// What a program's solution says about the normal form.
    struct Reading {
        var status: LinearStatus
        /// By variable.
        var x: [Double] = []
        /// Objective of the program, constants included; in an elastic program what the rows lack, negative.
        var value = 0.0
        var prices = Prices(rows: [], curves: [])
    }

    func solve(_ box: Box, elastic: Bool, options: LinearOptions) throws(SolverError) -> Reading {
        let next = MasterProgram(form, layout, vertices, box: box, lazy: lazy, elastic: elastic)
        try session.reload(next.program)
        if let basis = elastic ? nil : nextBasis(next) { try session.setBasis(basis) }
        let status = try session.solve(options)
        iterations += session.iterations
        guard status == .optimal else { return Reading(status: status) }
        if !elastic {
            lastRowPrices = session.rowPrices
            last = next
            lastBasis = try session.basis()
            lastValues = session.x
        }
        return read(next, box, elastic: elastic)
    }

    private func read(_ program: MasterProgram, _ box: Box, elastic: Bool) -> Reading {
        var reading = Reading(status: .optimal)
        var x = box.lower
        for (column, j) in program.columnVariables.enumerated() {
            x[j] = min(max(session.x[column], box.lower[j]), max(box.upper[j], box.lower[j]))
        }
        let first = program.columnVariables.count
        for (c, cell) in layout.cells.enumerated() {
            var z = program.bases[c]
            var ys = cell.curves.map { form.curves[$0].value(z) }
            for s in program.segmentStarts[c]..<program.segmentStarts[c + 1] {
                let amount = max(0, session.x[first + s])
                let segment = program.segments[s]
                // A full segment ends at its point, without a rounding error that grows from one to the next.
                z = amount == segment.high - segment.low && z == segment.low ? segment.high : z + amount
                ys[0] += amount * segment.slope
                for m in segment.others.indices { ys[m + 1] += amount * segment.others[m] }
            }
            x[cell.input] = min(z, max(box.upper[cell.input], box.lower[cell.input]))
            for (m, k) in cell.curves.enumerated() { x[form.curves[k].output] = ys[m] }
        }
        for definition in layout.definitions {
            var sum = definition.constant
            for entry in definition.entries { sum += entry.value * x[entry.index] }
            x[definition.variable] = sum
        }
        reading.x = x
        reading.value = session.objective + (elastic ? 0 : program.offset)
        reading.prices = prices(program, cost: elastic ? nil : form.cost, limit: elastic ? 1 : .infinity)
        return reading
    }

    /// Prices of the original rows; a row that defines a variable gets the price that leaves the variable what its own ends are worth.
    private func prices(_ program: MasterProgram, cost: [Double]?, limit: Double) -> Prices {
        var rows = [Double](repeating: 0, count: form.rowCount)
        var own = [Double](repeating: 0, count: layout.definitions.count)
        var curves = [Double](repeating: 0, count: form.curves.count)
        for cell in layout.cells {
            for k in cell.curves { curves[k] = .infinity }
        }
        for (i, meaning) in program.rowMeanings.enumerated() {
            let price = min(max(session.rowPrices[i], -limit), limit)
            switch meaning {
            case .row(let row) where row < form.rowCount: rows[row] = price
            case .row(let row): own[row - form.rowCount] = price
            case .edge(let curve, _, _): curves[curve] += price
            }
        }
        definePrices(&rows, own, cost)
        return Prices(rows: rows, curves: curves)
    }

    private func definePrices(_ rows: inout [Double], _ own: [Double], _ cost: [Double]?) {
        for (number, definition) in layout.definitions.enumerated() {
            let x = definition.variable
            var worth = own[number]
            if form.upper[x] == .infinity { worth = min(0, worth) }
            if form.lower[x] == -.infinity { worth = max(0, worth) }
            var left = (cost?[x] ?? 0) - worth
            for entry in form.columns[x] where entry.index != definition.row { left -= rows[entry.index] * entry.value }
            rows[definition.row] = left / definition.coefficient
        }
    }

    // MARK: - From one basis to the next

    /// The last basis carried over to another program of the same model: a basic segment's successor is the one in which the last point
    /// lies; all others stand at the end that their reduced cost at the last prices asks for, so that the dual simplex method can go on.
    private func nextBasis(_ next: MasterProgram) -> Basis? {
        let rowTotal = next.program.rowCount
        var price = [Double](repeating: 0, count: layout.shift.count)
        var rows = [BasisStatus](repeating: .basic, count: rowTotal)
        var columns: [BasisStatus] = next.columnVariables.indices.map { column in
            next.program.columnLower[column] > -.infinity
                ? .atLower : next.program.columnUpper[column] < .infinity ? .atUpper : .free
        }
        var basics = 0
        var isBasic = [Bool](repeating: false, count: next.segments.count)
        if let last, let lastBasis {
            var known: [MasterProgram.RowMeaning: BasisStatus] = [:]
            for (i, meaning) in last.rowMeanings.enumerated() {
                known[meaning] = lastBasis.rows[i]
                if case .row(let row) = meaning { price[row] = lastRowPrices[i] }
            }
            for (i, meaning) in next.rowMeanings.enumerated() { rows[i] = known[meaning] ?? .basic }
            for column in columns.indices where lastBasis.columns[column] == .basic { columns[column] = .basic }
            for column in columns.indices
            where lastBasis.columns[column] == .atUpper && next.program.columnUpper[column] < .infinity {
                columns[column] = .atUpper
            }
            let first = last.columnVariables.count
            for c in layout.cells.indices {
                for s in last.segmentStarts[c]..<last.segmentStarts[c + 1] where lastBasis.columns[first + s] == .basic {
                    let x = last.segments[s].low + lastValues[first + s]
                    if let successor = (next.segmentStarts[c]..<next.segmentStarts[c + 1]).first(where: {
                        next.segments[$0].high > x && !isBasic[$0]
                    }) {
                        isBasic[successor] = true
                    }
                }
            }
        } else if let startPrices, startPrices.count == price.count {
            price = startPrices
        }
        basics = rows.count { $0 == .basic } + columns.count { $0 == .basic } + isBasic.count { $0 }
        // Too few or too many: rows come in or segments go out until the count is right.
        if basics < rowTotal {
            for i in rows.indices.reversed() where rows[i] != .basic && basics < rowTotal {
                rows[i] = .basic
                basics += 1
            }
        }
        for s in isBasic.indices where basics > rowTotal && isBasic[s] {
            isBasic[s] = false
            basics -= 1
        }
        guard basics == rowTotal else { return nil }
        columns.reserveCapacity(columns.count + next.segments.count)
        for c in layout.cells.indices {
            let cell = layout.cells[c]
            let pattern = layout.patterns[c]
            var worth = layout.cost[cell.input]
            var worths = cell.curves.map { layout.cost[form.curves[$0].output] }
            for (position, row) in pattern.rows.enumerated() {
                worth -= price[row] * pattern.inputValues[position]
                for m in worths.indices { worths[m] -= price[row] * pattern.outputValues[m][position] }
            }
            for s in next.segmentStarts[c]..<next.segmentStarts[c + 1] {
                if isBasic[s] {
                    columns.append(.basic)
                    continue
                }
                let segment = next.segments[s]
                var d = worth + segment.slope * worths[0]
                for m in segment.others.indices { d += segment.others[m] * worths[m + 1] }
                columns.append(d > 0 && segment.high.isFinite ? .atUpper : .atLower)
            }
        }
        return Basis(rows: rows, columns: columns)
    }
}
