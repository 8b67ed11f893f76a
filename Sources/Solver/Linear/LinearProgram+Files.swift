// SPDX-License-Identifier: GPL-3.0-or-later
import CGLPKShim

/// Formats in which a program is exchanged with other solvers.
public enum ProgramFormat: String, Sendable, Hashable, CaseIterable {
    /// CPLEX LP, numbers with as many digits as they have.
    case lp
    /// Free MPS, likewise.
    case mps
}

extension LinearProgram {
    init(describing lp: OpaquePointer) throws(SolverError) {
        self.init()
        let columns = Int(wx_columns(lp))
        let rows = Int(wx_rows(lp))
        guard columns >= 0, rows >= 0 else { throw .lost }
        columnLower = [Double](repeating: 0, count: columns)
        columnUpper = columnLower
        objective = columnLower
        rowLower = [Double](repeating: 0, count: rows)
        rowUpper = rowLower
        var whole = [UInt8](repeating: 0, count: columns)
        var direction: Int32 = 0
        var constant = 0.0
        try LinearSession.check(
            wx_describe(lp, &direction, &columnLower, &columnUpper, &objective, &whole, &rowLower, &rowUpper, &constant))
        maximize = direction != 0
        integer = whole.contains(1) ? whole.map { $0 != 0 } : []
        var indices = [Int32](repeating: 0, count: rows)
        var values = [Double](repeating: 0, count: rows)
        for j in 0..<columns {
            let count = wx_get_column(lp, Int32(j), &indices, &values)
            if count < 0 { try LinearSession.check(count) }
            rowIndices.append(contentsOf: indices.prefix(Int(count)))
            coefficients.append(contentsOf: values.prefix(Int(count)))
            starts.append(coefficients.count)
        }
        // A constant of the objective is a column fixed at 1.
        if constant != 0 { addColumn(lower: 1, upper: 1, cost: constant) }
    }

    /// Reads a program from an LP or MPS file.
    public init(reading path: String, format: ProgramFormat) throws(SolverError) {
        guard let lp = wx_open() else { throw .memory }
        defer { wx_close(lp) }
        let code = wx_read(lp, format == .lp ? 0 : 1, path)
        if Int(code) == WX_BAD_INDEX || Int(code) == WX_FAULT { throw .file(path: path, code: 0) }
        try LinearSession.check(code)
        try self.init(describing: lp)
    }

    /// Writes the program to a file, all of it or nothing.
    public func write(to path: String, format: ProgramFormat) throws(SolverError) {
        var bytes = text(format: format)
        let code = bytes.withUTF8 { wx_write(path, $0.baseAddress, Int64($0.count)) }
        if code != 0 { throw .file(path: path, code: code) }
    }

    /// The program as text. Columns are named `x0`, `x1`, …, rows `r0`, … (`r0l` and `r0u` where LP needs two for one). MPS has no word for
    /// maximizing that all readers know: there the objective is negated and minimized.
    public func text(format: ProgramFormat) -> String {
        switch format {
        case .lp: lpText()
        case .mps: mpsText()
        }
    }

    private func lpText() -> String {
        var out = maximize ? "Maximize\n obj:" : "Minimize\n obj:"
        var any = false
        for (j, cost) in objective.enumerated() where cost != 0 {
            out += "\n \(signed(cost)) x\(j)"
            any = true
        }
        if !any { out += columnCount > 0 ? " 0 x0" : "" }
        out += "\nSubject To\n"
        for (i, entries) in rowEntries().enumerated() {
            let (low, high) = (rowLower[i], rowUpper[i])
            if low == -.infinity && high == .infinity { continue }
            var body = entries.isEmpty ? " 0 x0" : ""
            for (j, value) in entries { body += "\n \(signed(value)) x\(j)" }
            if low == high {
                out += " r\(i):\(body)\n = \(low)\n"
            } else {
                if high < .infinity { out += " r\(i)\(low > -.infinity ? "u" : ""):\(body)\n <= \(high)\n" }
                if low > -.infinity { out += " r\(i)\(high < .infinity ? "l" : ""):\(body)\n >= \(low)\n" }
            }
        }
        out += "Bounds\n"
        for j in 0..<columnCount {
            let (low, high) = (columnLower[j], columnUpper[j])
            if low == -.infinity && high == .infinity {
                out += " x\(j) free\n"
            } else if low == high {
                out += " x\(j) = \(low)\n"
            } else {
                out += " \(low == -.infinity ? "-inf" : "\(low)") <= x\(j)"
                out += high == .infinity ? "\n" : " <= \(high)\n"
            }
        }
        if integer.contains(true) {
            out += "Generals\n"
            for (j, whole) in integer.enumerated() where whole { out += " x\(j)\n" }
        }
        return out + "End\n"
    }

    private func mpsText() -> String {
        var out = "NAME wanxiang\nROWS\n N obj\n"
        for i in 0..<rowCount {
            let (low, high) = (rowLower[i], rowUpper[i])
            let kind = low == high ? "E" : high < .infinity ? "L" : low > -.infinity ? "G" : "N"
            out += " \(kind) r\(i)\n"
        }
        out += "COLUMNS\n"
        var inInteger = false
        for j in 0..<columnCount {
            let whole = j < integer.count && integer[j]
            if whole != inInteger {
                out += " M\(j) 'MARKER' '\(whole ? "INTORG" : "INTEND")'\n"
                inInteger = whole
            }
            if objective[j] != 0 || starts[j] == starts[j + 1] {
                out += " x\(j) obj \(maximize ? 0 - objective[j] : objective[j])\n"
            }
            for k in starts[j]..<starts[j + 1] { out += " x\(j) r\(rowIndices[k]) \(coefficients[k])\n" }
        }
        if inInteger { out += " MEND 'MARKER' 'INTEND'\n" }
        out += "RHS\n"
        for i in 0..<rowCount {
            let side = rowUpper[i] < .infinity ? rowUpper[i] : rowLower[i]
            if side.isFinite && side != 0 { out += " RHS r\(i) \(side)\n" }
        }
        out += "RANGES\n"
        for i in 0..<rowCount where rowLower[i].isFinite && rowUpper[i].isFinite && rowLower[i] != rowUpper[i] {
            out += " RNG r\(i) \(rowUpper[i] - rowLower[i])\n"
        }
        out += "BOUNDS\n"
        for j in 0..<columnCount {
            let (low, high) = (columnLower[j], columnUpper[j])
            if low == high {
                out += " FX BND x\(j) \(low)\n"
            } else if low == -.infinity && high == .infinity {
                out += " FR BND x\(j)\n"
            } else {
                if low == -.infinity { out += " MI BND x\(j)\n" } else { out += " LO BND x\(j) \(low)\n" }
                if high < .infinity {
                    out += " UP BND x\(j) \(high)\n"
                } else if j < integer.count && integer[j] {
                    out += " PL BND x\(j)\n"
                }
            }
        }
        return out + "ENDATA\n"
    }

    private func signed(_ value: Double) -> String { value < 0 ? "- \(-value)" : "+ \(value)" }

    private func rowEntries() -> [[(Int, Double)]] {
        var result = [[(Int, Double)]](repeating: [], count: rowCount)
        for j in 0..<columnCount {
            for k in starts[j]..<starts[j + 1] { result[Int(rowIndices[k])].append((j, coefficients[k])) }
        }
        return result
    }
}
