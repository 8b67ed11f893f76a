// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What an owned channel is, by its name: who is on its list and how its posts are read.
enum OwnedTool: Sendable, Hashable {
    case groups, feed, shortVideo, editorial, buyerShows, afterPurchase, live, other

    init(channel: Channel) {
        self =
            switch channel.rawValue {
            case "groups", "淘宝群", "owned": .groups
            case "weitao", "微淘": .feed
            case "short-video", "短视频": .shortVideo
            case "editorial", "有好货": .editorial
            case "buyer-shows", "买家秀": .buyerShows
            case "post-purchase", "购后链路": .afterPurchase
            case "live", "直播", "店铺直播": .live
            default: .other
            }
    }

    /// Posts a week where no choice says otherwise.
    func usualPosts(_ owned: OwnedParameters) -> Double {
        switch self {
        case .groups: Double(owned.posts)
        case .feed, .shortVideo: 3
        case .editorial: 2
        case .buyerShows: 1
        case .afterPurchase: 7
        case .live, .other: 0
        }
    }

    /// Chance that somebody on the list reads a post, and factor on the chance that a reader visits.
    func reading(_ owned: OwnedParameters) -> (read: Double, visit: Double) {
        switch self {
        case .groups: (owned.groupRead, owned.groupVisit)
        case .feed: (0.10, 0.7 * owned.groupVisit)
        case .shortVideo: (0.08, 0.4 * owned.groupVisit)
        case .editorial: (0.03, 0.8 * owned.groupVisit)
        case .buyerShows: (0.05, 0.4 * owned.groupVisit)
        case .afterPurchase: (0.5, 0.4 * owned.groupVisit)
        case .live, .other: (0.10, 0.7 * owned.groupVisit)
        }
    }

    /// How much one post adds to contact fatigue of everybody on the list: what comes unasked tires, what people look up does not.
    var tiring: Float {
        switch self {
        case .groups: 1
        case .feed, .other: 0.3
        case .afterPurchase: 0.2
        case .shortVideo, .editorial, .buyerShows, .live: 0
        }
    }
}
