// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
public import Delivery
public import Market
public import Planning
public import Records
public import Response
public import Scenarios

/// Brief and history → response → delivery problem → plan: the one way in which data flow.
public struct Pipeline: Sendable {
    public var brief: Brief
    public var options: PlanOptions
    /// Earlier reports of the history's days.
    public var versions: [ReportVersion] = []
    /// Whether a fit of shop totals is also judged on its last fifth.
    public var scoresHoldOut = false
    public var fitProgress: (@Sendable (Int, Int) -> Void)?
    /// Plans that were carried out, besides those that the brief names.
    public var given: [PlanEntry] = []

    public init(_ campaign: Campaign, options: PlanOptions = PlanOptions()) {
        self.init(brief: campaign.brief, options: options)
        versions = campaign.versions
    }

    public init(brief: Brief, options: PlanOptions = PlanOptions()) {
        self.brief = brief
        self.options = options
        switch brief.risk?.value {
        case .cvar(let level): self.options.risk = .cvar(level: level)
        case .mean: self.options.risk = .mean
        case nil: break
        }
    }

    /// Fits what the history shows; where there is none, documented priors. Curves that the brief brings along replace those of all media
    /// lines.
    ///
    /// - Parameter more: experiments beyond the brief's.
    public func fit(_ history: CampaignHistory, experiments more: [Experiment] = []) throws -> FittedResponse {
        guard let given = brief.curves else { return try fitted(history, more) }
        var response = try CurveFile.read(given.value.resolved)
        let hasAffiliates = history.lines.contains { ChannelKind.of($0.channel) == .affiliate }
        if hasAffiliates || brief.affiliate != nil { response.affiliates = try fitted(history, more).affiliates }
        return response
    }

    private func fitted(_ history: CampaignHistory, _ more: [Experiment]) throws -> FittedResponse {
        var options = FitOptions()
        options.experiments = brief.experiments.map(Pipeline.experiment) + more
        options.priorVersions = versions
        options.scoresHoldOut = scoresHoldOut
        options.progress = fitProgress
        let requested = RequestedLines.of(brief, history)
        if history.isEmpty {
            var prior = ResponseFitter.prior(for: requested, cadence: history.cadence, goods: history.goods, options: options)
            prior.warnings.append(Notice("command.first-delivery"))
            return prior
        }
        // A brief that wants visits is planned on curves of clicks; sales would bend earlier.
        let wantsVisits = brief.form.aim?.value == .visit && history.records.contains { $0.clicks != nil }
        return try ResponseFitter(options: options).fit(
            history, primary: wantsVisits ? .clicks : nil, requestedLines: requested, goods: history.goods)
    }

    /// States the problem of the brief's scenario or scenarios.
    public func problem(_ response: FittedResponse, _ history: CampaignHistory) throws -> DeliveryProblem {
        try ScenarioNames.problem(context(response, history))
    }

    /// What the scenario may look at.
    public func context(_ response: FittedResponse, _ history: CampaignHistory) throws -> ScenarioContext {
        var given: [PlanEntry] = []
        for path in brief.pastPlans { given += try PlanCSV.read(path: path.value.resolved) }
        given += self.given
        let record = history.isEmpty ? nil : SpendRecord(history: history, given: given)
        return ScenarioContext(
            brief: brief, response: response, goods: history.goods, record: record,
            programmes: try ProgrammeFiles.programmes(of: brief))
    }

    /// All the way to a plan.
    public func plan(_ history: CampaignHistory) throws -> (response: FittedResponse, result: PlanResult) {
        let response = try fit(history)
        let problem = try problem(response, history)
        return (response, try Planner.plan(problem, options: options))
    }

    /// The brief's money planned by other scenarios with their standard settings, on curves fitted once. Those that find nothing to deliver, or
    /// no plan, are left out.
    public func plans(of scenarios: [String], _ history: CampaignHistory) throws -> [(name: String, plan: DeliveryPlan)] {
        let response = try fit(history)
        return scenarios.compactMap { name in
            var other = self
            other.brief.scenario.value = name
            other.brief.settings = []
            other.brief.entries = []
            guard let problem = try? other.problem(response, history),
                let result = try? Planner.plan(problem, options: other.options)
            else { return nil }
            return (name, result.plan.delivery)
        }
    }

    private static func experiment(_ result: ExperimentResult) -> Experiment {
        let line = result.line.value
        return Experiment(
            channel: line.channel, goods: line.goods == .all ? nil : line.goods,
            audience: line.audience == .all ? nil : line.audience, begin: result.begin.value, end: result.end.value,
            outcome: result.outcome.value, effect: result.effect.value, standardError: result.standardError.value,
            spendChange: result.spendChange?.value.yuan)
    }
}

/// Lines that a plan may use although the history does not have them.
public enum RequestedLines {
    /// Channels for a first delivery whose brief names none.
    public static let firstChannels: [Channel] = ["search", "display", "feed"]

    public static func of(_ brief: Brief, _ history: CampaignHistory) -> [LineKey] {
        var named = brief.channels.filter { $0.exclude?.value != true }.map(\.channel.value)
        for channel in brief.entries.flatMap(\.channels) where !named.contains(channel.value) {
            if brief.rule(for: channel.value)?.exclude?.value != true { named.append(channel.value) }
        }
        let items = brief.goodsSelect?.value.map(\.value) ?? history.goods.map(\.id)
        if history.isEmpty {
            var channels = named.isEmpty ? firstChannels : named
            if brief.affiliate != nil, !channels.contains(where: { ChannelKind.of($0) == .affiliate }) {
                channels.append(brief.affiliate?.channel.value ?? "affiliate")
            }
            let audiences = brief.audiences.filter { $0.exclude?.value != true }.map(\.audience.value)
            return combinations(
                channels, items.isEmpty ? [.all] : items, audiences.isEmpty ? [.all] : audiences)
        }
        var requested: [LineKey] = []
        let known = Set(history.lines)
        let audiencesByChannel = Dictionary(grouping: history.lines, by: \.channel).mapValues {
            Set($0.map(\.audience)).sorted()
        }
        let hasGoods = history.lines.contains { $0.goods != .all }
        // An item without a row yet is tried where the shop's other goods are delivered.
        if hasGoods {
            for (channel, audiences) in audiencesByChannel where ChannelKind.of(channel) != .owned {
                for line in combinations([channel], items, audiences) where !known.contains(line) { requested.append(line) }
            }
        }
        // A channel that the brief names and nobody has used yet.
        for channel in named where audiencesByChannel[channel] == nil {
            requested += combinations([channel], hasGoods && !items.isEmpty ? items : [.all], [.all])
        }
        return requested.sorted()
    }

    private static func combinations(_ channels: [Channel], _ goods: [GoodsID], _ audiences: [Audience]) -> [LineKey] {
        channels.flatMap { channel in
            goods.flatMap { item in
                ChannelKind.of(channel) == .affiliate
                    ? [LineKey(channel: channel, goods: item)]
                    : audiences.map { LineKey(channel: channel, goods: item, audience: $0) }
            }
        }
    }
}
