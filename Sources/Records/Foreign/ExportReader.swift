// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Reads an export in any known layout and encoding into canonical records.
public enum ExportReader {
    /// Bytes that are looked at to find encoding, separator, header and layout.
    static let headSize = 1 << 18

    /// Reads `bytes`; `file` is the name that errors show.
    public static func read(
        bytes: [UInt8], file: String, options: ImportOptions = ImportOptions()
    ) throws(RecordsError) -> ImportedRecords {
        try read(ByteSource(bytes: bytes, file: file), options: options)
    }

    /// Reads the file at `path`.
    public static func read(
        path: String, options: ImportOptions = ImportOptions()
    ) throws(RecordsError) -> ImportedRecords {
        try read(ByteSource(path: path), options: options)
    }

    /// Reads a source.
    ///
    /// - Throws: what makes the whole file unreadable: `unknownFormat`, `zeroByte`, `unterminatedQuote` …, and for the canonical
    ///   format everything that its own reader throws. In foreign formats a row that cannot be taken is dropped and counted.
    public static func read(
        _ source: consuming ByteSource, options: ImportOptions = ImportOptions()
    ) throws(RecordsError) -> ImportedRecords {
        let file = source.file
        let stored = try source.peek(headSize)
        guard !stored.isEmpty else { throw .empty(file: file) }
        let encoding = TextEncoding.detect(stored)
        var head = stored
        if encoding != .utf8 {
            guard let preview = TextDecoder(encoding), let decoder = TextDecoder(encoding) else {
                throw .badEncoding(Place(file: file))
            }
            head.removeAll()
            preview.decode(stored, atEnd: stored.count < headSize, into: &head)
            source.decoder = decoder
        }
        if stored.count >= headSize, let end = head.lastIndex(of: 0x0A) { head.removeSubrange((end + 1)...) }
        let found = try TableHead.find(head, file: file, options: options)
        if found.format == .canonical { return try canonical(source, found, encoding) }
        return try foreign(source, found, encoding, options)
    }

    private static func foreign(
        _ source: consuming ByteSource, _ head: TableHead, _ encoding: TextEncoding, _ options: ImportOptions
    ) throws(RecordsError) -> ImportedRecords {
        let file = source.file
        var scanner = try RowScanner(source, separator: head.separator)
        var titleRows = 0
        while try scanner.next(), scanner.line < head.line { titleRows += 1 }
        var imported: ImportedRecords
        if let mapping = head.mapping {
            var reader = WideReader(head, mapping: mapping)
            while try scanner.next() { try reader.read(scanner) }
            let (records, shop, notices, unused) = reader.finish()
            imported = assemble(records, shop, [], head, file, encoding, reader.account)
            imported.report.merged = reader.merged
            imported.report.notices = notices
            imported.report.unusedColumns = unused
        } else {
            var reader = LongReader(head, file: file, options: options)
            while try scanner.next() { try reader.read(scanner) }
            let (records, goods, notices, unused) = reader.finish()
            imported = assemble(records, [], goods, head, file, encoding, reader.account)
            imported.report.merged = reader.merged
            imported.report.notices = notices
            imported.report.unusedColumns = unused
        }
        imported.report.titleRows = titleRows
        return imported
    }

    /// The product's own files: history, shop or goods, each read by its strict reader.
    private static func canonical(
        _ source: consuming ByteSource, _ head: TableHead, _ encoding: TextEncoding
    ) throws(RecordsError) -> ImportedRecords {
        let file = source.file
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        var goods: [Goods] = []
        if head.header.contains("spend") {
            records = try HistoryCSV.read(source)
        } else if head.header.contains("date") {
            shop = try ShopCSV.read(source)
        } else {
            goods = try GoodsCSV.read(source)
        }
        var account = RowAccount()
        for _ in 0..<(records.count + shop.count + goods.count) { account.take() }
        records = records.inCanonicalOrder()
        return assemble(records, shop, goods, head, file, encoding, account)
    }

    private static func assemble(
        _ records: [HistoryRecord], _ shop: [ShopRecord], _ goods: [Goods], _ head: TableHead, _ file: String,
        _ encoding: TextEncoding, _ account: RowAccount
    ) -> ImportedRecords {
        var days: [Day] = []
        for day in (records.map(\.day) + shop.map(\.day)).sorted() where day != days.last { days.append(day) }
        let missing = Outcome.canonical.filter { outcome in
            !records.contains { $0.value(of: outcome) != nil } && !shop.contains { $0.value(of: outcome) != nil }
        }
        let report = ImportReport(
            file: file, format: head.format, encoding: encoding.rawValue, headerLine: head.line, titleRows: 0,
            rows: account.rows, taken: account.taken, dropped: account.dropped, merged: 0, firstDay: days.first,
            lastDay: days.last, cadence: days.isEmpty ? nil : try? Cadence.detect(days),
            lines: Set(records.lazy.map(\.line)).count, missing: days.isEmpty ? [] : missing, unusedColumns: [], notices: [])
        return ImportedRecords(records: records, shop: shop, goods: goods, report: report)
    }
}
