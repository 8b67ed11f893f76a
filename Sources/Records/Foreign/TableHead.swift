// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What the first lines of a file tell: how its fields are separated, where its header is and what layout it has.
struct TableHead {
    var separator: UInt8
    /// Line of the header, from 1.
    var line: Int
    var header: [String]
    var format: ImportFormat
    /// The columns of a wide table.
    var mapping: WideMapping?

    /// Looks for the header in the first 40 rows, by every separator, and takes the row that most names are known of.
    ///
    /// - Parameter head: the file's beginning in UTF-8, ending with a whole row.
    static func find(_ head: [UInt8], file: String, options: ImportOptions) throws(RecordsError) -> TableHead {
        var best: (score: Int, head: TableHead)?
        for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")] {
            // Damage in the head is reported by the reading itself, once the header is known.
            guard var scanner = try? RowScanner(ByteSource(bytes: head, file: file), separator: separator) else { continue }
            for _ in 0..<40 {
                guard (try? scanner.next()) == true else { break }
                let header = scanner.fields.indices.map { scanner.text($0) ?? "" }
                guard let (format, mapping, score) = layout(header, separator, options), score > best?.score ?? 1 else {
                    continue
                }
                best = (
                    score,
                    TableHead(separator: separator, line: scanner.line, header: header, format: format, mapping: mapping)
                )
            }
        }
        if let best { return best.head }
        if let mapping = options.mapping { throw missing(mapping, head, file) }
        throw .unknownFormat(Place(file: file), accepted: ImportFormat.allCases.map(\.rawValue))
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
}
