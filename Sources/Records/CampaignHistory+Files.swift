// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

extension CampaignHistory {
    /// Reads the canonical files of a campaign; goods and shop are optional.
    ///
    /// - Throws: what is wrong with a file, with file, line and field.
    public static func read(
        history: String, goods: String? = nil, shop: String? = nil, cadence: Cadence? = nil
    ) throws(RecordsError) -> CampaignHistory {
        let records = try HistoryCSV.read(path: history)
        if cadence == nil {
            var days: [Day] = []
            for record in records where record.day != days.last { days.append(record.day) }
            _ = try Cadence.detect(days, file: history)
        }
        var items: [Goods] = []
        if let goods { items = try GoodsCSV.read(path: goods) }
        var rows: [ShopRecord] = []
        if let shop { rows = try ShopCSV.read(path: shop) }
        return try CampaignHistory(records: records, shop: rows, goods: items, cadence: cadence)
    }
}
