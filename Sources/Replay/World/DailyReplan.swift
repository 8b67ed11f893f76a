// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
import Simulation
import Synchronization

/// A plan that is made again every few mornings for the days and the money that are left, from what can be downloaded that morning.
struct DailyReplan: DeliveryPolicy {
    /// Mornings on which no plan could be made.
    final class Failures: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }
        func add() { number.withLock { $0 += 1 } }
    }

    private var current: PlannedDelivery
    private let every: Int
    private let budget: Money
    private let begin: Day
    private let make: @Sendable (CampaignHistory, Day, Money) throws -> DeliveryPlan
    let failures = Failures()

    init(
        first: DeliveryPlan, every: Int, budget: Money, begin: Day,
        make: @escaping @Sendable (CampaignHistory, Day, Money) throws -> DeliveryPlan
    ) {
        current = PlannedDelivery(first)
        self.every = every
        self.budget = budget
        self.begin = begin
        self.make = make
    }

    mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
        let elapsed = day.number - begin.number
        if elapsed > 0, elapsed % every == 0 {
            do {
                let records = report.records()
                let first = begin
                let spent = records.filter { $0.day >= first }.map(\.spend).total()
                let history = try CampaignHistory(
                    records: records, shop: report.shop(), goods: report.goods, cadence: .daily)
                let left = budget - spent
                if left > .zero { current = PlannedDelivery(try make(history, day, left)) }
            } catch {
                // The plan of before goes on: a merchant would not stop either.
                failures.add()
            }
        }
        return current.delivery(on: day, knowing: report)
    }
}
