// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What a report splits its money by. A campaign report and a goods report of one day tell of the same money: both are kept, and only
/// the finer one is counted (`joined`).
public struct ReportView: OptionSet, Hashable, Sendable, Codable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Goods are told apart in the channel.
    public static let goods = ReportView(rawValue: 1)
    /// Audiences are told apart in the channel.
    public static let audience = ReportView(rawValue: 2)
    /// Channels are told apart.
    public static let channel = ReportView(rawValue: 4)
    /// Not a platform's report: a history of the merchant's own, whose rows are what they are.
    public static let plain = ReportView(rawValue: 8)

    /// Finer reports of one channel first: both dimensions, then goods, then audiences. A platform's report goes before a history of
    /// one's own.
    private func fineness(_ records: [HistoryRecord]) -> Int {
        let isPlain = self == .plain
        let hasGoods = isPlain ? records.contains { $0.line.goods != .all } : contains(.goods)
        let hasAudience = isPlain ? records.contains { $0.line.audience != .all } : contains(.audience)
        return (hasGoods ? 4 : 0) + (hasAudience ? 2 : 0) + (isPlain ? 0 : 1)
    }

    /// The view of each line of one file: by the file's lines of the same channel.
    static func views(of lines: [LineKey], isPlain: Bool) -> [ReportView] {
        if isPlain { return lines.map { _ in .plain } }
        var byChannel: [Channel: ReportView] = [:]
        var base: ReportView = []
        if lines.contains(where: { $0.channel != .all }) { base.insert(.channel) }
        for line in lines {
            var view = byChannel[line.channel] ?? base
            if line.goods != .all { view.insert(.goods) }
            if line.audience != .all { view.insert(.audience) }
            byChannel[line.channel] = view
        }
        return lines.map { byChannel[$0.channel] ?? base }
    }
}

/// A record as one report tells it.
public struct ViewedRecord: Sendable, Hashable {
    public var record: HistoryRecord
    public var view: ReportView

    public init(_ record: HistoryRecord, _ view: ReportView) {
        self.record = record
        self.view = view
    }
}

extension ReportView {
    /// A remainder below this share of the coarser report's spend is rounding and restated numbers, not money that the finer one leaves
    /// out.
    static let tolerance = 0.005

    /// Records of several reports of the same money, each counted once.
    ///
    /// For every day and channel the finest report is taken. Where a coarser one has more money, the rest is kept as a record of the
    /// whole channel: money that no row of the finer report is about is not lost. A report that names no channel is the coarser one
    /// of the day's channels together.
    public static func joined(_ records: [ViewedRecord]) -> [HistoryRecord] {
        guard let first = records.first else { return [] }
        if records.allSatisfy({ $0.view == first.view }) { return records.map(\.record) }
        var result: [HistoryRecord] = []
        result.reserveCapacity(records.count)
        for day in grouped(records, by: { $0.record.day }) {
            if let first = day.first, day.allSatisfy({ $0.view == first.view }) {
                result += day.map(\.record)
                continue
            }
            let isPlainNamed = day.contains { $0.view == .plain && $0.record.line.channel != .all }
            func isNamed(_ record: ViewedRecord) -> Bool {
                record.view == .plain ? isPlainNamed : record.view.contains(.channel)
            }
            let named = day.filter(isNamed)
            let unnamed = day.filter { !isNamed($0) }
            var kept: [HistoryRecord] = []
            for channel in grouped(named.sorted { $0.record.line < $1.record.line }, by: { $0.record.line.channel }) {
                kept += finest(channel)
            }
            // Without a channel's name all of them are one.
            let whole = finest(unnamed)
            if kept.isEmpty {
                kept = whole
            } else if let rest = rest(of: whole, beyond: kept, line: LineKey(channel: .all)) {
                kept = added(rest, to: kept)
            }
            result += kept
        }
        return result.inCanonicalOrder()
    }

    /// Of one day and channel: the finest view, and what the others have beyond it.
    private static func finest(_ records: some Sequence<ViewedRecord>) -> [HistoryRecord] {
        var byView: [ReportView: [HistoryRecord]] = [:]
        for record in records { byView[record.view, default: []].append(record.record) }
        let ranks = byView.map { view, records in (view: view, fineness: view.fineness(records)) }
        let views = ranks.sorted { ($1.fineness, $0.view.rawValue) < ($0.fineness, $1.view.rawValue) }.map(\.view)
        guard let best = views.first, let kept = byView[best] else { return [] }
        var largest: HistoryRecord?
        for view in views.dropFirst() {
            guard let other = byView[view], let line = other.first?.line,
                let rest = rest(of: other, beyond: kept, line: LineKey(channel: line.channel))
            else { continue }
            if rest.spend > largest?.spend ?? .zero { largest = rest }
        }
        return largest.map { added($0, to: kept) } ?? kept
    }

    /// What `coarse` has beyond `fine`; nil where it is nothing worth keeping.
    private static func rest(of coarse: [HistoryRecord], beyond fine: [HistoryRecord], line: LineKey) -> HistoryRecord? {
        guard var rest = coarse.sum(line), let part = fine.sum(line) else { return nil }
        let slack = max(Double(coarse.count + fine.count), tolerance * Double(rest.spend.fen))
        guard Double(rest.spend.fen - part.spend.fen) > slack else { return nil }
        rest.spend -= part.spend
        func less(_ a: Double?, _ b: Double?) -> Double? { a.map { max(0, $0 - (b ?? 0)) } }
        rest.impressions = less(rest.impressions, part.impressions)
        rest.clicks = less(rest.clicks, part.clicks)
        rest.carts = less(rest.carts, part.carts)
        rest.orders = less(rest.orders, part.orders)
        rest.newCustomers = less(rest.newCustomers, part.newCustomers)
        rest.gmv = rest.gmv.map { max(.zero, $0 - (part.gmv ?? .zero)) }
        return rest
    }

    private static func added(_ record: HistoryRecord, to records: [HistoryRecord]) -> [HistoryRecord] {
        guard let index = records.firstIndex(where: { $0.line == record.line }) else { return records + [record] }
        var records = records
        records[index] = records[index].adding(record) ?? records[index]
        return records
    }

    /// Runs of neighbours with the same key.
    private static func grouped<Key: Equatable>(
        _ records: [ViewedRecord], by key: (ViewedRecord) -> Key
    ) -> [ArraySlice<ViewedRecord>] {
        var groups: [ArraySlice<ViewedRecord>] = []
        var start = 0
        for index in records.indices where index > start && key(records[index]) != key(records[start]) {
            groups.append(records[start..<index])
            start = index
        }
        if start < records.count { groups.append(records[start...]) }
        return groups
    }
}

extension [HistoryRecord] {
    /// All records as one of `line`; nil when there is none or a sum is beyond all measure.
    fileprivate func sum(_ line: LineKey) -> HistoryRecord? {
        guard var sum = first else { return nil }
        sum.line = line
        for record in dropFirst() {
            guard let next = sum.adding(record) else { return nil }
            sum = next
        }
        return sum
    }
}
