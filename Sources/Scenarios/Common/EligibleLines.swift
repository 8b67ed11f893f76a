// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Delivery
import Market
import Response

extension ScenarioContext {
    /// The fitted lines that the brief allows and the scenario wants, as lines of a delivery problem.
    ///
    /// A line's spend per period is limited by the brief's daily limits of its channel and by how far a plan may leave the range seen.
    /// Commission channels and owned channels have no media money and are not lines.
    func eligibleLines(
        tailoring: (inout DeliveryLine) -> Void = { _ in }, where isWanted: (LineKey) -> Bool
    ) throws(ScenarioError) -> [DeliveryLine] {
        try checkNames()
        let selected = brief.goodsSelect.map { Set($0.value.map(\.value)) }
        var lines: [DeliveryLine] = []
        for fitted in response.lines {
            let key = fitted.line
            guard isWanted(key), kind(of: key.channel) != .affiliate, kind(of: key.channel) != .owned else { continue }
            guard brief.rule(for: key.channel)?.exclude?.value != true, brief.rule(for: key.goods)?.exclude?.value != true,
                brief.rule(for: key.audience)?.exclude?.value != true
            else { continue }
            // A sold-out item can sell nothing, whatever is spent on it.
            if goods[key.goods]?.stock == 0 { continue }
            if let selected, key.goods != .all, !selected.contains(key.goods) { continue }
            var line = try deliveryLine(fitted)
            tailoring(&line)
            lines.append(line)
        }
        return lines
    }

    /// The channel's kind: what the brief says, else what its name says.
    func kind(of channel: Channel) -> ChannelKind { brief.rule(for: channel)?.kind?.value ?? ChannelKind.of(channel) }

    private func deliveryLine(_ fitted: FittedLine) throws(ScenarioError) -> DeliveryLine {
        let key = fitted.line
        let days = horizon.days
        let multipliers = days.indices.map { fitted.multiplier(on: days[$0], stage: stageNames[$0]) }
        let channelRule = brief.rule(for: key.channel)
        var limits: [Double] = []
        if let most = channelRule?.bounds.dailyMax { limits.append(most.value.yuan * daysPerPeriod) }
        if let most = brief.rule(for: key.goods)?.bounds.dailyMax { limits.append(most.value.yuan * daysPerPeriod) }
        if let most = brief.rule(for: key.audience)?.bounds.dailyMax { limits.append(most.value.yuan * daysPerPeriod) }
        if let most = brief.dailyMax { limits.append(most.value.yuan * daysPerPeriod) }
        if let budget = brief.budget { limits.append(budget.value.yuan) }
        if let most = channelRule?.bounds.totalMax { limits.append(most.value.yuan) }
        if let seen = seenLargest(of: fitted) { limits.append(seen * brief.reachFactor.value) }
        guard let most = limits.min() else { throw .needsBudget(brief.begin.origin) }
        var package: Money?
        if let sum = channelRule?.package?.value { package = sum }
        let scope = UseScope.period
        return DeliveryLine(
            key: key, primary: fitted.primary, curve: fitted.curve, carryOver: fitted.carryOver,
            // What is left of less than half a fen is nothing.
            carryIn: fitted.carryIn < 0.005 ? 0 : fitted.carryIn,
            multipliers: .each(multipliers), rates: fitted.rates.mapValues { .constant($0.mean) }, minimum: 0,
            maximum: .constant(most),
            minimumIfUsed: channelRule?.minIfUsed.map { MinimumIfUsed(amount: $0.value, scope: scope) }, package: package,
            seenLargest: fitted.seen?.largest, evidence: fitted.evidence, draws: fitted.draws)
    }

    /// The largest spend per period seen of the line, else of any line of its channel; nil where the channel was never used.
    private func seenLargest(of fitted: FittedLine) -> Double? {
        if let seen = fitted.seen?.largest, seen > 0 { return seen }
        return response.lines.lazy.filter { $0.line.channel == fitted.line.channel }.compactMap { $0.seen?.largest }.max()
            .flatMap {
                $0 > 0 ? $0 : nil
            }
    }

    /// Names that the brief uses but nobody knows are errors: a misspelt rule must not be left out silently.
    private func checkNames() throws(ScenarioError) {
        let channels = Set(response.lines.map(\.line.channel))
        for rule in brief.channels
        where !channels.contains(rule.channel.value) && kind(of: rule.channel.value) != .affiliate
            && !ChannelKind.isKnown(rule.channel.value)
        {
            throw .unknownName(
                rule.channel.origin, name: rule.channel.value.rawValue, known: channels.map(\.rawValue).sorted())
        }
        let items = Set(response.lines.map(\.line.goods)).union(goods.keys).union(response.affiliates.map(\.goods))
        for named in brief.goodsRules.map(\.goods) + (brief.goodsSelect?.value ?? []) where !items.contains(named.value) {
            throw .unknownName(named.origin, name: named.value.rawValue, known: items.map(\.rawValue).sorted())
        }
        let audiences = Set(response.lines.map(\.line.audience))
        for rule in brief.audiences where !audiences.contains(rule.audience.value) {
            throw .unknownName(
                rule.audience.origin, name: rule.audience.value.rawValue, known: audiences.map(\.rawValue).sorted())
        }
    }
}
