// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What the choices that hold come to on one day: one number per goods, or per goods and lifecycle stage.
struct DayTerms: Sendable {
    // Affiliates, by goods.
    var commission: [Double]
    /// The held choice that the commission comes from, −1 for the default.
    var commissionRow: [Int]
    var targeted: [Double]
    var invited: [Int]
    var serviceFee: [Double]
    var presaleFactor: [Double]
    /// Share of the price.
    var doubling: [Double]

    // Benefits in fen and price cuts as shares, goods-major by stage.
    var coupon: [Int64]
    var couponRow: [Int]
    var thresholdOff: [Int64]
    var thresholdFrom: [Int64]
    var priceCut: [Double]
    /// Price of a sample in fen, −1 where none is offered.
    var sample: [Int64]
    /// Bonus of goods that a person who comes by itself is shown first.
    var page: [Float]
    var hasPages = false

    // By goods.
    var firstOrder: [Int64]
    var groupBuying: [Double]
    /// Share of the price that a presale order pays at once; 0 for goods that are not in presale.
    var deposit: [Double]
    var sampleLimit: [Double]
    var hasSamples = false
    var venue: [Bool]
    var hasVenue = false
    var addOns: [AddOn] = []

    // Own contacts, by channel.
    var posts: [Double]
    var postGoods: [Int]
    var liveHours: [Double]
    var liveGoods: [Int]
    var messages: [MessageOrder] = []
    var serviceHours = 0.0
    var contract: [Double]

    // The shop as a whole.
    var ticketBenefit: Int64 = 0
    var keywordFee = 0.0
    var referral: Int64 = 0
    var followReward: [Int64]
    var joinReward: [Int64]
    var programmeShare = 0.0
    var programmeCap = 0.0

    /// An add-on offer: these goods for less, when they lift an order over a value.
    struct AddOn: Sendable {
        var goods: Int
        var stages: UInt8
        var off: Int64
        var from: Int64
    }

    /// Messages to be sent today beside those bought by amount.
    struct MessageOrder: Sendable {
        var channel: Int
        var goods: Int
        var stages: UInt8
        var list: ContactList
        var count: Int
    }

    init(_ parameters: WorldParameters) {
        let goods = parameters.goods.count
        let cells = goods * Stage.count
        let channels = parameters.channels.count
        commission = [Double](repeating: parameters.affiliates.defaultRate, count: goods)
        commissionRow = [Int](repeating: -1, count: goods)
        targeted = [Double](repeating: 0, count: goods)
        invited = [Int](repeating: 0, count: goods)
        serviceFee = targeted
        presaleFactor = [Double](repeating: 1, count: goods)
        doubling = targeted
        coupon = [Int64](repeating: 0, count: cells)
        couponRow = [Int](repeating: -1, count: cells)
        thresholdOff = coupon
        thresholdFrom = coupon
        priceCut = [Double](repeating: 0, count: cells)
        sample = [Int64](repeating: -1, count: cells)
        page = [Float](repeating: 0, count: cells)
        firstOrder = [Int64](repeating: 0, count: goods)
        groupBuying = targeted
        deposit = [Double](repeating: parameters.demand.deposit, count: goods)
        sampleLimit = [Double](repeating: .infinity, count: goods)
        venue = [Bool](repeating: false, count: goods)
        posts = parameters.channels.map { OwnedTool(channel: $0.channel).usualPosts(parameters.owned) }
        postGoods = [Int](repeating: -1, count: channels)
        liveHours = [Double](repeating: 0, count: channels)
        liveGoods = postGoods
        contract = liveHours
        followReward = [Int64](repeating: 0, count: Stage.count)
        joinReward = followReward
    }

    /// The terms of `day`: of several held choices for the same thing the last one wins, one whose quantity is used up is passed over.
    init(_ parameters: WorldParameters, held: [HeldChoice], on day: Day) {
        self.init(parameters)
        for (row, choice) in held.enumerated() where choice.begin <= day && day <= choice.end && choice.isOpen {
            apply(choice, row: row, parameters)
        }
    }

    private static func fen(_ yuan: Double) -> Int64 { Int64((min(yuan, 1e9) * 100).rounded()) }

    private mutating func apply(_ choice: HeldChoice, row: Int, _ parameters: WorldParameters) {
        let share = choice.value / 100
        let amount = DayTerms.fen(choice.value)
        let all = parameters.goods.indices
        let goods = choice.goods < 0 ? all : choice.goods..<choice.goods + 1
        func cells(_ body: (Int) -> Void) {
            for item in goods {
                for stage in 0..<Stage.count where choice.stages >> UInt8(stage) & 1 == 1 { body(item * Stage.count + stage) }
            }
        }
        func channels(_ kinds: Set<ChannelKind>, _ body: (Int) -> Void) {
            for (index, channel) in parameters.channels.enumerated()
            where kinds.contains(channel.kind) && (choice.channel < 0 || choice.channel == index) { body(index) }
        }
        switch choice.kind {
        case .commission:
            for item in goods {
                commission[item] = min(0.9, share)
                commissionRow[item] = choice.limit == nil ? -1 : row
            }
        case .targetedCommission:
            for item in goods {
                targeted[item] = min(0.9, share)
                invited[item] = Int(min(choice.limit ?? 1e9, 1e9))
            }
        case .serviceFee: for item in goods { serviceFee[item] = min(0.9, share) }
        case .presaleSubsidy:
            for item in goods { presaleFactor[item] = min(choice.value, parameters.platform.presaleFactor) }
        case .commissionDoubling: for item in goods { doubling[item] = min(share, parameters.platform.doublingLimit) }
        case .coupon:
            cells { cell in
                coupon[cell] = amount
                couponRow[cell] = choice.limit == nil ? -1 : row
            }
        case .thresholdDiscount:
            let from = DayTerms.fen(choice.limit ?? 0)
            cells { cell in
                thresholdOff[cell] = amount
                thresholdFrom[cell] = max(from, 1)
            }
        case .priceCut: cells { priceCut[$0] = share }
        case .firstOrderDiscount: for item in goods { firstOrder[item] = amount }
        case .groupBuying: for item in goods { groupBuying[item] = share }
        case .deposit: for item in goods { deposit[item] = share }
        case .sample:
            hasSamples = true
            cells { sample[$0] = amount }
            for item in goods { sampleLimit[item] = choice.limit ?? .infinity }
        case .addOn:
            for item in goods {
                addOns.append(AddOn(goods: item, stages: choice.stages, off: amount, from: DayTerms.fen(choice.limit ?? 0)))
            }
        case .page:
            hasPages = hasPages || choice.value >= 1
            cells { page[$0] = choice.value >= 1 ? Float(0.6 / choice.value) : 0 }
        case .posts:
            channels([.owned]) { index in
                posts[index] = min(choice.value, 70)
                postGoods[index] = choice.goods
            }
        case .messages:
            channels([.message]) { index in
                messages.removeAll {
                    $0.channel == index && $0.goods == choice.goods && $0.stages == choice.stages && $0.list == choice.list
                }
                messages.append(
                    MessageOrder(
                        channel: index, goods: choice.goods, stages: choice.stages, list: choice.list,
                        count: Int(min(choice.value, 1e8))))
            }
        case .live:
            channels([.owned]) { index in
                guard OwnedTool(channel: parameters.channels[index].channel) == .live else { return }
                liveHours[index] = min(choice.value, 24)
                liveGoods[index] = choice.goods
            }
        case .service: serviceHours = choice.value
        case .ticket: ticketBenefit = amount
        case .contract: channels([.brandZone]) { contract[$0] = choice.value }
        case .keywordLanding: keywordFee = choice.value
        case .venue:
            for item in goods { venue[item] = choice.value >= 0.5 }
            hasVenue = venue.contains(true)
        case .programme:
            programmeShare = min(share, parameters.platform.coFunding)
            programmeCap = min(choice.limit ?? .infinity, parameters.platform.coFundingCap.yuan)
        case .referral: referral = amount
        case .followReward:
            for stage in 0..<Stage.count where choice.stages >> UInt8(stage) & 1 == 1 { followReward[stage] = amount }
        case .joinReward:
            for stage in 0..<Stage.count where choice.stages >> UInt8(stage) & 1 == 1 { joinReward[stage] = amount }
        }
    }
}
