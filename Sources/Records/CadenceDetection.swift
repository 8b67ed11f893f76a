// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

extension Cadence {
    /// The cadence of a set of days, from the steps between them.
    ///
    /// - Monthly: every day is the same day of its month (or the month's last), at least one month apart.
    /// - Weekly: every step is a multiple of seven days.
    /// - Daily: at least half of the steps are one day, and there is no run of three equal steps of a week or a month, which
    ///   would betray two reports glued together.
    ///
    /// Gaps are allowed. Fewer than two days say nothing and count as daily. Throws `mixedCadence` otherwise.
    ///
    /// - Parameter days: first days of periods, ascending, without repetition.
    public static func detect(_ days: [Day], file: String? = nil) throws(RecordsError) -> Cadence {
        guard days.count > 1 else { return .daily }
        let steps = zip(days, days.dropFirst()).map { $1.number - $0.number }
        if isMonthly(days, steps) { return .monthly }
        if steps.allSatisfy({ $0 % 7 == 0 }) { return .weekly }
        let single = steps.count { $0 == 1 }
        if single * 2 >= steps.count {
            var run = 0
            for (index, step) in steps.enumerated() {
                run = step == 7 || (28...31).contains(step) ? run + 1 : 0
                if run == 3 { throw .mixedCadence(after: days[index - 2], day: days[index - 1], file: file) }
            }
            return .daily
        }
        let usual = usualStep(steps)
        let odd = steps.firstIndex { usual == 30 ? !(28...31).contains($0) : $0 % usual != 0 } ?? 0
        throw .mixedCadence(after: days[odd], day: days[odd + 1], file: file)
    }

    private static func isMonthly(_ days: [Day], _ steps: [Int]) -> Bool {
        guard steps.allSatisfy({ $0 >= 28 }) else { return false }
        let anchor = days.map { $0.civil.day }.max() ?? 1
        return days.allSatisfy { day in
            let civil = day.civil
            return civil.day == anchor || (anchor > 28 && day.advanced(by: 1).civil.month != civil.month)
        }
    }

    /// Week or month, whichever is the more frequent step; the day that fits neither is the one to name.
    private static func usualStep(_ steps: [Int]) -> Int {
        let weeks = steps.count { $0 == 7 }
        let months = steps.count { (28...31).contains($0) }
        return months > weeks ? 30 : 7
    }

    /// The number of the period that `day` falls in, counted from the period that begins on `origin`; negative before it.
    ///
    /// Monthly periods are calendar months counted from `origin`'s, unlike `Horizon`, whose periods have equal length.
    public func period(of day: Day, from origin: Day) -> Int {
        guard self == .monthly else {
            let offset = day.number - origin.number
            return offset >= 0 ? offset / days : -((-offset + days - 1) / days)
        }
        let (year, month, dayOfMonth) = day.civil
        let first = origin.civil
        let months = (year - first.year) * 12 + month - first.month
        return beginning(ofPeriod: months, from: origin).civil.day > dayOfMonth ? months - 1 : months
    }

    /// The first day of period `number`, counted from the period that begins on `origin`.
    public func beginning(ofPeriod number: Int, from origin: Day) -> Day {
        guard self == .monthly else { return origin.advanced(by: number * days) }
        let first = origin.civil
        let months = first.year * 12 + first.month - 1 + number
        // A month without the 29th, 30th or 31st begins its period on its last day.
        for day in 0..<4 {
            if let found = Day(year: months / 12, month: months % 12 + 1, day: max(1, first.day - day)) { return found }
        }
        return origin.advanced(by: number * days)
    }
}
