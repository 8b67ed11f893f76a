// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation

/// What one policy did in one world.
struct WorldArm: Sendable {
    /// Outcome, late orders included.
    var total: Double
    /// Beyond what the world does without any delivery.
    var incremental: Double
    /// Media, messages, settled commission and redeemed benefits, yuan, less what the world spends without any delivery.
    var spend: Double
    /// Part of `spend` that follows from money given to lines.
    var media: Double
    var profit: Double
    var newCustomers: Double
    var unspent: Double
    /// Every outcome that the world tells, late ones included, beyond what it does without any delivery.
    var outcomes: [Outcome: Double]

    /// Incremental outcome per yuan.
    var perYuan: Double { spend > 0 ? incremental / spend : 0 }
    var totalPerYuan: Double { spend > 0 ? total / spend : 0 }
}

/// One world on the morning on which everybody begins: policies are run from here with common luck.
struct WorldStage: Sendable {
    let market: World
    let state: WorldState
    let horizon: Horizon
    let tail: Int
    let outcome: Outcome
    let luck: UInt64
    /// What the world does by itself.
    private let nothing: WorldArm

    init(_ market: World, state: WorldState, horizon: Horizon, tail: Int, outcome: Outcome, luck: UInt64) {
        self.market = market
        self.state = state
        self.horizon = horizon
        self.tail = tail
        self.outcome = outcome
        self.luck = luck
        let run = market.run(
            from: horizon.begin, days: horizon.count, policy: NoDelivery(withoutCommission: true), state: state, tail: tail,
            luck: luck)
        nothing = WorldArm(run, outcome: outcome, nothing: nil)
    }

    func arm(_ policy: some DeliveryPolicy) -> WorldArm {
        let run = market.run(
            from: horizon.begin, days: horizon.count, policy: policy, state: state, tail: tail, luck: luck)
        return WorldArm(run, outcome: outcome, nothing: nothing)
    }

    /// How closely a baseline's spend must meet the plan's.
    static let spendTolerance = 0.004

    /// Runs a policy with as much media as makes its realized spend equal to `spend`: from `media` on, corrected by the ratio of
    /// what media had to bring to what it brought. What cannot be spent stays unspent: the nearest try counts.
    func arm(spending spend: Double, from media: Money, policy: (Money) -> (any DeliveryPolicy)?) -> WorldArm? {
        var best: WorldArm?
        var given = media
        for _ in 0..<4 {
            guard given > .zero, let policy = policy(given) else { return best }
            let tried = arm(policy)
            if abs(tried.spend - spend) < abs((best?.spend ?? -.infinity) - spend) { best = tried }
            let wanted = tried.media + spend - tried.spend
            guard abs(tried.spend - spend) > Self.spendTolerance * spend, tried.media > 0, wanted > 0 else { break }
            // No jump beyond twice: where the market is sold out, more money brings no more spend.
            let factor = min(2, max(0.5, wanted / tried.media))
            guard let next = Money(yuan: given.yuan * factor), next.fen != given.fen else { break }
            given = next
        }
        return best
    }
}

extension WorldArm {
    /// Commission of late orders belongs to the plan that brought them.
    init(_ run: WorldRun, outcome: Outcome, nothing: WorldArm?) {
        let lived = run.truth.total
        let late = run.tailTruth.total
        func amount(_ truth: TruthDay) -> Double { truth.value(of: outcome) ?? truth.gmv.yuan }
        total = amount(lived) + amount(late)
        incremental = total - (nothing?.total ?? 0)
        spend = lived.spend.yuan + late.spend.yuan - (nothing?.spend ?? 0)
        media = (lived.media + lived.messages + lived.fees).yuan
        profit = lived.profit.yuan + late.profit.yuan
        outcomes = [:]
        for known in TruthDay.outcomes {
            guard let value = lived.value(of: known) else { continue }
            outcomes[known] = value + (late.value(of: known) ?? 0) - (nothing?.outcomes[known] ?? 0)
        }
        newCustomers = Double(lived.newCustomers + late.newCustomers)
        unspent = run.unspent.yuan
    }
}
