// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Reads platform reports: one row per day, campaign and goods (and hour, device …), in any order. Rows of the same day and line are
/// added by `StagedExport`.
///
/// In such reports an empty field or a dash means that nothing happened. Added to a number it counts as zero; where a whole sum
/// consists of them it stays unknown. Unknown spend is zero.
struct LongReader {
    private var columns: LongColumns
    private var header: [String]
    private let format: ImportFormat
    private let options: ImportOptions
    private let file: String
    private let titleUnit: Double
    private let days: LooseDay
    private let number: LooseNumber
    private let rates: RateUnit
    /// Columns whose cells say what a row is about.
    private var dimensions: [Int] = []

    private var table = LineTable()
    /// By the table's number: the line's number among `lines`, which are distinct also after renaming.
    private var numbers: [Int] = []
    private(set) var lines: [LineKey] = []
    private var lineNumbers: [LineKey: Int] = [:]
    let rows: RowSorter
    private var titles: [GoodsID: String] = [:]
    private var itemTypes: [(name: [UInt8], isItem: Bool)] = []
    private var currencies: Set<String> = []
    /// What the names in cells of the dimensions say, by their number among `cells`.
    private var cells = LineTable()
    private var cellNames: [CellName] = []
    private var lastDate: (text: [UInt8], period: LooseDay.Period)?
    private(set) var account = RowAccount()
    private var emptySpend = 0

    init(_ head: TableHead, file: String, options: ImportOptions, rows: RowSorter) {
        columns = LongColumns(head.header, format: head.format, options: options, titleUnit: head.titleUnit)
        header = head.header
        format = head.format
        titleUnit = head.titleUnit
        days = LooseDay(order: options.dates ?? head.dateOrder)
        number = LooseNumber(hasDecimalComma: head.hasDecimalComma)
        rates = head.rates
        self.options = options
        self.file = file
        self.rows = rows
        findDimensions()
    }

    private mutating func findDimensions() {
        dimensions = [ImportField.channel, .campaign, .goods, .audience].map { columns[$0] }.filter { $0 >= 0 }
    }

    private enum CellName {
        case none, some, total
    }

    /// Takes or drops the scanner's current row.
    mutating func read(_ scanner: borrowing RowScanner) throws(RecordsError) {
        let count = scanner.fields.count
        if count < header.count || (header.count..<count).contains(where: { !isEmpty(scanner.fields[$0]) }) {
            account.drop(isTotal(scanner) ? .total : .ragged, line: scanner.line)
            return
        }
        guard let period = period(scanner) else {
            if isTotal(scanner) {
                drop(.total, .date, scanner)
            } else if readHeader(scanner) {
                account.drop(.header, line: scanner.line)
            } else {
                drop(.badDate, .date, scanner)
            }
            return
        }
        var isAnonymous = !dimensions.isEmpty
        for column in dimensions {
            switch name(scanner, column) {
            case .total:
                account.drop(.total, line: scanner.line)
                return
            case .none: break
            case .some: isAnonymous = false
            }
        }
        // The first row of a Meta export is the total of all campaigns, and has the name of none.
        if isAnonymous, format == .metaAds, columns[.campaign] >= 0 {
            account.drop(.total, line: scanner.line)
            return
        }
        guard isOnePeriod(period, scanner) else {
            drop(.oddPeriod, columns[.endDate] >= 0 ? .endDate : .date, scanner)
            return
        }
        var row = PackedRow(day: period.begin, line: 0, spend: .zero, hash: hash(scanner), fileLine: scanner.line)
        if let (reason, field) = readNumbers(&row, scanner) {
            drop(reason, field, scanner)
            return
        }
        guard let number = lineNumber(scanner) else {
            account.drop(.badEncoding, line: scanner.line)
            return
        }
        row.key |= UInt64(number)
        if isAnonymous { row.flags |= PackedRow.maybeTotal }
        guard rows.count < StagedExport.rowLimit else {
            throw .tooLarge(Place(file: file), what: .rows, limit: StagedExport.rowLimit)
        }
        try rows.add(row)
        account.take()
        note(scanner, lines[number].goods)
    }

    /// Currencies and titles of goods.
    private mutating func note(_ scanner: borrowing RowScanner, _ goods: GoodsID) {
        if columns[.currency] >= 0, currencies.count < 10, let text = scanner.text(columns[.currency]), !text.isEmpty {
            currencies.insert(text)
        }
        if columns[.goodsTitle] >= 0, goods != .all, titles[goods] == nil {
            titles[goods] = scanner.text(columns[.goodsTitle]) ?? ""
        }
    }

    private func isEmpty(_ field: ScannedField) -> Bool { field.start == field.end }

    private mutating func drop(_ reason: DropReason, _ field: ImportField, _ scanner: borrowing RowScanner) {
        let column = columns[field]
        guard column >= 0, column < header.count else {
            account.drop(reason, line: scanner.line)
            return
        }
        account.drop(reason, line: scanner.line, field: header[column], found: scanner.shown(column))
    }

    /// A row that is a header again, perhaps with its columns in another order: the columns are found anew.
    private mutating func readHeader(_ scanner: borrowing RowScanner) -> Bool {
        let texts = scanner.fields.indices.map { scanner.text($0) ?? "" }
        if texts == header { return true }
        let found = LongColumns(texts, format: format, options: options, titleUnit: titleUnit)
        guard found.isUsable else { return false }
        columns = found
        header = texts
        findDimensions()
        return true
    }

    /// First and last day of the row; dates repeat from row to row, so the last one is remembered.
    private mutating func period(_ scanner: borrowing RowScanner) -> LooseDay.Period? {
        let field = scanner.trimmed(columns[.date])
        if let day = FieldParsing.day(scanner.buffer, field.start, field.end) { return LooseDay.Period(begin: day, end: day) }
        let text = scanner.buffer[field.start..<field.end]
        if let lastDate, lastDate.text.elementsEqual(text) { return lastDate.period }
        guard let period = days.period(scanner.buffer, field) else { return nil }
        lastDate = (Array(text), period)
        return period
    }

    /// True for one day, one week or one month.
    private func isOnePeriod(_ period: LooseDay.Period, _ scanner: borrowing RowScanner) -> Bool {
        var end = period.end
        if columns[.endDate] >= 0, period.begin == period.end {
            let field = scanner.trimmed(columns[.endDate])
            if field.start < field.end {
                guard let last = days.period(scanner.buffer, field) else { return false }
                end = last.end
            }
        }
        let count = end.number - period.begin.number + 1
        guard count > 7 else { return count == 1 || count == 7 }
        let (first, next) = (period.begin.civil, end.advanced(by: 1).civil)
        return count <= 31 && next.month == first.month % 12 + 1 && next.day == first.day
    }

    /// Reads all numbers into the row; returns why and where that failed.
    private mutating func readNumbers(
        _ row: inout PackedRow, _ scanner: borrowing RowScanner
    ) -> (DropReason, ImportField)? {
        var knowsSpend = false
        for (field, column) in columns.numbers {
            let value: Double
            switch number.value(scanner.buffer, scanner.trimmed(column)) {
            case .number(let number): value = number
            case .malformed: return (.badNumber, field)
            case .unknown: continue
            }
            guard value >= 0 else { return (.negative, field) }
            switch field {
            case .spend, .gmv:
                guard let money = Money(yuan: value * (field == .spend ? columns.spendUnit : columns.gmvUnit)) else {
                    return (.badNumber, field)
                }
                if field == .spend {
                    row.spend = money.fen
                    knowsSpend = true
                } else {
                    row.gmv += money.fen
                    row.flags |= PackedRow.knownGMV
                }
            case .impressions:
                row.impressions = value
                row.flags |= PackedRow.knownImpressions
            case .clicks:
                row.clicks = value
                row.flags |= PackedRow.knownClicks
            case .carts:
                row.carts = value
                row.flags |= PackedRow.knownCarts
            case .orders:
                row.orders += value
                row.flags |= PackedRow.knownOrders
            default:
                row.newCustomers = value
                row.flags |= PackedRow.knownNewCustomers
            }
        }
        if columns[.spend] < 0 { knowsSpend = readCommission(&row, scanner) }
        if !knowsSpend { emptySpend += 1 }
        return nil
    }

    /// What affiliates got: sales by the rate, where the report does not say.
    private func readCommission(_ row: inout PackedRow, _ scanner: borrowing RowScanner) -> Bool {
        guard columns[.commissionRate] >= 0, row.flags & PackedRow.knownGMV != 0,
            let rate = rates.share(scanner.buffer, scanner.trimmed(columns[.commissionRate]), number),
            let money = Money(yuan: Double(row.gmv) / 100 * rate)
        else { return false }
        row.spend = money.fen
        return true
    }

    /// FNV-1a over the whole row: equal rows are the same row twice.
    private func hash(_ scanner: borrowing RowScanner) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let bytes = scanner.buffer.span
        for field in scanner.fields {
            for index in field.start..<field.end { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        return hash | 1
    }
}

extension LongReader {
    /// Whether a cell names something, nothing, or that the row is a total. Names repeat from row to row: each is looked at once.
    private mutating func name(_ scanner: borrowing RowScanner, _ column: Int) -> CellName {
        let field = scanner.trimmed(column)
        if field.start == field.end { return .none }
        guard let number = cells.number(scanner.buffer, channel: field, goods: nil, audience: nil) else { return .some }
        if number == cellNames.count { cellNames.append(Self.name(scanner, field)) }
        return cellNames[number]
    }

    private static func name(_ scanner: borrowing RowScanner, _ field: ScannedField) -> CellName {
        let size = field.end - field.start
        guard size > 0, size > 3 || scanner.buffer[field.start] != 0x2D else { return .none }
        guard size <= 40 else { return .some }
        let text = HeaderName(String(decoding: scanner.buffer[field.start..<field.end], as: UTF8.self)).plain
        if HeaderSynonyms.totals.contains(text) || text.hasPrefix("total:") { return .total }
        return HeaderSynonyms.possibleTotals.contains(text) ? .none : .some
    }

    /// True when any of the row's cells says that it is a row of totals.
    private func isTotal(_ scanner: borrowing RowScanner) -> Bool {
        for index in scanner.fields.indices {
            if case .total = Self.name(scanner, scanner.trimmed(index)) { return true }
        }
        return false
    }

    /// The number of the row's line; nil when a name is not text.
    private mutating func lineNumber(_ scanner: borrowing RowScanner) -> Int? {
        func cell(_ field: ImportField) -> ScannedField? {
            guard columns[field] >= 0 else { return nil }
            let cell = LooseParsing.unwrapped(scanner.buffer, scanner.trimmed(columns[field]))
            guard cell.start < cell.end, cell.end - cell.start > 3 || scanner.buffer[cell.start] != 0x2D else { return nil }
            return cell
        }
        let isPlatform = format == .googleAds || format == .metaAds
        var goods = cell(.goods)
        if goods != nil, let type = cell(.goodsType), !isItemType(scanner.buffer[type.start..<type.end]) { goods = nil }
        var channel = cell(.channel)
        var audience = cell(.audience)
        if isPlatform {
            if options.campaigns == .channel, let campaign = cell(.campaign) { channel = campaign }
            if options.campaigns == .audience, let campaign = cell(.campaign) { audience = campaign }
            if options.campaigns == .sum { audience = nil }
        }
        guard let raw = table.number(scanner.buffer, channel: channel, goods: goods, audience: audience) else { return nil }
        if raw == numbers.count {
            var key = table.lines[raw]
            if channel == nil || (isPlatform && options.campaigns != .channel) {
                key.channel = Channel(rawValue: channelName(of: channel == nil ? nil : key.channel.rawValue))
            }
            if let known = lineNumbers[key] {
                numbers.append(known)
            } else {
                lineNumbers[key] = lines.count
                numbers.append(lines.count)
                lines.append(key)
            }
        }
        return numbers[raw]
    }

    /// Whether a goods type means one item for sale. Types repeat from row to row: each is looked at once.
    private mutating func isItemType(_ type: ArraySlice<UInt8>) -> Bool {
        if let known = itemTypes.first(where: { $0.name.elementsEqual(type) }) { return known.isItem }
        let text = String(decoding: type, as: UTF8.self).lowercased()
        let isItem = HeaderSynonyms.itemTypes.contains { text.contains($0) }
        if itemTypes.count < 20 { itemTypes.append((Array(type), isItem)) }
        return isItem
    }

    /// The channel of a row that names none, or only a campaign type of its platform.
    private func channelName(of type: String?) -> String {
        if let channel = options.channel { return channel }
        let platform = format == .googleAds ? "google" : format == .metaAds ? "meta" : nil
        guard let platform else {
            if columns[.spend] < 0 { return "淘宝客" }
            // Reports of one product often say so in their file's name only.
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let names = ChannelKind.known.keys.filter { !$0.utf8.allSatisfy { $0 < 128 } && name.contains($0) }
            return names.max { ($0.count, $1) < ($1.count, $0) } ?? "all"
        }
        guard let type, !["search", "搜索", "all"].contains(type.lowercased()) else { return platform }
        return platform + "-" + type.lowercased().replacing("_", with: " ").split(separator: " ").joined(separator: "-")
    }

    /// Goods by id, and what has to be told about the file.
    func finish() -> (goods: [Goods], notices: [Notice], unused: [String], repeated: [String]) {
        var notices: [Notice] = []
        if emptySpend > 0 { notices.append(Notice("records.import-empty-spend", ["count": .count(emptySpend)])) }
        var foreign = currencies.filter { HeaderName.yuan($0.lowercased()) == nil }
        if let unit = columns.foreignUnit { foreign.insert(unit.uppercased()) }
        if !foreign.isEmpty { notices.append(Notice("records.import-currency", ["units": .list(foreign.sorted())])) }
        if columns[.spend] < 0 { notices.append(Notice("records.import-commission-computed", ["unit": .text(rates.rawValue)])) }
        return (titles.keys.sorted().map { Goods(id: $0, title: titles[$0] ?? "") }, notices, columns.unused, columns.repeated)
    }
}
