// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// One row of a policy file: with which probability a policy takes an action, or what it believes of it.
public struct PolicyTableRow: Sendable, Hashable {
    /// Row of the log that it is about, from 1; nil for all.
    public var row: Int?
    /// Slot that it is about; nil for all.
    public var slot: String?
    public var action: String
    public var probability: Double?
    /// Beta belief about the action's success rate, for policies that sample from beliefs (Thompson).
    public var alpha: Double?
    public var beta: Double?

    public init(
        row: Int? = nil, slot: String? = nil, action: String, probability: Double? = nil, alpha: Double? = nil,
        beta: Double? = nil
    ) {
        self.row = row
        self.slot = slot
        self.action = action
        self.probability = probability
        self.alpha = alpha
        self.beta = beta
    }
}

/// A policy file: `row,slot,action,probability` or `action,alpha,beta`; `action` must be there, `row` and `slot` may be left out.
public enum PolicyTableCSV {
    /// The header, in canonical order.
    public static let columns = ["row", "slot", "action", "probability", "alpha", "beta"]

    /// The rows of `bytes`; `file` is the name that errors show.
    public static func read(bytes: [UInt8], file: String) throws(RecordsError) -> [PolicyTableRow] {
        try read(ByteSource(bytes: bytes, file: file))
    }

    /// The rows of the file at `path`.
    public static func read(path: String) throws(RecordsError) -> [PolicyTableRow] { try read(ByteSource(path: path)) }

    private static func read(_ source: consuming ByteSource) throws(RecordsError) -> [PolicyTableRow] {
        var table = try CanonicalTable(source, known: columns, required: ["action"])
        guard table.has(3) || (table.has(4) && table.has(5)) else {
            throw .missingColumn(Place(file: table.file, line: table.line), name: "probability")
        }
        var rows: [PolicyTableRow] = []
        while try table.next() {
            guard rows.count < DecisionLogCSV.rowLimit else {
                throw .tooLarge(Place(file: table.file), what: .rows, limit: DecisionLogCSV.rowLimit)
            }
            var row: Int?
            if let number = try table.count(0) {
                guard let whole = Int(exactly: number), whole >= 1 else {
                    throw .badNumber(table.place(0), found: table.shown(0))
                }
                row = whole
            }
            let probability = try table.count(3)
            if let probability, probability > 1 { throw .badNumber(table.place(3), found: table.shown(3)) }
            if probability == nil, table.has(3) { throw .emptyField(table.place(3)) }
            rows.append(
                PolicyTableRow(
                    row: row, slot: table.has(1) ? try table.dimension(1) : nil, action: try table.dimension(2),
                    probability: probability, alpha: try table.count(4), beta: try table.count(5)))
        }
        return rows
    }
}
