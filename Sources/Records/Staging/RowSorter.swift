// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Sorts rows by day and line in bounded memory: runs of a million rows are sorted and put into a temporary file, and merged at the end
/// (external merge sort, Knuth, TAOCP 3, section 5.4). What fits into one run never leaves memory.
final class RowSorter {
    /// 80 MB of rows.
    static let standardRun = 1_000_000

    private let runLength: Int
    private let progress: ((Int) -> Void)?
    private var rows: [PackedRow] = []
    private var isSorted = true
    private var runs: [(start: Int, count: Int)] = []
    private var file: SpillFile?
    private(set) var count = 0
    private(set) var lastDay: Day?

    /// - Parameter runLength: rows that are held in memory at once.
    init(runLength: Int = RowSorter.standardRun, progress: ((Int) -> Void)? = nil) {
        self.runLength = max(1, runLength)
        self.progress = progress
    }

    func add(_ row: PackedRow) throws(RecordsError) {
        if rows.count == runLength { try spill() }
        if let last = rows.last, row < last { isSorted = false }
        rows.append(row)
        lastDay = lastDay.map { max($0, row.day) } ?? row.day
        count += 1
        if count & 0x1_FFFF == 0 { progress?(count) }
    }

    private func sortRun() {
        if !isSorted { rows.sort(by: <) }
        isSorted = true
    }

    private func spill() throws(RecordsError) {
        sortRun()
        if file == nil { file = try SpillFile() }
        guard let file else { return }
        let start = runs.last.map { $0.start + $0.count } ?? 0
        try file.append(rows)
        runs.append((start, rows.count))
        rows.removeAll(keepingCapacity: true)
    }

    /// Gives all rows to `body`, in order. The rows are gone then.
    func drain(_ body: (PackedRow) throws -> Void) throws {
        sortRun()
        guard let file else {
            for row in rows { try body(row) }
            rows = []
            return
        }
        var cursors: [RunCursor] = []
        for run in runs where run.count > 0 { cursors.append(try RunCursor(file, run.start, run.count)) }
        // The last run never leaves memory.
        if !rows.isEmpty { cursors.append(RunCursor(rows, file)) }
        rows = []
        // A handful of runs: the smallest head is found by looking at each.
        while !cursors.isEmpty {
            var least = 0
            for index in cursors.indices.dropFirst() where cursors[index].head < cursors[least].head { least = index }
            try body(cursors[least].head)
            if try !cursors[least].advance() { cursors.remove(at: least) }
        }
        self.file = nil
    }
}

/// Where in a sorted run the merge has come to.
private struct RunCursor {
    private static let pieceRows = 8192

    private let file: SpillFile
    private var next: Int
    private let end: Int
    private var piece: [PackedRow] = []
    private var index = 0
    /// The smallest row that is left.
    private(set) var head: PackedRow

    init(_ file: SpillFile, _ start: Int, _ count: Int) throws(RecordsError) {
        self.file = file
        end = start + count
        piece = try file.read(start, min(Self.pieceRows, count))
        next = start + piece.count
        head = piece[0]
    }

    /// A run that is in memory; it must not be empty.
    init(_ rows: [PackedRow], _ file: SpillFile) {
        self.file = file
        piece = rows
        next = 0
        end = 0
        head = rows[0]
    }

    /// Moves on; false at the end of the run.
    mutating func advance() throws(RecordsError) -> Bool {
        index += 1
        if index == piece.count {
            guard next < end else { return false }
            piece = try file.read(next, min(Self.pieceRows, end - next))
            next += piece.count
            index = 0
        }
        head = piece[index]
        return true
    }
}
