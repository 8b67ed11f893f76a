// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Market
import Records
import Response
import Testing

/// Data that others simulated or recorded. The tests are skipped where the shared folder is absent.
@Suite("Data of others", .enabled(if: SharedData.exists("README.md")))
struct SharedDataTests {
    static let full = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"

    /// Incremental totals of a line over a history by draw.
    static func totals(_ line: FittedLine, spend: [Double]) -> [Double] {
        line.draws.map { draw in
            var effective = 0.0
            var sum = 0.0
            for value in spend {
                effective = value + draw.carryOver * effective
                sum += draw.curve.curve.value(at: effective)
            }
            return sum
        }.sorted()
    }

    /// mmm_roas_data: y = 100 × effects, z drives both x1 and the outcome.
    static func roas(control: Bool, experiments: Bool) throws -> [(
        name: String, truth: Double, low: Double, high: Double, line: FittedLine
    )] {
        let table = try SharedData.columns("pymc_marketing/mmm_roas_data.csv")
        let days = (table["date"] ?? []).map { Day($0)! }
        let y = SharedData.numbers(table, "y")
        let spends = ["x1", "x2"].map { ($0, SharedData.numbers(table, $0)) }
        let history = try SharedData.history(
            days: days, spend: spends, gmv: y, controls: control ? ["z": SharedData.numbers(table, "z")] : [:],
            cadence: .weekly,
            spendScale: 1000, scale: 100)
        let truths = ["y01", "y02"].map { name in zip(y, SharedData.numbers(table, name)).reduce(0) { $0 + ($1.0 - $1.1) * 100 }
        }
        var options = FitOptions()
        if experiments {
            // A simulated lift test over the first half year, with 10 % standard error.
            for (index, name) in ["y01", "y02"].enumerated() {
                let without = SharedData.numbers(table, name)
                let effect = (0..<26).reduce(0) { $0 + (y[$1] - without[$1]) * 100 }
                options.experiments.append(
                    Experiment(
                        channel: Channel(rawValue: spends[index].0), begin: days[0], end: days[25], outcome: .gmv,
                        effect: effect,
                        standardError: 0.1 * effect))
            }
        }
        let response = try ResponseFitter(options: options).fit(history)
        return response.lines.enumerated().map { index, line in
            let drawn = totals(line, spend: spends[index].1.map { $0 * 1000 })
            return (
                spends[index].0, truths[index], drawn[Int(0.05 * Double(drawn.count))],
                drawn[Int(0.95 * Double(drawn.count)) - 1],
                line
            )
        }
    }

    @Test("With the confounder as a control, or with lift tests, the true totals are within the 90 % intervals")
    func confounded() throws {
        // The quick run leaves out what only is printed and the slower variant.
        for (control, experiments) in Self.full ? [(false, false), (true, false), (false, true)] : [(true, false)] {
            for found in try Self.roas(control: control, experiments: experiments) {
                print(
                    "roas control \(control), experiments \(experiments), \(found.name): truth \(found.truth),",
                    "interval \(found.low) to \(found.high), warnings \(found.line.warnings.map(\.key))")
                if !control, !experiments, found.name == "x1" {
                    #expect(found.line.warnings.contains { $0.key == "response.spend-follows-demand" })
                }
                if control || experiments { #expect(found.low <= found.truth && found.truth <= found.high, "\(found.name)") }
            }
        }
    }

    @Test("Hold-out of the last fifth, beside the figures that came with the data")
    func holdOut() throws {
        func score(_ name: String, _ history: CampaignHistory, _ given: String) throws {
            let fitter = ResponseFitter()
            let without = try #require(try fitter.holdOut(history, media: false))
            let with = try #require(try fitter.holdOut(history))
            print("hold-out \(name): none \(without.rSquared), media \(with.rSquared); given none/linear/Hill \(given)")
            #expect(with.rSquared.isFinite)
        }
        let monthly = (0..<60).map { Day(year: 2002 + $0 / 12, month: $0 % 12 + 1, day: 1)! }
        for (file, spend, sales, given) in [
            ("insurance", "TV.advert", "Quotes", "-0.46/0.73/0.60"), ("advsales", "advert", "sales", "0.37/0.23/0.53"),
        ] {
            let table = try SharedData.columns("fpp2_fma_advertising/\(file).csv")
            let y = SharedData.numbers(table, sales)
            let history = try SharedData.history(
                days: Array(monthly.prefix(y.count)), spend: [("tv", SharedData.numbers(table, spend))], gmv: y,
                cadence: .monthly,
                spendScale: 1000, scale: 1000)
            try score(file, history, given)
        }
        guard Self.full else { return }
        let table = try SharedData.columns("mmm_stan/data.csv")
        let names = table.keys.filter { $0.hasPrefix("mdsp_") }.sorted()
        var controls: [String: [Double]] = [:]
        for name in table.keys
        where name.hasPrefix("hldy_") || name.hasPrefix("seas_") || name.hasPrefix("me_") || name.hasPrefix("mrkdn")
            || name.hasPrefix("va_") || name == "st_ct"
        {
            controls[name] = SharedData.numbers(table, name)
        }
        let history = try SharedData.history(
            days: (table["wk_strt_dt"] ?? []).map { Day($0)! }, spend: names.map { ($0, SharedData.numbers(table, $0)) },
            gmv: SharedData.numbers(table, "sales"), controls: controls, cadence: .weekly)
        try score("mmm_stan with controls", history, "-0.17/0.39/0.41")
        let plain = try SharedData.history(
            days: (table["wk_strt_dt"] ?? []).map { Day($0)! }, spend: names.map { ($0, SharedData.numbers(table, $0)) },
            gmv: SharedData.numbers(table, "sales"), cadence: .weekly)
        try score("mmm_stan plain", plain, "-0.17/0.39/0.41")
    }
}
