// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records

/// Tables that nobody on this project made; absent in a plain clone, where the tests that need them are skipped.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

    static func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: file).path) }

    /// Columns by name.
    static func columns(_ file: String) throws -> [String: [String]] {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0.filter { $0 != "\"" }) }
        }
        var result: [String: [String]] = [:]
        for (column, name) in rows[0].enumerated() { result[name] = rows.dropFirst().map { $0[column] } }
        return result
    }

    static func numbers(_ columns: [String: [String]], _ name: String) -> [Double] {
        (columns[name] ?? []).map { Double($0) ?? .nan }
    }

    /// A history whose records carry spend only and whose shop rows carry GMV.
    ///
    /// - Parameter scale: factor on all money, so that two decimals are enough.
    static func history(
        days: [Day], spend: [(String, [Double])], gmv: [Double], controls: [String: [Double]] = [:], cadence: Cadence,
        spendScale: Double = 1, scale: Double = 1
    ) throws -> CampaignHistory {
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        for (index, day) in days.enumerated() {
            for (name, values) in spend {
                records.append(
                    HistoryRecord(
                        day: day, line: LineKey(channel: Channel(rawValue: name)),
                        spend: Money(yuan: max(0, values[index]) * spendScale)!))
            }
            shop.append(
                ShopRecord(
                    day: day, gmv: Money(yuan: gmv[index] * scale)!,
                    controls: controls.mapValues { $0[index] }.filter { $0.value.isFinite }))
        }
        return try CampaignHistory(records: records, shop: shop, cadence: cadence)
    }
}
