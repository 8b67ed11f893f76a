// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation
import Testing

@Suite("Policies")
struct PolicyTests {
    let world = SmallWorld.world
    let state = SmallWorld.history.state
    var begin: Day { world.description.end }

    private func run(_ policy: some DeliveryPolicy, days: Int = 7, luck: UInt64 = 0) -> WorldRun {
        world.run(from: begin, days: days, policy: policy, state: state, luck: luck)
    }

    @Test(
        "A steady merchant gives the whole budget every day, to the fen",
        arguments: MerchantHabit.allCases.filter { $0 != .none })
    func wholeBudget(habit: MerchantHabit) {
        let budget = Money(fen: 12_347)
        let run = run(RecordedMerchant(world, habit: habit, dailyBudget: budget, unsteadiness: 0))
        for day in 0..<7 {
            #expect(run.spends.filter { $0.day == begin.advanced(by: day) }.map(\.given).total() == budget)
        }
        if habit == .search { #expect(run.spends.allSatisfy { $0.given == .zero || $0.line.channel == "search" }) }
    }

    @Test("A plan is delivered as written; a week's money is spread over its days to the fen")
    func plan() {
        let line = LineKey(channel: "search", goods: world.goods[0].id)
        let plan = DeliveryPlan(
            horizon: Horizon(begin: begin, count: 1, cadence: .weekly),
            entries: [PlanEntry(day: begin, line: line, spend: Money(fen: 703))])
        let given = run(PlannedDelivery(plan)).spends.filter { $0.line == line }.map(\.given.fen)
        // 703 = 7 × 100 + 3: the first three days get one fen more.
        #expect(given == [101, 101, 101, 100, 100, 100, 100])
    }

    @Test("Replanning every day with what the fixed plan says is the fixed plan")
    func replanning() {
        let entries = (0..<7).map {
            PlanEntry(
                day: begin.advanced(by: $0), line: LineKey(channel: "feed", goods: world.goods[1].id), spend: Money(fen: 5_000))
        }
        let plan = DeliveryPlan(horizon: Horizon(begin: begin, count: 7), entries: entries)
        let open = run(PlannedDelivery(plan))
        let closed = run(ReplannedDelivery { _, _ in plan })
        #expect(open.truth == closed.truth && open.spends == closed.spends)
    }

    @Test("Money for a line that the world does not have is not spent, and a huge amount does no harm")
    func strangeMoney() {
        let entries = [
            PlanEntry(day: begin, line: LineKey(channel: "nowhere"), spend: Money(fen: 1_000)),
            PlanEntry(day: begin, line: LineKey(channel: "search", goods: "nothing"), spend: Money(fen: 1_000)),
            PlanEntry(day: begin, line: LineKey(channel: "feed"), spend: Money(fen: Money.limit)),
            PlanEntry(day: begin, line: LineKey(channel: "feed"), spend: Money(fen: Money.limit)),
            PlanEntry(day: begin, line: LineKey(channel: "feed"), spend: Money(fen: -5)),
        ]
        let run = run(PlannedDelivery(DeliveryPlan(horizon: Horizon(begin: begin, count: 1), entries: entries)), days: 1)
        #expect(run.spends.filter { $0.given > .zero }.map(\.line) == [LineKey(channel: "feed")])
        #expect(run.refused == Money(fen: 2_000))
        #expect(run.spent < Money(fen: 10_000_000))
    }

    @Test("Common random numbers: without a difference in delivery nothing differs; other luck is another fortnight")
    func commonRandomNumbers() {
        let policy = RecordedMerchant(world)
        #expect(run(policy).truth == run(policy).truth)
        #expect(run(policy).truth != run(policy, luck: 1).truth)
        #expect(run(policy).truth.incremental(over: run(policy).truth).total.gmv == .zero)
    }

    @Test("Runs at the same time on several threads give what they give one after another")
    func threads() async {
        let world = world
        let state = state
        let begin = begin
        let alone = MerchantHabit.allCases.map {
            world.run(from: begin, days: 5, policy: RecordedMerchant(world, habit: $0), state: state).truth
        }
        let together = await withTaskGroup(of: (Int, WorldTruth).self) { group in
            for (index, habit) in MerchantHabit.allCases.enumerated() {
                group.addTask {
                    (index, world.run(from: begin, days: 5, policy: RecordedMerchant(world, habit: habit), state: state).truth)
                }
            }
            var found = [WorldTruth?](repeating: nil, count: MerchantHabit.allCases.count)
            for await (index, truth) in group { found[index] = truth }
            return found.compactMap { $0 }
        }
        #expect(alone == together)
    }

    @Test("A run from the history's state is the history's continuation")
    func continuation() {
        // Ten days in one go, or five and five from the state in between.
        let policy = SteadyDelivery(world, ["search": 30])
        let whole = run(policy, days: 10)
        let first = run(policy, days: 5)
        let second = world.run(from: begin.advanced(by: 5), days: 5, policy: policy, state: first.state)
        #expect(whole.truth.days == first.truth.days + second.truth.days)
    }
}
