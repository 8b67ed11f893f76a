// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// A file that a brief names.
public struct BriefPath: Sendable, Hashable {
    /// As it stands in the brief.
    public var written: String
    /// Relative to where the brief was read from: the brief's own folder put before `written`.
    public var resolved: String

    public init(written: String, resolved: String) {
        self.written = written
        self.resolved = resolved
    }
}

/// What a merchant submits (投放需求). Every value knows the line that it was said in; nil and empty mean that it was not said.
public struct Brief: Sendable, Hashable {
    /// The name of the file in errors.
    public var file: String
    /// The scenario's name; of several their names in one, for titles.
    public var scenario: Cited<String>
    /// First and last day of delivery, both included.
    public var begin, end: Cited<Day>
    /// The whole budget; nil when the brief says `budget: flexible`.
    public var budget: Cited<Money>?

    /// The playbook whose defaults were taken, as the brief names it.
    public var playbook: Cited<String>?
    public var title, shopName: Cited<String>?
    public var history, goods, shop, curves, world: Cited<BriefPath>?
    /// A request for customers' benefits that compete with the channels for the budget.
    public var benefits: Cited<BriefPath>?
    /// Plans that were carried out: what lines were given, beside what they spent.
    public var pastPlans: [Cited<BriefPath>] = []

    /// At least and at most so much on every day, all lines together.
    public var dailyMin, dailyMax: Cited<Money>?
    /// In order of their first days; they do not overlap.
    public var stages: [Stage] = []
    /// In the order of the file, as all lists here.
    public var channels: [ChannelRule] = []
    public var goodsRules: [GoodsRule] = []
    /// The goods to promote; nil for all.
    public var goodsSelect: Cited<[Cited<GoodsID>]>?
    public var audiences: [AudienceRule] = []
    public var targets = Targets()
    public var affiliate: AffiliateTerms?
    public var programmes: [ProgrammeEntry] = []
    public var tools = ToolTerms()
    public var experiments: [ExperimentResult] = []
    public var settings: [SettingValue] = []
    /// Scenarios that share the brief, in the order of the file; empty for a brief with one scenario.
    public var entries: [ScenarioEntry] = []

    /// Largest change of spend from one day to the next, a share of the day before.
    public var changeLimit: Cited<Double>?
    public var overspend: Cited<Overspend>?
    public var risk: Cited<RiskAttitude>?
    /// Share of the budget that explores.
    public var exploreShare: Cited<Double>?
    /// How far a plan may leave the range of spend seen: a multiple of the largest. `defaultReachFactor` when not said.
    public var reachFactor: Cited<Double> = Cited(Brief.defaultReachFactor)
    /// False: lines are not held to what they could really spend of what they were given; nil means true.
    public var usesDeliverability: Cited<Bool>?
    /// What effect after the last day counts, 0…1; nil leaves it to the scenario.
    public var carryOutWeight: Cited<Double>?
    public var objective: Cited<ObjectiveOverride>?
    /// What one new customer is worth beyond the first order.
    public var newCustomerValue: Cited<Money>?
    /// The same for those who come through single channels, in the order of the file.
    public var newCustomerValueByChannel: [ChannelCustomerValue] = []
    public var form = FormAnswers()

    /// One text for all ways to write the same brief: key order, comments, white space and quotes do not matter. For digests.
    public var canonicalText: String

    /// Twice the largest spend seen.
    public static let defaultReachFactor = 2.0
    /// The longest period in days.
    public static let longestPeriod = 400

    /// Days in the period, first and last included.
    public var dayCount: Int { end.value.number - begin.value.number + 1 }

    /// The rules of `channel`, if it has any.
    public func rule(for channel: Channel) -> ChannelRule? { channels.first { $0.channel.value == channel } }
    /// The rules of `goods`, if it has any.
    public func rule(for goods: GoodsID) -> GoodsRule? { goodsRules.first { $0.goods.value == goods } }
    /// The rules of `audience`, if it has any.
    public func rule(for audience: Audience) -> AudienceRule? { audiences.first { $0.audience.value == audience } }
    /// The stage that `day` falls in.
    public func stage(on day: Day) -> Stage? { stages.first { $0.begin.value <= day && day <= $0.end.value } }
    /// The value of a setting, if the brief gives one.
    public func setting(_ name: String) -> Cited<Double>? { settings.first { $0.name == name }?.value }
}
