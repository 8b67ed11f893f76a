// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records

/// The CDNOW sample as an orders file, and its customary split after 39 weeks.
enum Cdnow {
    static let fittedUntil = Day("1997-09-30")!
    static let end = Day("1998-06-30")!

    static func orders() throws -> [UInt8] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/cdnow/CDNOW_sample.txt")
        var text = "customer,time,amount\n"
        for line in try String(contentsOf: path, encoding: .utf8).split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: " ")
            let day = fields[2]
            text += "\(fields[1]),\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2)),\(fields[4])\n"
        }
        return Array(text.utf8)
    }

    static func book() throws -> OrderBook { try OrdersReader.read(ByteSource(bytes: orders(), file: "cdnow")) }
}
