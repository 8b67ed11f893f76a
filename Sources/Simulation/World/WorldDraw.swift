// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension WorldDescription {
    /// The world's figures: the family's draws by this seed, then the overrides.
    ///
    /// Every figure has its own stream, so an override changes that figure alone.
    public func parameters() -> WorldParameters {
        let figures = family.figures
        func draw(_ index: Int) -> CounterRandom { CounterRandom(seed, index, 0, .parameters) }
        func spread(_ index: Int, _ sigma: Double) -> Double {
            var random = draw(index)
            return random.lognormal(median: 1, sigma: sigma)
        }
        func between(_ index: Int, _ range: ClosedRange<Double>) -> Double {
            var random = draw(index)
            return random.between(range.lowerBound, range.upperBound)
        }
        let people = overrides.people ?? size.people
        let needInterval = overrides.needInterval ?? figures.needInterval * between(1, 0.85...1.15)
        let refund = overrides.refund ?? min(0.5, figures.refund * between(2, 0.7...1.3))
        let loyal = overrides.loyalShare ?? min(0.6, size.loyalShare * spread(3, 0.2))
        let channels = channelParameters(figures)
        // What the category is worth per person and day sets the scale of a budget, a commission and an affiliate's alternatives.
        let worth = figures.price * figures.quantity / needInterval
        let budget = worth * 0.0036 * between(4, 0.7...1.3) * Double(people)
        let rate = overrides.commission ?? (between(5, 0.05...0.12) * 200).rounded() / 200
        var habitDraw = draw(6)
        let daily = overrides.dailyBudget ?? Money(yuan: (budget / 10).rounded() * 10) ?? .zero
        // Fees and pools follow what a shop of this size would spend, whatever it does spend.
        let usual = max(10, (budget / 10).rounded() * 10)
        let habits: [MerchantHabit] = [.proportional, .proportional, .even, .search, .chase]
        let habit = overrides.merchant ?? habits[habitDraw.index(below: habits.count)]
        let hasAffiliates = channels.contains { $0.kind == .affiliate }
        return WorldParameters(
            people: people, categories: figures.categories,
            goods: goodsParameters(figures, people: people, interval: needInterval),
            channels: channels, audiences: audienceParameters(),
            demand: DemandParameters(
                needInterval: needInterval, discovery: 0.04 * spread(7, 0.25), recall: 1.3 * between(8, 0.85...1.15),
                browsing: 0.03 * spread(9, 0.2), impulse: figures.impulse * spread(10, 0.2),
                fastShare: min(0.95, figures.fastShare * between(11, 0.9...1.1)), fastDecision: 0.85, slowDecision: 0.2,
                outside: 3.7 + between(12, -0.3...0.3), memoryKept: between(13, 0.975...0.988), fatigueKept: 0.8,
                carting: 0.12 * spread(14, 0.2), following: 0.035 * spread(15, 0.25), joining: 0.18 * spread(16, 0.25),
                refund: refund, quantity: figures.quantity, loyalShare: loyal, substitution: 0.4,
                deposit: 0.1, talk: 0.004, referralAsked: figures.price * 15, followAsked: figures.price * 2,
                joinAsked: figures.price * 4),
            affiliates: AffiliateParameters(
                count: hasAffiliates ? overrides.affiliates ?? size.affiliates : 0, defaultRate: rate,
                subsidy: overrides.subsidy ?? 0.03, fee: 0.1,
                outsideEarning: figures.price * 100 * 0.055 * 0.03 * spread(17, 0.25), rethink: 5,
                contact: 0.5, clickRate: 0.05 * spread(18, 0.2)),
            owned: OwnedParameters(
                groupShare: 0.25 * spread(19, 0.25), posts: 5, groupRead: 0.35, groupVisit: 0.15 * spread(20, 0.2),
                messagePrice: 5, messageRecall: between(21, 0.02...0.05), ticketClaim: 0.41, ticketRecall: 0.149),
            calendar: CalendarParameters(
                weekdays: [0.96, 0.95, 0.96, 0.98, 1.02, 1.08, 1.05],
                events: overrides.events
                    ?? FestivalCalendar.events(
                        from: begin.advanced(by: -WorldDescription.burnIn), through: begin.advanced(by: days + 400))),
            platform: overrides.platform.parameters(usual: usual, people: people), regions: overrides.regions ?? 1,
            dailyBudget: daily,
            attributionWindow: overrides.attributionWindow ?? 15, habit: habit)
    }

    private func channelParameters(_ figures: FamilyFigures) -> [ChannelParameters] {
        let wanted = overrides.channels ?? size.channels.map { Channel(rawValue: $0) }
        let bids = overrides.competitorBids ?? 1
        let floor = overrides.floorPrice ?? 1
        return wanted.enumerated().map { index, channel in
            let kind = ChannelKind.of(channel)
            var random = CounterRandom(seed, 100 + index, Int(kind.ordinal), .parameters)
            var drawn = ChannelParameters.typical(channel, kind)
            // Price of a thousand impressions = price of a click × expected click rate of a well-chosen person × 1000.
            let clickPrice = figures.clickPrice * drawn.impressionPrice * random.lognormal(median: 1, sigma: 0.2)
            drawn.clickRate *= random.lognormal(median: 1, sigma: 0.12)
            drawn.attention = min(1, drawn.attention * random.lognormal(median: 1, sigma: 0.15))
            drawn.presence = min(0.95, drawn.presence * random.lognormal(median: 1, sigma: 0.15))
            let usual = clickPrice * 100 * drawn.clickRate * (drawn.kind == .search ? drawn.intent : 1)
            drawn.impressionPrice = usual * bids
            drawn.floor = 0.12 * usual * floor
            return drawn
        }
    }

    private func audienceParameters() -> [AudienceParameters] {
        let staged = overrides.stagedAudiences ?? (size != .small)
        guard staged else { return [AudienceParameters(name: .all, stages: 0b11111)] }
        return [
            AudienceParameters(name: .all, stages: 0b11111), AudienceParameters(name: .stranger, stages: 0b00001),
            AudienceParameters(name: .visitor, stages: 0b00110), AudienceParameters(name: .purchased, stages: 0b11000),
        ]
    }

    private func goodsParameters(_ figures: FamilyFigures, people: Int, interval: Double) -> [GoodsParameters] {
        var counter = CounterRandom(seed, 30, 0, .parameters)
        let drawnCount = size.goods.lowerBound + counter.index(below: size.goods.count)
        let count = overrides.goods ?? drawnCount
        let digits = String(max(10, count)).count
        return (0..<count).map { index in
            var random = CounterRandom(seed, index, 0, .goods)
            let category = index % figures.categories.count
            let price = (random.lognormal(median: figures.price, sigma: figures.priceSigma)).rounded() - 0.1
            let margin = price * random.between(figures.margin.lowerBound, figures.margin.upperBound)
            let isNew = random.uniform() < 0.2 && index > 0
            let listed =
                isNew
                ? begin.advanced(by: days - 5 - random.index(below: 25)) : begin.advanced(by: -60 - random.index(below: 700))
            let quality = 0.45 * random.normal()
            let style = random.uniform()
            let popularity = random.lognormal(median: 1, sigma: 0.5)
            // Stock for some weeks of an average share of the category; one goods in seven is scarce and not restocked.
            let weekly = Double(people) / interval * figures.quantity * 7 * 0.06 / Double(count)
            let scarce = random.uniform() < 0.15
            let stock = weekly * (scarce ? 9 : 40) * popularity + 20
            let number = String(index + 1)
            let id = "g" + String(repeating: "0", count: max(0, digits - number.count)) + number
            return GoodsParameters(
                id: GoodsID(rawValue: id), title: "\(figures.categories[category]) \(index + 1)", category: category,
                price: Money(yuan: max(1, price)) ?? .zero, unitMargin: Money(yuan: margin) ?? .zero,
                stock: Int64(min(stock, 1e12)),
                restock: scarce ? 0 : 1, listedOn: listed, quality: quality, style: style,
                reviews: isNew ? 0 : 50 + random.index(below: 2_000))
        }
    }
}

extension ChannelKind {
    /// A fixed number per kind, for keys of random streams.
    fileprivate var ordinal: Int { ChannelKind.allCases.firstIndex(of: self) ?? 0 }
}

extension ChannelParameters {
    /// A typical channel of its kind. `impressionPrice` is here a factor on the family's click price.
    fileprivate static func typical(_ channel: Channel, _ kind: ChannelKind) -> ChannelParameters {
        var typical = ChannelParameters(
            channel: channel, kind: kind, presence: 0.3, slots: 1, clickRate: 0.04, intent: 1.6, impressionPrice: 1, floor: 0,
            paysClicks: false, wearIn: 0.2, imprint: 0.012, attention: 0.7, insight: 0.3, bidders: 24)
        switch kind {
        case .search:
            typical.presence = 0.8
            typical.slots = 8
            typical.attention = 1
            typical.clickRate = 0.060
            typical.intent = 1.6
            typical.impressionPrice = 0.85
            typical.paysClicks = true
            typical.wearIn = 0.05
            typical.imprint = 0.005
            typical.insight = 0.5
        case .feed:
            typical.presence = 0.45
            typical.slots = 4
            typical.clickRate = 0.047
            typical.impressionPrice = 0.85
            typical.paysClicks = true
            typical.wearIn = 0.25
            typical.insight = 0.4
        case .display, .brandZone:
            typical.presence = 0.4
            typical.slots = 4
            typical.clickRate = 0.034
            typical.attention = 0.5
            typical.impressionPrice = 0.75
            typical.wearIn = 0.5
            typical.imprint = 0.02
            typical.insight = 0.2
        case .offsite, .other, .express:
            typical.presence = 0.35
            typical.slots = 3
            typical.clickRate = 0.036
            typical.attention = 0.4
            typical.impressionPrice = 0.6
            typical.intent = 1.2
            typical.wearIn = 0.4
            typical.imprint = 0.02
            typical.insight = 0.05
        case .livestream:
            typical.presence = 0.2
            typical.slots = 1
            typical.clickRate = 0.05
            typical.impressionPrice = 0.9
            typical.wearIn = 0.2
            typical.insight = 0.3
        case .affiliate, .owned, .message: break
        }
        return typical
    }
}

extension PlatformOverrides {
    /// The platform's offers to a shop that usually spends so many yuan a day.
    fileprivate func parameters(usual: Double, people: Int) -> PlatformParameters {
        func money(_ yuan: Double) -> Money { Money(yuan: (yuan / 10).rounded() * 10) ?? .zero }
        return PlatformParameters(
            presaleFactor: presaleFactor ?? 1.6, presalePool: presalePool ?? money(2 * usual),
            doublingLimit: doublingLimit ?? 0.05, doublingPool: doublingPool ?? money(2 * usual), coFunding: coFunding ?? 0,
            coFundingCap: coFundingCap ?? .zero, coldStart: coldStart ?? 0,
            package: package ?? max(money(0.3 * usual), money(10)),
            contractFee: contractFee ?? max(money(0.15 * usual), money(10)),
            keywordFee: keywordFee ?? max(money(0.1 * usual), money(10)), venueCut: venueCut ?? 0.1,
            venueDeadline: venueDeadline ?? 7, venueReach: 0.03, outerThreshold: 0.004 * Double(people))
    }
}
