// SPDX-License-Identifier: GPL-3.0-or-later

/// The layouts of files that `ExportReader` knows.
public enum ImportFormat: String, Sendable, Codable, Hashable, CaseIterable {
    /// The product's own files, read strictly.
    case canonical
    /// Reports of Chinese shopping platforms, one row per day, plan and goods.
    case taobao
    /// Totals of a shop by day, as 生意参谋 gives them.
    case taobaoShop = "taobao-shop"
    /// A list of goods with price or stock.
    case taobaoGoods = "taobao-goods"
    /// Daily campaign reports of Google Ads.
    case googleAds = "google-ads"
    /// Daily campaign reports of Meta Ads.
    case metaAds = "meta-ads"
    /// Google Meridian's input tables, national or by geo: one row per period, one column per channel.
    case meridian
    /// Robyn's input table: `*_S` is spend, `*_I` impressions, `*_P` clicks.
    case robyn
    /// A retailer's marketing mix table: `mdsp_*` is spend, `mdip_*` impressions, `sales` the outcome.
    case mmm
    /// A table whose columns the caller names with a `WideMapping`.
    case wide

    /// True when one row holds all channels of a period.
    var isWide: Bool { self == .meridian || self == .robyn || self == .mmm || self == .wide }
}

/// What a column of a platform report means.
public enum ImportField: String, Sendable, Codable, Hashable, CaseIterable {
    case date
    /// Last day of the row's period, where a row covers several days.
    case endDate = "end_date"
    case channel
    case campaign
    case goods
    case goodsTitle = "goods_title"
    case goodsType = "goods_type"
    case audience
    case spend, impressions, clicks, carts, orders
    case newCustomers = "new_customers"
    case gmv
    /// Hour of the day: rows of hours are added to their day.
    case hour
    /// Commission rate of affiliates: with the sales it gives what was spent, where a report does not say so.
    case commissionRate = "commission_rate"
    case visitors
    case settledGMV = "settled_gmv"
    case category, price, stock
    case unitMargin = "unit_margin"
    case listedOn = "listed_on"
    /// The currency of the amounts.
    case currency
    /// Known and not needed: ids, rates and everything that can be computed from the rest.
    case ignored
}

/// How to read a file that is not in canonical form. All of it is optional: without it everything is detected.
public struct ImportOptions: Sendable, Hashable, Codable {
    /// nil detects the format.
    public var format: ImportFormat?
    /// The columns of a wide table; goes before every known layout.
    public var mapping: WideMapping?
    /// Headers of the merchant's own, by name as in the file; goes before the known synonyms.
    public var columns: [String: ImportField]
    /// The channel of a report that does not name one.
    public var channel: String?
    /// What a campaign of an advertising platform becomes.
    public var campaigns: CampaignRole
    /// How dates such as `7/4/2026` are read; nil finds out from the file, and refuses them where it does not show.
    public var dates: DateOrder?

    /// The dimension into which campaigns of Google Ads and Meta Ads go.
    public enum CampaignRole: String, Sendable, Codable, Hashable {
        /// Each campaign is an audience of its platform's channel: it keeps the channel's prior.
        case audience
        /// Each campaign is a channel.
        case channel
        /// Campaigns are summed.
        case sum
    }

    public init(
        format: ImportFormat? = nil, mapping: WideMapping? = nil, columns: [String: ImportField] = [:],
        channel: String? = nil, campaigns: CampaignRole = .audience, dates: DateOrder? = nil
    ) {
        self.format = format
        self.mapping = mapping
        self.columns = columns
        self.channel = channel
        self.campaigns = campaigns
        self.dates = dates
    }
}
