// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Ages of a need: days since it arose, from `struck` on for a need that a visit created.
enum Need {
    static let struck: UInt8 = 100
    static let longest: UInt8 = 25
}

extension Engine {
    /// A person sees goods of the shop: by a click on `line`, or by itself when `line` is −1.
    ///
    /// The goods come into consideration when the person needs such goods; else the visit may create the need. A visit leaves
    /// memory, may fill the cart, make a visitor of a stranger and a fan of a visitor.
    mutating func visit(_ person: Int, goods: Int, line: Int, occasion: Int, urge: Double = 1, attention: Double = 1) {
        let demand = model.parameters.demand
        var random = draws(person, .visit, plus: occasion)
        let cartDraw = random.uniform()
        let followDraw = random.uniform()
        let impulseDraw = random.uniform()
        let ticketDraw = random.uniform()
        let attentionDraw = random.uniform()
        let affinity = Double(model.people.affinity(person, goods))
        let category = goodsCategory[goods]
        visitors += 1
        if !tally.regionVisits.isEmpty { tally.regionVisits[Int(model.people.region[person])] += 1 }
        if line >= 0 {
            state.touches[person].push(line: line, day: today, category: category)
            if mood.stage == .seeding || mood.stage == .presale {
                let kind = model.parameters.channels[state.lines.channel[line]].kind
                if kind == .offsite || kind == .affiliate { state.outerWeight[goods] += 1 }
            }
        }
        // Who clicked by accident is counted, and credited, but saw nothing.
        guard attentionDraw < attention else { return }
        state.lastVisit[person] = Int32(today)
        state.memory[person] += (1 - state.memory[person]) * 0.06
        if state.stage[person] == Stage.stranger { state.stage[person] = Stage.visitor }
        if state.stage[person] == Stage.visitor { mayFollow(person, draw: followDraw, affinity: affinity) }
        if terms.joinReward[Int(state.stage[person])] > 0 { mayJoin(person) }
        if terms.hasSamples { mayTakeSample(person, goods: goods, affinity: affinity) }
        if state.need[person] == 255, Int(state.sated[person]) <= today {
            // Events put people in the mood to buy what they had not thought of.
            let mood = self.mood.stage == .burst ? 1.6 : 1
            if impulseDraw < demand.impulse * affinity * urge * mood {
                state.need[person] = UInt8(category)
                state.needAge[person] = Need.struck
                state.considered[person] = Int16(goods)
                state.alternative[person] = -1
                inMarket.append(Int32(person))
            }
        } else if Int(state.need[person]) == category {
            consider(person, goods: goods, affinity: affinity)
        }
        let early = mood.stage == .seeding || mood.stage == .presale
        if cartDraw < demand.carting * affinity * (early ? 1.6 : 1) {
            state.cart[person] = Int16(goods)
            tally.carts += 1
            if line >= 0 { carts[line] += 1 }
        }
        if early, !state.ticket[person], ticketDraw < model.parameters.owned.ticketClaim {
            state.ticket[person] = true
            tally.tickets += 1
        }
    }

    /// Keeps the two goods that suit the person best.
    private mutating func consider(_ person: Int, goods: Int, affinity: Double) {
        let held = Int(state.considered[person])
        guard held != goods else { return }
        if held < 0 {
            state.considered[person] = Int16(goods)
        } else if affinity > Double(model.people.affinity(person, held)) {
            state.alternative[person] = Int16(held)
            state.considered[person] = Int16(goods)
        } else {
            state.alternative[person] = Int16(goods)
        }
    }

    /// Goods of a category that a person comes upon by itself: the better suited of two by how much they sell.
    func ownFind(_ person: Int, category: Int, word: UInt64) -> Int {
        var best = -1
        var bestScore = -Float.infinity
        let stage = Int(state.stage[person])
        for index in goodsCategory.indices where goodsCategory[index] == category && available[index] {
            // A known seller is found more easily; the word's bits are each goods' luck.
            let luck = Float(word >> UInt64(index * 3 % 56) & 0xFF) / 255
            var score = model.people.affinity(person, index) + luck + (state.reviews[index] > 200 ? 0.2 : 0)
            if terms.hasPages { score += terms.page[index * Stage.count + stage] }
            if score > bestScore {
                bestScore = score
                best = index
            }
        }
        return best
    }

    /// Organic visits: people with a need who know or come upon the shop, and friends of the shop who drop by.
    mutating func visitByThemselves() {
        let demand = model.parameters.demand
        let organic = organicOccasion
        let discovery = demand.discovery * exposure
        let categories = model.parameters.categories.count
        var index = 0
        while index < inMarket.count {
            let person = Int(inMarket[index])
            index += 1
            let remembered = max(state.memory[person], Stage.memoryFloor[Int(state.stage[person])])
            var random = draws(person, .organic)
            guard random.uniform() < discovery + demand.recall * Double(remembered) else { continue }
            let goods = ownFind(person, category: Int(state.need[person]), word: random.next())
            if goods >= 0 { visit(person, goods: goods, line: -1, occasion: organic) }
        }
        let browsing = UInt8(min(255, demand.browsing * mood.weekday * 256 / 0.5))
        for person in 0..<model.people.count where state.stage[person] == Stage.fan || state.stage[person] == Stage.member {
            var random = draws(person, .browse)
            let word = random.next()
            guard UInt8(truncatingIfNeeded: word) < browsing, word >> 8 & 1 == 0 else { continue }
            let category = model.people.category(
                of: person, draw: UInt8(truncatingIfNeeded: word >> 16), categories: categories)
            let goods = ownFind(person, category: category, word: random.next())
            if goods >= 0 { visit(person, goods: goods, line: -1, occasion: organic + 1) }
        }
    }
}
