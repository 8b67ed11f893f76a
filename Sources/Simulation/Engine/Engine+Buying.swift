// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// An order, with all that later becomes of it.
extension Engine {
    mutating func buy(_ person: Int, goods wanted: Int) {
        var goods = wanted
        let demand = model.parameters.demand
        var random = draws(person, .order)
        let substitutionDraw = random.uniform()
        let word = random.next()
        if state.stock[goods] <= 0 {
            available[goods] = false
            let other =
                substitutionDraw < demand.substitution
                ? ownFind(person, category: goodsCategory[goods], word: word) : -1
            guard other >= 0, state.stock[other] > 0 else {
                lostToStock += 1
                satisfyElsewhere(person)
                return
            }
            goods = other
        }
        // Pieces: one, and each further one with the same chance.
        let further = 1 - 1 / max(1, demand.quantity)
        var pieces = 1
        while pieces < 12, random.uniform() < further { pieces += 1 }
        pieces = Int(min(Int64(pieces), state.stock[goods]))
        var offer = self.offer(person, goods: goods)
        pieces += reachThreshold(person, goods: goods, pieces: pieces, offer: &offer)
        let stage = state.stage[person]
        let gmv = max(0, offer.unit * Int64(pieces) - offer.off)
        let benefit = offer.base * Int64(pieces) - gmv
        let margin = (goodsMargin[goods] - (goodsPrice[goods] - offer.base)) * Int64(pieces)
        let isNew = today - Int(state.lastPurchase[person]) > 365
        var refundDay = -1
        let refundDraw = random.uniform()
        let refundLag = refundDelay(&random)
        let receiptLag = 5 + random.index(below: 8)
        let joinDraw = random.uniform()
        let isPresale = mood.stage == .presale && terms.deposit[goods] > 0
        if refundDraw < demand.refund {
            refundDay = today + (isPresale ? mood.daysToBurst : 0) + refundLag
        } else if isPresale, 1 - refundDraw < unpaidChance(person, deposit: terms.deposit[goods]) {
            // The balance is not paid: the order is void when the burst begins.
            refundDay = today + mood.daysToBurst
        }
        let credit = lastClick(person, category: goodsCategory[goods])
        var order = OrderEvent(
            day: Int32(today), person: Int32(person), sort: isPresale ? .presale : .usual, stage: stage, goods: Int16(goods),
            pieces: Int16(pieces), gmv: gmv, margin: margin, isNew: isNew, refundDay: Int32(refundDay),
            settleDay: Int32(today + (isPresale ? mood.daysToBurst : 0) + receiptLag), touches: state.touches[person],
            line: Int32(credit.line), clickDay: Int32(credit.day), commission: 0, benefit: benefit)
        if isPresale { order.deposit = Int64((Double(gmv) * terms.deposit[goods]).rounded()) }
        if credit.line >= 0, state.lines.channel[credit.line] == model.affiliateChannel { payAffiliate(person, &order) }
        if isNew, state.broughtBy[person] >= 0 {
            order.reward = terms.referral
            state.broughtBy[person] = -1
        }
        state.ledger.orders.append(order)
        takeFromStock(goods, pieces)
        addOn(person, to: order, offer: offer)
        if offer.couponRow >= 0 { use(offer.couponRow, 1) }
        state.reviews[goods] += 0.5
        state.lastPurchase[person] = Int32(today)
        if stage != Stage.member {
            let reward = terms.joinReward[Int(stage)]
            let isWon = reward > 0 && Double(reward) >= asks(person, for: 2, median: demand.joinAsked)
            if joinDraw < demand.joining * (isWon ? 2.5 : 1) {
                state.stage[person] = Stage.member
                tally.members += 1
                if isWon { tally.rewards += reward }
            } else {
                state.stage[person] = Stage.purchased
            }
        }
        // Good goods are remembered; what is sent back is a disappointment.
        let satisfaction: Float = refundDay >= 0 ? 0.25 : 0.55
        state.memory[person] = max(state.memory[person], satisfaction)
        state.cart[person] = -1
        endNeed(person)
        state.sated[person] = Int32(today + satiation(person))
        if offer.isGroup {
            var friend = draws(person, .referral, plus: 500)
            invite(person, &friend)
        }
    }

    private mutating func takeFromStock(_ goods: Int, _ pieces: Int) {
        state.stock[goods] -= Int64(pieces)
        state.sold[goods] += Int64(pieces)
        state.soldSinceRestock[goods] += Int64(pieces)
    }

    /// One order or so many pieces use up a choice's quantity; when it is used up, the choice before it holds at once.
    private mutating func use(_ row: Int, _ count: Int) {
        guard state.held.indices.contains(row) else { return }
        state.held[row].used += Int64(count)
        if !state.held[row].isOpen { terms = DayTerms(model.parameters, held: state.held, on: state.day) }
    }

    /// Chance that the balance of a presale order is not paid: a deposit is lost then, and the more it is the fewer walk away.
    private func unpaidChance(_ person: Int, deposit: Double) -> Double {
        1 / (1 + exponential(2 + 4 * deposit * Double(model.people.priceWeight[person])))
    }

    /// Who is one piece short of a threshold discount thinks about that piece.
    private func reachThreshold(_ person: Int, goods: Int, pieces: Int, offer: inout Offer) -> Int {
        let cell = goods * Stage.count + Int(state.stage[person])
        let off = terms.thresholdOff[cell]
        let from = terms.thresholdFrom[cell]
        guard off > 0, offer.unit > 0 else { return 0 }
        let fixed = offer.off - min(offer.off, terms.coupon[cell])
        var more = 0
        if offer.unit * Int64(pieces) < from, offer.unit * Int64(pieces + 1) >= from, state.stock[goods] > pieces {
            var random = draws(person, .addOn)
            let gain = 4 * Double(model.people.priceWeight[person]) * Double(off) / Double(offer.unit) - 1.5
            if random.uniform() < 1 / (1 + exponential(-gain)) { more = 1 }
        }
        if offer.unit * Int64(pieces + more) >= from, off > offer.off {
            offer.off = min(off + fixed, offer.unit * Int64(pieces + more))
            offer.couponRow = -1
        }
        return more
    }

    /// Goods offered for less to an order that they lift over a value.
    private mutating func addOn(_ person: Int, to order: OrderEvent, offer: Offer) {
        guard !terms.addOns.isEmpty else { return }
        for (number, rule) in terms.addOns.enumerated() {
            guard rule.stages >> order.stage & 1 == 1, rule.goods != Int(order.goods), available[rule.goods],
                state.stock[rule.goods] > 0
            else { continue }
            let base = goodsPrice[rule.goods] - Int64((Double(goodsPrice[rule.goods]) * mood.discount).rounded())
            let price = max(0, base - rule.off)
            guard order.gmv < rule.from, order.gmv + price >= rule.from else { continue }
            var random = draws(person, .addOn, plus: 1000 + number)
            let affinity = Double(model.people.affinity(person, rule.goods))
            let saved = Double(base - price) / Double(max(1, base))
            let wish = 1.5 * (affinity - 1) + 4 * Double(model.people.priceWeight[person]) * saved - 1.5
            guard random.uniform() < 1 / (1 + exponential(-wish)) else { continue }
            var further = order
            further.sort = .addOn
            further.goods = Int16(rule.goods)
            further.pieces = 1
            further.gmv = price
            further.margin = goodsMargin[rule.goods] - (goodsPrice[rule.goods] - base)
            further.benefit = base - price
            further.commission = 0
            further.subsidy = 0
            further.deposit = 0
            further.reward = 0
            state.ledger.orders.append(further)
            takeFromStock(rule.goods, 1)
            return
        }
    }

    /// What falls due to the affiliate: commission and team leader's fee from the shop on settlement, subsidies from the platform's pools.
    private mutating func payAffiliate(_ person: Int, _ order: inout OrderEvent) {
        let goods = Int(order.goods)
        let affiliate = Int(state.viaAffiliate[person])
        let isInvited = affiliate >= 0 && model.affiliates.rank[affiliate] < terms.invited[goods]
        let rate = isInvited ? max(terms.commission[goods], terms.targeted[goods]) : terms.commission[goods]
        let value = Double(order.gmv)
        order.commission = Int64((value * rate).rounded())
        if affiliate >= 0, let team = model.affiliates.team(of: affiliate), state.teamPush[team] == Int16(goods) {
            order.commission += Int64((value * terms.serviceFee[goods]).rounded())
        }
        if mood.stage == .presale, terms.presaleFactor[goods] > 1 {
            let added = min(state.presalePool, Int64((value * rate * (terms.presaleFactor[goods] - 1)).rounded()))
            state.presalePool -= added
            order.subsidy += added
        }
        if mood.stage != .none, terms.doubling[goods] > 0 {
            let added = min(state.doublingPool, Int64((value * terms.doubling[goods]).rounded()))
            state.doublingPool -= added
            order.subsidy += added
        }
        state.affiliateOrders[goods] += 1
        if terms.commissionRow[goods] >= 0 { use(terms.commissionRow[goods], Int(order.pieces)) }
    }

    /// Days until goods come back: mostly two to ten, now and then up to twenty, when the commission has been settled already.
    private func refundDelay(_ random: inout CounterRandom) -> Int {
        let late = random.uniform() < 0.15
        return late ? 11 + random.index(below: 10) : 2 + random.index(below: 9)
    }
}
