// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Market
import Records

/// The canonical files of a campaign in a folder.
public enum CampaignFolder {
    /// Writes history.csv, shop.csv and goods.csv, each atomically.
    public static func write(to folder: String, records: [HistoryRecord], shop: [ShopRecord], goods: [Goods]) throws {
        try make(folder)
        try AtomicFile.write(HistoryCSV.write(records), to: folder + "/history.csv")
        if !shop.isEmpty { try AtomicFile.write(ShopCSV.write(shop), to: folder + "/shop.csv") }
        if !goods.isEmpty { try AtomicFile.write(GoodsCSV.write(goods), to: folder + "/goods.csv") }
    }

    /// Makes a folder, with those above it.
    public static func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError.cannotWrite(folder)
        }
    }
}
