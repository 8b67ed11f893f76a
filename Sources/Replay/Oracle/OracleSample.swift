// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation

/// Sums of what lines got and are credited with.
struct OracleCredit: Sendable {
    var clicks = 0.0
    var carts = 0.0
    var orders = 0.0
    var newCustomers = 0.0
    var gmv = 0.0

    static func += (a: inout OracleCredit, b: OracleCredit) {
        a.clicks += b.clicks
        a.carts += b.carts
        a.orders += b.orders
        a.newCustomers += b.newCustomers
        a.gmv += b.gmv
    }

    func value(of outcome: Outcome) -> Double {
        switch outcome {
        case .orders: orders
        case .newCustomers: newCustomers
        default: gmv
        }
    }
}

/// What one run of the design showed.
struct OracleSample: Sendable {
    /// By line, then day: yuan given and clicks.
    var given: [[Double]]
    var clicks: [[Double]]
    /// By line: sums over the run.
    var credits: [OracleCredit]
    /// By item: what affiliates are credited with, and the index of the rate.
    var affiliates: [OracleCredit]
    var rateIndices: [Int]
    /// What really happened beyond a run without delivery under the same luck: orders, new customers, GMV.
    var truth: OracleCredit
    /// Settled share of the GMV of the run.
    var settledShare: Double

    /// Runs the design once, and once nothing, under the same luck.
    init(_ design: OracleDesign, run: Int, market: World, state: WorldState, tail: Int) {
        let horizon = design.horizon
        let luck = OracleDesign.luck(of: run)
        let nothing = market.run(
            from: horizon.begin, days: horizon.count, policy: NoDelivery(withoutCommission: true), state: state, tail: tail,
            luck: luck)
        let lived = market.run(
            from: horizon.begin, days: horizon.count, policy: PlannedDelivery(design.plan(of: run)), state: state, tail: tail,
            luck: luck)
        var index: [LineKey: Int] = [:]
        for (number, line) in design.lines.enumerated() { index[line] = number }
        var items: [GoodsID: Int] = [:]
        for (number, item) in design.goods.enumerated() { items[item] = number }
        given = Array(repeating: Array(repeating: 0, count: horizon.count), count: design.lines.count)
        clicks = given
        for entry in lived.spends {
            guard let line = index[entry.line], let period = horizon.period(of: entry.day) else { continue }
            given[line][period] += entry.given.yuan
            clicks[line][period] += Double(entry.clicks)
        }
        credits = Array(repeating: OracleCredit(), count: design.lines.count)
        affiliates = Array(repeating: OracleCredit(), count: design.goods.count)
        for record in lived.finalReport.records(from: horizon.begin, through: horizon.end) {
            let credit = OracleCredit(
                clicks: record.clicks ?? 0, carts: record.carts ?? 0, orders: record.orders ?? 0,
                newCustomers: record.newCustomers ?? 0, gmv: record.gmv?.yuan ?? 0)
            if ChannelKind.of(record.line.channel) == .affiliate {
                if let item = items[record.line.goods] { affiliates[item] += credit }
            } else if let line = index[record.line] {
                credits[line] += credit
            }
        }
        rateIndices = design.rateIndices(of: run)
        let with = Self.sum(lived)
        let without = Self.sum(nothing)
        truth = OracleCredit(
            orders: Double(with.orders - without.orders), newCustomers: Double(with.newCustomers - without.newCustomers),
            gmv: with.gmv.yuan - without.gmv.yuan)
        settledShare = with.gmv > .zero ? with.settledGMV.yuan / with.gmv.yuan : 1
    }

    private static func sum(_ run: WorldRun) -> TruthDay {
        var days = run.truth
        days.days += run.tailTruth.days
        return days.total
    }
}
