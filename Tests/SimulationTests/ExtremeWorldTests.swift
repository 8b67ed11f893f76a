// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Testing

@testable import Simulation

@Suite("Worlds and plans beyond reason")
struct ExtremeWorldTests {
    private func world(_ change: (inout WorldOverrides) -> Void) -> World {
        var overrides = WorldOverrides()
        overrides.people = 300
        overrides.goods = 3
        change(&overrides)
        return World(
            WorldDescription(family: .fashion, size: .large, seed: 2, days: 20, begin: Day("2025-10-20"), overrides: overrides))
    }

    /// A large amount on everything and every choice at its largest value, all at once.
    private struct Everything: DeliveryPolicy {
        var lines: [LineKey]
        mutating func delivery(on day: Day, knowing report: MerchantReport) -> DayDelivery {
            let choices = ChoiceKind.allCases.map {
                PlanChoice(
                    begin: day, end: day.advanced(by: 3), $0, value: $0.range.upperBound,
                    limit: $0.limitUnit == nil ? nil : 1e15)
            }
            return DayDelivery(
                entries: lines.map { PlanEntry(day: day, line: $0, spend: Money(fen: Money.limit)) }, choices: choices,
                dark: [DarkRegions(channel: .all, regions: [-5, 0, 63, 64, .max])])
        }
    }

    private func hold(_ world: World, sourceLocation: SourceLocation = #_sourceLocation) {
        let lines =
            world.deliveryLines + world.parameters.channels.map { LineKey(channel: $0.channel) } + [LineKey(channel: "nowhere")]
        let run = world.run(
            from: world.description.begin, days: 30, policy: Everything(lines: lines), state: world.start(), tail: 5)
        #expect(run.spends.allSatisfy { $0.spent <= $0.given && $0.spent >= .zero }, sourceLocation: sourceLocation)
        #expect(run.finalReport.goods.allSatisfy { ($0.stock ?? 0) >= 0 }, sourceLocation: sourceLocation)
        #expect(run.truth.days.count == 30 && run.truth.total.gmv >= .zero, sourceLocation: sourceLocation)
        #expect(run.truth.total.platformPaid <= run.truth.total.media, sourceLocation: sourceLocation)
        #expect(
            run.finalReport.records().allSatisfy { $0.spend >= .zero && ($0.gmv ?? .zero) >= .zero },
            sourceLocation: sourceLocation)
        #expect(run.finalReport.orders().allSatisfy { $0.amount >= .zero && $0.pieces > 0 }, sourceLocation: sourceLocation)
        let history = world.history(days: 5)
        #expect(history.shop.count == 5, sourceLocation: sourceLocation)
    }

    @Test("Nobody, one person, a handful")
    func people() {
        for count in [0, 1, 7] { hold(world { $0.people = count }) }
    }

    @Test("No goods, one, many; all of them scarce")
    func goods() {
        for count in [0, 1, 60] { hold(world { $0.goods = count }) }
        hold(world { $0.needInterval = 1_000 })
    }

    @Test("No channel, one channel of each kind, all of them")
    func channels() {
        hold(world { $0.channels = [] })
        let one: [Channel] = ["search", "express", "affiliate", "groups", "live", "sms", "brand-zone", "douyin", "livestream"]
        for channel in one { hold(world { $0.channels = [channel] }) }
        hold(
            world {
                $0.channels = ["search", "feed", "display", "affiliate", "groups", "weitao", "sms", "wangwang", "express"]
            })
    }

    @Test("Free impressions and impressions that nobody can pay; every order sent back; needs every other day")
    func figures() {
        hold(world { $0.competitorBids = 0 })
        hold(
            world {
                $0.competitorBids = 1_000_000
                $0.floorPrice = 1_000_000
            })
        hold(world { $0.refund = 1 })
        hold(world { $0.needInterval = 2 })
        hold(world { $0.dailyBudget = Money(fen: Money.limit) })
        hold(
            world {
                $0.regions = 64
                $0.platform.coFunding = 1
                $0.platform.coFundingCap = Money(fen: Money.limit)
                $0.platform.coldStart = 1
            })
    }
}
