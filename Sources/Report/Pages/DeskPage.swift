// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Solver

/// Pages of the browser workspace: lists, a plan with what may be changed about it, a comparison. Everything that is not ours is escaped
/// here; the pages work with the keyboard and have one script, which the server serves itself.
public struct DeskPage: Sendable {
    /// The words of the pages.
    public var catalogue: MessageCatalogue { say }
    let say: MessageCatalogue

    public init(_ catalogue: MessageCatalogue = MessageCatalogue()) { say = catalogue }

    /// A brief of the workspace.
    public struct BriefEntry: Sendable, Hashable, Codable {
        /// Path within the workspace; what a request names it by.
        public var name: String
        public var scenario: String
        public var begin: Day?
        public var end: Day?
        public var budget: Money?
        /// Why it cannot be planned, where it cannot be read.
        public var fault: String?

        public init(
            name: String, scenario: String = "", begin: Day? = nil, end: Day? = nil, budget: Money? = nil,
            fault: String? = nil
        ) {
            self.name = name
            self.scenario = scenario
            self.begin = begin
            self.end = end
            self.budget = budget
            self.fault = fault
        }

        private enum CodingKeys: String, CodingKey {
            case name, scenario, begin, end, fault
            case budget = "budget_fen"
        }
    }

    /// A plan that is open in the workspace.
    public struct PlanEntry: Sendable, Hashable, Codable {
        public var id: Int
        public var name: String
        public var scenario: String
        public var unit: String
        public var value: Interval
        public var cost: Money
        public var status: String
        public var gap: Double
        /// True for a what-if that was saved as a plan.
        public var isChanged: Bool

        public init(id: Int, name: String, scenario: String, plan: Plan, isChanged: Bool) {
            self.id = id
            self.name = name
            self.scenario = scenario
            self.isChanged = isChanged
            unit = plan.unit
            value = plan.value
            cost = plan.cost
            status = plan.certificate.status.rawValue
            gap = plan.certificate.gap
        }

        private enum CodingKeys: String, CodingKey {
            case id, name, scenario, unit, value, status, gap
            case cost = "cost_fen"
            case isChanged = "is_changed"
        }
    }

    /// A replay that was accepted in a folder of the workspace.
    public struct ReplayEntry: Sendable, Hashable, Codable {
        public var name: String
        public var gain: Interval
        public var replications: Int

        public init(name: String, gain: Interval, replications: Int) {
            self.name = name
            self.gain = gain
            self.replications = replications
        }
    }

    /// The first page: briefs, open plans, replays.
    public func home(briefs: [BriefEntry], plans: [PlanEntry], replays: [ReplayEntry]) -> String {
        let title = say.text("desk.title")
        var body = "<h1>\(Markup.escaped(title))</h1>\n"
        body += HTMLPage.section(say.text("desk.plans"), plansTable(plans))
        let rows = briefs.map { brief -> String in
            let cells = [
                brief.name, brief.scenario, brief.begin.map { "\($0)" } ?? "", brief.end.map { "\($0)" } ?? "",
                brief.budget.map(NumberText.money) ?? "",
            ].map { "<td>\(Markup.escaped($0))</td>" }.joined()
            let label = Markup.escaped(say.text("desk.plan-it") + ": " + brief.name)
            let act =
                brief.fault.map { "<td>\(Markup.escaped($0))</td>" }
                ?? #"<td><button data-brief="\#(Markup.escaped(brief.name))" aria-label="\#(label)">\#(Markup.escaped(say.text("desk.plan-it")))</button></td>"#
            return "<tr>\(cells)\(act)</tr>\n"
        }
        let head = [
            say.text("desk.brief"), say.text("desk.scenario"), say.text("desk.begin"), say.text("desk.end"),
            say.text("label.budget"), "",
        ].map { "<th scope=\"col\">\(Markup.escaped($0))</th>" }.joined()
        body += HTMLPage.section(
            say.text("desk.briefs"),
            briefs.isEmpty
                ? HTMLPage.paragraph(say.text("desk.no-briefs"))
                : "<div id=\"progress\" role=\"status\" aria-live=\"polite\"></div>\n"
                    + "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined())</tbody></table></div>"
        )
        body += HTMLPage.section(say.text("desk.replays"), replaysTable(replays))
        return page(title, body)
    }

    private func plansTable(_ plans: [PlanEntry]) -> String {
        guard !plans.isEmpty else { return HTMLPage.paragraph(say.text("desk.no-plans")) }
        let rows = plans.map { plan -> String in
            let name = Markup.escaped(plan.name)
            let cells = [
                plan.scenario, say.amount(plan.value.mean, unit: plan.unit), NumberText.money(plan.cost),
                say.name(ofStatus: plan.status), NumberText.share(plan.gap),
            ].map { "<td>\(Markup.escaped($0))</td>" }.joined()
            return #"<tr><td><input type="checkbox" name="plan" value="\#(plan.id)" id="plan-\#(plan.id)"></td>"#
                + #"<td><label for="plan-\#(plan.id)">\#(name)</label></td>\#(cells)"#
                + #"<td><a href="/plans/\#(plan.id)" aria-label="\#(Markup.escaped(say.text("desk.open"))): \#(name)">\#(Markup.escaped(say.text("desk.open")))</a></td></tr>"#
                + "\n"
        }
        let head = [
            "", say.text("compare.plan"), say.text("desk.scenario"), say.text("label.value"), say.text("label.total-cost"),
            say.text("label.state"), say.text("label.gap"), "",
        ].map { "<th scope=\"col\">\(Markup.escaped($0))</th>" }.joined()
        return "<form action=\"/compare\" method=\"get\"><div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\n"
            + rows.joined()
            + "</tbody></table></div><p><button type=\"submit\">\(Markup.escaped(say.text("desk.compare")))</button></p></form>"
    }

    private func replaysTable(_ replays: [ReplayEntry]) -> String {
        guard !replays.isEmpty else { return "" }
        let rows = replays.map { replay in
            let range = say.range(replay.gain) { NumberText.signed($0, NumberText.share) } ?? ""
            return [
                replay.name, NumberText.signed(replay.gain.mean, NumberText.share), range,
                replay.gain.isEstablished ? "" : say.text("desk.not-established"), NumberText.count(replay.replications),
            ]
        }
        return HTMLPage.table(
            [
                say.text("desk.campaign"), say.text("gain.page-axis"), say.text("gain.range-95"), "",
                say.text("suite.replications"),
            ], rows, numbers: [1, 2, 4])
    }

    /// One plan with the controls of a what-if above it.
    public func plan(_ entry: PlanEntry, plan: PlanPage, budget: Money?, channels: [Channel]) -> String {
        let id = entry.id
        func label(_ key: String) -> String { Markup.escaped(say.text(key)) }
        let most = budget.map { ($0.yuan * 2).rounded() } ?? 0
        let slider =
            budget.map { budget in
                #"<p><label for="budget">\#(label("label.budget"))</label> <input id="budget" name="budget" type="number" min="0.01" step="0.01" value="\#(budget.decimalYuan)"> "#
                    + #"<input id="budget-range" type="range" min="\#(Int(max(1, (budget.yuan / 4).rounded())))" max="\#(Int(max(2, most)))" value="\#(Int(budget.yuan.rounded()))" aria-label="\#(label("label.budget"))"></p>"#
            } ?? ""
        let options = channels.map { "<option>channels.\(Markup.escaped($0.rawValue)).total_max</option>" }.joined()
        let controls = """
            <section id="what-if" data-plan="\(id)" aria-labelledby="what-if-title">
            <h2 id="what-if-title">\(label("desk.what-if"))</h2>
            <form id="changes">
            \(slider)
            <p><label for="key-0">\(label("desk.change"))</label> <input id="key-0" name="key" list="keys" size="28" placeholder="targets.roi">
            <label for="value-0">\(label("desk.to"))</label> <input id="value-0" name="value" size="18" placeholder="2.5"></p>
            <p><label for="key-1">\(label("desk.change"))</label> <input id="key-1" name="key" list="keys" size="28">
            <label for="value-1">\(label("desk.to"))</label> <input id="value-1" name="value" size="18"></p>
            <datalist id="keys"><option>targets.roi</option><option>targets.cost_per_new_customer</option>
            <option>change_limit</option><option>affiliate.rates_percent</option><option>daily_budget.max</option>\(options)</datalist>
            <p><button type="submit">\(label("desk.try"))</button>
            <button type="button" id="save" disabled>\(label("desk.save"))</button></p>
            </form>
            <div id="answer" role="status" aria-live="polite"></div>
            </section>
            <p><a href="/">\(label("desk.back"))</a> · <a href="/plans/\(id).csv">CSV</a> · <a href="/plans/\(id).json">JSON</a> ·
            <a href="/plans/\(id).html">HTML</a></p>
            """
        return page(entry.name, controls + "\n" + plan.content())
    }

    /// What a what-if changes: figures side by side, and the money by channel as a picture. A fragment of the plan's page.
    public func answer(_ base: ComparedPlan, _ changed: ComparedPlan, milliseconds: Double) -> String {
        let comparison = Comparison([base, changed])
        var rows: [[String]] = []
        for row in comparison.rows {
            guard let own = row.values[0], let new = row.values[1] else { continue }
            var difference = ""
            if let found = row.differences[1]?.amount {
                // What is certain has no range.
                let shown = found.low == found.high ? Interval(mean: found.mean) : found
                difference = say.withRange(shown) { value in NumberText.signed(value) { row.figure.text($0, say) } }
            }
            rows.append([row.figure.name(say), row.figure.text(own.mean, say), row.figure.text(new.mean, say), difference])
        }
        let proof = changed.plan.certificate
        let split = MoneySplit(.channel, [base, changed], say)
        let chart = split.bars([say.text("label.as-it-is"), say.text("label.changed")], width: 640, height: 260, say)
        return HTMLPage.table(
            ["", say.text("label.as-it-is"), say.text("label.changed"), say.text("label.difference")], rows, numbers: [1, 2, 3])
            + HTMLPage.paragraph(
                say.text(
                    "desk.solved",
                    [
                        "status": .text(say.name(ofStatus: proof.status.rawValue)), "gap": .share(proof.gap),
                        "milliseconds": .number(milliseconds.rounded()),
                    ])) + "<figure>\n\(chart.svg(id: "what-if-channels"))\n</figure>\n"
    }

    /// Several open plans side by side.
    public func compare(_ plans: [ComparedPlan]) -> String {
        let comparison = Comparison(plans)
        let page = ComparePage(comparison, ranking: Ranking(comparison), catalogue: say)
        let ids = "<p><a href=\"/\">\(Markup.escaped(say.text("desk.back")))</a></p>"
        return self.page(say.text("compare.title", ["count": .count(plans.count)]), ids + page.content())
    }

    /// A page that says what went wrong.
    public func fault(_ title: String, _ lines: [String]) -> String {
        page(
            title,
            "<h1>\(Markup.escaped(title))</h1>\n" + lines.map(HTMLPage.paragraph).joined()
                + "<p><a href=\"/\">\(Markup.escaped(say.text("desk.back")))</a></p>")
    }

    private func page(_ title: String, _ body: String) -> String {
        HTMLPage.document(title: title, language: say.language, body: body, script: "/desk.js")
    }
}

extension DeskPage {
    /// Faults in words, a line each.
    public func words(_ faults: [Fault]) -> [String] { FaultText(say).lines(faults) }
}
