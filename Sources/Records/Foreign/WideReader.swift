// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Reads wide tables: one row per period and geo, one column per channel. Spend is summed over geos; the outcomes, known for the
/// shop in total only, become rows of the shop, one per geo.
struct WideReader {
    private let mapping: WideMapping
    private let header: [String]
    private let positions: [String: Int]
    private let days: LooseDay
    private let number: LooseNumber
    private var spend: [Day: [HistoryRecord]] = [:]
    private var shop: [ShopRecord] = []
    private var seen: Set<String> = []
    private var textControls: Set<String> = []
    private var emptySpend = 0
    private(set) var account = RowAccount()
    private(set) var merged = 0

    init(_ head: TableHead, mapping: WideMapping, dates: DateOrder?) {
        self.mapping = mapping
        header = head.header
        days = LooseDay(order: dates ?? head.dateOrder)
        number = LooseNumber(hasDecimalComma: head.hasDecimalComma)
        positions = Dictionary(head.header.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// A number out of a row, or why there is none.
    private enum Cell: Error {
        case drop(DropReason, column: String)
    }

    /// Takes or drops the scanner's current row.
    mutating func read(_ scanner: borrowing RowScanner) throws(RecordsError) {
        guard scanner.fields.count == header.count else {
            account.drop(.ragged, line: scanner.line)
            return
        }
        if header.indices.allSatisfy({ scanner.text($0) == header[$0] }) {
            account.drop(.header, line: scanner.line)
            return
        }
        let dateColumn = positions[mapping.date] ?? 0
        guard let day = days.period(scanner.buffer, scanner.trimmed(dateColumn))?.begin else {
            account.drop(.badDate, line: scanner.line, field: mapping.date, found: scanner.shown(dateColumn))
            return
        }
        var geo = "all"
        if let column = mapping.geo.flatMap({ positions[$0] }) {
            guard let text = scanner.text(column) else {
                account.drop(.badEncoding, line: scanner.line, field: mapping.geo)
                return
            }
            if !text.isEmpty { geo = text }
        }
        guard !seen.contains("\(day.number) \(geo)") else {
            account.drop(.repeated, line: scanner.line)
            return
        }
        do throws(Cell) {
            let media = try media(day, scanner)
            shop.append(try outcomes(day, geo, scanner))
            if spend.updateValue(media, forKey: day) != nil { merged += 1 }
            seen.insert("\(day.number) \(geo)")
            account.take()
        } catch {
            guard case .drop(let reason, let column) = error else { return }
            account.drop(reason, line: scanner.line, field: column, found: positions[column].map { scanner.shown($0) })
        }
    }

    /// The channels' records of the day with this row added.
    private mutating func media(_ day: Day, _ scanner: borrowing RowScanner) throws(Cell) -> [HistoryRecord] {
        let before = spend[day]
        var result: [HistoryRecord] = []
        result.reserveCapacity(mapping.media.count)
        for (index, item) in mapping.media.enumerated() {
            let amount = try value(item.spend, scanner)
            if amount == nil { emptySpend += 1 }
            guard let money = Money(yuan: amount ?? 0) else { throw .drop(.badNumber, column: item.spend) }
            var record = HistoryRecord(day: day, line: LineKey(channel: Channel(rawValue: item.channel)), spend: money)
            if let column = item.impressions { record.impressions = try value(column, scanner) }
            if let column = item.clicks { record.clicks = try value(column, scanner) }
            if let before {
                guard let sum = before[index].adding(record) else { throw .drop(.badNumber, column: item.spend) }
                record = sum
            }
            result.append(record)
        }
        return result
    }

    private mutating func outcomes(
        _ day: Day, _ geo: String, _ scanner: borrowing RowScanner
    ) throws(Cell) -> ShopRecord {
        var record = ShopRecord(day: day, geo: geo)
        for result in mapping.results {
            guard var number = try value(result.column, scanner) else { continue }
            if let column = result.times {
                guard let factor = try value(column, scanner) else { continue }
                number *= factor
            }
            switch result.outcome {
            case .gmv, .settledGMV:
                guard let money = Money(yuan: number) else { throw .drop(.badNumber, column: result.column) }
                if result.outcome == .gmv { record.gmv = money } else { record.settledGMV = money }
            case .orders: record.orders = number
            case .newCustomers: record.newCustomers = number
            default: record.visitors = number
            }
        }
        if let column = mapping.event.flatMap({ positions[$0] }), let text = scanner.text(column),
            !HeaderSynonyms.unknown.contains(text.lowercased())
        {
            record.eventStage = text
        }
        for name in mapping.controls where !textControls.contains(name) {
            guard let column = positions[name] else { continue }
            switch number.value(scanner.buffer, scanner.trimmed(column)) {
            case .number(let value): record.controls[name] = value
            case .unknown: break
            case .malformed: textControls.insert(name)
            }
        }
        return record
    }

    /// A number that is not negative; nil when not known.
    private func value(_ name: String, _ scanner: borrowing RowScanner) throws(Cell) -> Double? {
        guard let column = positions[name] else { return nil }
        switch number.value(scanner.buffer, scanner.trimmed(column)) {
        case .unknown: return nil
        case .malformed: throw .drop(.badNumber, column: name)
        case .number(let value):
            guard value >= 0 else { throw .drop(.negative, column: name) }
            return value
        }
    }

    /// Records and shop rows, sorted, and what has to be told about them.
    func finish() -> (records: [HistoryRecord], shop: [ShopRecord], notices: [Notice], unused: [String]) {
        var rows = shop
        for index in rows.indices {
            for name in textControls { rows[index].controls[name] = nil }
        }
        var notices = [Notice("records.import-shop-only")]
        if emptySpend > 0 { notices.append(Notice("records.import-empty-spend", ["count": .count(emptySpend)])) }
        let used = Set(mapping.columns).subtracting(textControls)
        return (
            spend.values.joined().sorted { ($0.day, $0.line) < ($1.day, $1.line) },
            rows.sorted { ($0.day, $0.geo) < ($1.day, $1.geo) }, notices, header.filter { !used.contains($0) && !$0.isEmpty }
        )
    }
}
