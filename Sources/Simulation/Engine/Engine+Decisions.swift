// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What goods cost one person today, in fen.
struct Offer {
    /// One piece after the event's price reduction, before the shop's own benefits, and after its price cut.
    var base: Int64
    var unit: Int64
    /// Off one order: coupon or threshold discount, first order, ticket.
    var off: Int64
    /// Held choice whose quantity the coupon uses, −1 for none.
    var couponRow = -1
    /// True when the person buys together with somebody.
    var isGroup = false

    /// What the shop gives, as a share of the list price.
    func saved(of price: Int64) -> Double { Double(base - unit + off) / Double(max(1, price)) }
}

extension Engine {
    /// At the end of the day people with a need decide: for goods of the shop that they considered, or for another shop.
    ///
    /// A fast decider decides on most days, a slow one on few: together they make the delay between click and order. The choice
    /// is a logit between the goods considered and everything else (McFadden 1974).
    mutating func decide() {
        let outside = model.parameters.demand.outside
        for entry in inMarket {
            let person = Int(entry)
            guard state.need[person] != 255 else { continue }
            var random = draws(person, .decision)
            let now = random.uniform()
            let choice = random.uniform()
            guard now < Double(model.people.decisiveness[person]) * mood.decision else {
                if state.needAge[person] % Need.struck < Need.longest {
                    state.needAge[person] += 1
                } else {
                    endNeed(person)
                }
                continue
            }
            let first = Int(state.considered[person])
            guard first >= 0 else {
                satisfyElsewhere(person)
                continue
            }
            // Who was struck by the goods themselves compares less.
            let elsewhere = exponential(outside - (state.needAge[person] >= Need.struck ? 1.5 : 0))
            let second = Int(state.alternative[person])
            let helped = isAdvised(person) ? 0.8 : 0
            let firstWeight = exponential(utility(person, goods: first) + helped)
            let secondWeight = second >= 0 ? exponential(utility(person, goods: second) + helped) : 0
            let place = choice * (elsewhere + firstWeight + secondWeight)
            if place >= firstWeight + secondWeight {
                satisfyElsewhere(person)
            } else {
                buy(person, goods: place < firstWeight ? first : second)
            }
        }
    }

    /// Utility of the shop's goods for a person, in logits.
    private func utility(_ person: Int, goods: Int) -> Double {
        let stage = Int(state.stage[person])
        let affinity = Double(model.people.affinity(person, goods))
        var value = goodsQuality[goods] + 1.1 * (affinity - 1) + 0.8 * Double(state.memory[person]) + Stage.trust[stage]
        let saved = offer(person, goods: goods).saved(of: goodsPrice[goods])
        if saved > 0 { value += 4 * Double(model.people.priceWeight[person]) * saved }
        // A deposit ties money up; people are used to the usual one.
        if mood.stage == .presale, terms.deposit[goods] > 0 {
            value -= 1.2 * (terms.deposit[goods] - model.parameters.demand.deposit)
        }
        if state.reviews[goods] < 60 { value -= 0.7 * (1 - state.reviews[goods] / 60) }
        if Int(state.cart[person]) == goods { value += 0.35 }
        return value
    }

    /// Today's price of goods for a person with everything that the shop offers it.
    func offer(_ person: Int, goods: Int) -> Offer {
        let price = goodsPrice[goods]
        let cell = goods * Stage.count + Int(state.stage[person])
        let base = price - Int64((Double(price) * mood.discount).rounded())
        var cut = terms.priceCut[cell]
        if mood.stage == .burst, terms.venue[goods] { cut = max(cut, model.parameters.platform.venueCut) }
        var isGroup = false
        if terms.groupBuying[goods] > cut, person & 1 == 0 {
            // Every second person has somebody to buy together with.
            cut = terms.groupBuying[goods]
            isGroup = true
        }
        let unit = cut > 0 ? base - Int64((Double(base) * cut).rounded()) : base
        var off = min(terms.coupon[cell], price / 2)
        var row = off > 0 ? terms.couponRow[cell] : -1
        if terms.thresholdOff[cell] > off, unit >= terms.thresholdFrom[cell] {
            off = terms.thresholdOff[cell]
            row = -1
        }
        if terms.firstOrder[goods] > 0, today - Int(state.lastPurchase[person]) > 365 { off += terms.firstOrder[goods] }
        if terms.ticketBenefit > 0, today - Int(state.calledFor[person]) <= 3 { off += terms.ticketBenefit }
        return Offer(base: base, unit: unit, off: min(off, unit), couponRow: row, isGroup: isGroup)
    }

    mutating func endNeed(_ person: Int) {
        state.need[person] = 255
        state.considered[person] = -1
        state.alternative[person] = -1
    }

    /// Bought from another shop: the need is gone all the same.
    mutating func satisfyElsewhere(_ person: Int) {
        endNeed(person)
        state.sated[person] = Int32(today + satiation(person))
    }

    /// Days without a new need after a purchase: between a fifth and three fifths of the usual interval.
    func satiation(_ person: Int) -> Int {
        var random = draws(person, .lapse)
        return Int(model.parameters.demand.needInterval * random.between(0.2, 0.6))
    }

    /// The newest click within the window on goods of the category.
    func lastClick(_ person: Int, category: Int) -> (line: Int, day: Int) {
        state.touches[person].newest(category: category, on: today, window: model.parameters.attributionWindow)
    }
}
