// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Market

extension Brief {
    /// Checks the names that the brief uses against those that exist; nil skips the check of that dimension.
    ///
    /// - Parameters:
    ///   - channels: channels that may get money, those of the history and those known without one.
    ///   - goods: ids of the goods CSV.
    ///   - audiences: audiences of the history.
    public func checkNames(
        channels: Set<Channel>? = nil, goods: Set<GoodsID>? = nil, audiences: Set<Audience>? = nil
    ) throws(BriefFaults) {
        var errors: [BriefError] = []
        func check<Name: MarketName>(_ name: Cited<Name>, _ what: String, _ known: [Name]?) {
            // `all` is the whole of a dimension, which is always there.
            guard let known, name.value != .all, !known.contains(name.value) else { return }
            let names = known.map(\.rawValue)
            errors.append(
                .unknownName(
                    Place(file: file, line: name.origin?.line, field: name.origin?.field), what: what,
                    found: name.value.rawValue, nearest: nearestName(to: name.value.rawValue, in: names), accepted: names))
        }
        // Sorted, so that messages do not depend on the order of a set.
        let (channels, goods, audiences) = (channels?.sorted(), goods?.sorted(), audiences?.sorted())
        for rule in self.channels { check(rule.channel, "channel", channels) }
        for rule in goodsRules { check(rule.goods, "goods", goods) }
        for id in goodsSelect?.value ?? [] { check(id, "goods", goods) }
        for entry in entries {
            for id in entry.goodsSelect?.value ?? [] { check(id, "goods", goods) }
            for channel in entry.channels { check(channel, "channel", channels) }
        }
        for rule in self.audiences { check(rule.audience, "audience", audiences) }
        for value in newCustomerValueByChannel { check(value.channel, "channel", channels) }
        // Nobody wrote the default.
        if let channel = affiliate?.channel, channel.origin != nil { check(channel, "channel", channels) }
        for experiment in experiments {
            check(experiment.line.map(\.channel), "channel", channels)
            check(experiment.line.map(\.goods), "goods", goods)
            check(experiment.line.map(\.audience), "audience", audiences)
        }
        if let faults = BriefFaults(errors) { throw faults }
    }
}
