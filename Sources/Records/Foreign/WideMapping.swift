// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Which column of a wide table is what: one row per period (and geo), one spend column per channel, and outcomes that are
/// known for the shop in total only.
public struct WideMapping: Sendable, Codable, Hashable {
    /// A channel's columns.
    public struct Media: Sendable, Codable, Hashable {
        public var channel: String
        public var spend: String
        public var impressions: String?
        public var clicks: String?

        public init(channel: String, spend: String, impressions: String? = nil, clicks: String? = nil) {
            self.channel = channel
            self.spend = spend
            self.impressions = impressions
            self.clicks = clicks
        }
    }

    /// An outcome of the shop: a column, or the product of two.
    public struct Result: Sendable, Codable, Hashable {
        /// One of `visits`, `orders`, `new_customers`, `gmv`, `settled_gmv`.
        public var outcome: Outcome
        public var column: String
        /// A second column to multiply with, such as revenue per conversion.
        public var times: String?

        public init(_ outcome: Outcome, column: String, times: String? = nil) {
            self.outcome = outcome
            self.column = column
            self.times = times
        }
    }

    public var date: String
    /// nil when the table is national.
    public var geo: String?
    public var media: [Media]
    public var results: [Result]
    /// Kept under their own name in the shop's rows.
    public var controls: [String]
    /// A text column of events; `na` means none.
    public var event: String?

    public init(
        date: String, geo: String? = nil, media: [Media], results: [Result], controls: [String] = [], event: String? = nil
    ) {
        self.date = date
        self.geo = geo
        self.media = media
        self.results = results
        self.controls = controls
        self.event = event
    }

    /// All column names that the mapping refers to.
    var columns: [String] {
        var names = [date] + [geo, event].compactMap { $0 }
        for item in media { names += [item.spend] + [item.impressions, item.clicks].compactMap { $0 } }
        for result in results { names += [result.column] + [result.times].compactMap { $0 } }
        return names + controls
    }

    /// The mapping of a known layout, from the table's header; nil when the header is not of that layout.
    static func known(_ format: ImportFormat, header: [String]) -> WideMapping? {
        switch format {
        case .meridian: meridian(header)
        case .robyn: robyn(header)
        case .mmm: retailer(header)
        default: nil
        }
    }

    /// Google Meridian's documented input: `time`, `geo`, `NAME_spend`, `NAME_impression`, `conversions`,
    /// `revenue_per_conversion`, `NAME_control`, `population`.
    private static func meridian(_ header: [String]) -> WideMapping? {
        guard header.contains("time"), header.contains("conversions") else { return nil }
        let media = header.compactMap { name in
            suffix("_spend", of: name).map { channel in
                Media(channel: channel, spend: name, impressions: header.first { $0 == channel + "_impression" })
            }
        }
        guard !media.isEmpty else { return nil }
        let revenue = header.contains("revenue_per_conversion") ? "revenue_per_conversion" : nil
        var results = [Result(.orders, column: "conversions")]
        if let revenue { results.append(Result(.gmv, column: "conversions", times: revenue)) }
        return WideMapping(
            date: "time", geo: header.contains("geo") ? "geo" : nil, media: media, results: results
        ).withRemainingControls(header)
    }

    /// Robyn's demonstration data: `DATE`, `revenue`, `NAME_S` spend, `NAME_I` impressions, `NAME_clicks_P` clicks, `events`.
    private static func robyn(_ header: [String]) -> WideMapping? {
        guard let date = header.first(where: { $0.lowercased() == "date" }) else { return nil }
        let media = header.compactMap { name in
            suffix("_S", of: name).map { channel in
                Media(
                    channel: channel, spend: name, impressions: header.first { $0 == channel + "_I" },
                    clicks: header.first { $0 == channel + "_clicks_P" })
            }
        }
        guard !media.isEmpty, let revenue = header.first(where: { $0.lowercased() == "revenue" }) else { return nil }
        return WideMapping(
            date: date, media: media, results: [Result(.gmv, column: revenue)], event: header.first { $0 == "events" }
        ).withRemainingControls(header)
    }

    /// The retailer's table published with mmm_stan: `wk_strt_dt`, `mdsp_NAME` spend, `mdip_NAME` impressions, `sales`.
    private static func retailer(_ header: [String]) -> WideMapping? {
        let media = header.filter { $0.hasPrefix("mdsp_") }.map { name in
            let channel = String(name.dropFirst(5))
            return Media(channel: channel, spend: name, impressions: header.first { $0 == "mdip_" + channel })
        }
        let dates = ["wk_strt_dt", "date", "week", "day"]
        guard !media.isEmpty, header.contains("sales"), let date = dates.first(where: header.contains) else { return nil }
        return WideMapping(date: date, media: media, results: [Result(.gmv, column: "sales")])
            .withRemainingControls(header)
    }

    private static func suffix(_ suffix: String, of name: String) -> String? {
        name.hasSuffix(suffix) && name.count > suffix.count ? String(name.dropLast(suffix.count)) : nil
    }

    /// Every column that is nothing else is a control, but for a nameless row number.
    private func withRemainingControls(_ header: [String]) -> WideMapping {
        var mapping = self
        let used = Set(columns)
        mapping.controls = header.filter { !used.contains($0) && !$0.isEmpty }
        return mapping
    }
}
