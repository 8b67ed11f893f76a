// SPDX-License-Identifier: GPL-3.0-or-later
public import Briefs
import Algebra
public import Delivery
public import Market

/// Families in which scenarios are listed.
public enum ScenarioFamily: String, Sendable, Hashable, Codable, CaseIterable {
    case consumers, goods, events, content, shop, affiliates, growth
}

/// What a person reads about a scenario before choosing it.
public struct ScenarioDescription: Sendable, Hashable {
    /// Name in briefs and code, e.g. `goods-acceleration`.
    public var name: String
    /// The platform's name, e.g. 货品加速.
    public var chineseName: String
    public var family: ScenarioFamily
    /// The platform's code where known, e.g. `1203/114`.
    public var platformCode: String?
    /// The objective as a formula.
    public var formula: String
    public var settings: [SettingTerm]
    /// What a report on it shows first.
    public var kpis: [Outcome]
    /// True where goods that it delivers cannot at the same time run in the media plans of other scenarios.
    public var takesGoods: Bool

    public init(
        name: String, chineseName: String, family: ScenarioFamily, platformCode: String? = nil, formula: String,
        settings: [SettingTerm], kpis: [Outcome], takesGoods: Bool = false
    ) {
        self.name = name
        self.chineseName = chineseName
        self.family = family
        self.platformCode = platformCode
        self.formula = formula
        self.settings = settings
        self.kpis = kpis
        self.takesGoods = takesGoods
    }

    /// Key of the goal's wording in the message catalogue.
    public var goalKey: String { "scenario.\(name).goal" }
}

/// A business goal as a way to build a delivery problem from a brief and the market's fitted response.
public protocol ScenarioModule: Sendable {
    var description: ScenarioDescription { get }
    /// States the problem: which lines are eligible, what is maximised, which rules hold.
    func problem(_ context: ScenarioContext) throws(ScenarioError) -> DeliveryProblem
}

/// All scenarios that exist. Adding one is one file, one folder under `scenarios/` and one line here.
public enum ScenarioCatalogue {
    public static let all: [any ScenarioModule] = [
        NewCustomerAcquisition(),
        FirstOrderDiscount(),
        Sampling(),
        NewcomerBenefits(),
        MemberRecruiting(),
        MemberActivation(),
        FanGrowth(),
        FanHeadlines(),
        AudiencePenetration(),
        FollowUp(),
        IndustryAudience(),
        LeadGeneration(),
        GoodsTesting(),
        EvenExposureTesting(),
        FastLaunch(),
        LaunchDiscount(),
        Premiere(),
        GuaranteedLaunch(),
        GoodsAcceleration(),
        FlashAcceleration(),
        GuaranteedAcceleration(),
        NewGoodsExpress(),
        Clearance(),
        EventWarmUp(),
        EventBurst(),
        EventPresale(),
        EventFullCycle(),
        Livestream(),
        ShopWide(),
        ShopWideCustom(),
        ShopDirect(),
        AffiliatePush(),
        TicketRecall(),
        OldBringsNew(),
        Repurchase(),
        GroupOperation(),
        CouponAllocation(),
        ColdStart(),
        MultiGoal(),
        LifecycleGrowth(),
    ]

    /// The scenario of a name, nil when there is none.
    public static func find(_ name: String) -> (any ScenarioModule)? { all.first { $0.description.name == name } }

    /// Names and settings, as the reader of briefs needs them.
    public static var terms: [ScenarioTerms] {
        all.map { ScenarioTerms(name: $0.description.name, settings: $0.description.settings) }
    }
}
