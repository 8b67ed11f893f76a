// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which column of a platform report is what.
struct LongColumns {
    /// Column by the field's number, -1 when absent: rows ask for it several dozen times.
    private var positions = [Int](repeating: -1, count: ImportField.allCases.count)
    /// The columns that hold numbers.
    private(set) var numbers: [(field: ImportField, column: Int)] = []
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
                positions[found.field.number] = position
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
        positions[ImportField.ignored.number] = -1
        for field in [ImportField.spend, .impressions, .clicks, .carts, .orders, .newCustomers, .gmv] where self[field] >= 0 {
            numbers.append((field, self[field]))
        }
    }

    /// A report needs days and money.
    var isUsable: Bool { self[.date] >= 0 && self[.spend] >= 0 }
    /// Known names, those that are used counted twice.
    var score: Int { known + positions.count { $0 >= 0 } }

    subscript(field: ImportField) -> Int { positions[field.number] }
}

extension ImportField {
    /// The field's place among all.
    fileprivate var number: Int {
        switch self {
        case .date: 0
        case .endDate: 1
        case .channel: 2
        case .campaign: 3
        case .goods: 4
        case .goodsTitle: 5
        case .goodsType: 6
        case .audience: 7
        case .spend: 8
        case .impressions: 9
        case .clicks: 10
        case .carts: 11
        case .orders: 12
        case .newCustomers: 13
        case .gmv: 14
        case .currency: 15
        case .ignored: 16
        }
    }
}
