// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
import Planning
import Solver

/// Scenarios that fit a shop's data and goal, with what each would bring.
public struct ProposalDocument: Sendable, Hashable, Codable {
    public struct Entry: Sendable, Hashable, Codable {
        public var scenario: String
        public var chineseName: String
        public var family: String
        public var goal: String
        public var value: Interval
        public var cost: Money
        public var costPerNewCustomer: Interval?
        public var status: String

        private enum CodingKeys: String, CodingKey {
            case scenario, family, goal, value, status
            case chineseName = "chinese_name"
            case cost = "cost_fen"
            case costPerNewCustomer = "cost_per_new_customer_yuan"
        }
    }

    public var begin: Day
    public var end: Day
    public var budget: Money
    /// The outcome that counts; money in yuan.
    public var outcome: Outcome
    /// The three that fit best.
    public var proposals: [Entry]
    /// The other scenarios that can be planned here, and those that cannot.
    public var others: [Entry]
    public var impossible: [String: String]

    private enum CodingKeys: String, CodingKey {
        case begin, end, outcome, proposals, others, impossible
        case budget = "budget_fen"
    }

    public init(
        begin: Day, end: Day, budget: Money, outcome: Outcome, proposals: [Entry], others: [Entry], impossible: [String: String]
    ) {
        self.begin = begin
        self.end = end
        self.budget = budget
        self.outcome = outcome
        self.proposals = proposals
        self.others = others
        self.impossible = impossible
    }

    /// A scenario's text with its plan.
    public static func entry(_ text: ScenarioText, _ compared: ComparedPlan, _ value: Interval) -> Entry {
        Entry(
            scenario: text.name, chineseName: text.chineseName, family: text.family, goal: text.goal, value: value,
            cost: compared.plan.cost, costPerNewCustomer: PlanFigures(compared.plan).costPerNewCustomer,
            status: compared.plan.certificate.status.rawValue)
    }

    /// The proposals for a terminal.
    public func lines(_ settings: ViewSettings = ViewSettings()) -> [String] {
        let say = settings.catalogue
        var lines = TextWrap.lines(
            say.text(
                "proposal.head",
                [
                    "begin": .day(begin), "end": .day(end), "budget": .money(budget), "outcome": .text(say.name(of: outcome)),
                ]), width: settings.width)
        for (number, entry) in proposals.enumerated() {
            lines += [
                "",
                settings.style("\(number + 1). \(SafeText.line(entry.scenario))  \(SafeText.line(entry.chineseName))", .bold),
            ]
            lines += settings.paragraph(entry.goal)
            lines += settings.paragraph(sentence(entry, say))
        }
        guard !others.isEmpty else { return lines }
        var table = TextTable([
            .init("", maximum: 28), .init(say.name(of: outcome), .right), .init(say.text("label.total-cost"), .right),
        ])
        for entry in others {
            table.add([entry.scenario, say.amount(entry.value.mean, of: outcome), NumberText.money(entry.cost)], .dim)
        }
        lines += settings.heading(say.text("proposal.others")) + table.lines(width: settings.width, style: settings.style)
        if !impossible.isEmpty {
            lines += settings.heading(say.text("proposal.impossible"))
            lines += settings.paragraph(impossible.keys.sorted().joined(separator: ", "))
        }
        return lines + [""] + settings.paragraph(say.text("proposal.warning"))
    }

    private func sentence(_ entry: Entry, _ say: MessageCatalogue) -> String {
        var parts = [
            say.text(
                "proposal.brings", ["amount": .text(say.amount(entry.value.mean, of: outcome)), "cost": .money(entry.cost)])
        ]
        if let low = entry.value.low, let high = entry.value.high {
            parts.append(
                say.text(
                    "proposal.range",
                    ["low": .text(say.amount(low, of: outcome)), "high": .text(say.amount(high, of: outcome))]))
        }
        if let cost = entry.costPerNewCustomer {
            parts.append(say.text("proposal.new-customer", ["amount": .text(say.money(yuan: cost.mean))]))
        }
        return parts.joined(separator: say.language == .chinese ? "；" : "; ")
    }
}
