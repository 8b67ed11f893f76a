// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The sheets of a workbook (.xlsx, ECMA-376) as tables of text, so that a report need not be saved as CSV first.
///
/// Values are taken as they are stored: dates are serial numbers, which the reader of dates knows; formulas give their last value.
struct Workbook {
    /// Unpacked parts beyond this are refused: a report of a year has a few megabytes.
    private static let partLimit = 512 << 20

    private let archive: ZipArchive
    private let sheets: [ZipArchive.Entry]

    /// nil when the archive is no workbook.
    init?(_ archive: ZipArchive) {
        guard archive.entries.contains(where: { $0.name == "xl/workbook.xml" }) else { return nil }
        self.archive = archive
        sheets = archive.entries.filter { $0.name.hasPrefix("xl/worksheets/sheet") && $0.name.hasSuffix(".xml") }
            .sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) }
    }

    var sheetCount: Int { sheets.count }

    /// One sheet as CSV in UTF-8; row 7 of the sheet is line 7.
    func table(_ index: Int) throws(RecordsError) -> [UInt8] {
        var texts: [[UInt8]] = []
        if let shared = archive.entries.first(where: { $0.name == "xl/sharedStrings.xml" }) {
            texts = Self.sharedTexts(try part(shared))
        }
        return Self.rows(try part(sheets[index]), texts)
    }

    private func part(_ entry: ZipArchive.Entry) throws(RecordsError) -> [UInt8] {
        guard entry.size <= Self.partLimit else {
            throw .badArchive(Place(file: archive.bytes.file + "/" + entry.name), reason: "too large")
        }
        let reader = try archive.open(entry)
        var bytes: [UInt8] = []
        while try reader.read(into: &bytes) {}
        return bytes
    }

    private static func sharedTexts(_ xml: [UInt8]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var tags = TagScanner(xml)
        var isPhonetic = false
        while let tag = tags.next() {
            switch tag.name {
            case "si" where tag.isEmpty: texts.append([])
            case "si" where !tag.isClosing: texts.append([])
            case "rPh": isPhonetic = !tag.isClosing
            case "t" where !tag.isClosing && !tag.isEmpty && !isPhonetic && !texts.isEmpty:
                texts[texts.count - 1] += tags.text()
            default: break
            }
        }
        return texts
    }

    private static func rows(_ xml: [UInt8], _ texts: [[UInt8]]) -> [UInt8] {
        var output: [UInt8] = []
        var line = 1
        var row: [[UInt8]] = []
        var type: [UInt8] = []
        var column = 0
        var width = 0
        var tags = TagScanner(xml)
        while let tag = tags.next() {
            switch tag.name {
            case "row" where !tag.isClosing:
                row = []
                // Rows that are left out are blank lines.
                if let number = tags.number("r"), number > line, number < line + 1_048_576 {
                    output += [UInt8](repeating: 0x0A, count: number - line)
                    line = number
                }
                if tag.isEmpty { fallthrough }
            case "row":
                // Cells that are empty to the end of a row are not stored: a row is as wide as the widest before it.
                if !row.isEmpty, row.count < width { row += [[UInt8]](repeating: [], count: width - row.count) }
                width = max(width, row.count)
                write(row, &output)
                row = []
                line += 1
            case "c" where !tag.isClosing:
                column = tags.attribute("r").flatMap(columnNumber) ?? row.count
                type = tags.attribute("t") ?? []
                guard column < RowScanner.columnLimit else { continue }
                while row.count <= column { row.append([]) }
            case "v" where !tag.isClosing && !tag.isEmpty, "t" where !tag.isClosing && !tag.isEmpty:
                guard column < row.count else { continue }
                let text = tags.text()
                if type == [0x73], let number = FieldParsing.digits(text, 0, text.count) {
                    row[column] = number < texts.count ? texts[number] : []
                } else {
                    row[column] += text
                }
            default: break
            }
        }
        return output
    }

    /// `BC` of `BC12` as a number from 0.
    private static func columnNumber(_ reference: [UInt8]) -> Int? {
        var column = 0
        for byte in reference.prefix(4) {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
        }
        return column > 0 ? column - 1 : nil
    }

    private static func write(_ row: [[UInt8]], _ output: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { output.append(0x2C) }
            // A line break in a cell is a blank, so that lines of the table are rows of the sheet.
            if cell.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) {
                output.append(0x22)
                for byte in cell {
                    if byte == 0x22 { output.append(0x22) }
                    output.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
                }
                output.append(0x22)
            } else {
                output += cell
            }
        }
        output.append(0x0A)
    }
}

/// The tags of an XML document, one after another: as much XML as a workbook needs.
private struct TagScanner {
    struct Tag {
        /// Without a namespace.
        var name: String
        var isClosing: Bool
        var isEmpty: Bool
    }

    private let xml: [UInt8]
    private var index = 0
    private var attributes: Range<Int> = 0..<0

    init(_ xml: [UInt8]) { self.xml = xml }

    mutating func next() -> Tag? {
        while index < xml.count {
            guard let open = xml[index...].firstIndex(of: 0x3C), open + 1 < xml.count else { return nil }
            guard let close = xml[open...].firstIndex(of: 0x3E) else { return nil }
            index = close + 1
            let isClosing = xml[open + 1] == 0x2F
            let start = open + (isClosing ? 2 : 1)
            guard start <= close, xml[open + 1] != 0x3F, xml[open + 1] != 0x21 else { continue }
            let isEmpty = xml[close - 1] == 0x2F
            let end = xml[start..<close].firstIndex { $0 <= 0x20 || $0 == 0x2F } ?? close
            attributes = end..<close
            let name = String(decoding: xml[start..<end], as: UTF8.self)
            return Tag(name: name.split(separator: ":").last.map(String.init) ?? name, isClosing: isClosing, isEmpty: isEmpty)
        }
        return nil
    }

    /// The text up to the next tag, with its entities resolved.
    mutating func text() -> [UInt8] {
        let end = xml[index...].firstIndex(of: 0x3C) ?? xml.count
        defer { index = end }
        let raw = xml[index..<end]
        guard raw.contains(0x26) else { return Array(raw) }
        var text = String(decoding: raw, as: UTF8.self)
        for (entity, value) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#10;", " "), ("&amp;", "&"),
        ] {
            text = text.replacing(entity, with: value)
        }
        return Array(text.utf8)
    }

    /// The value of an attribute of the present tag.
    func attribute(_ name: String) -> [UInt8]? {
        let key = Array((" " + name + "=\"").utf8)
        var at = attributes.lowerBound
        while at + key.count < attributes.upperBound {
            if xml[at] == 0x20, key.indices.allSatisfy({ xml[at + $0] == key[$0] }) {
                let start = at + key.count
                guard let end = xml[start..<attributes.upperBound].firstIndex(of: 0x22) else { return nil }
                return Array(xml[start..<end])
            }
            at += 1
        }
        return nil
    }

    func number(_ name: String) -> Int? {
        attribute(name).flatMap { FieldParsing.digits($0, 0, $0.count) }
    }
}
