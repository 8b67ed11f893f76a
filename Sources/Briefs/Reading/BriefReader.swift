// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

/// Reads and checks briefs: everything that can be said about a brief without a history.
///
/// Whether its rules can be kept together is the planner's to find out.
public struct BriefReader: Sendable {
    /// The scenarios there are; nil accepts any scenario and any setting that is a number.
    public var scenarios: [ScenarioTerms]?
    public var limits: TextLimits
    /// Finds the playbooks that a brief of a file may name; nil knows none.
    public var playbooks: (@Sendable (_ file: String) throws(BriefFaults) -> [Playbook])?

    public init(
        scenarios: [ScenarioTerms]? = nil, limits: TextLimits = TextLimits(),
        playbooks: (@Sendable (_ file: String) throws(BriefFaults) -> [Playbook])? = nil
    ) {
        self.scenarios = scenarios
        self.playbooks = playbooks
        self.limits = limits
    }

    /// Reads the brief at `path`: JSON when the name ends in `.json`, else YAML.
    public func read(path: String) throws(BriefFaults) -> Brief {
        try read(tree: TextTree.read(path: path, limits: limits), file: path)
    }

    /// Reads a brief that is already in memory; `file` is its name in errors and the place that paths are relative to.
    public func read(text: String, file: String) throws(BriefFaults) -> Brief {
        try read(tree: TextTree.parse(text: text, file: file, limits: limits), file: file)
    }

    /// Checks a document that is already read.
    public func read(tree: TextTree, file: String) throws(BriefFaults) -> Brief {
        var tree = tree
        var fields = FieldReader(file: file)
        if let playbook = try playbook(of: tree, file: file) {
            let filled = tree.filled(from: defaults(of: playbook, for: tree))
            fields = FieldReader(file: file, borrowed: filled.taken, from: playbook.file)
            tree = filled.tree
        }
        let brief = brief(from: tree, &fields)
        try fields.finish()
        guard let brief else { throw BriefFaults(.empty(file: file)) }
        return brief
    }

    /// The playbook that a brief names; nil where it names none, or where none are known.
    private func playbook(of tree: TextTree, file: String) throws(BriefFaults) -> Playbook? {
        guard let playbooks, let entry = tree.map?.first(where: { $0.key == "playbook" }), let word = entry.value.text else {
            return nil
        }
        let known = try playbooks(file)
        if let found = known.first(where: { $0.isCalled(word) }) { return found }
        let names = known.map(\.name)
        throw BriefFaults(
            .badWord(
                Place(file: file, line: entry.value.line, field: "playbook"), found: FieldReader.shown(word),
                nearest: nearestName(to: word, in: known.flatMap { [$0.name, $0.title] + $0.also }), accepted: names))
    }

    /// A playbook's defaults, of its settings those that the brief's scenario has: a playbook speaks to all scenarios.
    private func defaults(of playbook: Playbook, for tree: TextTree) -> TextTree {
        guard let scenarios, case .map(var entries) = playbook.defaults.content,
            let index = entries.firstIndex(where: { $0.key == "settings" }), let settings = entries[index].value.map
        else { return playbook.defaults }
        let terms = scenarios.first { $0.name == tree["scenario"]?.text }?.settings ?? []
        let own = settings.filter { setting in terms.contains { $0.name == setting.key } }
        entries[index].value.content = .map(own)
        // Several scenarios have their settings in entries of their own.
        if own.isEmpty { entries.remove(at: index) }
        var kept = playbook.defaults
        kept.content = .map(entries)
        return kept
    }

    /// All keys at the top of a brief, in the order of the documentation.
    public static let keys = [
        "scenario", "scenarios", "playbook", "begin", "end", "budget", "title", "shop_name", "history", "goods", "shop",
        "curves",
        "world",
        "past_plans",
        "daily_budget", "stages", "channels", "goods_rules", "goods_select", "audiences", "targets", "affiliate",
        "programmes", "owned", "reservations", "referral", "contracts", "coupons", "pages", "basket", "capability",
        "staff_hours_per_day", "messages_per_day", "change_limit", "overspend", "risk", "experiments", "explore_share",
        "reach_factor", "deliverability", "carry_out_weight", "objective", "settings", "customer_value", "benefits", "aim",
        "bidding",
        "pacing",
        "attribution_days",
    ]

    private func brief(from tree: TextTree, _ fields: inout FieldReader) -> Brief? {
        guard let top = fields.section(tree, field: "", line: 1, keys: Self.keys) else { return nil }
        let isJoint = top.entry("scenarios") != nil
        for key in isJoint ? ["begin", "end"] : ["scenario", "begin", "end"] { fields.require(top, key) }
        let entries = fields.scenarioEntries(top, scenarios)
        let scenario = isJoint ? nil : fields.scenario(top, scenarios)
        let begin = fields.day(top, "begin")
        let end = fields.day(top, "end")
        let budget = budget(top, &fields)
        let anyDay = Cited(Day(number: 0))
        var brief = Brief(
            file: fields.file, scenario: scenario ?? Cited(""), begin: begin ?? anyDay, end: end ?? anyDay, budget: budget,
            canonicalText: tree.canonicalText)
        brief.playbook = fields.name(top, "playbook")
        brief.title = fields.name(top, "title")
        brief.shopName = fields.name(top, "shop_name")
        brief.history = fields.path(top, "history")
        brief.goods = fields.path(top, "goods")
        brief.shop = fields.path(top, "shop")
        brief.curves = fields.path(top, "curves")
        brief.world = fields.path(top, "world")
        brief.benefits = fields.path(top, "benefits")
        brief.pastPlans = fields.paths(top, "past_plans")
        brief.usesDeliverability = fields.flag(top, "deliverability")
        if let daily = fields.section(top, "daily_budget", keys: ["min", "max"]) {
            brief.dailyMin = fields.money(daily, "min")
            brief.dailyMax = fields.money(daily, "max")
            fields.checkOrder(brief.dailyMin, brief.dailyMax)
        }
        let period = begin.flatMap { begin in end.flatMap { fields.period(begin, $0) } }
        brief.stages = fields.stages(top, period: period)
        brief.channels = fields.channels(top)
        brief.goodsRules = fields.goodsRules(top)
        brief.goodsSelect = fields.goodsSelect(top)
        brief.audiences = fields.audiences(top)
        brief.targets = fields.targets(top)
        brief.affiliate = fields.affiliate(top)
        brief.programmes = fields.programmes(top)
        brief.tools = fields.tools(top)
        brief.experiments = fields.experiments(top)
        brief.changeLimit = fields.changeLimit(top)
        brief.overspend = fields.overspend(top)
        brief.risk = fields.risk(top)
        brief.exploreShare = fields.share(top, "explore_share")
        if let factor = fields.number(top, "reach_factor", in: 0.1...100) { brief.reachFactor = factor }
        brief.carryOutWeight = fields.share(top, "carry_out_weight")
        brief.objective = fields.objective(top)
        if let value = fields.section(top, "customer_value", keys: ["new_customer_value_yuan", "by_channel"]) {
            brief.newCustomerValue = fields.money(value, "new_customer_value_yuan")
            brief.newCustomerValueByChannel = fields.customerValues(value)
            // Channels that are not named need a value as well.
            if value.entry("by_channel") != nil { fields.require(value, "new_customer_value_yuan") }
        }
        brief.form = fields.form(top)
        if isJoint {
            brief.entries = entries
            let origin = top.entry("scenarios").map { fields.origin($0.line, "scenarios") }
            brief.scenario = Cited(brief.entryNames.joined(separator: " + "), from: origin)
        } else {
            brief.settings = fields.settings(
                top, terms: scenarios.map { terms in terms.first { $0.name == scenario?.value }?.settings })
        }
        return brief
    }

    /// The budget; leaving it open has to be said, since it is easily forgotten.
    private func budget(_ top: FieldSection, _ fields: inout FieldReader) -> Cited<Money>? {
        guard let entry = top.entry("budget") else {
            fields.report(.missingBudget(fields.place(top.line, "budget")))
            return nil
        }
        if entry.value.text == "flexible" { return nil }
        guard let budget = fields.money(top, "budget") else { return nil }
        if budget.value == .zero {
            fields.report(
                .outOfRange(
                    fields.place(entry.value.line, "budget"), found: "0", lower: 0.01, upper: Money(fen: Money.limit).yuan,
                    unit: "yuan"))
        }
        return budget
    }
}
