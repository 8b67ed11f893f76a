// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension WorldDescription {
    /// People times days that a world may have: about half a minute of one core.
    public static let largestPersonDays = 100_000_000

    /// People times goods that a world may have: one byte each is kept.
    public static let largestTastes = 200_000_000

    /// Every key of a world file.
    public static let keys = [
        "world", "size", "seed", "days", "begin", "people", "goods", "channels", "audiences", "daily_budget", "merchant",
        "attribution_window", "need_interval", "loyal_share", "competitor_bids", "floor_price", "commission", "subsidy",
        "refund", "affiliates", "events", "regions", "platform",
    ]

    /// Every key of a world file's `platform`.
    public static let platformKeys = [
        "presale_factor", "presale_pool", "doubling_limit", "doubling_pool", "co_funding", "co_funding_cap", "cold_start",
        "package", "contract_fee", "keyword_fee", "venue_cut", "venue_deadline",
    ]

    /// Reads a world file's tree. `world` is the only key that must be there; percentages may carry a `%`.
    ///
    /// - Throws: ``WorldError`` for an unknown or repeated key, a value of the wrong shape or out of its range.
    public init(node: WorldNode, file: String) throws(WorldError) {
        let map = try WorldMap(node, file: file, path: "", known: WorldDescription.keys)
        guard let family: WorldFamily = try map.choice("world") else { throw .missingKey(map.place, key: "world") }
        let days = try map.whole("days", 1...1_500) ?? 120
        self.init(
            family: family, size: try map.choice("size") ?? .small,
            seed: UInt64(try map.whole("seed", 0...9_007_199_254_740_991) ?? 1), days: days,
            begin: try map.day("begin"))
        overrides.people = try map.whole("people", 200...1_000_000)
        overrides.goods = try map.whole("goods", 1...200)
        overrides.channels = try WorldDescription.channels(map)
        if let audiences = try map.word("audiences", ["all", "stages"]) { overrides.stagedAudiences = audiences == "stages" }
        overrides.dailyBudget = try map.money("daily_budget", 0...10_000_000)
        overrides.merchant = try map.choice("merchant")
        overrides.attributionWindow = try map.whole("attribution_window", 1...30)
        overrides.needInterval = try map.number("need_interval", 2...1_000)
        overrides.loyalShare = try map.percent("loyal_share", 0...80)
        overrides.competitorBids = try map.number("competitor_bids", 0...1_000_000)
        overrides.floorPrice = try map.number("floor_price", 0.001...1_000_000)
        overrides.commission = try map.percent("commission", 0...90)
        overrides.subsidy = try map.percent("subsidy", 0...90)
        overrides.refund = try map.percent("refund", 0...90)
        overrides.affiliates = try map.whole("affiliates", 0...5_000)
        overrides.events = try WorldDescription.events(map, file: file)
        overrides.regions = try map.whole("regions", 1...RegionSet.most)
        if let node = map.node("platform") {
            overrides.platform = try WorldDescription.platform(
                WorldMap(node, file: file, path: "platform", known: WorldDescription.platformKeys))
        }
        if isTooLarge {
            throw .tooLarge(
                map.place(of: "people") ?? map.place(of: "days") ?? map.place, personDays: personDays,
                limit: WorldDescription.largestPersonDays)
        }
        let cells = (overrides.people ?? size.people) * (overrides.goods ?? size.goods.upperBound)
        if cells > WorldDescription.largestTastes {
            throw .tooManyTastes(
                map.place(of: "goods") ?? map.place(of: "people") ?? map.place, cells: cells,
                limit: WorldDescription.largestTastes)
        }
    }

    /// People times days, the burn-in included.
    var personDays: Int { (overrides.people ?? size.people) * (days + WorldDescription.burnIn) }
    private var isTooLarge: Bool { personDays > WorldDescription.largestPersonDays }

    /// What is wrong with the world's size after its days were replaced; nil where nothing is.
    public func sizeFault(file: String) -> WorldError? {
        isTooLarge
            ? .tooLarge(Place(file: file, field: "days"), personDays: personDays, limit: WorldDescription.largestPersonDays)
            : nil
    }

    private static func platform(_ map: WorldMap) throws(WorldError) -> PlatformOverrides {
        var platform = PlatformOverrides()
        platform.presaleFactor = try map.number("presale_factor", 1...10)
        platform.presalePool = try map.money("presale_pool", 0...1_000_000_000)
        platform.doublingLimit = try map.percent("doubling_limit", 0...5)
        platform.doublingPool = try map.money("doubling_pool", 0...1_000_000_000)
        platform.coFunding = try map.percent("co_funding", 0...100)
        platform.coFundingCap = try map.money("co_funding_cap", 0...1_000_000_000)
        platform.coldStart = try map.percent("cold_start", 0...100)
        platform.package = try map.money("package", 1...1_000_000)
        platform.contractFee = try map.money("contract_fee", 1...1_000_000)
        platform.keywordFee = try map.money("keyword_fee", 1...1_000_000)
        platform.venueCut = try map.percent("venue_cut", 0...90)
        platform.venueDeadline = try map.whole("venue_deadline", 0...60)
        return platform
    }

    private static func channels(_ map: WorldMap) throws(WorldError) -> [Channel]? {
        guard let items = try map.list("channels") else { return nil }
        guard (1...16).contains(items.count) else {
            throw .outOfRange(map.place(of: "channels") ?? map.place, found: String(items.count), low: 1, high: 16)
        }
        var channels: [Channel] = []
        for item in items {
            let place = Place(file: map.file, line: item.line, field: "channels")
            guard case .scalar(let text, _) = item else { throw .wrongShape(place, expected: .value) }
            let channel = Channel(rawValue: text)
            guard ChannelKind.isKnown(channel) else {
                throw .notOneOf(place, found: text, choices: ChannelKind.allCases.map(\.rawValue).sorted())
            }
            guard !channels.contains(channel) else { throw .repeatedChannel(place, channel: text) }
            channels.append(channel)
        }
        // A person's presence is one byte a channel of a word.
        let auctioned = channels.count { ChannelKind.of($0).isAuctioned }
        guard auctioned <= 8 else {
            throw .outOfRange(map.place(of: "channels") ?? map.place, found: "\(auctioned) with auctions", low: 0, high: 8)
        }
        return channels
    }

    private static func events(_ map: WorldMap, file: String) throws(WorldError) -> [EventParameters]? {
        guard let node = map.node("events") else { return nil }
        if case .scalar(let text, let line) = node {
            guard text == "none" else {
                throw .notOneOf(Place(file: file, line: line, field: "events"), found: text, choices: ["none"])
            }
            return []
        }
        var events: [EventParameters] = []
        for (index, item) in (try map.list("events") ?? []).enumerated() {
            let known = ["name", "seeding", "presale", "burst", "encore", "over", "strength", "bids", "discount"]
            let entry = try WorldMap(item, file: file, path: "events.\(index + 1)", known: known)
            func day(_ key: String) throws(WorldError) -> Day {
                guard let day = try entry.day(key) else { throw .missingKey(entry.place, key: key) }
                return day
            }
            let burst = try day("burst")
            let seeding = try entry.day("seeding") ?? burst
            let presale = try entry.day("presale") ?? burst
            let over = try day("over")
            let encore = try entry.day("encore") ?? over
            let event = EventParameters(
                name: try entry.text("name") ?? "event-\(index + 1)", seeding: seeding, presale: presale, burst: burst,
                encore: encore, over: over, strength: try entry.number("strength", 1...10) ?? 2,
                bids: try entry.number("bids", 1...10) ?? 1.5, discount: (try entry.percent("discount", 0...60)) ?? 0.1)
            guard seeding <= presale, presale <= burst, burst < over, burst <= encore, encore <= over else {
                throw .eventOrder(entry.place, name: event.name)
            }
            if let other = events.first(where: { $0.seeding < event.over && event.seeding < $0.over }) {
                throw .eventOverlap(entry.place, name: event.name, other: other.name)
            }
            events.append(event)
        }
        return events
    }
}
