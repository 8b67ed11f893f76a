// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Simulation

@Suite("Reports as a merchant downloads them")
struct ReportTests {
    let history = SmallWorld.history
    let begin = SmallWorld.world.description.begin

    private func orders(_ records: [HistoryRecord]) -> Double { records.reduce(0) { $0 + ($1.orders ?? 0) } }

    @Test("The same days show more orders on later mornings, and none after the window has passed")
    func maturing() {
        let world = SmallWorld.world
        let first = world.description.end
        let run = world.run(
            from: first, days: 10, policy: SteadyDelivery(world, ["search": 60, "feed": 60]), state: history.state, tail: 30)
        let final = run.finalReport
        // Orders of ten click days, as known so many mornings after each.
        let visible = [1, 2, 4, 8, 17, 30].map { lag in
            (0..<10).reduce(0.0) { sum, offset in
                let day = first.advanced(by: offset)
                return sum + orders(final.asKnown(on: day.advanced(by: lag)).records(from: day, through: day))
            }
        }
        #expect(zip(visible, visible.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(visible[0] < visible[4])
        // The window is 15 days: what is known on the 17th morning is final.
        #expect(visible[4] == visible[5])
    }

    @Test("A report of an earlier morning knows nothing of later days")
    func noForesight() {
        let early = history.report(asOf: begin.advanced(by: 5))
        #expect(early.records().allSatisfy { $0.day < begin.advanced(by: 5) })
        #expect(early.shop().count == 5)
        #expect(early.records(through: begin.advanced(by: 60)) == early.records())
    }

    @Test("Last click and multi-touch credit the same orders to different lines")
    func attribution() {
        let run = SmallWorld.world.run(
            from: SmallWorld.world.description.end, days: 14,
            policy: SteadyDelivery(SmallWorld.world, ["search": 60, "feed": 60]), state: history.state, tail: 16)
        let last = run.finalReport.records(attribution: .lastClick)
        let multi = run.finalReport.records(attribution: .multiTouch)
        // The same orders; only clicks before the first exported day fall out of one form and not of the other.
        #expect(abs(orders(last) - orders(multi)) < 0.05 * orders(last))
        // What one line gains another one loses.
        var difference: [LineKey: Double] = [:]
        for record in last { difference[record.line, default: 0] += record.orders ?? 0 }
        for record in multi { difference[record.line, default: 0] -= record.orders ?? 0 }
        #expect(difference.values.contains { $0 > 0.2 } && difference.values.contains { $0 < -0.2 })
    }

    @Test("Shop totals hold the organic orders too, and settled value is what was not sent back")
    func shopTotals() {
        let total = history.shop.reduce(0) { $0 + ($1.orders ?? 0) }
        #expect(total > orders(history.records))
        #expect(history.shop.allSatisfy { ($0.settledGMV ?? .zero) <= ($0.gmv ?? .zero) })
        #expect(total == Double(history.truth.total.orders))
    }

    @Test("Affiliate orders settle, and every order is in exactly one state")
    func settlements() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.commission, 40)])
        let report = run.finalReport
        let orders = run.affiliateOrders
        let rows = report.affiliateSettlements()
        #expect(!orders.isEmpty)
        #expect(rows.reduce(0) { $0 + $1.paid + $1.settled + $1.void + $1.clawedBack } == orders.count)
        #expect(rows.allSatisfy { $0.settledCommission <= $0.expectedCommission })
        // An order is settled when it was received by yesterday and is not back.
        let known = Int32(ChoiceWorld.end.number + 1 - ChoiceWorld.world.model.epoch.number)
        let settled = orders.filter { $0.settleDay < known && !$0.isBack(by: Int(known)) }
        #expect(rows.reduce(0) { $0 + $1.settled } == settled.count)
        #expect(rows.map(\.settledCommission).total() == Money(fen: settled.reduce(0) { $0 + $1.commission }))
        #expect(rows.map(\.expectedCommission).total() >= rows.map(\.settledCommission).total())
    }

    @Test("Lists are counted every evening")
    func lists() {
        let lists = history.report(asOf: SmallWorld.world.description.end).lists()
        #expect(lists.count == 14)
        #expect(lists.allSatisfy { $0.group <= $0.fans + $0.purchased + $0.members })
    }
}
