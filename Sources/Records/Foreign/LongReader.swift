// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Reads platform reports: one row per day, campaign and goods, in any order. Rows of the same day and line are added.
///
/// In such reports an empty field or a dash means that nothing happened. Added to a number it counts as zero; where a whole sum
/// consists of them it stays unknown. Unknown spend is zero.
struct LongReader {
    private let columns: LongColumns
    private let header: [String]
    private let format: ImportFormat
    private let options: ImportOptions
    private let file: String

    private var table = LineTable()
    /// By the table's number: the line's number among `lines`, which are distinct also after renaming.
    private var numbers: [Int] = []
    private var lines: [LineKey] = []
    private var lineNumbers: [LineKey: Int] = [:]
    private var sums: [HistoryRecord] = []
    private var places: [UInt64: Int] = [:]
    /// By place: the hash of its first row. Equal rows have equal days and lines, so that only rows of one place are compared.
    private var hashes: [UInt64] = []
    private var furtherHashes: Set<UInt64> = []
    private var titles: [GoodsID: String] = [:]
    private var itemTypes: [(name: [UInt8], isItem: Bool)] = []
    private var currencies: Set<String> = []
    private(set) var account = RowAccount()
    private(set) var merged = 0
    private var emptySpend = 0

    init(_ head: TableHead, file: String, options: ImportOptions) {
        columns = LongColumns(head.header, format: head.format, options: options)
        header = head.header
        format = head.format
        self.options = options
        self.file = file
    }

    /// Takes or drops the scanner's current row.
    mutating func read(_ scanner: borrowing RowScanner) throws(RecordsError) {
        let count = scanner.fields.count
        if count < header.count || (header.count..<count).contains(where: { !isEmpty(scanner.fields[$0]) }) {
            account.drop(isTotal(scanner) ? .total : .ragged, line: scanner.line)
            return
        }
        guard let day = LooseParsing.day(scanner.buffer, scanner.trimmed(columns[.date])) else {
            drop(isTotal(scanner) ? .total : .badDate, .date, scanner)
            return
        }
        if isTotalCell(.channel, scanner) || isTotalCell(.campaign, scanner) || isTotalCell(.goods, scanner) {
            account.drop(.total, line: scanner.line)
            return
        }
        if columns[.endDate] >= 0 {
            let end = LooseParsing.day(scanner.buffer, scanner.trimmed(columns[.endDate]))
            guard let end, [1, 7, 28, 29, 30, 31].contains(end.number - day.number + 1) else {
                drop(.oddPeriod, .endDate, scanner)
                return
            }
        }
        var record = HistoryRecord(day: day, line: LineKey(channel: .all), spend: .zero)
        if let (reason, field) = readNumbers(&record, scanner) {
            drop(reason, field, scanner)
            return
        }
        guard let number = lineNumber(scanner) else {
            account.drop(.badEncoding, line: scanner.line)
            return
        }
        record.line = lines[number]
        try add(record, number, scanner)
    }

    private mutating func add(_ record: HistoryRecord, _ number: Int, _ scanner: borrowing RowScanner) throws(RecordsError) {
        let key = UInt64(UInt32(truncatingIfNeeded: record.day.number)) << 32 | UInt64(number)
        let hash = hash(scanner)
        if let place = places[key] {
            guard hash != hashes[place], furtherHashes.insert(hash ^ key).inserted else {
                account.drop(.repeated, line: scanner.line)
                return
            }
            guard let sum = sums[place].adding(record) else {
                drop(.badNumber, .spend, scanner)
                return
            }
            sums[place] = sum
            merged += 1
        } else {
            guard sums.count < HistoryCSV.rowLimit else {
                throw .tooLarge(Place(file: file), what: .rows, limit: HistoryCSV.rowLimit)
            }
            places[key] = sums.count
            hashes.append(hash)
            sums.append(record)
        }
        account.take()
        if columns[.currency] >= 0, currencies.count < 10, let text = scanner.text(columns[.currency]), !text.isEmpty {
            currencies.insert(text)
        }
        if columns[.goodsTitle] >= 0, record.line.goods != .all, titles[record.line.goods] == nil {
            titles[record.line.goods] = scanner.text(columns[.goodsTitle]) ?? ""
        }
    }

    private func isEmpty(_ field: ScannedField) -> Bool { field.start == field.end }

    private mutating func drop(_ reason: DropReason, _ field: ImportField, _ scanner: borrowing RowScanner) {
        let column = columns[field]
        account.drop(reason, line: scanner.line, field: header[column], found: scanner.shown(column))
    }

    /// Reads all numbers into the record; returns why and where that failed.
    private mutating func readNumbers(
        _ record: inout HistoryRecord, _ scanner: borrowing RowScanner
    ) -> (DropReason, ImportField)? {
        for (field, column) in columns.numbers {
            let value: Double
            switch LooseParsing.number(scanner.buffer, scanner.trimmed(column)) {
            case .number(let number): value = number
            case .malformed: return (.badNumber, field)
            case .unknown:
                if field == .spend { emptySpend += 1 }
                continue
            }
            guard value >= 0 else { return (.negative, field) }
            switch field {
            case .spend, .gmv:
                guard let money = Money(yuan: value * (field == .spend ? columns.spendUnit : columns.gmvUnit)) else {
                    return (.badNumber, field)
                }
                if field == .spend { record.spend = money } else { record.gmv = money }
            case .impressions: record.impressions = value
            case .clicks: record.clicks = value
            case .carts: record.carts = value
            case .orders: record.orders = value
            default: record.newCustomers = value
            }
        }
        return nil
    }

    /// FNV-1a over the whole row: equal rows are the same row twice.
    private func hash(_ scanner: borrowing RowScanner) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for field in scanner.fields {
            for index in field.start..<field.end {
                hash = (hash ^ UInt64(scanner.buffer[index])) &* 0x0000_0100_0000_01B3
            }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        return hash
    }

    /// True when any of the row's cells says that it is a row of totals.
    private func isTotal(_ scanner: borrowing RowScanner) -> Bool {
        for index in scanner.fields.indices where isTotalText(scanner, index) { return true }
        return false
    }

    private func isTotalCell(_ field: ImportField, _ scanner: borrowing RowScanner) -> Bool {
        columns[field] >= 0 && isTotalText(scanner, columns[field])
    }

    private func isTotalText(_ scanner: borrowing RowScanner, _ index: Int) -> Bool {
        let field = scanner.trimmed(index)
        guard field.end - field.start >= 5, field.end - field.start <= 40 else { return false }
        // Most cells are something else, which their first two bytes tell: 合, 总, 汇, 小, T, G or a quote.
        switch (scanner.buffer[field.start], scanner.buffer[field.start + 1]) {
        case (0xE5, 0x90), (0xE6, 0x80), (0xE6, 0xB1), (0xE5, 0xB0), (0x54, _), (0x74, _), (0x47, _), (0x67, _), (0x22, _):
            break
        default: return false
        }
        let text = HeaderName(String(decoding: scanner.buffer[field.start..<field.end], as: UTF8.self)).plain
        return HeaderSynonyms.totals.contains(text) || text.hasPrefix("total:")
    }
}

extension LongReader {
    /// The number of the row's line; nil when a name is not text.
    private mutating func lineNumber(_ scanner: borrowing RowScanner) -> Int? {
        func cell(_ field: ImportField) -> ScannedField? {
            guard columns[field] >= 0 else { return nil }
            let cell = LooseParsing.unwrapped(scanner.buffer, scanner.trimmed(columns[field]))
            return cell.start < cell.end ? cell : nil
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
            // Reports of one product often say so in their file's name only.
            let name = file.split(separator: "/").last.map(String.init) ?? file
            return ChannelKind.known.keys.sorted().first { !$0.utf8.allSatisfy { $0 < 128 } && name.contains($0) } ?? "all"
        }
        guard let type, !["search", "搜索", "all"].contains(type.lowercased()) else { return platform }
        return platform + "-" + type.lowercased().split(separator: " ").joined(separator: "-")
    }

    /// The records, sorted, and what has to be told about them.
    func finish() -> (records: [HistoryRecord], goods: [Goods], notices: [Notice], unused: [String]) {
        var notices: [Notice] = []
        if emptySpend > 0 { notices.append(Notice("records.import-empty-spend", ["count": .count(emptySpend)])) }
        var foreign = currencies.filter { HeaderName("(\($0))").yuan == nil }
        if let unit = columns.foreignUnit { foreign.insert(unit.uppercased()) }
        if !foreign.isEmpty { notices.append(Notice("records.import-currency", ["units": .list(foreign.sorted())])) }
        if lines.contains(where: { $0.channel == .all }) { notices.append(Notice("records.import-no-channel")) }
        return (
            sums.inCanonicalOrder(),
            titles.keys.sorted().map { Goods(id: $0, title: titles[$0] ?? "") }, notices, columns.unused
        )
    }
}

extension HistoryRecord {
    /// The sum of two rows of one day and line, nil when it is beyond all measure.
    func adding(_ other: HistoryRecord) -> HistoryRecord? {
        func sum(_ a: Double?, _ b: Double?) -> Double? { a == nil ? b : b == nil ? a : (a ?? 0) + (b ?? 0) }
        var result = self
        result.spend += other.spend
        result.impressions = sum(impressions, other.impressions)
        result.clicks = sum(clicks, other.clicks)
        result.carts = sum(carts, other.carts)
        result.orders = sum(orders, other.orders)
        result.newCustomers = sum(newCustomers, other.newCustomers)
        if let other = other.gmv { result.gmv = (gmv ?? .zero) + other }
        let counts = [result.impressions, result.clicks, result.carts, result.orders, result.newCustomers]
        guard result.spend.fen <= Money.limit, result.gmv?.fen ?? 0 <= Money.limit,
            counts.allSatisfy({ $0?.isFinite ?? true })
        else { return nil }
        return result
    }
}
