// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension Engine {
    /// At the end of the day people with a need decide: for goods of the shop that they considered, or for another shop.
    ///
    /// A fast decider decides on most days, a slow one on few: together they make the delay between click and order. The choice
    /// is a logit between the goods considered and everything else (McFadden 1974).
    mutating func decide() {
        let demand = model.parameters.demand
        for entry in inMarket {
            let person = Int(entry)
            guard state.need[person] != 255 else { continue }
            var random = CounterRandom(drawSeed, person, today, .decision)
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
            let elsewhere = exponential(demand.outside - (state.needAge[person] >= Need.struck ? 1.5 : 0))
            let second = Int(state.alternative[person])
            let firstWeight = exponential(utility(person, goods: first))
            let secondWeight = second >= 0 ? exponential(utility(person, goods: second)) : 0
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
        let item = model.parameters.goods[goods]
        let stage = Int(state.stage[person])
        let affinity = Double(model.people.affinity(person, goods))
        let benefit = Double(benefits[goods * Stage.count + stage]) / Double(max(1, item.price.fen))
        var value = item.quality + 1.1 * (affinity - 1) + 0.8 * Double(state.memory[person]) + Stage.trust[stage]
        value += 4 * Double(model.people.priceWeight[person]) * benefit
        if state.reviews[goods] < 60 { value -= 0.7 * (1 - state.reviews[goods] / 60) }
        if Int(state.cart[person]) == goods { value += 0.35 }
        return value
    }

    private mutating func endNeed(_ person: Int) {
        state.need[person] = 255
        state.considered[person] = -1
        state.alternative[person] = -1
    }

    /// Bought from another shop: the need is gone all the same.
    private mutating func satisfyElsewhere(_ person: Int) {
        endNeed(person)
        state.sated[person] = Int32(today + satiation(person))
    }

    /// Days without a new need after a purchase: between a fifth and three fifths of the usual interval.
    private func satiation(_ person: Int) -> Int {
        var random = CounterRandom(drawSeed, person, today, .lapse)
        return Int(model.parameters.demand.needInterval * random.between(0.2, 0.6))
    }

    private mutating func buy(_ person: Int, goods wanted: Int) {
        var goods = wanted
        let demand = model.parameters.demand
        var random = CounterRandom(drawSeed, person, today, .order)
        let substitutionDraw = random.uniform()
        let word = random.next()
        if state.stock[goods] <= 0 {
            available[goods] = false
            let other =
                substitutionDraw < demand.substitution
                ? ownFind(person, category: model.parameters.goods[goods].category, word: word) : -1
            guard other >= 0, state.stock[other] > 0 else {
                lostToStock += 1
                satisfyElsewhere(person)
                return
            }
            goods = other
        }
        let item = model.parameters.goods[goods]
        // Pieces: one, and each further one with the same chance.
        let further = 1 - 1 / max(1, demand.quantity)
        var pieces = 1
        while pieces < 12, random.uniform() < further { pieces += 1 }
        pieces = Int(min(Int64(pieces), state.stock[goods]))
        let stage = Int(state.stage[person])
        let benefit = benefits[goods * Stage.count + stage]
        let unitPrice = item.price.fen - Int64((Double(item.price.fen) * mood.discount).rounded())
        let gmv = max(0, unitPrice * Int64(pieces) - benefit)
        let margin = (item.unitMargin.fen - (item.price.fen - unitPrice)) * Int64(pieces)
        let isNew = today - Int(state.lastPurchase[person]) > 365
        var refundDay = -1
        let refundDraw = random.uniform()
        let refundLag = refundDelay(&random)
        let receiptLag = 5 + random.index(below: 8)
        let joinDraw = random.uniform()
        if mood.stage == .presale {
            // One balance in twelve is not paid: the order is void when the burst begins.
            if refundDraw < demand.refund {
                refundDay = today + mood.daysToBurst + refundLag
            } else if refundDraw > 1 - 1.0 / 12 {
                refundDay = today + mood.daysToBurst
            }
        } else if refundDraw < demand.refund {
            refundDay = today + refundLag
        }
        let credit = lastClick(person, category: item.category)
        var commission: Int64 = 0
        if credit.line >= 0, state.lines.channel[credit.line] == model.affiliateChannel {
            commission = Int64((Double(gmv) * rates[goods]).rounded())
            state.affiliateOrders[goods] += 1
        }
        state.ledger.orders.append(
            OrderEvent(
                day: Int32(today), goods: Int16(goods), pieces: Int16(pieces), gmv: gmv, margin: margin, isNew: isNew,
                refundDay: Int32(refundDay),
                settleDay: Int32(today + (mood.stage == .presale ? mood.daysToBurst : 0) + receiptLag),
                touches: state.touches[person], line: Int32(credit.line), clickDay: Int32(credit.day), commission: commission,
                benefit: benefit))
        state.stock[goods] -= Int64(pieces)
        state.sold[goods] += Int64(pieces)
        state.soldSinceRestock[goods] += Int64(pieces)
        state.reviews[goods] += 0.5
        state.lastPurchase[person] = Int32(today)
        if state.stage[person] != Stage.member {
            state.stage[person] = joinDraw < demand.joining ? Stage.member : Stage.purchased
        }
        // Good goods are remembered; what is sent back is a disappointment.
        let satisfaction: Float = refundDay >= 0 ? 0.25 : 0.55
        state.memory[person] = max(state.memory[person], satisfaction)
        state.cart[person] = -1
        endNeed(person)
        state.sated[person] = Int32(today + satiation(person))
    }

    /// Days until goods come back: mostly two to ten, now and then up to twenty, when the commission has been settled already.
    private func refundDelay(_ random: inout CounterRandom) -> Int {
        let late = random.uniform() < 0.15
        return late ? 11 + random.index(below: 10) : 2 + random.index(below: 9)
    }

    /// The newest click within the window on goods of the category.
    private func lastClick(_ person: Int, category: Int) -> (line: Int, day: Int) {
        state.touches[person].credited(category: category, on: today, window: model.parameters.attributionWindow).first
            ?? (-1, -1)
    }
}
