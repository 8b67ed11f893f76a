// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// A world at one morning: everything that the past left behind. A value: copy it, and several policies start from the same shop.
public struct WorldState: Sendable {
    /// The next day to be lived.
    public internal(set) var day: Day
    /// The seed that this state's world was drawn with; a state only fits its own world.
    public let seed: UInt64

    // People, one entry per person.
    var stage: [UInt8]
    var memory: [Float]
    var fatigue: [Float]
    var ownedFatigue: [Float]
    /// Category of the present need, 255 for none.
    var need: [UInt8]
    var needAge: [UInt8]
    /// Goods considered for the present need, −1 for none; the better one first.
    var considered: [Int16]
    var alternative: [Int16]
    /// Goods in the cart, −1 for none.
    var cart: [Int16]
    var ticket: [Bool]
    var lastVisit: [Int32]
    var lastPurchase: [Int32]
    /// First day on which a new need may arise after an order.
    var sated: [Int32]
    var touches: [Touches]
    /// The day on which the person came on a ticket, −10,000 for never.
    var calledFor: [Int32]
    /// Day of the last impression.
    var lastSeen: [Int32]
    /// The affiliate of the last click on a push, −1 for none.
    var viaAffiliate: [Int16]
    /// Who brought the person, −1 for nobody; kept until the first order.
    var broughtBy: [Int32]

    // Goods.
    var stock: [Int64]
    var sold: [Int64]
    var soldSinceRestock: [Int64]
    var reviews: [Double]

    // Affiliates: two pushed goods each, −1 for another shop's; what the shop's goods are believed to convert.
    var push: [Int16]
    /// Goods that each team's leader speaks for, −1 for none.
    var teamPush: [Int16]
    var belief: [Double]
    var affiliateClicks: [Double]
    var affiliateOrders: [Double]

    /// Lines by their index; grows when money is given to a new one.
    var lines: LineTable
    var ledger: Ledger
    /// Choices that hold or will hold.
    var held: [HeldChoice]

    // What is left of the platform's pools in the present event, in fen.
    var presalePool: Int64
    var doublingPool: Int64
    /// What the platform paid so far in the present programme, in fen.
    var coFunded: Int64
    /// Clicks outside the platform in the present event's warm-up, by goods.
    var outerWeight: [Double]
    /// The event that pools and weights belong to, −1 for none.
    var event: Int
    /// The day on which each own tool was used last.
    var toolDays: [Int32]
    /// The day on which media money was first given, −1 for never.
    var firstMedia: Int32

    init(_ model: WorldModel) {
        let count = model.people.count
        let parameters = model.parameters
        day = model.epoch
        seed = model.seed
        stage = [UInt8](repeating: 0, count: count)
        memory = [Float](repeating: 0, count: count)
        fatigue = [Float](repeating: 0, count: count)
        ownedFatigue = [Float](repeating: 0, count: count)
        need = [UInt8](repeating: 255, count: count)
        needAge = [UInt8](repeating: 0, count: count)
        considered = [Int16](repeating: -1, count: count)
        alternative = [Int16](repeating: -1, count: count)
        cart = [Int16](repeating: -1, count: count)
        ticket = [Bool](repeating: false, count: count)
        lastVisit = [Int32](repeating: -10_000, count: count)
        lastPurchase = [Int32](repeating: -10_000, count: count)
        sated = [Int32](repeating: -10_000, count: count)
        touches = [Touches](repeating: Touches(), count: count)
        calledFor = [Int32](repeating: -10_000, count: count)
        lastSeen = [Int32](repeating: -10_000, count: count)
        viaAffiliate = [Int16](repeating: -1, count: count)
        broughtBy = [Int32](repeating: -1, count: count)
        stock = parameters.goods.map(\.stock)
        sold = [Int64](repeating: 0, count: parameters.goods.count)
        soldSinceRestock = sold
        reviews = parameters.goods.map { Double($0.reviews) }
        push = [Int16](repeating: -1, count: parameters.affiliates.count * 2)
        teamPush = [Int16](repeating: -1, count: AffiliatePopulation.teams)
        belief = [Double](repeating: 0.03, count: parameters.goods.count)
        affiliateClicks = [Double](repeating: 200, count: parameters.goods.count)
        affiliateOrders = [Double](repeating: 6, count: parameters.goods.count)
        lines = LineTable(model)
        ledger = Ledger()
        held = []
        presalePool = 0
        doublingPool = 0
        coFunded = 0
        outerWeight = [Double](repeating: 0, count: parameters.goods.count)
        event = -1
        toolDays = [Int32](repeating: -10_000, count: ShopTool.allCases.count)
        firstMedia = -1
        let loyal = parameters.demand.loyalShare
        for person in 0..<count {
            var random = CounterRandom(model.seed, person, 0, .initialStage)
            let draw = random.uniform()
            let recent = random.uniform()
            if draw < loyal {
                stage[person] = random.uniform() < 0.3 ? Stage.member : Stage.purchased
                memory[person] = Float(0.25 + 0.4 * random.uniform())
                lastPurchase[person] = -Int32(1 + recent * 330)
                lastVisit[person] = lastPurchase[person]
            } else if draw < loyal + 0.04 {
                stage[person] = Stage.fan
                memory[person] = Float(0.15 + 0.3 * random.uniform())
                lastVisit[person] = -Int32(1 + recent * 60)
            } else if draw < loyal + 0.16 {
                stage[person] = Stage.visitor
                memory[person] = Float(0.25 * random.uniform())
                lastVisit[person] = -Int32(1 + recent * 30)
            }
            // A part of the people is in the middle of a need when the world begins.
            if random.uniform() < Double(model.people.needRate[person]) * 2 {
                need[person] = UInt8(
                    model.people.category(
                        of: person, draw: UInt8(truncatingIfNeeded: random.next()), categories: parameters.categories.count))
            }
        }
    }
}
