// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Records
import Workspaces

/// A fresh folder for one test; the system clears it.
func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("wanxiang-tests-\(UUID().uuidString)").path
}

let firstDay = Day(number: 20_000)

/// A record whose clicks are its spend in yuan.
func record(_ day: Int, _ channel: Channel = "search", yuan: Int64, orders: Double? = nil) -> HistoryRecord {
    HistoryRecord(
        day: firstDay.advanced(by: day), line: LineKey(channel: channel), spend: Money(fen: yuan * 100),
        clicks: Double(yuan), orders: orders)
}

/// The error that an act throws.
func failure(_ body: () throws -> Void) -> WorkspaceError? {
    do {
        try body()
        return nil
    } catch { return error as? WorkspaceError }
}
