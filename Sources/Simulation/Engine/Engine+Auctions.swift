// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Lines that may serve a slot today, by channel, lifecycle stage and category.
struct CandidateTable {
    private(set) var starts: [Int32] = []
    private(set) var line: [Int32] = []
    private(set) var goods: [Int32] = []
    private var categories = 1

    /// Lists every funded line of an auctioned channel with each of its goods that can be bought.
    mutating func fill(model: WorldModel, lines: LineTable, given: [Int64], available: [Bool]) {
        let parameters = model.parameters
        categories = parameters.categories.count
        starts.removeAll(keepingCapacity: true)
        line.removeAll(keepingCapacity: true)
        goods.removeAll(keepingCapacity: true)
        var byChannel = [[Int]](repeating: [], count: parameters.channels.count)
        for index in given.indices where given[index] > 0 { byChannel[lines.channel[index]].append(index) }
        for (channel, funded) in byChannel.enumerated() {
            let auctioned = parameters.channels[channel].kind.isAuctioned
            for stage in 0..<Stage.count {
                for category in 0..<categories {
                    starts.append(Int32(line.count))
                    guard auctioned else { continue }
                    for index in funded where lines.stages[index] >> UInt8(stage) & 1 == 1 {
                        for item in parameters.goods.indices
                        where available[item] && parameters.goods[item].category == category
                            && (lines.goods[index] < 0 || lines.goods[index] == item)
                        {
                            line.append(Int32(index))
                            goods.append(Int32(item))
                        }
                    }
                }
            }
        }
        starts.append(Int32(line.count))
    }

    /// The range of candidates for a slot.
    @inline(__always)
    func range(channel: Int, stage: Int, category: Int) -> (begin: Int, count: Int) {
        let index = (channel * Stage.count + stage) * categories + category
        let begin = Int(starts[index])
        return (begin, Int(starts[index + 1]) - begin)
    }
}

/// One slot that a line could win.
struct Opportunity {
    var person: Int32
    var line: Int32
    var goods: Int16
    /// Rank of its price per expected result, in eighths of a doubling.
    var rank: Int16
    /// What winning it costs, in fen: for channels that pay clicks nothing unless clicked.
    var cost: Double
    var clicked: Bool
    var slot: UInt8
}

/// Buffers of the auctions, kept from day to day.
struct AuctionScratch {
    var opportunities: [Opportunity] = []
    var costs: [Double] = []
    var cutoff: [Int16] = []
    /// Price quantiles by category.
    var prices: [Double] = []

    /// Ranks: eight a doubling over 48 doublings. A doubling of every price moves each rank by exactly eight.
    static let ranks = 384

    /// The rank of a price per result in fen; the exponent and three bits of the mantissa.
    @inline(__always)
    static func rank(_ price: Double) -> Int {
        let base = (0x3FF - 20) << 3
        return min(ranks - 1, max(0, Int(truncatingIfNeeded: price.bitPattern >> 49) - base))
    }
}

extension Engine {
    /// One day of one auctioned channel.
    ///
    /// First every slot of every present person is offered: the channel picks the funded line that suits the person better out of
    /// two at random, the highest competing bid is its price. Then each line's money buys the slots with the least price per
    /// expected result until it is used up, as a platform's automatic bidding does. The audience therefore broadens with the
    /// money, and what is left costs more.
    mutating func runAuctions(channel index: Int) {
        offerSlots(channel: index)
        guard !auction.opportunities.isEmpty else { return }
        findCutoffs()
        buySlots(channel: index)
    }

    private mutating func offerSlots(channel index: Int) {
        let channel = model.parameters.channels[index]
        let people = model.people
        let categories = model.parameters.categories.count
        let goodsCount = model.parameters.goods.count
        let resolution = BidderPopulation.resolution
        auction.opportunities.removeAll(keepingCapacity: true)
        auction.prices.removeAll(keepingCapacity: true)
        for category in 0..<categories {
            auction.prices += model.bidders[index].prices(category: category, mood: mood, floor: channel.floor)
        }
        // Local copies of what the loop reads and writes: no checks of unique reference inside it.
        var opportunities = auction.opportunities
        auction.opportunities = []
        defer { auction.opportunities = opportunities }
        let prices = auction.prices
        let stages = state.stage
        let needs = state.need
        let memory = state.memory
        let fatigue = state.fatigue
        let candidateLine = candidates.line
        let candidateGoods = candidates.goods
        let affinities = people.tastes
        let searching = channel.kind == .search
        let fixedPrice = channel.impressionPrice
        let shift = UInt64(model.presenceByte[index]) * 8
        let weekday = searching ? 1 : mood.weekday
        let imprintNeeded = Float(5)
        let wearIn = Float(channel.wearIn)
        let clickRate = Float(channel.clickRate)
        let intent = Float(channel.intent)
        let insight = 1 + 2 * channel.insight
        let rivalry = 1 + 0.8 * channel.insight
        let presenceBase = index * people.count
        // A person is present when its byte of chance is below its habit × the weekday's factor.
        let thresholds = (0...255).map { UInt16(min(256, (Double($0) * weekday).rounded(.up))) }
        // Prepaid packages are shown to whoever comes by, at a fixed price; the platform adds traffic to a new shop's money.
        let isPrepaid = channel.kind == .express
        let paid = 1 / (1 + support)
        let isDark = !dark.isEmpty && dark[index].bits != 0
        let darkness = isDark ? dark[index] : RegionSet()
        let regions = people.region
        let presence = people.presence
        let count = searching ? inMarket.count : people.count
        // People are asked in another order each day, so that the last slot a line can pay is not always the same person's.
        var order = CounterRandom(drawSeed, index, today, .habit)
        let rotation = order.index(below: max(1, count))
        for step in 0..<count {
            var position = step + rotation
            if position >= count { position -= count }
            let person = searching ? Int(inMarket[position]) : position
            let byte = UInt8(truncatingIfNeeded: presenceWords[person] >> shift)
            guard UInt16(byte) < thresholds[Int(presence[presenceBase + person])] else { continue }
            if isDark, darkness.contains(regions[person]) { continue }
            let stage = Int(stages[person])
            let need = needs[person]
            var random = draws(person, .slot, plus: index)
            let head = random.next()
            let slots = 1 + Int(((head & 0xFF) * UInt64(channel.slots)) >> 8)
            var category = Int(need)
            if !searching, need == 255 || head >> 8 & 1 == 0 {
                category = people.category(of: person, draw: UInt8(truncatingIfNeeded: head >> 16), categories: categories)
            }
            let range = candidates.range(channel: index, stage: stage, category: category)
            guard range.count > 0 else { continue }
            let wanted = category == Int(need)
            let recognized = min(1, memory[person] * imprintNeeded)
            let base =
                clickRate * People.tasteStep * Stage.clickFactor[stage] * (wanted ? intent : 1)
                * (1 - wearIn * (1 - recognized))
                / (1 + 0.25 * fatigue[person])
            let count = UInt64(range.count)
            let affinityBase = person * goodsCount
            for slot in 0..<slots {
                // One word a slot: 11 bits for each candidate, 20 for the price, 22 for the click.
                let word = random.next()
                let first = range.begin + Int(((word & 0x7FF) * count) >> 11)
                let second = range.begin + Int(((word >> 11 & 0x7FF) * count) >> 11)
                let firstAffinity = affinities[affinityBase + Int(candidateGoods[first])]
                let secondAffinity = affinities[affinityBase + Int(candidateGoods[second])]
                let chosen = firstAffinity >= secondAffinity ? first : second
                let chance = Double(min(0.45, base * Float(max(firstAffinity, secondAffinity))))
                let place = Double(word >> 22 & 0xF_FFFF) * 0x1p-20 * Double(resolution)
                let cell = Int(place)
                let tableBase = category * (resolution + 1) + cell
                let low = prices[tableBase]
                var price = low + (prices[tableBase + 1] - low) * (place - Double(cell))
                if wanted { price *= rivalry }
                if isPrepaid { price = fixedPrice }
                let clicked = Double(word >> 42) * 0x1p-22 < chance
                let perClick = price / chance
                let rank = AuctionScratch.rank(wanted ? perClick / insight : perClick)
                opportunities.append(
                    Opportunity(
                        person: Int32(person), line: candidateLine[chosen], goods: Int16(candidateGoods[chosen]),
                        rank: isPrepaid ? 0 : Int16(rank), cost: paid * (channel.paysClicks ? (clicked ? perClick : 0) : price),
                        clicked: clicked,
                        slot: UInt8(slot)))
            }
        }
    }

    /// For each line the rank up to which its money reaches.
    private mutating func findCutoffs() {
        let ranks = AuctionScratch.ranks
        auction.costs.removeAll(keepingCapacity: true)
        auction.costs.append(contentsOf: repeatElement(0, count: given.count * ranks))
        for item in auction.opportunities where item.cost > 0 {
            auction.costs[Int(item.line) * ranks + Int(item.rank)] += item.cost
        }
        auction.cutoff.removeAll(keepingCapacity: true)
        for line in given.indices {
            var sum = 0.0
            var rank = 0
            let money = Double(given[line])
            while rank < ranks - 1 {
                sum += auction.costs[line * ranks + rank]
                if sum > money { break }
                rank += 1
            }
            auction.cutoff.append(given[line] > 0 ? Int16(rank) : -1)
        }
    }

    private mutating func buySlots(channel index: Int) {
        let imprint = Float(model.parameters.channels[index].imprint)
        let attention = model.parameters.channels[index].attention
        let cutoff = auction.cutoff
        for item in auction.opportunities {
            let line = Int(item.line)
            guard item.rank <= cutoff[line], spent[line] + item.cost <= Double(given[line]) else { continue }
            let person = Int(item.person)
            spent[line] += item.cost
            see(person, line: line)
            state.fatigue[person] += 1
            state.memory[person] += (1 - state.memory[person]) * imprint
            if item.clicked {
                clicks[line] += 1
                visit(
                    person, goods: Int(item.goods), line: line, occasion: index * 8 + Int(item.slot), attention: attention)
            }
        }
    }
}
