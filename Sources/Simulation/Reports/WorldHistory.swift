// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What a merchant has on disk on the morning after the history's last day, and the world's state at that morning.
public struct WorldHistory: Sendable {
    /// The canonical rows as they stand that morning: the newest days have not matured.
    public let records: [HistoryRecord]
    /// The shop's totals by day.
    public let shop: [ShopRecord]
    /// The goods list, with the stock that is left.
    public let goods: [Goods]
    /// Where a plan and its baselines start from.
    public let state: WorldState
    /// The truth of the exported days, never to be shown to a planner.
    public let truth: WorldTruth
    /// What every line was given and spent: part of the truth.
    public let spends: [LineSpend]
    /// The whole download: settlements, lists, orders, choices, regions.
    public let report: MerchantReport
    private let world: World

    init(_ world: World, state: WorldState) {
        self.world = world
        self.state = state
        let report = world.report(of: state)
        self.report = report
        records = report.records()
        shop = report.shop()
        goods = report.goods
        let epoch = world.model.epoch
        spends = state.ledger.lineDays.lazy.filter { Int($0.day) >= WorldDescription.burnIn }.map {
            $0.spend(epoch, state.lines)
        }
        truth = state.ledger.truth(
            from: WorldDescription.burnIn, end: state.day.number - world.model.epoch.number, epoch: world.model.epoch,
            model: world.model, lines: state.lines)
    }

    /// The same history as it could be downloaded in the morning of an earlier day.
    public func report(asOf day: Day) -> MerchantReport { world.report(of: state, asOf: day) }
}
