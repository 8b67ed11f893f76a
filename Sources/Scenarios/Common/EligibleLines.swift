// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
public import Market
import Response

extension ScenarioContext {
    /// The fitted lines that the brief allows and the scenario wants, as lines of a delivery problem.
    ///
    /// A line's spend per period is limited by the brief's daily limits of its channel and by how far a plan may leave the range seen.
    /// Commission channels and owned channels have no media money and are not lines.
    func eligibleLines(
        tailoring: (inout DeliveryLine) -> Void = { _ in }, where isWanted: (LineKey) -> Bool
    ) throws(ScenarioError) -> [DeliveryLine] {
        if brief.budget == nil, !knowsWorth { throw .needsWorth(brief.scenario.origin) }
        var lines: [DeliveryLine] = []
        for fitted in response.lines where isWanted(fitted.line) && ineligibility(of: fitted.line) == nil {
            var line = try deliveryLine(fitted)
            tailoring(&line)
            lines.append(line)
        }
        return lines
    }

    /// Why a line may get no media money whatever the scenario; nil where it may.
    public func ineligibility(of key: LineKey) -> Notice? {
        func said(_ exclude: Cited<Bool>?, _ name: String) -> Notice? {
            guard let exclude, exclude.value else { return nil }
            let place = exclude.origin?.text ?? ""
            return Notice("ineligible.excluded", ["name": .text(name), "place": .text(place)])
        }
        if let reason = said(brief.rule(for: key.channel)?.exclude, key.channel.rawValue)
            ?? said(brief.rule(for: key.goods)?.exclude, key.goods.rawValue)
            ?? said(brief.rule(for: key.audience)?.exclude, key.audience.rawValue)
        {
            return reason
        }
        switch kind(of: key.channel) {
        case .affiliate: return Notice("ineligible.affiliate")
        case .owned: return Notice("ineligible.owned")
        default: break
        }
        // A sold-out item can sell nothing, whatever is spent on it.
        if goods[key.goods]?.stock == 0 { return Notice("ineligible.sold-out", ["name": .text(key.goods.rawValue)]) }
        if let selected = brief.goodsSelect, key.goods != .all, !selected.value.contains(where: { $0.value == key.goods }) {
            let place = selected.origin?.text ?? ""
            return Notice("ineligible.not-selected", ["name": .text(key.goods.rawValue), "place": .text(place)])
        }
        return nil
    }

    /// The channel's kind: what the brief says, else what its name says.
    func kind(of channel: Channel) -> ChannelKind { brief.rule(for: channel)?.kind?.value ?? ChannelKind.of(channel) }

    private func deliveryLine(_ fitted: FittedLine) throws(ScenarioError) -> DeliveryLine {
        let key = fitted.line
        let days = horizon.days
        let multipliers = days.indices.map { fitted.multiplier(on: days[$0], stage: stageNames[$0]) }
        let channelRule = brief.rule(for: key.channel)
        guard let most = limits(of: fitted).min(by: { $0.yuan < $1.yuan }) else { throw .needsBudget(brief.begin.origin) }
        var package: Money?
        if let sum = channelRule?.package?.value { package = sum }
        let scope = UseScope.period
        return DeliveryLine(
            key: key, primary: fitted.primary, curve: fitted.curve, carryOver: fitted.carryOver,
            // What is left of less than half a fen is nothing.
            carryIn: fitted.carryIn < 0.005 ? 0 : fitted.carryIn,
            multipliers: .each(multipliers), rates: fitted.rates.mapValues { .constant($0.mean) }, minimum: 0,
            maximum: .constant(most.yuan),
            minimumIfUsed: channelRule?.minIfUsed.map { MinimumIfUsed(amount: $0.value, scope: scope) }, package: package,
            seenLargest: fitted.seen?.largest, maximumReason: most.reason, evidence: fitted.evidence, draws: fitted.draws)
    }

    /// What limits the spend of a line in one period, in yuan, each with its words.
    private func limits(of fitted: FittedLine) -> [(yuan: Double, reason: Notice)] {
        let key = fitted.line
        var limits: [(yuan: Double, reason: Notice)] = []
        func add(_ most: Cited<Money>?, times periods: Double, _ reason: (String) -> Notice) {
            guard let most else { return }
            let place = most.origin?.text ?? ""
            limits.append((most.value.yuan * periods, reason(place)))
        }
        // Equal limits: the one that the merchant wrote is named.
        for bounds in [
            brief.rule(for: key.channel)?.bounds, brief.rule(for: key.goods)?.bounds, brief.rule(for: key.audience)?.bounds,
        ] {
            add(bounds?.dailyMax, times: daysPerPeriod) { Notice("line.limit-daily", ["place": .text($0)]) }
            add(bounds?.totalMax, times: 1) { Notice("line.limit-total", ["place": .text($0)]) }
        }
        add(brief.dailyMax, times: daysPerPeriod) { Notice("line.limit-daily", ["place": .text($0)]) }
        add(brief.budget, times: 1) { Notice("line.limit-budget", ["place": .text($0)]) }
        if brief.usesDeliverability?.value ?? true, let found = record?.deliverability(of: key) {
            limits.append(
                (
                    found.ceiling,
                    Notice(
                        "line.limit-deliverable",
                        ["amount": .number(found.ceiling), "stuck": .count(found.stuckDays), "days": .count(found.days)])
                ))
        }
        if let seen = seenLargest(of: fitted) {
            let factor = brief.reachFactor.value
            limits.append((seen * factor, Notice("line.limit-reach", ["factor": .number(factor), "seen": .number(seen)])))
        }
        return limits
    }

    /// The largest spend per period seen of the line, else of any line of its channel; nil where the channel was never used.
    private func seenLargest(of fitted: FittedLine) -> Double? {
        if let seen = fitted.seen?.largest, seen > 0 { return seen }
        return response.lines.lazy.filter { $0.line.channel == fitted.line.channel }.compactMap { $0.seen?.largest }.max()
            .flatMap {
                $0 > 0 ? $0 : nil
            }
    }
}
