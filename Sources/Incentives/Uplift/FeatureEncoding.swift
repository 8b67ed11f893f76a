// SPDX-License-Identifier: GPL-3.0-or-later

/// How a column of a file becomes numbers: numbers with what stands for a missing one, words as one column each. Learned on the trial and
/// kept with the model, so that new customers are read in the same way.
public struct FeatureColumn: Sendable, Hashable, Codable {
    public var name: String
    /// For words: those that have a column of their own, by frequency; empty for a column of numbers.
    var words: [String] = []
    /// For numbers: what stands where there is none.
    var typical = 0.0
    /// True when being missing is a feature of its own.
    var marksMissing = false

    /// Most words with a column of their own; the others share none.
    static let mostWords = 20
    /// Customers that a word needs for one.
    static let leastCount = 50

    /// Names of the columns that it becomes.
    var names: [String] {
        if !words.isEmpty { return words.map { "\(name)=\($0)" } }
        return marksMissing ? [name, "\(name) missing"] : [name]
    }

    var width: Int { words.isEmpty ? (marksMissing ? 2 : 1) : words.count }

    /// Appends what a field becomes. `text` is only asked for by columns of words.
    func append(number: Double, text: @autoclosure () -> String, to row: inout [Double]) {
        if words.isEmpty {
            row.append(number.isFinite ? number : typical)
            if marksMissing { row.append(number.isFinite ? 0 : 1) }
        } else {
            let own = text()
            for word in words { row.append(word == own ? 1 : 0) }
        }
    }
}

/// A column while it is read: numbers as long as it may be one, and words.
struct RawFeature {
    let name: String
    private(set) var numbers: [Double] = []
    private var words: [Int32] = []
    private var known: [String: Int32] = [:]
    private var names: [String] = []
    private var filled = 0
    private var numeric = 0

    init(name: String) { self.name = name }

    mutating func add(_ number: Double?, text: () -> String, isBlank: Bool) {
        numbers.append(number ?? .nan)
        if isBlank {
            words.append(-1)
            return
        }
        filled += 1
        if number != nil {
            numeric += 1
            words.append(-2)
            return
        }
        let text = text()
        if let code = known[text] {
            words.append(code)
        } else if names.count < 100_000 {
            let code = Int32(truncatingIfNeeded: names.count)
            known[text] = code
            names.append(text)
            words.append(code)
        } else {
            words.append(-1)
        }
    }

    /// Nil for a column that tells nothing: empty, the same throughout, or a name of its own for nearly everybody.
    func finished() -> (column: FeatureColumn, values: [[Double]])? {
        guard filled > 0 else { return nil }
        // A few words among numbers stand for "missing" (NA, null, -).
        return numeric * 20 >= filled * 19 ? numberColumn() : wordColumn()
    }

    private func numberColumn() -> (column: FeatureColumn, values: [[Double]])? {
        var column = FeatureColumn(name: name)
        let present = numbers.filter(\.isFinite)
        guard let least = present.min(), let most = present.max() else { return nil }
        let missing = numbers.count - present.count
        column.typical = present.sorted()[present.count / 2]
        column.marksMissing = missing >= FeatureColumn.leastCount && present.count >= FeatureColumn.leastCount
        guard least < most || column.marksMissing else { return nil }
        var values = [numbers.map { $0.isFinite ? $0 : column.typical }]
        if column.marksMissing { values.append(numbers.map { $0.isFinite ? 0 : 1 }) }
        return (column, values)
    }

    private func wordColumn() -> (column: FeatureColumn, values: [[Double]])? {
        // Numbers among words are words too.
        var column = FeatureColumn(name: name)
        var counts = [Int](repeating: 0, count: names.count)
        for word in words where word >= 0 { counts[Int(word)] += 1 }
        let common = names.indices.filter { counts[$0] >= FeatureColumn.leastCount }
            .sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }.prefix(FeatureColumn.mostWords)
        guard let first = common.first, counts[first] < words.count else { return nil }
        column.words = common.map { names[$0] }
        return (column, common.map { code in words.map { $0 == Int32(code) ? 1 : 0 } })
    }
}
