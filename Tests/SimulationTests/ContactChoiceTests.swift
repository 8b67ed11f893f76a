// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Simulation

@Suite("What people on the shop's lists make of a plan's choices")
struct ContactChoiceTests {
    private func spends(_ run: WorldRun, _ channel: Channel) -> [LineSpend] { run.spends.filter { $0.line.channel == channel } }

    @Test("So many messages go out a day as were ordered, at their price, to the list that was named")
    func messages() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.messages, channel: "sms", audience: .purchased, 100)])
        let price = ChoiceWorld.world.parameters.owned.messagePrice
        let sent = spends(run, "sms")
        #expect(sent.count == ChoiceWorld.days)
        #expect(sent.allSatisfy { $0.impressions == 100 && $0.spent == Money(fen: Int64(100 * price)) })
        #expect(sent.allSatisfy { $0.line == LineKey(channel: "sms", audience: .purchased) })
        #expect(run.truth.total.messages == sent.map(\.spent).total())
        // The list is only so long.
        let all = spends(ChoiceWorld.run([ChoiceWorld.whole(.messages, channel: "sms", audience: .member, 1e8)]), "sms")
        let members = ChoiceWorld.state.stage.count { $0 == Stage.member }
        #expect(all.first?.impressions == members)
    }

    @Test("After 30 days without a visit, only those in a group are reached inside the platform; SMS reach all")
    func reachRule() {
        let run = ChoiceWorld.run([
            ChoiceWorld.whole(.messages, channel: "sms", audience: .purchased, 1e8),
            ChoiceWorld.whole(.messages, channel: "wangwang", audience: .purchased, 1e8),
        ])
        let today = ChoiceWorld.begin.number - ChoiceWorld.world.model.epoch.number
        let state = ChoiceWorld.state
        let listed = state.stage.indices.filter { state.stage[$0] >= Stage.purchased }
        let bound = listed.count {
            today - Int(state.lastVisit[$0]) <= 30 || ChoiceWorld.world.model.people.joinsGroup[$0]
        }
        #expect(bound < listed.count)
        #expect(spends(run, "sms").first?.impressions == listed.count)
        // A few more visited since in the morning's channels before.
        let reached = spends(run, "wangwang").first?.impressions ?? 0
        #expect(reached >= bound && reached < listed.count)
    }

    @Test("Messages to ticket holders in the burst bring back more of them")
    func tickets() {
        let calls = PlanChoice(
            begin: ChoiceWorld.burst, end: ChoiceWorld.burst.advanced(by: 2), .messages, channel: "wangwang",
            audience: .ticketHolder, value: 1e6)
        let called = ChoiceWorld.run([calls]).truth.total
        let alone = ChoiceWorld.without.truth.total
        #expect(called.tickets == alone.tickets)
        #expect(called.ticketRecalls > alone.ticketRecalls)
        let benefit = ChoiceWorld.run([ChoiceWorld.whole(.ticket, 20)])
        #expect(benefit.truth.total.ticketRecalls > alone.ticketRecalls)
        // Only holders who came on their ticket get it.
        let day = Int32(ChoiceWorld.burst.number - ChoiceWorld.world.model.epoch.number)
        #expect(benefit.orders.filter { $0.benefit > 0 }.allSatisfy { $0.day >= day && $0.benefit == 2_000 })
    }

    @Test("Without a benefit about 14.9 % of the tickets are recalled by the notice itself")
    func recallShare() {
        let world = World(ChoiceWorld.description { $0.people = 30_000 })
        let run = ChoiceWorld.run([], [], in: world)
        let total = run.truth.total
        // Some have nothing to come back for: their goods are sold out. Five standard errors of a share of so many.
        let share = Double(total.ticketRecalls) / Double(total.tickets)
        let error = (0.149 * 0.851 / Double(total.tickets)).squareRoot()
        #expect(total.tickets > 1_000)
        #expect(abs(share - 0.149) < 5 * error + 0.01)
    }

    @Test("Posts a week are spread over its days; a list reads each further one less")
    func posts() {
        func readers(_ perWeek: Double) -> Int {
            spends(ChoiceWorld.run([ChoiceWorld.whole(.posts, channel: "groups", perWeek)], []), "groups").reduce(0) {
                $0 + $1.impressions
            }
        }
        let counts = [0.0, 2, 7, 21].map(readers)
        #expect(counts[0] == 0 && counts[1] > 0 && counts[1] < counts[2] && counts[2] < counts[3])
        #expect(counts[3] < 3 * counts[2])
    }

    @Test("A live room meets more people the longer it is on air, and none when it is off")
    func live() {
        func watched(_ hours: Double) -> Int {
            spends(ChoiceWorld.run([ChoiceWorld.whole(.live, channel: "live", hours)]), "live").reduce(0) {
                $0 + $1.impressions
            }
        }
        #expect(spends(ChoiceWorld.without, "live").isEmpty)
        let four = watched(4)
        let twelve = watched(12)
        #expect(four > 0 && twelve > four && twelve < 4 * four)
    }

    @Test("Personal advice helps as many as the staff's hours allow")
    func advice() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.service, 3)])
        let advised = run.state.ledger.shopDays.suffix(ChoiceWorld.days).map { Int($0.tally.advised) }
        // Half an hour to an hour each, the last one begun in time: at most seven in three hours.
        #expect(advised.allSatisfy { $0 <= 7 })
        #expect(advised.reduce(0, +) > 0)
    }

    @Test("A brand zone by contract costs its fee whatever comes of it, and nothing below the list price")
    func contract() {
        let fee = ChoiceWorld.world.parameters.platform.contractFee
        let run = ChoiceWorld.run([ChoiceWorld.whole(.contract, channel: "brand-zone", fee.yuan)])
        let zone = spends(run, "brand-zone")
        #expect(zone.count == ChoiceWorld.days && zone.allSatisfy { $0.spent == fee })
        #expect(zone.reduce(0) { $0 + $1.clicks } > 0)
        let cheap = ChoiceWorld.run([ChoiceWorld.whole(.contract, channel: "brand-zone", fee.yuan - 1)])
        #expect(spends(cheap, "brand-zone").isEmpty)
    }

    @Test("A keyword costs its fee a day and brings known customers back")
    func keyword() {
        let fee = ChoiceWorld.world.parameters.platform.keywordFee
        let run = ChoiceWorld.run([ChoiceWorld.whole(.keywordLanding, fee.yuan)])
        #expect(run.truth.total.fees == Money(fen: fee.fen * Int64(ChoiceWorld.days)))
        #expect(run.truth.total.visitors > ChoiceWorld.without.truth.total.visitors)
    }

    @Test("Prepaid packages are sold whole, at a fixed price for each impression")
    func packages() {
        let package = ChoiceWorld.world.parameters.platform.package
        let line = LineKey(channel: "express", goods: ChoiceWorld.world.goods[0].id)
        let entry = PlanEntry(day: ChoiceWorld.begin, line: line, spend: Money(fen: 2 * package.fen + 55))
        let run = ChoiceWorld.run([], [entry])
        let bought = run.spends.first { $0.line == line }
        #expect(bought?.given == Money(fen: 2 * package.fen))
        #expect(run.refused == Money(fen: 55))
        let price = ChoiceWorld.world.parameters.channels.first { $0.channel == "express" }?.impressionPrice ?? 0
        let count = Double(bought?.impressions ?? 0)
        #expect(count > 0 && abs((bought?.spent.yuan ?? 0) * 100 - count * price) < 1)
    }

    @Test("Who brings a new customer is paid when that one's first order settles, and nobody is brought for nothing")
    func referral() {
        #expect(ChoiceWorld.without.truth.total.referrals == 0)
        let run = ChoiceWorld.run([ChoiceWorld.whole(.referral, 40)])
        #expect(run.truth.total.referrals > 0)
        let rewarded = run.orders.filter { $0.reward > 0 }
        #expect(rewarded.allSatisfy { $0.isNew && $0.reward == 4_000 })
        let settled = rewarded.filter { $0.refundDay < 0 }
        #expect(run.truth.total.benefits == Money(fen: Int64(settled.count) * 4_000))
    }

    @Test("Rewards win followers and members, and cost their amount each")
    func rewards() {
        let follow = ChoiceWorld.run([ChoiceWorld.whole(.followReward, audience: .visitor, 5)]).truth.total
        #expect(follow.fans > ChoiceWorld.without.truth.total.fans)
        #expect(follow.benefits.fen % 500 == 0 && follow.benefits > .zero)
        #expect(follow.benefits.fen <= Int64(follow.fans) * 500)
        let join = ChoiceWorld.run([ChoiceWorld.whole(.joinReward, 10)]).truth.total
        #expect(join.signUps > ChoiceWorld.without.truth.total.signUps)
        #expect(join.benefits.fen % 1_000 == 0 && join.benefits.fen <= Int64(join.signUps) * 1_000)
    }

    @Test("Goods shown first to an audience are visited more by it")
    func pages() {
        func organic(_ run: WorldRun) -> Int { run.orders.count { $0.line < 0 && $0.goods == 0 } }
        // Eight goods: two of each category to choose between.
        let world = World(
            ChoiceWorld.description {
                $0.people = 20_000
                $0.goods = 8
            })
        let shown = ChoiceWorld.run([ChoiceWorld.whole(.page, goods: world.goods[0].id, 1)], [], in: world)
        #expect(organic(shown) > organic(ChoiceWorld.run([], [], in: world)))
    }

    @Test("Buying together gives the price to pairs and brings friends")
    func groupBuying() {
        let run = ChoiceWorld.run([ChoiceWorld.whole(.groupBuying, 15)])
        let used = run.orders.filter { $0.benefit > 0 }
        #expect(!used.isEmpty && used.count < run.orders.count)
        #expect(run.truth.total.referrals > 0)
    }
}
