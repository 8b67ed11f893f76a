// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What the first lines of a file tell: how its fields are separated, where its header is, what layout it has, and how it writes
/// dates and numbers.
struct TableHead {
    var separator: UInt8
    /// Line of the header, from 1.
    var line: Int
    var header: [String]
    var format: ImportFormat
    /// The columns of a wide table.
    var mapping: WideMapping?
    /// Yuan per unit of money columns that name none, from a row above the header (`单位：分`).
    var titleUnit = 1.0
    /// How `7/4/2026` is read, where the first rows show it.
    var dateOrder: DateOrder?
    /// True where numbers are written `1.234,56`.
    var hasDecimalComma = false
    var rates = RateUnit.share

    /// Rows in which the header is looked for.
    private static let headerRows = 40

    /// Looks for the header in the first 40 rows, by every separator, and takes the row that most names are known of.
    ///
    /// - Parameter head: the file's beginning in UTF-8, ending with a whole row.
    static func find(_ head: [UInt8], file: String, options: ImportOptions) throws(RecordsError) -> TableHead {
        var best: (score: Int, head: TableHead)?
        // A careless quote above the header must not hide it: then lines are read as they stand.
        for isLenient in [false, true] where best == nil {
            for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")] {
                consider(head, file, separator, isLenient, options, &best)
            }
        }
        guard var best = best?.head else {
            if let mapping = options.mapping { throw missing(mapping, head, file) }
            throw unknown(head, file, options)
        }
        best.look(at: head, file: file, options: options)
        return best
    }

    private static func consider(
        _ head: [UInt8], _ file: String, _ separator: UInt8, _ isLenient: Bool, _ options: ImportOptions,
        _ best: inout (score: Int, head: TableHead)?
    ) {
        // Damage in the head is reported by the reading itself, once the header is known.
        guard
            var scanner = try? RowScanner(
                ByteSource(bytes: head, file: file), separator: separator, isLenient: isLenient)
        else { return }
        var titleUnit = 1.0
        for _ in 0..<headerRows {
            guard (try? scanner.next()) == true else { return }
            let header = scanner.fields.indices.map { scanner.text($0) ?? "" }
            if let (format, mapping, score) = layout(header, separator, options), score > best?.score ?? 1 {
                best = (
                    score,
                    TableHead(
                        separator: separator, line: scanner.line, header: header, format: format, mapping: mapping,
                        titleUnit: titleUnit)
                )
            }
            for text in header { if let unit = HeaderName.unitOfTitle(text), header.count <= 4 { titleUnit = unit } }
        }
    }

    /// How dates, numbers and rates are written, from the rows of the head.
    private mutating func look(at head: [UInt8], file: String, options: ImportOptions) {
        guard format != .canonical,
            var scanner = try? RowScanner(ByteSource(bytes: head, file: file), separator: separator, isLenient: true)
        else { return }
        let columns = LongColumns(header, format: format, options: options)
        let dateColumn = mapping.flatMap { mapping in header.firstIndex(of: mapping.date) } ?? columns[.date]
        let rateColumn = columns[.commissionRate]
        var dates: [String] = []
        var values: [Double] = []
        var commas = 0
        var points = 0
        while dates.count < 4000, (try? scanner.next()) == true {
            if scanner.line <= line {
                scanner.expectedFields = scanner.line == line ? header.count : 0
                continue
            }
            guard scanner.fields.count >= header.count else { continue }
            if dateColumn >= 0, let text = scanner.text(dateColumn),
                text.contains("/") || text.contains(".") || text.contains("-")
            {
                dates.append(text)
            }
            for column in header.indices where column != dateColumn {
                switch Self.decimalMark(scanner.text(column) ?? "") {
                case ",": commas += 1
                case ".": points += 1
                default: break
                }
            }
            if rateColumn >= 0, let text = scanner.text(rateColumn), !text.hasSuffix("%"),
                case .number(let value) = LooseNumber().value(text)
            {
                values.append(value)
            }
        }
        dateOrder = LooseDay.order(of: dates)
        hasDecimalComma = commas > 0 && points == 0
        rates = RateUnit(values)
    }

    /// The mark before one or two last digits of a number; nil where none shows it.
    private static func decimalMark(_ text: String) -> Character? {
        guard text.unicodeScalars.allSatisfy({ "0123456789.,%¥￥€$ -".unicodeScalars.contains($0) }) else { return nil }
        let marks = text.filter { $0 == "," || $0 == "." }
        guard let mark = marks.last, let place = text.lastIndex(of: mark) else { return nil }
        let digits = text[text.index(after: place)...].prefix { $0.isASCII && $0.isNumber }.count
        return (1...2).contains(digits) ? mark : nil
    }

    /// The layout of a header and how sure it is; nil when it is none.
    private static func layout(
        _ header: [String], _ separator: UInt8, _ options: ImportOptions
    ) -> (ImportFormat, WideMapping?, Int)? {
        let names = Set(header)
        if let mapping = options.mapping {
            return mapping.columns.allSatisfy(names.contains) ? (.wide, mapping, mapping.columns.count + 1) : nil
        }
        let candidates = options.format.map { [$0] } ?? ImportFormat.allCases
        var best: (ImportFormat, WideMapping?, Int)?
        func consider(_ format: ImportFormat, _ mapping: WideMapping?, _ score: Int) {
            if score > best?.2 ?? 0 { best = (format, mapping, score) }
        }
        if candidates.contains(.canonical), options.columns.isEmpty, separator == UInt8(ascii: ","),
            let score = canonicalScore(names)
        {
            consider(.canonical, nil, score)
        }
        for format in candidates where format.isWide {
            if let mapping = WideMapping.known(format, header: header) { consider(format, mapping, mapping.media.count + 4) }
        }
        for format in [ImportFormat.taobao, .googleAds, .metaAds] where candidates.contains(format) {
            let columns = LongColumns(header, format: format, options: options)
            if columns.isUsable { consider(format, nil, columns.score) }
        }
        // Reports without money for advertising come last: what could be one of the others is.
        guard best == nil else { return best }
        if candidates.contains(.taobaoShop) {
            let columns = LongColumns(header, format: .taobaoShop, options: options)
            if columns[.date] >= 0, columns[.goods] < 0, columns[.visitors] >= 0 || columns[.gmv] >= 0 {
                consider(.taobaoShop, nil, columns.score)
            }
        }
        if candidates.contains(.taobaoGoods) {
            let columns = LongColumns(header, format: .taobaoGoods, options: options)
            let facts = [ImportField.price, .stock, .unitMargin, .listedOn].count { columns[$0] >= 0 }
            let hasDate = LongColumns(header, format: .taobao, options: options)[.date] >= 0
            if columns[.goods] >= 0, facts > 0, !hasDate { consider(.taobaoGoods, nil, columns.score) }
        }
        return best
    }

    private static func canonicalScore(_ names: Set<String>) -> Int? {
        if names.isSubset(of: HistoryReader.columns), names.isSuperset(of: ["date", "spend"]) { return 2 * names.count + 1 }
        if names.isSubset(of: GoodsCSV.columns), names.contains("goods") { return 2 * names.count + 1 }
        let shop = names.intersection(ShopCSV.columns).subtracting(["orders", "gmv", "date"])
        return names.contains("date") && !names.contains("spend") && !shop.isEmpty ? shop.count + 3 : nil
    }

    /// The first column of a mapping that the table's first row does not have.
    private static func missing(_ mapping: WideMapping, _ head: [UInt8], _ file: String) -> RecordsError {
        var header: [String] = []
        if var scanner = try? RowScanner(ByteSource(bytes: head, file: file)), (try? scanner.next()) == true {
            header = scanner.fields.indices.map { scanner.text($0) ?? "" }
        }
        let name = mapping.columns.first { !header.contains($0) } ?? mapping.date
        return .missingColumn(Place(file: file, line: 1), name: name)
    }

    /// The error for a file without a header, with the row that looks most like one.
    private static func unknown(_ head: [UInt8], _ file: String, _ options: ImportOptions) -> RecordsError {
        var best: (known: Int, line: Int, header: [String], lacks: [String])?
        for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
            guard
                var scanner = try? RowScanner(ByteSource(bytes: head, file: file), separator: separator, isLenient: true)
            else { continue }
            for _ in 0..<headerRows {
                guard (try? scanner.next()) == true else { break }
                let header = scanner.fields.indices.map { scanner.text($0) ?? "" }
                for format in [options.format ?? .taobao, .googleAds, .metaAds] where !format.isWide {
                    let columns = LongColumns(header, format: format, options: options)
                    let known = columns.score
                    guard header.count > 1, known > best?.known ?? 1 else { continue }
                    let lacks = [ImportField.date, .spend].filter { columns[$0] < 0 }.map(\.rawValue)
                    best = (known, scanner.line, header, lacks)
                }
            }
        }
        let accepted = ImportFormat.allCases.map(\.rawValue)
        guard let best else { return .unknownFormat(Place(file: file), found: nil, lacks: [], accepted: accepted) }
        return .unknownFormat(
            Place(file: file, line: best.line, field: best.lacks.first),
            found: best.header.filter { !$0.isEmpty }.prefix(12).joined(separator: ","), lacks: best.lacks, accepted: accepted)
    }
}
