// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning

/// What a plan is for, as strategists sort their means: the columns of the battle map.
public enum StrategicGoal: String, Sendable, Hashable, Codable, CaseIterable {
    case repurchase, acquisition, exposure, sales
}

/// The battle map 作战大图: stages × goals, with the tools and programmes of each, their money, and what is expected. One page, for a wall.
public struct BattleMapPage: Sendable {
    private let plans: [ComparedPlan]
    private let say: MessageCatalogue

    /// Plans of any number of briefs; each stands in the column of its goal.
    public init(_ plans: [ComparedPlan], catalogue: MessageCatalogue = MessageCatalogue()) {
        self.plans = plans
        say = catalogue
    }

    /// Tools of one cell that are named one by one.
    private static let mostTools = 5

    /// The page.
    public func html() -> String {
        let title = say.text("battle.title")
        let goals = StrategicGoal.allCases.filter { goal in plans.contains { $0.goal == goal } }
        var body =
            "<header>\n<h1>\(Markup.escaped(title))</h1>\n<p class=\"lead\">\(Markup.escaped(say.text("battle.says")))</p>\n</header>\n"
        body +=
            "<div class=\"wide\"><table class=\"map\">\n<thead><tr><th scope=\"col\">\(Markup.escaped(say.text("battle.stage")))</th>"
        for goal in goals { body += "<th scope=\"col\">\(Markup.escaped(say.text("battle.goal-\(goal.rawValue)")))</th>" }
        body += "</tr></thead>\n<tbody>\n"
        for stage in stages {
            body +=
                "<tr><th scope=\"row\">\(Markup.escaped(stage.name))<br><small>\(stage.days.lowerBound) – \(stage.days.upperBound)</small></th>"
            for goal in goals { body += "<td>\(cell(stage, goal))</td>" }
            body += "</tr>\n"
        }
        body += "<tr><th scope=\"row\">\(Markup.escaped(say.text("battle.expected")))</th>"
        for goal in goals { body += "<td>\(expected(goal))</td>" }
        body += "</tr>\n</tbody></table></div>\n"
        return HTMLPage.document(title: title, language: say.language, body: body)
    }

    /// All stages that some brief names, by their first day; a plan without stages has its whole period as one.
    private var stages: [ComparedPlan.Stage] {
        var all: [ComparedPlan.Stage] = []
        for compared in plans {
            let horizon = compared.plan.delivery.horizon
            let whole = ComparedPlan.Stage(
                name: say.text("battle.whole"), days: horizon.begin...max(horizon.begin, horizon.end))
            for stage in compared.stages.isEmpty ? [whole] : compared.stages where !all.contains(stage) { all.append(stage) }
        }
        return all.sorted {
            ($0.days.lowerBound, $0.days.upperBound, $0.name) < ($1.days.lowerBound, $1.days.upperBound, $1.name)
        }
    }

    private func cell(_ stage: ComparedPlan.Stage, _ goal: StrategicGoal) -> String {
        var html = ""
        for compared in plans where compared.goal == goal && holds(compared, stage) {
            let entries = compared.plan.delivery.entries.filter { stage.days.contains($0.day) }
            var tools: [Channel: Money] = [:]
            for entry in entries { tools[entry.line.channel, default: .zero] += entry.spend }
            let sorted = tools.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let choices = compared.plan.delivery.choices.filter {
                $0.begin <= stage.days.upperBound && $0.end >= stage.days.lowerBound
            }
            guard !sorted.isEmpty || !choices.isEmpty else { continue }
            html +=
                "<p><strong>\(Markup.escaped(compared.name))</strong> \(NumberText.money(sorted.lazy.map(\.value).total()))</p>\n"
            var items = sorted.prefix(Self.mostTools).map { "\($0.key.rawValue) \(NumberText.money($0.value))" }
            let rest = sorted.dropFirst(Self.mostTools)
            if !rest.isEmpty { items.append(say.text("page.others") + " " + NumberText.money(rest.lazy.map(\.value).total())) }
            // Choices of one kind as a range, not goods by goods.
            for kind in Set(choices.map(\.kind)).sorted() {
                let options = Set(choices.filter { $0.kind == kind }.map(\.option)).sorted()
                let shown =
                    options.count <= 3 ? options.joined(separator: ", ") : "\(options[0]) … \(options[options.count - 1])"
                items.append(say.name(ofChoice: kind) + ": " + shown)
            }
            html += HTMLPage.list(items)
        }
        return html.isEmpty ? "–" : html
    }

    private func holds(_ compared: ComparedPlan, _ stage: ComparedPlan.Stage) -> Bool {
        guard compared.stages.isEmpty else { return compared.stages.contains(stage) }
        let horizon = compared.plan.delivery.horizon
        return stage.days == horizon.begin...max(horizon.begin, horizon.end)
    }

    private func expected(_ goal: StrategicGoal) -> String {
        plans.filter { $0.goal == goal }.map { compared in
            let plan = compared.plan
            var items: [String] = []
            for outcome in PlanFigures.ordered(Set(plan.outcomes.keys), first: []).prefix(3) {
                guard let amount = plan.outcomes[outcome] else { continue }
                items.append(say.name(of: outcome) + " " + say.withRange(amount) { say.amount($0, of: outcome) })
            }
            items.append(say.text("label.total-cost") + " " + NumberText.money(plan.cost))
            return "<p><strong>\(Markup.escaped(compared.name))</strong></p>\n" + HTMLPage.list(items)
        }.joined()
    }
}
