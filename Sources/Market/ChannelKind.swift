// SPDX-License-Identifier: GPL-3.0-or-later

/// What sort of channel a channel is: decides its prior, how it is charged and which rules are natural.
public enum ChannelKind: String, Sendable, Codable, CaseIterable, Hashable {
    /// Intent-driven, charged by click (直通车).
    case search
    /// Reach by impression (钻展, 引力魔方).
    case display
    /// Goods × interest audiences (超级推荐).
    case feed
    /// Prepaid package of a fixed sum (极速推).
    case express
    /// Live broadcast promotion (超级直播).
    case livestream
    /// Brand zone, fixed fee (品销宝).
    case brandZone = "brand-zone"
    /// Media outside the platform.
    case offsite
    /// Commission on settled sales (淘宝客).
    case affiliate
    /// No media cost: groups, posts, pages.
    case owned
    /// Paid per message (SMS, 旺旺).
    case message
    /// Anything else that is paid.
    case other

    /// The kind of a channel by its name, from the names in use; `other` when it is not known.
    public static func of(_ channel: Channel) -> ChannelKind {
        if let kind = ChannelKind(rawValue: channel.rawValue) { return kind }
        return known[channel.rawValue] ?? .other
    }

    /// True when the name is one of those that the product knows without a history.
    public static func isKnown(_ channel: Channel) -> Bool {
        ChannelKind(rawValue: channel.rawValue) != nil || known[channel.rawValue] != nil
    }

    /// Names in use, English and Chinese. Data: extend it when the platform renames a product.
    public static let known: [String: ChannelKind] = [
        "直通车": .search, "keyword": .search, "sem": .search, "google": .search,
        "钻展": .display, "引力魔方": .display, "banner": .display,
        "超级推荐": .feed, "facebook": .feed, "meta": .feed, "social": .feed,
        "极速推": .express, "超级直播": .livestream, "live-ads": .livestream, "品销宝": .brandZone,
        "weibo": .offsite, "douyin": .offsite, "kuaishou": .offsite, "bilibili": .offsite, "xianyu": .offsite,
        "youku": .offsite, "gaode": .offsite, "uc": .offsite, "tv": .offsite, "ooh": .offsite, "print": .offsite,
        "radio": .offsite, "video": .offsite, "微博": .offsite, "抖音": .offsite, "快手": .offsite,
        "淘宝客": .affiliate, "affiliates": .affiliate, "taoke": .affiliate,
        "weitao": .owned, "微淘": .owned, "groups": .owned, "淘宝群": .owned, "editorial": .owned, "有好货": .owned,
        "live": .owned, "short-video": .owned, "buyer-shows": .owned, "post-purchase": .owned, "group-buying": .owned,
        "dedicated-service": .owned, "sms": .message, "wangwang": .message, "旺旺": .message, "短信": .message,
    ]
}
