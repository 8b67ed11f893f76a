// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Joining a programme as a choice: its conditions are rules that hold where it is joined, its benefits are opened by it.
///
///     joined ∈ {0, 1}                                     of a venue one for each goods
///     Σ media ≥ least budget · joined                     on each day too, where so
///     Σ media up to the end of a stage ≤ its budgets + (1 − joined) · most     unspent budget rolls on
///     Σ outcome of the outer channels ≥ weight · joined   a threshold that opens it
///     joined + joined of an excluded programme ≤ 1
///     credit, co-funding ≤ share · media, cap             subsidies opened by it
///     responses · factor, red packets, price cut          effects of the option
///
/// A programme that brings nothing is not offered, so that the plan is the one without it.
public struct ProgrammeEntry: DeliveryBlock {
    public let terms: ProgrammeTerms

    public init(_ terms: ProgrammeTerms) { self.terms = terms }

    /// The name of the option that joins.
    static let joined = "join"

    public func extend(_ problem: inout DeliveryProblem) {
        guard !terms.bringsNothing, let periods = problem.periods(from: terms.begin, to: terms.end) else { return }
        let selection = Selection(channels: terms.channels, goods: terms.goods)
        let covered = problem.lines.filter { selection.covers($0) }
        guard !covered.isEmpty || !terms.bonus.isEmpty else { return }
        let entries = terms.byGoods ? Set(covered.map(\.key.goods)).sorted() : [GoodsID.all]
        for id in entries {
            var own = selection
            if terms.byGoods { own.goods = [id] }
            problem.choices.append(choice(id, own, periods, problem))
        }
        addConditions(selection, periods, &problem)
        addSubsidies(selection, periods, &problem)
    }

    private func choice(
        _ id: GoodsID, _ selection: Selection, _ periods: ClosedRange<Int>, _ problem: DeliveryProblem
    ) -> DeliveryChoice {
        let count = problem.horizon.count
        var working = periods
        if let until = terms.threshold?.until {
            let first = problem.horizon.days.firstIndex { $0 > until } ?? count
            working = max(periods.lowerBound, first)...max(periods.upperBound, first)
        }
        var inTime = selection
        inTime.periods = working
        var effects: [ResponseEffect] = []
        if terms.factor != 1 {
            var lifted = inTime
            if let days = terms.factorDays {
                let last = working.lowerBound + max(1, Int(Double(days) / problem.daysPerPeriod)) - 1
                lifted.periods = working.lowerBound...min(last, working.upperBound)
            }
            effects.append(ResponseEffect(on: lifted, factor: .constant(terms.factor)))
        }
        // A cut price is paid on everything sold, not only on what is gained by it.
        if terms.priceCut > 0 { effects.append(ResponseEffect(on: inTime, cost: .constant(terms.priceCut), per: .gmv)) }
        if let packet = terms.redPacket {
            effects.append(ResponseEffect(on: inTime, factor: .constant(packet.conversion)))
            let cost = packet.yuanPerOrder * packet.redeemed * (1 - packet.platformShare)
            if cost > 0 { effects.append(ResponseEffect(on: inTime, cost: .constant(cost), per: .orders)) }
            if packet.basket != 1 {
                effects.append(ResponseEffect(on: inTime, rates: [.gmv: .constant(packet.basket - 1)], per: .gmv))
            }
        }
        let span = Double(periods.count)
        let isVenue = terms.kind == "venue"
        return DeliveryChoice(
            kind: terms.kind, channel: channel, goods: id, periods: periods, unit: isVenue ? "entry" : "percent",
            options: [
                ChoiceOption(name: "none", value: 0),
                ChoiceOption(
                    name: option, value: isVenue ? 1 : 100 * terms.coFundingShare,
                    cost: .constant(terms.fee.yuan / span), outcomes: terms.bonus.mapValues { .constant($0 / span) },
                    effects: effects,
                    limit: !isVenue && terms.coFundingCap > .zero ? terms.coFundingCap.yuan : nil),
            ])
    }

    private var channel: Channel { Channel(rawValue: terms.name) }
    private var option: String { terms.kind == "venue" ? Self.joined : terms.name }
    private var pick: RuleTerm { RuleTerm(1, .picked(OptionPick(terms.kind, [option])), Selection(channels: [channel])) }

    private func addConditions(_ selection: Selection, _ periods: ClosedRange<Int>, _ problem: inout DeliveryProblem) {
        var inTime = selection
        inTime.periods = periods
        func joined(_ factor: Double) -> RuleTerm {
            var term = pick
            term.factor = factor
            return term
        }
        if let least = terms.minBudget, least > .zero {
            problem.rules.append(
                DeliveryRule(
                    "least budget of \(terms.name)", terms: [RuleTerm(1, .media, inTime), joined(-least.yuan)], atLeast: 0))
        }
        if let least = terms.minDailyBudget, least > .zero {
            for t in periods {
                inTime.periods = t...t
                problem.rules.append(
                    DeliveryRule(
                        "least budget of \(terms.name), \(problem.horizon.days[t])",
                        terms: [RuleTerm(1, .media, inTime), joined(-least.yuan * problem.daysPerPeriod)], atLeast: 0))
            }
        }
        if let threshold = terms.threshold, threshold.amount > 0 {
            let last = threshold.until.flatMap { problem.periods(from: nil, to: $0)?.upperBound } ?? periods.upperBound
            let counted = Selection(channels: threshold.channels, periods: periods.lowerBound...max(periods.lowerBound, last))
            problem.rules.append(
                DeliveryRule(
                    "weight that opens \(terms.name)",
                    terms: [RuleTerm(1, .outcome(threshold.outcome), counted), joined(-threshold.amount)], atLeast: 0))
        }
        addStages(selection, joined, &problem)
        for other in terms.excludes.sorted() {
            let excluded = Selection(channels: [Channel(rawValue: other)])
            // The other programme may not be offered at all, or state the exclusion itself.
            let name = [terms.name, other].sorted().joined(separator: " or ")
            let kinds = Set(problem.choices.filter { $0.channel.rawValue == other }.map(\.kind))
            guard let kind = kinds.first, !problem.rules.contains(where: { $0.name == name }) else { continue }
            let names = Set(
                problem.choices.filter { $0.channel.rawValue == other }.flatMap { $0.options.dropFirst().map(\.name) })
            problem.rules.append(
                DeliveryRule(name, terms: [joined(1), RuleTerm(1, .picked(OptionPick(kind, names)), excluded)], atMost: 1))
        }
    }

    /// Stage budgets: of each alone, or with what the stages before left over.
    private func addStages(
        _ selection: Selection, _ joined: (Double) -> RuleTerm, _ problem: inout DeliveryProblem
    ) {
        let most = problem.lines.filter { selection.covers($0) }.reduce(0.0) { sum, line in
            sum + (0..<problem.horizon.count).reduce(0) { $0 + line.maximum[$1] }
        }
        var budget = 0.0
        var first: Int?
        for (index, stage) in terms.stageBudgets.enumerated() {
            guard let span = problem.periods(from: stage.begin, to: stage.end) else { continue }
            budget = terms.rollsOn ? budget + stage.budget.yuan : stage.budget.yuan
            first = terms.rollsOn ? first ?? span.lowerBound : span.lowerBound
            var counted = selection
            counted.periods = (first ?? span.lowerBound)...span.upperBound
            // Where it is not joined, nothing is limited: Σ media + (most − budget) · joined ≤ most.
            problem.rules.append(
                DeliveryRule(
                    "stage \(index + 1) of \(terms.name)",
                    terms: [RuleTerm(1, .media, counted), joined(max(0, most - budget))], atMost: max(most, budget)))
        }
    }

    private func addSubsidies(_ selection: Selection, _ periods: ClosedRange<Int>, _ problem: inout DeliveryProblem) {
        let opening = pick
        if terms.credit > .zero {
            problem.subsidies.append(
                DeliverySubsidy(
                    "credit of \(terms.name)", periods: periods, base: [RuleTerm(1, .media, selection)], share: 1,
                    cap: terms.credit, opening: opening))
        }
        if terms.coFundingShare > 0, terms.coFundingCap > .zero {
            problem.subsidies.append(
                DeliverySubsidy(
                    "co-funding by \(terms.name)", periods: periods, base: [RuleTerm(1, .media, selection)],
                    share: terms.coFundingShare, cap: terms.coFundingCap, opening: opening))
        }
    }
}
