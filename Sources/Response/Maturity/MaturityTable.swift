// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Which share of a day's final outcome is visible k days later.
public struct MaturityTable: Sendable, Hashable, Codable {
    /// Ages in days, increasing; between them shares are interpolated, after the last the share is 1.
    public var ages: [Int]
    /// Share visible at each age, in (0, 1], not falling.
    public var shares: [Double]

    /// Nil unless ages increase and shares lie in (0, 1] without falling, in equal number.
    public init?(ages: [Int], shares: [Double]) {
        guard ages.count == shares.count, !ages.isEmpty, zip(ages, ages.dropFirst()).allSatisfy({ $0 < $1 }),
            zip(shares, shares.dropFirst()).allSatisfy({ $0 <= $1 }), shares.allSatisfy({ $0 > 0 && $0 <= 1 })
        else { return nil }
        self.ages = ages
        self.shares = shares
    }

    private init(checkedAges: [Int], shares: [Double]) {
        ages = checkedAges
        self.shares = shares
    }

    /// 75/89/96/100 % after 1/3/7/15 days: one shop's figures, a default until the shop's own are known.
    public static let `default` = MaturityTable(checkedAges: [1, 3, 7, 15], shares: [0.75, 0.89, 0.96, 1])
    /// Everything is visible at once.
    public static let immediate = MaturityTable(checkedAges: [0], shares: [1])

    /// Share visible `age` days after the day.
    public func share(age: Int) -> Double {
        guard let first = ages.first, let last = ages.last else { return 1 }
        if age <= first { return shares[0] }
        if age >= last { return shares[shares.count - 1] }
        let next = ages.firstIndex { $0 >= age } ?? 0
        let before = ages[next - 1]
        let part = Double(age - before) / Double(ages[next] - before)
        return shares[next - 1] + part * (shares[next] - shares[next - 1])
    }

    /// Age from which everything is visible.
    public var matureAge: Int { zip(ages, shares).first { $0.1 >= 1 }?.0 ?? (ages.last ?? 0) }
}

/// What a report downloaded on `imported` said of a line's day: one version of a row that later reports restate.
public struct ReportVersion: Sendable, Hashable, Codable {
    public var imported: Day
    public var record: HistoryRecord

    public init(imported: Day, record: HistoryRecord) {
        self.imported = imported
        self.record = record
    }
}

extension MaturityTable {
    /// The table as found in re-imported reports, drawn towards the default where they are few.
    ///
    /// For each age the ratio of sums visible(age) ÷ final is taken over all rows whose last version is at least 15 days old; the
    /// default counts as `priorRows` such rows of average size. Shares are made nondecreasing (pool adjacent violators).
    ///
    /// - Parameters:
    ///   - versions: earlier versions, in any order.
    ///   - current: the newest version of the rows.
    ///   - asOf: day on which the newest version was downloaded.
    public static func estimated(
        from versions: [ReportVersion], current: [HistoryRecord], asOf: Day, outcome: Outcome, priorRows: Double = 10
    ) -> MaturityTable {
        struct Key: Hashable {
            var day: Day
            var line: LineKey
        }
        var final: [Key: Double] = [:]
        for record in current where record.day.number + 15 <= asOf.number {
            if let value = record.value(of: outcome), value > 0 { final[Key(day: record.day, line: record.line)] = value }
        }
        let base = MaturityTable.default
        var visible = [Double](repeating: 0, count: base.ages.count)
        var total = visible
        var rows = visible
        for version in versions {
            let key = Key(day: version.record.day, line: version.record.line)
            guard let end = final[key], let value = version.record.value(of: outcome) else { continue }
            let age = version.imported.number - version.record.day.number
            guard let slot = base.ages.firstIndex(where: { age <= $0 }), age >= 0 else { continue }
            visible[slot] += min(value, end)
            total[slot] += end
            rows[slot] += 1
        }
        var shares: [Double] = []
        var weights: [Double] = []
        for slot in base.ages.indices {
            let size = rows[slot] > 0 ? total[slot] / rows[slot] : 1
            let weight = total[slot] + priorRows * size
            shares.append((visible[slot] + priorRows * size * base.shares[slot]) / weight)
            weights.append(weight)
        }
        shares[shares.count - 1] = 1
        var blocks: [(share: Double, weight: Double, count: Int)] = []
        for (share, weight) in zip(shares, weights) {
            blocks.append((share, weight, 1))
            while blocks.count > 1, blocks[blocks.count - 2].share > blocks[blocks.count - 1].share {
                let b = blocks.removeLast()
                let a = blocks.removeLast()
                let sum = a.weight + b.weight
                blocks.append(((a.share * a.weight + b.share * b.weight) / sum, sum, a.count + b.count))
            }
        }
        let level = blocks.flatMap { Array(repeating: min(1, max(0.01, $0.share)), count: $0.count) }
        return MaturityTable(checkedAges: base.ages, shares: level)
    }
}
