// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A market: people, channels, competing bidders, affiliates and one shop. The planner knows it only through what it exports.
///
/// A world is a value that any number of threads may run at once; every draw is keyed by (seed, who, day, purpose), so a run's
/// result depends on nothing but its arguments.
public struct World: Sendable {
    let model: WorldModel

    /// Draws the world that a description describes.
    public init(_ description: WorldDescription) { model = WorldModel(description) }

    /// The same family and size with another seed.
    public init(_ description: WorldDescription, seed: UInt64) { model = WorldModel(description.redrawn(seed: seed)) }

    public var description: WorldDescription { model.description }
    /// The figures that the world was drawn with.
    public var parameters: WorldParameters { model.parameters }
    /// The goods list that a merchant would export, as of the end of the history. Stock is the world's first, not what is left.
    public var goods: [Goods] { model.goodsList(stock: parameters.goods.map(\.stock)) }
    /// Lines that a merchant of this shop delivers.
    public var deliveryLines: [LineKey] { model.deliveryLines }
    /// Commission rate (share) that holds where no choice sets one.
    public var defaultCommission: Double { model.parameters.affiliates.defaultRate }

    /// The world on its first morning, before any day was lived.
    public func start() -> WorldState { WorldState(model) }

    /// Lives the burn-in and the description's days under the recorded merchant, or another policy, and exports what a merchant
    /// can download on the morning after the last day.
    public func history(days: Int? = nil, policy: (any DeliveryPolicy)? = nil) -> WorldHistory {
        let days = days ?? description.days
        let recorded: any DeliveryPolicy = policy ?? RecordedMerchant(self)
        let lived = live(
            from: start(), days: WorldDescription.burnIn + max(0, days), policy: recorded, luck: 0)
        return WorldHistory(self, state: lived)
    }

    /// Runs a policy for `days` days from `begin` on, starting from `state`, and then `tail` days without delivery in which late
    /// orders may still come.
    ///
    /// - Parameters:
    ///   - begin: days between the state's day and it are lived without delivery; a run never begins before the state's day.
    ///   - state: the shop's state; nil starts at the world's first morning and lives under the recorded merchant until `begin`.
    ///   - tail: days after the run in which nothing is delivered, reported apart.
    ///   - luck: 0 for the world's own days; any other number draws other days for the same people (Monte Carlo of a fixed plan).
    public func run(
        from begin: Day, days: Int, policy: some DeliveryPolicy, state: WorldState? = nil, tail: Int = 0, luck: UInt64 = 0
    ) -> WorldRun {
        var current: WorldState
        if let state, state.seed == model.seed, state.stage.count == model.people.count {
            current = state
            let wait = begin.number - current.day.number
            if wait > 0 { current = live(from: current, days: wait, policy: NoDelivery(), luck: luck) }
        } else {
            current = live(
                from: start(), days: begin.number - model.epoch.number, policy: RecordedMerchant(self), luck: 0)
        }
        let first = current.day.number - model.epoch.number
        let firstEntry = current.ledger.lineDays.count
        let firstDay = current.ledger.shopDays.count
        let firstRefusal = current.ledger.refusedChoices.count
        let stagesBefore = current.stage
        let lived = live(from: current, days: max(0, days), policy: policy, luck: luck)
        let after = tail > 0 ? live(from: lived, days: tail, policy: NoDelivery(), luck: luck) : lived
        let end = first + max(0, days)
        let spends = lived.ledger.lineDays[firstEntry...].map { $0.spend(model.epoch, lived.lines) }
        return WorldRun(
            begin: model.epoch.advanced(by: first), days: max(0, days), spends: spends,
            truth: lived.ledger.truth(from: first, end: end, epoch: model.epoch, model: model, lines: lived.lines),
            tailTruth: after.ledger.truth(
                from: end, end: end + max(0, tail), epoch: model.epoch, model: model, lines: after.lines),
            refused: lived.ledger.shopDays[firstDay...].lazy.map { Money(fen: $0.refused) }.total(),
            refusedChoices: Array(lived.ledger.refusedChoices[firstRefusal...]),
            reach: StageReach(before: stagesBefore, lastSeen: lived.lastSeen, since: first),
            state: lived, finalReport: MerchantReport(after, model: model, asOf: after.day))
    }

    /// The whole history up to a state's morning.
    public func history(of state: WorldState) -> WorldHistory { WorldHistory(self, state: state) }

    /// What a merchant can download in the morning of the state's day, or of an earlier day.
    public func report(of state: WorldState, asOf day: Day? = nil) -> MerchantReport {
        MerchantReport(state, model: model, asOf: min(day ?? state.day, state.day))
    }

    private func live(from state: WorldState, days: Int, policy: some DeliveryPolicy, luck: UInt64) -> WorldState {
        var policy = policy
        let drawSeed = luck == 0 ? model.seed : CounterRandom(seed: model.seed, luck).first
        var engine = Engine(model, state: state, drawSeed: drawSeed)
        for _ in 0..<max(0, days) {
            let delivery = policy.delivery(
                on: engine.state.day, knowing: MerchantReport(engine.state, model: model, asOf: engine.state.day))
            engine.live(delivery)
        }
        return engine.state
    }
}

/// What a run of a world brought.
public struct WorldRun: Sendable {
    public let begin: Day
    public let days: Int
    /// By day, lines in no particular order within a day.
    public let spends: [LineSpend]
    /// The truth of the run's days.
    public let truth: WorldTruth
    /// The truth of the days after it in which nothing was delivered.
    public let tailTruth: WorldTruth
    /// Money given to lines that the world does not have: an unknown channel, goods or audience.
    public let refused: Money
    /// Choices that could not be carried out, with the reason.
    public let refusedChoices: [RefusedChoice]
    /// How many different people the run reached.
    public let reach: StageReach
    /// The world on the morning after the run's last day, before the tail.
    public let state: WorldState
    /// What a merchant can download after the tail.
    public let finalReport: MerchantReport

    /// Money that lines were given and did not spend.
    public var unspent: Money { spends.lazy.map { $0.given - $0.spent }.total() }
    /// Media and message money really spent.
    public var spent: Money { spends.lazy.map(\.spent).total() }
}

/// People by the lifecycle stage they were in when a run began, and how many of them saw an impression or got a contact during it.
public struct StageReach: Sendable, Hashable, Codable {
    /// Stranger, visitor, fan, purchased, member.
    public var people: [Int]
    public var reached: [Int]

    init(before stages: [UInt8], lastSeen: [Int32], since day: Int) {
        people = [Int](repeating: 0, count: Stage.count)
        reached = people
        for person in stages.indices {
            people[Int(stages[person])] += 1
            if Int(lastSeen[person]) >= day { reached[Int(stages[person])] += 1 }
        }
    }
}

extension WorldModel {
    /// The goods list, as exported.
    func goodsList(stock: [Int64]) -> [Goods] {
        zip(parameters.goods, stock).map { item, stock in
            Goods(
                id: item.id, title: item.title, category: parameters.categories[item.category], price: item.price,
                unitMargin: item.unitMargin, stock: stock, listedOn: item.listedOn)
        }
    }

    /// Each auctioned channel with each goods: search for all people, other channels by the world's audiences.
    var deliveryLines: [LineKey] {
        var lines: [LineKey] = []
        let staged = parameters.audiences.map(\.name).filter { $0 != .all }
        for channel in parameters.channels {
            if channel.kind == .message {
                lines.append(LineKey(channel: channel.channel, audience: .purchased))
            } else if channel.kind.isAuctioned {
                let audiences: [Audience] = channel.kind == .search || staged.isEmpty ? [.all] : staged
                for goods in parameters.goods {
                    for audience in audiences {
                        lines.append(LineKey(channel: channel.channel, goods: goods.id, audience: audience))
                    }
                }
            }
        }
        return lines.sorted()
    }
}
