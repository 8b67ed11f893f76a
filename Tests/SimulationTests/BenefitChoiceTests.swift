// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Simulation

@Suite("What buyers make of a plan's prices and benefits")
struct BenefitChoiceTests {
    private var goods: [GoodsParameters] { ChoiceWorld.world.parameters.goods }

    @Test("So many coupons are redeemed as there are, and the budget is their face value")
    func limitedCoupon() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.coupon, 10, limit: 12)])
        #expect(run.orders.filter { $0.benefit > 0 }.count == 12)
        #expect(run.orders.filter { $0.benefit > 0 }.allSatisfy { $0.benefit == 1_000 })
    }

    @Test("A coupon for members is used by members alone")
    func audience() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.coupon, audience: .member, 10)])
        #expect(run.orders.allSatisfy { ($0.benefit > 0) == ($0.stage == Stage.member) })
    }

    @Test("A spend-threshold discount never falls on an order below it, and lifts some orders over it")
    func threshold() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.thresholdDiscount, 20, limit: 200)])
        let used = run.orders.filter { $0.benefit > 0 }
        #expect(!used.isEmpty)
        // What was to be paid before the discount: value and discount together.
        #expect(used.allSatisfy { $0.gmv + $0.benefit >= 20_000 && $0.benefit == 2_000 })
        #expect(run.orders.filter { $0.benefit == 0 }.allSatisfy { $0.gmv < 20_000 })
        func reached(_ run: WorldRun) -> Double {
            Double(run.orders.count { $0.gmv + $0.benefit >= 20_000 }) / Double(run.orders.count)
        }
        #expect(reached(run) > reached(ChoiceWorld.without))
    }

    @Test("Coupon and threshold discount do not add: the larger one holds")
    func noStacking() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.coupon, 5), ChoiceWorld.whole(.thresholdDiscount, 20, limit: 200)])
        #expect(run.orders.allSatisfy { $0.benefit == ($0.gmv + $0.benefit >= 20_000 ? 2_000 : 500) })
    }

    @Test("A price cut lowers the price and costs what it gives; a first-order discount goes to new customers alone")
    func prices() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.priceCut, 10)])
        for order in run.orders where order.sort == .usual {
            let stage = run.state.ledger.shopDays.first { $0.day == order.day }?.stage
            guard stage == 0 else { continue }
            let price = goods[Int(order.goods)].price.fen
            let unit = price - Int64((Double(price) * 0.1).rounded())
            #expect(order.gmv == unit * Int64(order.pieces) && order.benefit == (price - unit) * Int64(order.pieces))
        }
        let first = ChoiceWorld.run([ChoiceWorld.whole(.firstOrderDiscount, 15)])
        #expect(first.orders.allSatisfy { $0.isNew ? $0.benefit == 1_500 : $0.benefit == 0 })
        #expect(first.truth.total.newCustomers > ChoiceWorld.without.truth.total.newCustomers)
    }

    @Test("Deposits: the share is paid at once, none without presale; a higher one deters and binds")
    func deposits() {
        let usual = ChoiceWorld.without.orders.filter { $0.sort == .presale }
        #expect(!usual.isEmpty)
        #expect(usual.allSatisfy { $0.deposit == Int64((Double($0.gmv) * 0.1).rounded()) })
        #expect(ChoiceWorld.run([ChoiceWorld.whole(.deposit, 0)]).truth.total.deposits == 0)
        let high = ChoiceWorld.run([ChoiceWorld.whole(.deposit, 60)])
        #expect(high.truth.total.deposits <= ChoiceWorld.without.truth.total.deposits)
        #expect(high.orders.filter { $0.sort == .presale }.allSatisfy { $0.deposit == Int64((Double($0.gmv) * 0.6).rounded()) })
    }

    @Test("Samples: so many a day, to people without an order, once; they cost a fifth of the goods' cost and make customers")
    func samples() {
        let item = goods[0]
        let run = ChoiceWorld.run([
            ChoiceWorld.whole(.sample, goods: item.id, audience: .stranger, 5, limit: 6),
            ChoiceWorld.whole(.sample, goods: item.id, audience: .visitor, 5, limit: 6),
        ])
        let samples = run.orders.filter { $0.sort == .sample }
        #expect(samples.count > 10)
        #expect(Dictionary(grouping: samples, by: \.day).values.allSatisfy { $0.count <= 6 })
        #expect(Set(samples.map(\.person)).count == samples.count)
        let cost = Int64((0.2 * Double(item.price.fen - item.unitMargin.fen)).rounded())
        #expect(samples.allSatisfy { $0.isNew && $0.gmv == 500 && $0.benefit == cost })
        #expect(run.truth.total.samples == samples.count)
        #expect(run.truth.total.newCustomers > ChoiceWorld.without.truth.total.newCustomers)
    }

    @Test("An add-on lifts orders over its value and is no order of its own")
    func addOns() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.addOn, goods: goods[1].id, 30, limit: 250)])
        let added = run.orders.enumerated().filter { $0.element.sort == .addOn }
        #expect(!added.isEmpty)
        for (index, order) in added {
            let main = run.orders[index - 1]
            #expect(main.person == order.person && main.day == order.day)
            #expect(main.gmv < 25_000 && main.gmv + order.gmv >= 25_000)
        }
        #expect(run.truth.total.orders == run.orders.count { $0.sort == .usual || $0.sort == .presale })
    }

    @Test("The venue demands its price cut in the burst and brings visits; who enrols late is refused with the reason")
    func venue() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.venue, 1)])
        #expect(run.refusedChoices.isEmpty)
        let day = Int32(ChoiceWorld.burst.number - ChoiceWorld.world.model.epoch.number)
        let burst = run.orders.filter { (day..<day + 3).contains($0.day) }
        #expect(!burst.isEmpty && burst.allSatisfy { $0.benefit > 0 })
        let visits = { (run: WorldRun) in run.truth.days[16..<19].reduce(0) { $0 + $1.visitors } }
        #expect(visits(run) > visits(ChoiceWorld.without))
        let late = PlanChoice(begin: ChoiceWorld.burst.advanced(by: -3), end: ChoiceWorld.end, .venue, value: 1)
        struct Late: DeliveryPolicy {
            var choice: PlanChoice
            mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
                DayDelivery(choices: day == choice.begin ? [choice] : [])
            }
        }
        let refused = ChoiceWorld.world.run(
            from: ChoiceWorld.begin, days: ChoiceWorld.days, policy: Late(choice: late), state: ChoiceWorld.state)
        #expect(refused.refusedChoices.map(\.reason.key) == ["choice-fault.too-late"])
    }

    @Test("Choices that cannot be carried out are refused with the reason, and nothing else changes")
    func refusals() {
        let odd = [
            PlanChoice(
                begin: ChoiceWorld.begin, end: ChoiceWorld.end, kind: "commission", goods: .all, option: "x", value: 80,
                unit: "permille"),
            PlanChoice(
                begin: ChoiceWorld.begin, end: ChoiceWorld.end, kind: "discuont", goods: .all, option: "x", value: 8,
                unit: "yuan"),
            ChoiceWorld.whole(.coupon, goods: "nothing", 5), ChoiceWorld.whole(.coupon, audience: "nobody", 5),
            ChoiceWorld.whole(.posts, channel: "tv", 5),
        ]
        let run = ChoiceWorld.run(odd)
        #expect(
            run.refusedChoices.map(\.reason.key) == [
                "choice-fault.unit", "choice-fault.unknown-kind", "choice-fault.not-here", "choice-fault.not-here",
                "choice-fault.not-here",
            ])
        #expect(run.truth == ChoiceWorld.without.truth)
    }
}
