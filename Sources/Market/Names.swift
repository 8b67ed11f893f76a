// SPDX-License-Identifier: GPL-3.0-or-later

/// A name that stands in a file: channel, goods or audience. `all` is the value of a dimension that a history does not have.
public protocol MarketName: RawRepresentable<String>, Hashable, Comparable, Sendable, Codable, CodingKeyRepresentable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    init(rawValue: String)
}

extension MarketName {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
    public var description: String { rawValue }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    public static var all: Self { Self(rawValue: "all") }
}

/// Where money or contact goes (渠道).
public struct Channel: MarketName {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Under which a plan shows the customers' benefits that it pays.
    public static let benefits: Channel = "benefits"
}

/// One item's identifier (货品, 宝贝).
public struct GoodsID: MarketName {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Who is reached (人群): a lifecycle stage or a merchant's own segment.
public struct Audience: MarketName {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let stranger: Audience = "stranger"
    public static let visitor: Audience = "visitor"
    public static let fan: Audience = "fan"
    public static let purchased: Audience = "purchased"
    public static let member: Audience = "member"
}

/// A delivery line (投放单元): the finest thing money can be given to.
public struct LineKey: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public var channel: Channel
    public var goods: GoodsID
    public var audience: Audience

    public init(channel: Channel, goods: GoodsID = .all, audience: Audience = .all) {
        self.channel = channel
        self.goods = goods
        self.audience = audience
    }

    /// `channel/goods/audience`.
    public var description: String { "\(channel)/\(goods)/\(audience)" }

    /// By channel, goods, audience: the canonical order of lines everywhere.
    public static func < (a: LineKey, b: LineKey) -> Bool {
        if a.channel != b.channel { return a.channel < b.channel }
        if a.goods != b.goods { return a.goods < b.goods }
        return a.audience < b.audience
    }
}
