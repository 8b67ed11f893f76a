// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A channel that is switched off in some regions for a day: how a merchant measures what it really brings.
public struct DarkRegions: Sendable, Hashable, Codable {
    /// `all` for every auctioned channel.
    public var channel: Channel
    /// Regions by number, from 0.
    public var regions: Set<Int>

    public init(channel: Channel, regions: Set<Int>) {
        self.channel = channel
        self.regions = regions
    }
}

/// A set of up to 64 regions.
struct RegionSet: Sendable, Hashable {
    var bits: UInt64 = 0

    /// Regions that a world may have at most.
    static let most = 64

    @inline(__always)
    func contains(_ region: UInt8) -> Bool { bits >> UInt64(region & 63) & 1 == 1 }

    /// Dark regions by channel; empty where nothing is dark.
    static func byChannel(_ dark: [DarkRegions], _ parameters: WorldParameters) -> [RegionSet] {
        guard !dark.isEmpty else { return [] }
        var sets = [RegionSet](repeating: RegionSet(), count: parameters.channels.count)
        for entry in dark {
            for (index, channel) in parameters.channels.enumerated()
            where entry.channel == .all || entry.channel == channel.channel {
                for region in entry.regions where (0..<most).contains(region) { sets[index].bits |= 1 << UInt64(region) }
            }
        }
        return sets
    }
}
