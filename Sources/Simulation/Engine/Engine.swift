// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Lives the days of a world one by one. The state is the world's memory; everything else here is scratch of the present day.
struct Engine {
    let model: WorldModel
    var state: WorldState
    /// Seed of the days' draws: the world's, unless a run asks for other luck.
    let drawSeed: UInt64

    // The present day.
    var mood = DayMood()
    /// Days since the world's epoch.
    var today = 0
    /// People with a need today, in the order of their numbers; visits that create a need append.
    var inMarket: [Int32] = []
    /// Seed and person mixed, and both with the day: what a person's streams of one day have in common.
    private let personKeys: [UInt64]
    private var dayKeys: [UInt64]
    /// One word of chance per person, a byte of it for each channel's presence.
    var presenceWords: [UInt64]
    var visitors = 0
    var lostToStock = 0
    /// Fen given to lines that the world does not have.
    var refused: Int64 = 0
    // Figures of goods, by goods.
    let goodsCategory: [Int]
    let goodsPrice: [Int64]
    let goodsMargin: [Int64]
    let goodsQuality: [Double]
    /// True for goods that can be shown and bought.
    var available: [Bool]
    /// What the choices that hold come to.
    var terms: DayTerms
    /// What the platform pays of every auctioned price, as a share: cold-start support.
    var support = 0.0
    /// Channels that are dark today in some regions, by channel; empty where none is.
    var dark: [RegionSet] = []
    /// Samples given away today, by goods.
    var samplesToday: [Int]
    /// Staff hours of personal advice that are left.
    var adviceLeft = 0.0
    /// What the day brought beside orders and lines.
    var tally = DayTally()

    // Lines today.
    var given: [Int64] = []
    var spent: [Double] = []
    var impressions: [Int32] = []
    var clicks: [Int32] = []
    var carts: [Int32] = []
    /// Lines that may serve a slot: by channel, stage and category.
    var candidates = CandidateTable()
    var auction = AuctionScratch()

    init(_ model: WorldModel, state: WorldState, drawSeed: UInt64) {
        self.model = model
        self.state = state
        self.drawSeed = drawSeed
        personKeys = (0..<model.people.count).map { CounterRandom.key(seed: drawSeed, UInt64($0)) }
        dayKeys = personKeys
        presenceWords = [UInt64](repeating: 0, count: model.people.count)
        available = [Bool](repeating: true, count: model.parameters.goods.count)
        terms = DayTerms(model.parameters)
        goodsCategory = model.parameters.goods.map(\.category)
        goodsPrice = model.parameters.goods.map(\.price.fen)
        goodsMargin = model.parameters.goods.map(\.unitMargin.fen)
        goodsQuality = model.parameters.goods.map(\.quality)
        samplesToday = [Int](repeating: 0, count: model.parameters.goods.count)
    }

    /// Lives one day with the money and choices of `delivery`.
    mutating func live(_ delivery: DayDelivery) {
        begin(delivery)
        arouseNeeds()
        for (index, channel) in model.parameters.channels.enumerated() {
            switch channel.kind {
            case .affiliate: contactFollowers(channel: index)
            case .owned: contactLists(channel: index)
            case .message: sendMessages(channel: index)
            default:
                runAuctions(channel: index)
                if terms.contract[index] > 0 { showBrandZone(channel: index) }
            }
        }
        landKeyword()
        if mood.opensBurst { callTicketHolders() }
        visitVenue()
        inviteFriends()
        visitByThemselves()
        decide()
        close()
    }

    private mutating func begin(_ delivery: DayDelivery) {
        let parameters = model.parameters
        today = state.day.number - model.epoch.number
        mood = parameters.calendar.mood(of: state.day)
        inMarket.removeAll(keepingCapacity: true)
        visitors = 0
        lostToStock = 0
        refused = 0
        decay()
        if today % 14 == 13 {
            for (goods, item) in parameters.goods.enumerated() {
                state.stock[goods] += Int64((Double(state.soldSinceRestock[goods]) * item.restock).rounded())
                state.soldSinceRestock[goods] = 0
            }
        }
        for (goods, item) in parameters.goods.enumerated() {
            available[goods] = item.listedOn <= state.day && state.stock[goods] > 0
        }
        state.take(delivery.choices, parameters: parameters)
        terms = DayTerms(parameters, held: state.held, on: state.day)
        adviceLeft = terms.serviceHours
        tally = DayTally(regions: parameters.regions)
        dark = RegionSet.byChannel(delivery.dark, parameters)
        for goods in samplesToday.indices { samplesToday[goods] = 0 }
        openEvent()
        noteTools()
        endTickets()
        var money: [(line: Int, fen: Int64)] = []
        for entry in delivery.entries where entry.spend > .zero {
            if let line = state.lines.line(for: entry.line) {
                money.append((line, entry.spend.fen))
            } else {
                refused = min(Money.limit, refused + min(Money.limit, entry.spend.fen))
            }
        }
        let count = state.lines.keys.count
        given = [Int64](repeating: 0, count: count)
        spent = [Double](repeating: 0, count: count)
        impressions = [Int32](repeating: 0, count: count)
        clicks = [Int32](repeating: 0, count: count)
        carts = [Int32](repeating: 0, count: count)
        for (line, fen) in money { given[line] = min(Money.limit, given[line] + min(Money.limit, fen)) }
        buyWholePackages()
        beginSupport()
        candidates.fill(model: model, lines: state.lines, given: given, available: available)
        chooseAffiliatePushes()
        if today % 7 == 0 { lapseVisitors() }
    }

    /// Memory and fatigue fade overnight.
    private mutating func decay() {
        let memory = Float(model.parameters.demand.memoryKept)
        let fatigue = Float(model.parameters.demand.fatigueKept)
        for person in state.memory.indices { state.memory[person] *= memory }
        for person in state.fatigue.indices { state.fatigue[person] *= fatigue }
        for person in state.ownedFatigue.indices { state.ownedFatigue[person] *= fatigue }
    }

    /// A visitor who has not come back for 30 days is a stranger again.
    private mutating func lapseVisitors() {
        for person in state.stage.indices
        where state.stage[person] == Stage.visitor && today - Int(state.lastVisit[person]) > 30 {
            state.stage[person] = Stage.stranger
        }
    }

    /// New needs arise; `inMarket` is everybody who has one.
    private mutating func arouseNeeds() {
        let people = model.people
        let categories = model.parameters.categories.count
        let factor = Float(mood.needs)
        let day = UInt64(truncatingIfNeeded: today)
        for person in 0..<people.count {
            dayKeys[person] = CounterRandom.key(personKeys[person], day)
            presenceWords[person] = draws(person, .presence).first
            if state.need[person] == 255 {
                guard Int(state.sated[person]) <= today else { continue }
                var random = draws(person, .need)
                guard Float(random.uniform()) < people.needRate[person] * factor else { continue }
                let draw = UInt8(truncatingIfNeeded: random.next() >> 40)
                state.need[person] = UInt8(people.category(of: person, draw: draw, categories: categories))
                state.needAge[person] = 0
                state.considered[person] = -1
                state.alternative[person] = -1
            }
            inMarket.append(Int32(person))
        }
    }

    /// A person's stream of today for one purpose.
    @inline(__always)
    func draws(_ person: Int, _ purpose: Purpose, plus offset: Int = 0) -> CounterRandom {
        CounterRandom(key: dayKeys[person], purpose.rawValue &+ UInt64(truncatingIfNeeded: offset))
    }

    /// How long the shop's lists are tonight.
    private func countLists() -> (stages: [Int32], group: Int32, tickets: Int32) {
        var stages = [Int32](repeating: 0, count: Stage.count)
        var group: Int32 = 0
        var tickets: Int32 = 0
        for person in state.stage.indices {
            let stage = state.stage[person]
            stages[Int(stage)] += 1
            if stage >= Stage.fan, model.people.joinsGroup[person] { group += 1 }
            if state.ticket[person] { tickets += 1 }
        }
        return (stages, group, tickets)
    }

    /// Writes the day into the ledger and goes on to the next.
    private mutating func close() {
        let lists = countLists()
        shareMedia()
        for line in given.indices where given[line] > 0 || impressions[line] > 0 || clicks[line] > 0 || spent[line] > 0 {
            let whole = Int64(min(spent[line], Double(Money.limit)))
            state.ledger.lineDays.append(
                LineDay(
                    day: Int32(today), line: Int32(line), given: given[line], spent: min(given[line], whole),
                    impressions: impressions[line], clicks: clicks[line], carts: carts[line]))
        }
        state.ledger.shopDays.append(
            ShopDay(
                day: Int32(today), visitors: Int32(clamping: visitors), stage: Int32(mood.stage.rawValue),
                lostToStock: Int32(clamping: lostToStock), refused: refused,
                stages: lists.stages, group: lists.group, tickets: lists.tickets, tally: tally))
        state.day = state.day.advanced(by: 1)
    }
}

extension CounterRandom {
    /// The first word of the stream.
    var first: UInt64 {
        var copy = self
        return copy.next()
    }
}
