// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension [HistoryRecord] {
    /// The records by day, then line, in their canonical order.
    ///
    /// Sorts small numbers instead of records: comparing three names and moving whole records costs most of the time that an
    /// import takes.
    func inCanonicalOrder() -> [HistoryRecord] {
        var ranks: [LineKey: Int] = [:]
        for record in self where ranks[record.line] == nil { ranks[record.line] = 0 }
        for (rank, line) in ranks.keys.sorted().enumerated() { ranks[line] = rank }
        var keys: [(day: Int, rank: Int, index: Int)] = []
        keys.reserveCapacity(count)
        var isSorted = true
        for (index, record) in enumerated() {
            let key = (day: record.day.number, rank: ranks[record.line] ?? 0, index: index)
            if let last = keys.last, (last.day, last.rank) > (key.day, key.rank) { isSorted = false }
            keys.append(key)
        }
        if isSorted { return self }
        keys.sort { $0 < $1 }
        return keys.map { self[$0.index] }
    }
}
