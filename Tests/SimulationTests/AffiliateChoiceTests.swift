// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Simulation

@Suite("What affiliates and the platform make of a plan's choices")
struct AffiliateChoiceTests {
    private let usual = ChoiceWorld.world.defaultCommission

    private func round(_ value: Double) -> Int64 { Int64(value.rounded()) }

    @Test("A rate for the first pieces holds until they are sold, order by order; then the usual rate holds again")
    func firstPieces() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.commission, 30, limit: 4)])
        var sold = 0
        #expect(run.affiliateOrders.count > 4)
        for order in run.affiliateOrders {
            // The order that crosses the limit still gets the rate; the next one does not.
            #expect(order.commission == round(Double(order.gmv) * (sold < 4 ? 0.3 : usual)))
            sold += Int(order.pieces)
        }
        #expect(sold > 4)
    }

    @Test("A plan that is made anew every morning does not start its pieces anew")
    func replanned() {
        let plan = ChoiceWorld.plan([ChoiceWorld.whole(.commission, 30, limit: 4)])
        let closed = ChoiceWorld.world.run(
            from: ChoiceWorld.begin, days: ChoiceWorld.days,
            policy: ReplannedDelivery { day, _ in
                // The rest of the plan as it stands that morning: its choices begin today.
                var rest = plan
                for index in rest.choices.indices { rest.choices[index].begin = day }
                return rest
            }, state: ChoiceWorld.state)
        let open = ChoiceWorld.run(plan.choices)
        #expect(closed.affiliateOrders.map(\.commission) == open.affiliateOrders.map(\.commission))
    }

    @Test("Invited affiliates get the targeted rate, the others the general one")
    func targeted() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.targetedCommission, 40, limit: 5)])
        let rates = Set(
            run.affiliateOrders.map { order in (Double(order.commission) / Double(order.gmv) * 1000).rounded() / 1000 })
        #expect(rates.isSubset(of: [0.4, (usual * 1000).rounded() / 1000]))
        #expect(rates.contains(0.4))
        // Those with the most followers are invited, whatever their number in the list.
        let ranks = ChoiceWorld.world.model.affiliates.rank
        #expect(Set(ranks) == Set(0..<40))
    }

    @Test(
        "The presale subsidy tops the commission up to the factor out of its pool, at no cost of the shop, and ends with the pool"
    )
    func presaleSubsidy() {
        let choices = [ChoiceWorld.whole(.commission, 30), ChoiceWorld.whole(.presaleSubsidy, 1.6)]
        func run(pool: Int64) -> WorldRun {
            ChoiceWorld.run(choices, in: World(ChoiceWorld.description { $0.platform.presalePool = Money(fen: pool) }))
        }
        let rich = run(pool: 10_000_000)
        let presale = rich.affiliateOrders.filter { $0.sort == .presale }
        #expect(!presale.isEmpty)
        // 60 % of a commission of 30 % is 18 % of the value.
        for order in presale { #expect(order.subsidy == round(Double(order.gmv) * 0.3 * 0.6)) }
        #expect(rich.affiliateOrders.filter { $0.sort != .presale }.allSatisfy { $0.subsidy == 0 })
        let whole = presale.reduce(0) { $0 + $1.subsidy }
        let poor = run(pool: 150)
        let paid = poor.affiliateOrders.reduce(0) { $0 + $1.subsidy }
        #expect(whole > 150 && paid == 150)
        #expect(rich.truth.total.spend == rich.truth.total.media + rich.truth.total.commission)
    }

    @Test("Commission doubling adds a share of the price on event days, within the platform's limit")
    func doubling() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.commission, 30), ChoiceWorld.whole(.commissionDoubling, 5)])
        let stages = Dictionary(uniqueKeysWithValues: run.state.ledger.shopDays.map { ($0.day, $0.stage) })
        var pool = ChoiceWorld.world.parameters.platform.doublingPool.fen
        for order in run.affiliateOrders {
            let isEvent = stages[order.day] != 0
            let due = isEvent ? min(pool, round(Double(order.gmv) * 0.05)) : 0
            #expect(order.subsidy == due)
            pool -= due
        }
        #expect(pool < ChoiceWorld.world.parameters.platform.doublingPool.fen)
        let low = World(ChoiceWorld.description { $0.platform.doublingLimit = 0.02 })
        let limited = ChoiceWorld.run([ChoiceWorld.whole(.commissionDoubling, 5)], in: low)
        #expect(limited.affiliateOrders.allSatisfy { $0.subsidy <= round(Double($0.gmv) * 0.02) })
    }

    @Test("A team's fee is paid on what its members sell of the goods its leader speaks for")
    func serviceFee() {
        let run = ChoiceWorld.run(
            [ChoiceWorld.whole(.serviceFee, 20), ChoiceWorld.whole(.commission, 30)], in: ChoiceWorld.large)
        let shares = Set(run.affiliateOrders.map { (Double($0.commission) / Double($0.gmv) * 100).rounded() / 100 })
        #expect(shares.isSubset(of: [0.3, 0.5]))
        #expect(shares.count == 2)
    }

    @Test("A programme pays its share of the media until its cap, and never more than the platform grants")
    func programme() {
        let world = World(
            ChoiceWorld.description {
                $0.platform.coFunding = 0.2
                $0.platform.coFundingCap = Money(fen: 5_000)
            })
        func run(_ percent: Double, cap: Double?) -> TruthDay {
            let choice = PlanChoice(
                begin: ChoiceWorld.begin, end: ChoiceWorld.end, .programme, option: "edge", value: percent, limit: cap)
            return ChoiceWorld.run([choice], in: world).truth.total
        }
        let capped = run(20, cap: 30)
        #expect(capped.media.fen > 20_000)
        #expect(capped.platformPaid == Money(fen: 3_000))
        // More than is granted is not paid: 50 % becomes 20 %, 1000 yuan become 50.
        #expect(run(50, cap: 1_000).platformPaid == Money(fen: 5_000))
        #expect(capped.spend == capped.media + capped.commission - Money(fen: 3_000))
        #expect(ChoiceWorld.run([ChoiceWorld.whole(.programme, 20, limit: 100)]).truth.total.platformPaid == .zero)
    }

    @Test("Cold-start support adds traffic to the first 30 days of a shop's media")
    func coldStart() {
        let world = World(ChoiceWorld.description { $0.platform.coldStart = 0.5 })
        let with = ChoiceWorld.run([], in: world)
        #expect(with.spends.reduce(0) { $0 + $1.impressions } > ChoiceWorld.without.spends.reduce(0) { $0 + $1.impressions })
        #expect(with.spends.allSatisfy { $0.spent <= $0.given })
    }
}
