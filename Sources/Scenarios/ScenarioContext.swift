// SPDX-License-Identifier: GPL-3.0-or-later
public import Briefs
import Algebra
public import Market
public import Response

/// All that a scenario may look at: the brief, the goods, and how the market responds. Not the history, not a world, not a solver.
public struct ScenarioContext: Sendable {
    public let brief: Brief
    public let response: FittedResponse
    public let goods: [GoodsID: Goods]
    /// Programmes of the platform that the brief names, with their numbers.
    public let programmes: [Programme]
    /// What the history says about spending itself; nil where there is none.
    public let record: SpendRecord?
    public let horizon: Horizon
    /// Name of the event stage by period; empty where there is none.
    public let stageNames: [String]
    /// True for one of several scenarios of a brief: it states its goal and its own rules alone.
    var isPart = false

    public init(
        brief: Brief, response: FittedResponse, goods: [Goods], record: SpendRecord? = nil, programmes: [Programme] = []
    ) {
        self.brief = brief
        self.response = response
        self.record = record
        self.programmes = programmes
        self.goods = Dictionary(goods.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        horizon = Horizon(begin: brief.begin.value, end: brief.end.value, cadence: response.cadence)
        stageNames = horizon.days.map { brief.stage(on: $0)?.name.value ?? "" }
    }

    /// Days per period: daily limits of a brief are multiplied by it.
    var daysPerPeriod: Double { Double(horizon.cadence.days) }

    /// A setting of the scenario: what the brief says, else the standard.
    func setting(_ name: String, of description: ScenarioDescription) -> Double {
        brief.setting(name)?.value ?? description.settings.first { $0.name == name }?.standard ?? 0
    }

    /// The same with the place where the brief says it.
    func cited(_ name: String, of description: ScenarioDescription) -> Cited<Double> {
        Cited(setting(name, of: description), from: brief.setting(name)?.origin)
    }

    /// Category of an item, empty where it is not known.
    func category(of id: GoodsID) -> String { goods[id]?.category ?? "" }
}
