// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Lifecycle stages by their index.
enum Stage {
    static let stranger: UInt8 = 0
    static let visitor: UInt8 = 1
    static let fan: UInt8 = 2
    static let purchased: UInt8 = 3
    static let member: UInt8 = 4
    static let count = 5
    /// What a relationship keeps in memory however long ago the last contact was, by stage.
    static let memoryFloor: [Float] = [0, 0.02, 0.10, 0.16, 0.30]
    /// How much more readily a known shop's impression is clicked, by stage.
    static let clickFactor: [Float] = [1.0, 1.15, 1.4, 1.25, 1.4]
    /// What a relationship adds to the shop's utility, in logits, by stage.
    static let trust: [Double] = [0, 0.1, 0.4, 1.2, 1.7]
}

/// What people are: the columns that never change during a run.
struct People: Sendable {
    let count: Int
    /// Taste of each person for each goods (person-major), mean about 0.9, in steps of 1/80: distance of styles, price against
    /// the person's level. One byte each, so that the table stays in the processor's cache.
    let tastes: [UInt8]
    let goodsCount: Int
    static let tasteStep: Float = 1 / 80
    /// Cumulative preference over categories, person-major, in 1/255.
    let categoryBounds: [UInt8]
    /// Chance of a new need on an ordinary day.
    let needRate: [Float]
    /// Chance to be present by channel (channel-major), in 1/256.
    let presence: [UInt8]
    /// How strongly the price weighs in a choice.
    let priceWeight: [Float]
    /// Chance to decide on a day with a need.
    let decisiveness: [Float]
    /// Two affiliates whom the person follows, −1 for none.
    let firstAffiliate: [Int16]
    let secondAffiliate: [Int16]
    /// True for people who are in a group once they are fans or buyers.
    let joinsGroup: [Bool]
    /// Region in which the person lives.
    let region: [UInt8]

    init(_ parameters: WorldParameters, seed: UInt64, affiliates: AffiliatePopulation) {
        let count = parameters.people
        let goods = parameters.goods
        let categories = parameters.categories.count
        let channels = parameters.channels
        var tastes = [UInt8](repeating: 0, count: count * goods.count)
        var bounds = [UInt8](repeating: 0, count: count * categories)
        var needRate = [Float](repeating: 0, count: count)
        var presence = [UInt8](repeating: 0, count: count * channels.count)
        var priceWeight = [Float](repeating: 0, count: count)
        var decisiveness = [Float](repeating: 0, count: count)
        var first = [Int16](repeating: -1, count: count)
        var second = [Int16](repeating: -1, count: count)
        var joinsGroup = [Bool](repeating: false, count: count)
        let levels = goods.map { logarithm(max(1, $0.price.yuan)) }
        let usual = levels.isEmpty ? 0 : levels.reduce(0, +) / Double(levels.count)
        var weights = [Double](repeating: 0, count: categories)
        for person in 0..<count {
            var random = CounterRandom(seed, person, 0, .people)
            let style = random.uniform()
            let priceLevel = usual + 0.45 * random.normal()
            // Half of the people are bargain hunters in different degrees.
            priceWeight[person] = Float(random.lognormal(median: 1.1, sigma: 0.5))
            needRate[person] = Float(min(0.5, random.lognormal(median: 0.86, sigma: 0.55) / parameters.demand.needInterval))
            decisiveness[person] = Float(
                random.uniform() < parameters.demand.fastShare
                    ? parameters.demand.fastDecision : parameters.demand.slowDecision)
            joinsGroup[person] = random.uniform() < parameters.owned.groupShare
            var total = 0.0
            for category in 0..<categories {
                weights[category] = random.lognormal(median: 1, sigma: 0.8)
                total += weights[category]
            }
            var sum = 0.0
            for category in 0..<categories {
                sum += weights[category] / total
                bounds[person * categories + category] = category == categories - 1 ? 255 : UInt8(min(255, sum * 255))
            }
            for (index, channel) in channels.enumerated() {
                let habit = min(0.97, channel.presence * random.lognormal(median: 0.8, sigma: 0.7))
                presence[index * count + person] = UInt8(min(255, max(0, habit * 256)))
            }
            var taste = CounterRandom(seed, person, 0, .taste)
            for (index, item) in goods.enumerated() {
                let away = abs(style - item.style)
                let distance = min(away, 1 - away) * 2
                let price = levels[index] - priceLevel
                // Too dear hurts more than too cheap; the rest is a matter of taste that nobody can see.
                let fit = 0.45 + 1.1 * (1 - distance) * (price > 0 ? 1 / (1 + price) : 1 / (1 - 0.4 * price))
                let affinity = fit * taste.lognormal(median: 0.97, sigma: 0.25)
                tastes[person * goods.count + index] = UInt8(min(255, max(1, (affinity * 80).rounded())))
            }
            if affiliates.count > 0 {
                let number = random.uniform()
                if number < 0.7 { first[person] = Int16(affiliates.follow(&random)) }
                if number < 0.3 { second[person] = Int16(affiliates.follow(&random)) }
            }
        }
        self.count = count
        self.tastes = tastes
        goodsCount = goods.count
        categoryBounds = bounds
        self.needRate = needRate
        self.presence = presence
        self.priceWeight = priceWeight
        self.decisiveness = decisiveness
        firstAffiliate = first
        secondAffiliate = second
        self.joinsGroup = joinsGroup
        let regions = parameters.regions
        region =
            regions > 1
            ? (0..<count).map { person in
                var random = CounterRandom(seed, person, 0, .region)
                return UInt8(random.index(below: regions))
            } : [UInt8](repeating: 0, count: count)
    }

    /// A person's taste for goods.
    @inline(__always)
    func affinity(_ person: Int, _ goods: Int) -> Float { Float(tastes[person * goodsCount + goods]) * People.tasteStep }

    /// The category that a draw in 0 ..< 256 falls in.
    @inline(__always)
    func category(of person: Int, draw: UInt8, categories: Int) -> Int {
        let base = person * categories
        var category = 0
        while category < categories - 1, categoryBounds[base + category] < draw { category += 1 }
        return category
    }
}
