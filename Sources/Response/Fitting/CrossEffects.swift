// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether one line's spend moves what another line's curve leaves unexplained: goods of a channel that take from one another, channels
/// that help one another on the same goods. A test only; curves assume that lines respond separately.
enum CrossEffects {
    /// How many are told, the strongest first.
    static let most = 5
    /// How many lines are tested, those with the largest spend.
    static let largest = 60

    static func notices(_ works: [LineWork]) -> [Notice] {
        let tested = works.filter { $0.series.informative >= 40 && $0.seen.periods >= 20 }
        // Pairs grow with the square of the lines; those that money goes to are enough.
        let usable = tested.sorted { ($0.flags.totalSpend, $1.key) > ($1.flags.totalSpend, $0.key) }.prefix(largest).sorted {
            $0.key < $1.key
        }
        let sizes = usable.map { work in
            work.series.spend.map { log($0 / work.seen.mean + 0.05) }
        }
        var pairs: [(Int, Int)] = []
        for (a, first) in usable.enumerated() {
            for (b, second) in usable.enumerated() where a != b {
                if first.key.channel == second.key.channel
                    || (first.key.goods == second.key.goods && first.key.goods != .all)
                    || (first.key.goods == .all && second.key.goods == .all)
                {
                    pairs.append((a, b))
                }
            }
        }
        guard !pairs.isEmpty else { return [] }
        // One pair in a hundred histories would be accused without cause.
        let threshold = normalQuantile(1 - 0.005 / Double(pairs.count))
        var found: [(strength: Double, correlation: Double, pair: (Int, Int))] = []
        for (a, b) in pairs {
            let periods = usable[a].series.days.indices.filter { usable[a].series.known[$0] }
            let correlation = PilotFit.correlation(
                periods.map { usable[a].pilot.residuals[$0] }, periods.map { sizes[b][$0] })
            let strength = abs(correlation) * Double(periods.count).squareRoot()
            if strength > threshold { found.append((strength, correlation, (a, b))) }
        }
        return found.sorted { ($0.strength, $1.pair.0) > ($1.strength, $0.pair.0) }.prefix(most).map { item in
            Notice(
                item.correlation > 0 ? "response.synergy" : "response.cannibalization",
                [
                    "first": .text(usable[item.pair.0].key.description), "second": .text(usable[item.pair.1].key.description),
                    "correlation": .number(item.correlation),
                ])
        }
    }
}
