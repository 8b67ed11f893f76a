// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Everything about a world that no policy and no day changes: shared by all runs of it.
final class WorldModel: Sendable {
    let description: WorldDescription
    let parameters: WorldParameters
    let seed: UInt64
    /// The first day that the world lives, before its history begins.
    let epoch: Day
    let affiliates: AffiliatePopulation
    let people: People
    let bidders: [BidderPopulation]
    /// Index of the channel that is the affiliates', −1 for none.
    let affiliateChannel: Int
    /// For each channel the byte of a person's word of chance that decides its presence.
    let presenceByte: [Int]

    init(_ description: WorldDescription) {
        self.description = description
        let parameters = description.parameters()
        self.parameters = parameters
        seed = description.seed
        epoch = description.begin.advanced(by: -WorldDescription.burnIn)
        affiliates = AffiliatePopulation(parameters, seed: description.seed)
        people = People(parameters, seed: description.seed, affiliates: affiliates)
        bidders = parameters.channels.enumerated().map { index, channel in
            BidderPopulation(channel, categories: parameters.categories.count, seed: description.seed, index: index)
        }
        affiliateChannel = parameters.channels.firstIndex { $0.kind == .affiliate } ?? -1
        var auctioned = 0
        presenceByte = parameters.channels.map { channel in
            guard channel.kind.isAuctioned else { return 0 }
            auctioned += 1
            return (auctioned - 1) % 8
        }
    }
}

extension ChannelKind {
    /// True for channels whose impressions are auctioned.
    var isAuctioned: Bool {
        switch self {
        case .affiliate, .owned, .message: false
        default: true
        }
    }
}
