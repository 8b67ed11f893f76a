// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market

/// The lines, choices, stocks and flows of several scenarios as those of one problem, with who owns which.
struct JointLines {
    /// An item that some scenario takes for itself and another wants as well.
    struct Contest {
        var goods: GoodsID
        /// Scenarios by number, by deliverer: each alone that takes goods for itself, then all others together.
        var deliverers: [[Int]]
    }

    private let parts: [JointPart]
    private let horizon: Horizon
    private(set) var lines: [DeliveryLine] = []
    private(set) var choices: [DeliveryChoice] = []
    /// Who delivers each contested item.
    private(set) var deliverers: [DeliveryChoice] = []
    /// Lines, choices and flows of each scenario.
    private(set) var members: [Set<DeliveryMember>]
    private(set) var contests: [Contest] = []

    init(_ parts: [JointPart], horizon: Horizon) {
        self.parts = parts
        self.horizon = horizon
        members = parts.map { _ in [] }
    }

    /// Brings everything together; an error where scenarios see one thing differently.
    mutating func gather() throws(ScenarioError) {
        contests = contested()
        try gatherLines()
        try gatherChoices()
        for (index, part) in parts.enumerated() {
            for flow in part.problem.flows {
                members[index].insert(
                    DeliveryMember(LineKey(channel: flow.channel, goods: flow.goods, audience: flow.audience)))
            }
        }
        for choice in choices.indices {
            let owners = members.indices.filter { members[$0].contains(choices[choice].member) }
            let own = owners.reduce(into: Set<DeliveryMember>()) { $0.formUnion(members[$1]) }
            for option in choices[choice].options.indices {
                for effect in choices[choice].options[option].effects.indices {
                    choices[choice].options[option].effects[effect].selection.members = own
                }
            }
        }
        deliverers = contests.map(deliverer)
    }

    var periodCount: Int { horizon.count }

    func partName(_ index: Int) -> String { parts[index].name }

    /// The term over a scenario's own lines and choices alone.
    func restricted(_ term: RuleTerm, _ part: Int) -> RuleTerm {
        var own = term
        own.selection.members = members[part]
        return own
    }

    private func contested() -> [Contest] {
        var wanting: [GoodsID: [Int]] = [:]
        for (index, part) in parts.enumerated() {
            for id in Set(part.problem.lines.map(\.key.goods)) { wanting[id, default: []].append(index) }
        }
        return wanting.keys.sorted().compactMap { id in
            let all = wanting[id] ?? []
            let taking = all.filter { parts[$0].description.takesGoods }
            guard all.count > 1, !taking.isEmpty else { return nil }
            let others = all.filter { !taking.contains($0) }
            return Contest(goods: id, deliverers: taking.map { [$0] } + (others.isEmpty ? [] : [others]))
        }
    }

    private mutating func gatherLines() throws(ScenarioError) {
        var wanted: [LineKey: [(part: Int, line: DeliveryLine)]] = [:]
        for (index, part) in parts.enumerated() {
            for line in part.problem.lines { wanted[line.key, default: []].append((index, line)) }
        }
        let contest = Dictionary(contests.map { ($0.goods, $0) }, uniquingKeysWith: { first, _ in first })
        for (key, owners) in wanted.sorted(by: { $0.key < $1.key }) {
            let groups = contest[key.goods]?.deliverers ?? [Array(parts.indices)]
            let owned = groups.map { group in owners.filter { group.contains($0.part) } }
            let isSeveral = owned.count { !$0.isEmpty } > 1
            for (number, own) in owned.enumerated() {
                guard var line = try merged(own) else { continue }
                line.variant = isSeveral ? number + 1 : 0
                lines.append(line)
                for owner in own { members[owner.part].insert(line.member) }
            }
        }
    }

    /// One line for all who want it: what each derives is added; bounds and minimums that differ hold as the strictest says.
    private func merged(_ owners: [(part: Int, line: DeliveryLine)]) throws(ScenarioError) -> DeliveryLine? {
        guard let first = owners.first else { return nil }
        var line = first.line
        for other in owners.dropFirst() {
            var rest = other.line
            let differs = rest.rates.contains { outcome, rate in line.rates[outcome].map { $0 != rate } ?? false }
            line.rates.merge(rest.rates) { own, _ in own }
            if let least = rest.minimumIfUsed {
                line.minimumIfUsed = line.minimumIfUsed.map { $0.amount >= least.amount ? $0 : least } ?? least
            }
            (rest.rates, rest.minimumIfUsed) = (line.rates, line.minimumIfUsed)
            guard !differs, rest == line else {
                throw .jointLine(
                    scenario: parts[first.part].name, other: parts[other.part].name, line: line.key.description,
                    parts[other.part].entry.scenario.origin)
            }
        }
        return line
    }

    private mutating func gatherChoices() throws(ScenarioError) {
        var owner: [Int] = []
        for (index, part) in parts.enumerated() {
            for choice in part.problem.choices {
                members[index].insert(choice.member)
                let same = choices.firstIndex { $0.label == choice.label && $0.periods == choice.periods }
                guard let same else {
                    choices.append(choice)
                    owner.append(index)
                    continue
                }
                guard choices[same] == choice else {
                    throw .jointLine(
                        scenario: parts[owner[same]].name, other: part.name, line: choice.label, part.entry.scenario.origin)
                }
            }
        }
    }

    /// Stocks, flows and subsidies of the scenarios; two scenarios cannot keep the same stock.
    func addStocks(to problem: inout DeliveryProblem) throws(ScenarioError) {
        for (index, part) in parts.enumerated() {
            let own = part.problem
            let names = Set(problem.reservoirs.map(\.name) + problem.flows.map(\.name) + problem.subsidies.map(\.name))
            let new = own.reservoirs.map(\.name) + own.flows.map(\.name) + own.subsidies.map(\.name)
            if let twice = new.first(where: names.contains) {
                throw .jointStock(scenario: part.name, stock: twice, part.entry.scenario.origin)
            }
            for var reservoir in own.reservoirs {
                reservoir.inflows = reservoir.inflows.map { restricted($0, index) }
                problem.reservoirs.append(reservoir)
            }
            problem.flows += own.flows
            for var subsidy in own.subsidies {
                subsidy.base = subsidy.base.map { restricted($0, index) }
                problem.subsidies.append(subsidy)
            }
        }
    }
}
