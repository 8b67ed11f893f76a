// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which column of a platform report is what.
struct LongColumns {
    /// Column by the field's number, -1 when absent: rows ask for it several dozen times.
    private var positions = [Int](repeating: -1, count: ImportField.allCases.count)
    /// The columns that hold numbers. A field may have two, which are added: direct and indirect sales.
    private(set) var numbers: [(field: ImportField, column: Int)] = []
    /// Names of columns that nothing is known of.
    private(set) var unused: [String] = []
    /// Names that stand twice in the header; the first column is used.
    private(set) var repeated: [String] = []
    /// Yuan per unit of the money columns.
    private(set) var spendUnit = 1.0
    private(set) var gmvUnit = 1.0
    private var units: [ImportField: Double] = [:]
    /// A unit that is no multiple of yuan: amounts are taken as they are.
    private(set) var foreignUnit: String?
    private var known = 0

    static let measures: [ImportField] = [.spend, .impressions, .clicks, .carts, .orders, .newCustomers, .gmv]

    /// Finds each field's column: the merchant's own name first, then the earliest synonym of the format.
    ///
    /// - Parameter titleUnit: yuan per unit of money columns that name no unit themselves.
    init(_ header: [String], format: ImportFormat, options: ImportOptions, titleUnit: Double = 1) {
        var ranks: [ImportField: Int] = [:]
        var names: [ImportField: HeaderName] = [:]
        var seen: Set<String> = []
        let table = HeaderSynonyms.table(of: format)
        for (position, text) in header.enumerated() {
            let name = HeaderName(text)
            if !text.isEmpty, !seen.insert(text).inserted {
                repeated.append(text)
                continue
            }
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
            // Of two names of one field the more usual one is taken, and the other is told.
            if found.rank < ranks[found.field] ?? .max {
                if found.field != .ignored, let other = ranks[found.field].map({ _ in positions[found.field.number] }) {
                    unused.append(header[other])
                }
                ranks[found.field] = found.rank
                positions[found.field.number] = position
                names[found.field] = name
            } else if found.field != .ignored {
                unused.append(text)
            }
        }
        positions[ImportField.ignored.number] = -1
        for (field, name) in names {
            if let yuan = name.yuan {
                units[field] = name.unit == nil && yuan == 1 ? titleUnit : yuan
            } else if field == .spend || field == .gmv {
                foreignUnit = name.unit
            }
        }
        for field in Self.measures where self[field] >= 0 { numbers.append((field, self[field])) }
        addParts(header, titleUnit)
        (spendUnit, gmvUnit) = (unit(.spend), unit(.gmv))
    }

    /// Where only direct and indirect sales are told, they are added.
    private mutating func addParts(_ header: [String], _ titleUnit: Double) {
        for (field, parts) in [(ImportField.gmv, ["直接成交金额", "间接成交金额"]), (.orders, ["直接成交笔数", "间接成交笔数"])]
        where self[field] < 0 {
            for (position, text) in header.enumerated() {
                let name = HeaderName(text)
                guard parts.contains(name.plain) else { continue }
                numbers.append((field, position))
                units[field] = name.unit == nil ? titleUnit : name.yuan ?? 1
            }
        }
    }

    /// Yuan per unit of a money column.
    func unit(_ field: ImportField) -> Double { units[field] ?? 1 }

    /// A report needs days and money.
    var isUsable: Bool { self[.date] >= 0 && (self[.spend] >= 0 || self[.commissionRate] >= 0 && self[.gmv] >= 0) }
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
        case .hour: 17
        case .commissionRate: 18
        case .visitors: 19
        case .settledGMV: 20
        case .category: 21
        case .price: 22
        case .stock: 23
        case .unitMargin: 24
        case .listedOn: 25
        }
    }
}
