// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which column of a platform report is what.
struct LongColumns {
    /// Column by field, -1 when absent.
    private var positions: [ImportField: Int] = [:]
    /// Names of columns that nothing is known of.
    private(set) var unused: [String] = []
    /// Yuan per unit of the money columns.
    private(set) var spendUnit = 1.0
    private(set) var gmvUnit = 1.0
    /// A unit that is no multiple of yuan: amounts are taken as they are.
    private(set) var foreignUnit: String?
    private var known = 0

    /// Finds each field's column: the merchant's own name first, then the earliest synonym of the format.
    init(_ header: [String], format: ImportFormat, options: ImportOptions) {
        var ranks: [ImportField: Int] = [:]
        var units: [ImportField: HeaderName] = [:]
        let table = HeaderSynonyms.table(of: format)
        for (position, text) in header.enumerated() {
            let name = HeaderName(text)
            var found: (field: ImportField, rank: Int)?
            if let field = options.columns[text] {
                found = (field, -1)
            } else {
                for (field, synonyms) in table {
                    if let rank = synonyms.firstIndex(of: name.plain) { found = (field, rank) }
                }
            }
            guard let found else {
                if !text.isEmpty { unused.append(text) }
                continue
            }
            known += 1
            if found.rank < ranks[found.field] ?? .max {
                ranks[found.field] = found.rank
                positions[found.field] = position
                units[found.field] = name
            }
        }
        for field in [ImportField.spend, .gmv] {
            guard let name = units[field] else { continue }
            if let yuan = name.yuan {
                if field == .spend { spendUnit = yuan } else { gmvUnit = yuan }
            } else {
                foreignUnit = name.unit
            }
        }
        positions[.ignored] = nil
    }

    /// A report needs days and money.
    var isUsable: Bool { positions[.date] != nil && positions[.spend] != nil }
    /// Known names, those that are used counted twice.
    var score: Int { known + positions.count }

    subscript(field: ImportField) -> Int { positions[field] ?? -1 }
}
