// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@testable import Records

@Suite("A corpus of exports")
struct CorpusTests {
    @Test("Every trap stands somewhere in the corpus")
    func covers() {
        let files = CorpusFile.all
        #expect(files.count >= 60)
        #expect(Set(files.map(\.names)).count == CorpusFile.Names.allCases.count)
        #expect(Set(files.map(\.dates)).count == CorpusFile.Dates.allCases.count)
        #expect(Set(files.map(\.numbers)).count == CorpusFile.Numbers.allCases.count)
        #expect(Set(files.map(\.unit)).count == CorpusFile.Unit.allCases.count)
        #expect(Set(files.map(\.separator)).count == CorpusFile.Separator.allCases.count)
        #expect(Set(files.map(\.tail)).count == CorpusFile.Tail.allCases.count)
        #expect(Set(files.map(\.packing)).count == CorpusFile.Packing.allCases.count)
        #expect(Set(files.map(\.unknown)).count == CorpusFile.Unknown.allCases.count)
        if canEncodeGB18030 { #expect(Set(files.map(\.encoding)).count == CorpusFile.Encoding.allCases.count) }
        #expect(Set(files.map(\.bytes)).count == files.count, "no file stands twice")
    }

    @Test("Every file gives the same history", arguments: CorpusFile.all)
    func sameHistory(_ file: CorpusFile) throws {
        let (tables, _) = try ExportFile.tables(in: file.bytes, name: "报表")
        #expect(tables.count == 1)
        let imported = try ExportReader.read(try #require(tables.first).open())
        #expect(imported.records == CorpusFile.records)
        #expect(Dictionary(uniqueKeysWithValues: imported.goods.map { ($0.id, $0.title) }) == CorpusFile.titles)
        let report = imported.report
        #expect(report.rows == report.taken + report.droppedCount)
        #expect(report.taken == CorpusFile.records.count)
        #expect(Dictionary(uniqueKeysWithValues: report.dropped.map { ($0.reason.rawValue, $0.count) }) == file.dropped)
        #expect(report.titleRows == file.titleRows)
        #expect(report.unusedColumns.isEmpty && report.missing.isEmpty)
    }

    /// A run of two rows goes through the temporary file nearly always; the answer may not change by it.
    @Test("Memory or temporary file: the same", arguments: CorpusFile.all.filter { $0.packing == .none })
    func spilled(_ file: CorpusFile) throws {
        let staged = try ExportReader.stage(ByteSource(bytes: file.bytes, file: "报表"), runLength: 2)
        var records: [HistoryRecord] = []
        try staged.forEach { record, _ in records.append(record) }
        #expect(records.inCanonicalOrder() == CorpusFile.records)
        #expect(staged.report == (try ExportReader.read(bytes: file.bytes, file: "报表").report))
    }
}
