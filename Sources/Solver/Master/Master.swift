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
    private var links: [Layout.Link?]
    private var pooled: [Bool]
    /// How often a link was taken apart again; after a few times it becomes a row for good.
    private var partings: [Int]
    private var lastPoint: [Double] = []
    private(set) var last: MasterProgram?
    private var lastBasis: Basis?
    private var lastValues: [Double] = []
    private var lastRowPrices: [Double] = []
    /// By how much each row is kept tighter than it is, so that the library's tolerance does not break it.
    private var tightening: [Double]
    /// Simplex iterations so far.
    private(set) var iterations = 0
    /// Prices by row (lazy rows included) to begin with; nil for zero.
    private var startPrices: [Double]?
    private(set) var rowCurveSet: Set<Int> = []

    init(_ form: NormalForm, session: LinearSession, warmPrices: [Double]? = nil) {
        self.form = form
        self.session = session
        layout = Layout(form, asRows: [])
        tightening = [Double](repeating: 0, count: form.rowCount)
        vertices = Vertices.initial(form)
        lazyIsOn = [Bool](repeating: false, count: layout.definitions.count)
        links = layout.links(form)
        pooled = lazyIsOn
        partings = [Int](repeating: 0, count: pooled.count)
        startPrices = warmPrices.map { $0 + [Double](repeating: 0, count: layout.definitions.count) }
    }

    /// From now on these curve rows are rows: their cells' solution filled segments out of order.
    func makeRows(of curves: Set<Int>) {
        rowCurveSet.formUnion(curves)
        layout = Layout(form, asRows: rowCurveSet)
        lazy = []
        lazyIsOn = [Bool](repeating: false, count: layout.definitions.count)
        links = layout.links(form)
        pooled = lazyIsOn
        partings = [Int](repeating: 0, count: pooled.count)
        last = nil
        lastBasis = nil
    }

    /// Definitions whose ends a solution breaks: links of chains at their lower end are pooled, others become rows.
    func use(_ below: [Int], above: [Int]) {
        for number in below {
            if links[number] != nil && partings[number] < 3 && !lazyIsOn[number] {
                pooled[number] = true
            } else {
                lazyIsOn[number] = true
            }
        }
        for number in above {
            pooled[number] = false
            lazyIsOn[number] = true
        }
        lazy = lazyIsOn.indices.filter { lazyIsOn[$0] }
    }

    /// Keeps a row tighter from now on: by at least `amount`, and by more each time. False where it is as tight as may be.
    func tighten(_ row: Int, by amount: Double) -> Bool {
        let size = max(1, form.rowUpper[row].isFinite ? abs(form.rowUpper[row]) : abs(form.rowLower[row]))
        guard form.rowLower[row] < form.rowUpper[row], tightening[row] < 1e-6 * size else { return false }
        tightening[row] = max(2 * amount, 4 * tightening[row], 2e-9 * size)
        return true
    }

    /// What a program's solution says about the normal form.
    struct Reading {
        var status: LinearStatus
        /// By variable.
        var x: [Double] = []
        /// Objective of the program, constants included; in an elastic program what the rows lack, negative.
        var value = 0.0
        var prices = Prices(rows: [], curves: [])
        /// Pooled links that would rather have more than their least spend.
        var strained: [Int] = []
    }

    /// True for a definition whose ends are rows.
    func isLazy(_ number: Int) -> Bool { lazyIsOn[number] }

    /// Takes pooled links apart.
    func part(_ numbers: [Int]) {
        for number in numbers {
            pooled[number] = false
            partings[number] += 1
        }
    }

    func solve(_ box: Box, elastic: Bool, options: LinearOptions) throws(SolverError) -> Reading {
        let (groups, refused) = layout.groups(form, links, pooled: pooled, box: box)
        for number in refused { pooled[number] = false }
        use([], above: refused)
        let next = MasterProgram(
            form, layout, vertices, box: box, groups: groups, lazy: lazy, tightening: tightening, elastic: elastic)
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
        for (g, group) in program.groups.enumerated() {
            var z = program.bases[g]
            let curves = program.groupCurves[program.curveStarts[g]..<program.curveStarts[g + 1]]
            var ys = curves.map { form.curves[$0.curve].value($0.factor * z + $0.offset) }
            for s in program.segmentStarts[g]..<program.segmentStarts[g + 1] {
                let amount = max(0, session.x[first + s])
                if amount == 0 { continue }
                let segment = program.segments[s]
                // A full segment ends at its point, without a rounding error that grows from one to the next.
                z = amount == segment.high - segment.low && z == segment.low ? segment.high : z + amount
                for m in ys.indices { ys[m] += amount * program.slopes[segment.slopes + m] }
            }
            z = min(z, group.high)
            for member in group.members {
                let input = layout.cells[member.cell].input
                x[input] = min(
                    max(member.factor * z + member.offset, box.lower[input]), max(box.upper[input], box.lower[input]))
            }
            for (m, part) in curves.enumerated() { x[form.curves[part.curve].output] = ys[m] }
        }
        for (number, definition) in layout.definitions.enumerated() {
            var sum = definition.constant
            for entry in definition.entries { sum += entry.value * x[entry.index] }
            x[definition.variable] = pooled[number] ? box.lower[definition.variable] : sum
        }
        reading.x = x
        if !elastic { lastPoint = x }
        reading.value = session.objective + (elastic ? 0 : program.offset)
        (reading.prices, reading.strained) = prices(program, elastic: elastic)
        return reading
    }

    /// Prices of the original rows; a row that defines a variable gets the price that leaves the variable what its own ends are worth.
    private func prices(_ program: MasterProgram, elastic: Bool) -> (Prices, strained: [Int]) {
        let limit = elastic ? 1.0 : .infinity
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
        var strained: [Int] = []
        for group in program.groups where group.members.count > 1 {
            pricePooled(group, rows, &own, &strained, elastic: elastic)
        }
        for number in own.indices { own[number] = min(max(own[number], -limit), limit) }
        definePrices(&rows, own, elastic ? nil : form.cost)
        return (Prices(rows: rows, curves: curves), strained)
    }

    /// What the least spends of pooled links are worth: at the group's best response to the prices, every member's marginal gain is made
    /// zero from the last to the first.
    private func pricePooled(
        _ group: CellGroup, _ rows: [Double], _ own: inout [Double], _ strained: inout [Int], elastic: Bool
    ) {
        // worth = gain per unit of the member's input, weights = per unit of its outputs, at the prices of all rows but those inside.
        var inside: Set<Int> = []
        for member in group.members where member.definition >= 0 { inside.insert(member.definition) }
        var worth: [Double] = []
        var weights: [[Double]] = []
        for member in group.members {
            let cell = layout.cells[member.cell]
            let pattern = layout.patterns[member.cell]
            var w = elastic ? 0 : layout.cost[cell.input]
            var outputs = cell.curves.map { elastic ? 0 : layout.cost[form.curves[$0].output] }
            for (position, row) in pattern.rows.enumerated() {
                let price: Double
                if row < form.rowCount {
                    price = rows[row]
                } else if inside.contains(row - form.rowCount) {
                    continue
                } else {
                    price = own[row - form.rowCount]
                }
                if price == 0 { continue }
                w -= price * pattern.inputValues[position]
                for m in outputs.indices { outputs[m] -= price * pattern.outputValues[m][position] }
            }
            worth.append(w)
            weights.append(outputs.map { max(0, $0) })
        }
        func marginal(_ i: Int, _ z: Double) -> Double {
            let member = group.members[i]
            var sum = worth[i]
            for (m, k) in layout.cells[member.cell].curves.enumerated() where weights[i][m] > 0 {
                sum += weights[i][m] * form.curves[k].slope(member.factor * z + member.offset)
            }
            return sum
        }
        func total(_ z: Double) -> Double {
            group.members.indices.reduce(0) { $0 + group.members[$1].factor * marginal($1, z) }
        }
        // There is no last point before the first program that was feasible.
        let last = lastPoint.isEmpty ? 0 : lastPoint[layout.cells[group.members[0].cell].input]
        var (low, high) = (group.low, group.high.isFinite ? group.high : max(1, 4 * last))
        if total(high) >= 0 { low = high } else if total(low) <= 0 { high = low }
        for _ in 0..<60 {
            let middle = 0.5 * (low + high)
            if middle <= low || middle >= high { break }
            if total(middle) > 0 { low = middle } else { high = middle }
        }
        let z = 0.5 * (low + high)
        // From the last member: its marginal gain and what its successor's link takes of it are its own link's worth.
        var next = 0.0
        for i in group.members.indices.dropFirst().reversed() {
            let number = group.members[i].definition
            guard let link = links[number] else { continue }
            let price = (marginal(i, z) - next) / link.own
            // next is what the link takes of the member before, per unit of that one's input.
            own[number] = min(0, price)
            if price > 1e-9 { strained.append(number) }
            next = own[number] * link.previous
        }
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
            var groupOfCell = [Int](repeating: 0, count: layout.cells.count)
            for (g, group) in next.groups.enumerated() {
                for member in group.members { groupOfCell[member.cell] = g }
            }
            for (h, group) in last.groups.enumerated() {
                let g = groupOfCell[group.members[0].cell]
                let begins = next.groups[g].members[0].cell
                for s in last.segmentStarts[h]..<last.segmentStarts[h + 1] where lastBasis.columns[first + s] == .basic {
                    let x =
                        begins == group.members[0].cell
                        ? last.segments[s].low + lastValues[first + s] : lastPoint[layout.cells[begins].input]
                    if let successor = (next.segmentStarts[g]..<next.segmentStarts[g + 1]).first(where: {
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
        for (g, group) in next.groups.enumerated() {
            var worth = 0.0
            for member in group.members {
                let pattern = layout.patterns[member.cell]
                var sum = layout.cost[layout.cells[member.cell].input]
                for (position, row) in pattern.rows.enumerated() { sum -= price[row] * pattern.inputValues[position] }
                worth += member.factor * sum
            }
            let worths = next.groupCurves[next.curveStarts[g]..<next.curveStarts[g + 1]].map { part in
                let pattern = layout.patterns[part.cell]
                var sum = layout.cost[form.curves[part.curve].output]
                for (position, row) in pattern.rows.enumerated() {
                    sum -= price[row] * pattern.outputValues[part.place][position]
                }
                return sum
            }
            for s in next.segmentStarts[g]..<next.segmentStarts[g + 1] {
                if isBasic[s] {
                    columns.append(.basic)
                    continue
                }
                let segment = next.segments[s]
                var d = worth
                for m in worths.indices { d += next.slopes[segment.slopes + m] * worths[m] }
                columns.append(d > 0 && segment.high.isFinite ? .atUpper : .atLower)
            }
        }
        return Basis(rows: rows, columns: columns)
    }
}
