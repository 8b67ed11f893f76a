// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A campaign's recorded past: what every line spent and brought, the shop's totals, and its goods.
///
/// The records are the canonical ones, each (day, line) once, sorted by day, then line. The cadence is a property of the data.
/// A row that is missing between the first and the last day means that nothing was spent there: exports leave out idle lines.
/// What an idle line brought is nevertheless not known.
public struct CampaignHistory: Sendable, Hashable {
    /// Sorted by day, then line.
    public let records: [HistoryRecord]
    /// Sorted by day, then geo.
    public let shop: [ShopRecord]
    /// In the order given.
    public let goods: [Goods]
    /// How long one period is.
    public let cadence: Cadence
    /// All lines, in canonical order.
    public let lines: [LineKey]
    /// First day of the first period of records and shop rows; nil when there are none.
    public let firstDay: Day?
    /// First day of the last period; nil when there are none.
    public let lastDay: Day?
    /// A hundred years: days further apart are misread, and series over them would be mostly empty.
    public static let longestSpan = 36_525

    /// Rows of `records` by line: those of line `i` are `rows[starts[i]..<starts[i + 1]]`, by day.
    let rows: [Int]
    let starts: [Int]

    /// Sorts and checks the parts.
    ///
    /// - Parameter cadence: nil detects it from the days of the records (of the shop when there are no records).
    /// - Throws: `duplicate` for the same day and line (day and geo, goods) twice, `mixedCadence` when the days fit no cadence
    ///   or records and shop have different ones, `sumTooLarge` when amounts exceed `Money.limit` in all,
    ///   `spanTooLong` when the days lie more than a hundred years apart.
    public init(
        records: [HistoryRecord], shop: [ShopRecord] = [], goods: [Goods] = [], cadence: Cadence? = nil
    ) throws(RecordsError) {
        let lines = Set(records.lazy.map(\.line)).sorted()
        var numbers: [LineKey: Int] = [:]
        for (number, line) in lines.enumerated() { numbers[line] = number }
        // Sorting by small numbers instead of names: a comparison of three strings costs twenty times as much.
        let keys = records.indices.map { (records[$0].day.number, numbers[records[$0].line] ?? 0, $0) }.sorted(by: <)
        for (a, b) in zip(keys, keys.dropFirst()) where a.0 == b.0 && a.1 == b.1 {
            throw .duplicate(nil, key: lines[a.1].description, day: Day(number: a.0), firstLine: nil)
        }
        self.records = keys.map { records[$0.2] }
        self.lines = lines
        self.shop = shop.sorted { ($0.day, $0.geo) < ($1.day, $1.geo) }
        self.goods = goods
        for (a, b) in zip(self.shop, self.shop.dropFirst()) where a.day == b.day && a.geo == b.geo {
            throw .duplicate(nil, key: a.geo, day: a.day, firstLine: nil)
        }
        var ids: Set<GoodsID> = []
        for item in goods where !ids.insert(item.id).inserted {
            throw .duplicate(nil, key: item.id.rawValue, day: nil, firstLine: nil)
        }
        var starts = [Int](repeating: 0, count: lines.count + 1)
        for key in keys { starts[key.1 + 1] += 1 }
        for index in 0..<lines.count { starts[index + 1] += starts[index] }
        var next = starts
        var rows = [Int](repeating: 0, count: keys.count)
        for (row, key) in keys.enumerated() {
            rows[next[key.1]] = row
            next[key.1] += 1
        }
        self.rows = rows
        self.starts = starts
        try Self.checkSums(records, shop)
        firstDay = [self.records.first?.day, self.shop.first?.day].compactMap { $0 }.min()
        lastDay = [self.records.last?.day, self.shop.last?.day].compactMap { $0 }.max()
        if let firstDay, let lastDay, lastDay.number - firstDay.number > Self.longestSpan {
            throw .spanTooLong(firstDay: firstDay, lastDay: lastDay)
        }
        if let cadence { self.cadence = cadence } else { self.cadence = try Self.detect(self.records, self.shop) }
    }

    /// A history with nothing in it: a merchant's first delivery.
    public static let empty = CampaignHistory()

    private init() {
        records = []
        shop = []
        goods = []
        cadence = .daily
        lines = []
        firstDay = nil
        lastDay = nil
        rows = []
        starts = [0]
    }

    /// Amounts whose sum is beyond `Money.limit` are no real amounts; refused here, no sum of them can overflow later.
    private static func checkSums(_ records: [HistoryRecord], _ shop: [ShopRecord]) throws(RecordsError) {
        var sums: [Int64] = [0, 0, 0, 0]
        func add(_ money: Money?, _ index: Int) -> Bool {
            guard let money else { return true }
            let (sum, overflow) = sums[index].addingReportingOverflow(Int64(clamping: money.fen.magnitude))
            sums[index] = sum
            return !overflow && sum <= Money.limit
        }
        for record in records {
            guard add(record.spend, 0), add(record.gmv, 1) else { throw .sumTooLarge(day: record.day) }
        }
        for record in shop {
            guard add(record.gmv, 2), add(record.settledGMV, 3) else { throw .sumTooLarge(day: record.day) }
        }
    }

    private static func detect(_ records: [HistoryRecord], _ shop: [ShopRecord]) throws(RecordsError) -> Cadence {
        let recorded = distinct(records.lazy.map(\.day))
        let shopDays = distinct(shop.lazy.map(\.day))
        guard recorded.count > 1 else { return try .detect(shopDays) }
        let cadence = try Cadence.detect(recorded)
        if shopDays.count > 1, try Cadence.detect(shopDays) != cadence {
            throw .mixedCadence(after: shopDays[0], day: shopDays[1], file: nil)
        }
        return cadence
    }

    private static func distinct(_ days: some Sequence<Day>) -> [Day] {
        var result: [Day] = []
        for day in days where day != result.last { result.append(day) }
        return result
    }

    /// True when there are no records: no line has ever been delivered.
    public var isEmpty: Bool { records.isEmpty }

    /// Number of periods from the first day to the last, both included.
    public var periodCount: Int {
        guard let firstDay, let lastDay else { return 0 }
        return cadence.period(of: lastDay, from: firstDay) + 1
    }

    /// First day of each period from the first to the last.
    public var days: [Day] {
        guard let firstDay else { return [] }
        return (0..<periodCount).map { cadence.beginning(ofPeriod: $0, from: firstDay) }
    }

    /// Last day that the history covers: the end of its last period.
    public var coveredUntil: Day? {
        guard let firstDay else { return nil }
        return cadence.beginning(ofPeriod: periodCount, from: firstDay).advanced(by: -1)
    }

    /// The same history as it could be known at the end of `day`: periods that end later are hidden, in the records and in the
    /// shop's rows. Goods stay.
    public func hiding(after day: Day) -> CampaignHistory {
        guard let firstDay, let coveredUntil, coveredUntil > day else { return self }
        func ended(_ begin: Day) -> Bool {
            let period = cadence.period(of: begin, from: firstDay)
            return cadence.beginning(ofPeriod: period + 1, from: firstDay).number - 1 <= day.number
        }
        return self.filtered(records: { ended($0.day) }, shop: { ended($0.day) })
    }

    /// The history from the period on that contains `day`.
    public func hiding(before day: Day) -> CampaignHistory {
        filtered(records: { $0.day >= day }, shop: { $0.day >= day })
    }

    /// Subsets of what has been checked need no second check: duplicates and a mixed cadence cannot appear.
    private func filtered(
        records keepRecord: (HistoryRecord) -> Bool, shop keepShop: (ShopRecord) -> Bool
    ) -> CampaignHistory {
        let part = try? CampaignHistory(
            records: records.filter(keepRecord), shop: shop.filter(keepShop), goods: goods, cadence: cadence)
        return part ?? .empty
    }

    /// The same history with other goods.
    public func with(goods: [Goods]) throws(RecordsError) -> CampaignHistory {
        try CampaignHistory(records: records, shop: shop, goods: goods, cadence: cadence)
    }

    /// The goods with this id.
    public func goods(_ id: GoodsID) -> Goods? { goods.first { $0.id == id } }
}

extension CampaignHistory: Codable {
    private enum CodingKeys: String, CodingKey {
        case records, shop, goods, cadence
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            records: container.decode([HistoryRecord].self, forKey: .records),
            shop: container.decode([ShopRecord].self, forKey: .shop),
            goods: container.decode([Goods].self, forKey: .goods),
            cadence: container.decode(Cadence.self, forKey: .cadence))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(records, forKey: .records)
        try container.encode(shop, forKey: .shop)
        try container.encode(goods, forKey: .goods)
        try container.encode(cadence, forKey: .cadence)
    }
}
