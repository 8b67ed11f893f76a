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

    /// Reads a source into memory.
    ///
    /// - Throws: what makes the whole file unreadable: `unknownFormat`, `zeroByte` …, and for the canonical format everything that its
    ///   own reader throws. In foreign formats a row that cannot be taken is dropped and counted.
    public static func read(
        _ source: consuming ByteSource, options: ImportOptions = ImportOptions()
    ) throws(RecordsError) -> ImportedRecords {
        let staged = try stage(source, options: options)
        var records: [HistoryRecord] = []
        records.reserveCapacity(min(staged.rowCount, 1 << 20))
        do {
            try staged.forEach { record, _ in
                guard records.count < HistoryCSV.rowLimit else {
                    throw RecordsError.tooLarge(Place(file: staged.report.file), what: .rows, limit: HistoryCSV.rowLimit)
                }
                records.append(record)
            }
        } catch let error as RecordsError {
            throw error
        } catch {
            throw .unreadable(file: staged.report.file, code: 0)
        }
        return ImportedRecords(
            records: records.inCanonicalOrder(), shop: staged.shop, goods: staged.goods, report: staged.report)
    }

    /// Reads a source in bounded memory: its rows wait, sorted, to be stored.
    ///
    /// - Parameters:
    ///   - runLength: rows that are held in memory at once; the rest waits in a temporary file.
    ///   - progress: told now and then how many rows have been read.
    public static func stage(
        _ source: consuming ByteSource, options: ImportOptions = ImportOptions(), runLength: Int? = nil,
        progress: ((Int) -> Void)? = nil
    ) throws(RecordsError) -> StagedExport {
        let file = source.file
        let stored = try source.peek(headSize)
        guard !stored.isEmpty else { throw .empty(file: file) }
        if let kind = ForeignContent.of(stored) { throw .notATable(file: file, kind: kind) }
        let encoding = TextEncoding.detect(stored)
        var head = stored
        if encoding != .utf8 {
            guard let preview = TextDecoder(encoding, head: stored), let decoder = TextDecoder(encoding, head: stored) else {
                throw .badEncoding(Place(file: file))
            }
            head.removeAll()
            preview.decode(stored, atEnd: stored.count < headSize, into: &head)
            source.decoder = decoder
        }
        if stored.count >= headSize, let end = head.lastIndex(of: 0x0A) { head.removeSubrange((end + 1)...) }
        let found = try TableHead.find(head, file: file, options: options)
        let sorter = RowSorter(runLength: runLength ?? RowSorter.standardRun, progress: progress)
        if found.format == .canonical { return try canonical(source, found, encoding, sorter) }
        return try foreign(source, found, encoding, options, sorter)
    }

    private static func foreign(
        _ source: consuming ByteSource, _ head: TableHead, _ encoding: TextEncoding, _ options: ImportOptions,
        _ sorter: RowSorter
    ) throws(RecordsError) -> StagedExport {
        let file = source.file
        var scanner = try RowScanner(source, separator: head.separator, isLenient: true)
        var report = ImportReport(file: file, head: head, encoding: encoding)
        while try scanner.next(), scanner.line < head.line { report.titleRows += 1 }
        scanner.expectedFields = head.header.count
        if let mapping = head.mapping {
            var reader = WideReader(head, mapping: mapping, dates: options.dates)
            while try scanner.next() { try reader.read(scanner) }
            let (records, shop, notices, unused) = reader.finish()
            report.notices = notices
            report.unusedColumns = unused
            report.merged = reader.merged
            return try staged(records, shop, [], sorter, reader.account, report)
        }
        if head.format == .taobaoShop || head.format == .taobaoGoods {
            var reader = ShopReportReader(head, options: options)
            while try scanner.next() { reader.read(scanner) }
            let (shop, goods, unused, repeated) = reader.finish()
            report.unusedColumns = unused
            report.repeatedColumns = repeated
            return try staged([], shop, goods, sorter, reader.account, report)
        }
        var reader = LongReader(head, file: file, options: options, rows: sorter)
        while try scanner.next() { try reader.read(scanner) }
        let (goods, notices, unused, repeated) = reader.finish()
        report.notices = notices
        report.unusedColumns = unused
        report.repeatedColumns = repeated
        return StagedExport(
            lines: reader.lines, views: ReportView.views(of: reader.lines, isPlain: false), shop: [], goods: goods,
            sorter: sorter, account: reader.account, report: report)
    }

    /// The product's own files: history, shop or goods, each read by its strict reader.
    private static func canonical(
        _ source: consuming ByteSource, _ head: TableHead, _ encoding: TextEncoding, _ sorter: RowSorter
    ) throws(RecordsError) -> StagedExport {
        let report = ImportReport(file: source.file, head: head, encoding: encoding)
        var account = RowAccount()
        guard head.header.contains("spend") else {
            var shop: [ShopRecord] = []
            var goods: [Goods] = []
            if head.header.contains("date") { shop = try ShopCSV.read(source) } else { goods = try GoodsCSV.read(source) }
            for _ in 0..<(shop.count + goods.count) { account.take() }
            return try staged([], shop, goods, sorter, account, report)
        }
        var reader = try HistoryReader(source)
        while let row = try reader.nextRow() {
            guard sorter.count < StagedExport.rowLimit else {
                throw .tooLarge(Place(file: report.file), what: .rows, limit: StagedExport.rowLimit)
            }
            try sorter.add(row)
            account.take()
        }
        let lines = reader.lineKeys
        return StagedExport(
            lines: lines, views: ReportView.views(of: lines, isPlain: true), shop: [], goods: [], sorter: sorter,
            account: account, report: report)
    }

    /// Records that are few enough to be in memory already.
    private static func staged(
        _ records: [HistoryRecord], _ shop: [ShopRecord], _ goods: [Goods], _ sorter: RowSorter, _ account: RowAccount,
        _ report: ImportReport
    ) throws(RecordsError) -> StagedExport {
        var lines: [LineKey] = []
        var numbers: [LineKey: Int] = [:]
        for record in records {
            let number = numbers[record.line] ?? lines.count
            if number == lines.count {
                numbers[record.line] = number
                lines.append(record.line)
            }
            try sorter.add(PackedRow(record, line: number, fileLine: 0))
        }
        return StagedExport(
            lines: lines, views: ReportView.views(of: lines, isPlain: true), shop: shop, goods: goods, sorter: sorter,
            account: account, report: report)
    }
}

extension ImportReport {
    /// A report of nothing yet.
    init(file: String, head: TableHead, encoding: TextEncoding) {
        self.init(
            file: file, format: head.format, encoding: encoding.rawValue, headerLine: head.line, titleRows: 0, rows: 0,
            taken: 0,
            dropped: [], merged: 0, firstDay: nil, lastDay: nil, cadence: nil, lines: 0, missing: [], unusedColumns: [],
            notices: [])
    }
}
