// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What people do for a reward or try for little money: bringing friends, following, joining, samples; and personal advice.
extension Engine {
    /// What a reward has to be, in fen, for a person to do it: each person's own figure for each thing, around the world's median.
    func asks(_ person: Int, for thing: Int, median: Double) -> Double {
        var random = CounterRandom(model.seed, person, thing, .reward)
        return median * random.lognormal(median: 1, sigma: 0.8)
    }

    /// Old brings new: now and then a buyer talks about the shop, and for a reward that is worth it brings the friend who is most alike.
    mutating func inviteFriends() {
        guard terms.referral > 0, model.people.count > 8 else { return }
        for person in state.stage.indices where state.stage[person] >= Stage.purchased {
            var random = draws(person, .referral)
            guard random.uniform() < model.parameters.demand.talk * mood.weekday else { continue }
            guard Double(terms.referral) >= asks(person, for: 0, median: model.parameters.demand.referralAsked) else {
                continue
            }
            invite(person, &random)
        }
    }

    /// A person brings the one out of eight acquaintances whose taste is nearest, who has no order in 365 days.
    mutating func invite(_ person: Int, _ random: inout CounterRandom) {
        let goodsCount = model.people.goodsCount
        var friend = -1
        var nearest = Int.max
        for _ in 0..<8 {
            let other = random.index(below: model.people.count)
            guard other != person, today - Int(state.lastPurchase[other]) > 365 else { continue }
            var distance = 0
            for goods in 0..<goodsCount {
                distance += abs(
                    Int(model.people.tastes[person * goodsCount + goods]) - Int(model.people.tastes[other * goodsCount + goods])
                )
            }
            if distance < nearest {
                nearest = distance
                friend = other
            }
        }
        guard friend >= 0 else { return }
        var goods = -1
        for index in available.indices where available[index] {
            if goods < 0 || model.people.affinity(friend, index) > model.people.affinity(friend, goods) { goods = index }
        }
        guard goods >= 0 else { return }
        tally.invitations += 1
        state.broughtBy[friend] = Int32(person)
        // A friend's word counts for more than an advertisement.
        state.memory[friend] += (1 - state.memory[friend]) * 0.25
        visit(friend, goods: goods, line: -1, occasion: organicOccasion + 20, urge: 3)
    }

    /// A visitor may become a fan, and for a reward that is worth it more readily.
    mutating func mayFollow(_ person: Int, draw: Double, affinity: Double) {
        let stage = Int(state.stage[person])
        let reward = terms.followReward[stage]
        let isWon = reward > 0 && Double(reward) >= asks(person, for: 1, median: model.parameters.demand.followAsked)
        guard draw < model.parameters.demand.following * affinity * (isWon ? 4 : 1) else { return }
        state.stage[person] = Stage.fan
        tally.fans += 1
        if isWon { tally.rewards += reward }
    }

    /// A fan or buyer who visits may join for a gift.
    mutating func mayJoin(_ person: Int) {
        let stage = Int(state.stage[person])
        let reward = terms.joinReward[stage]
        guard reward > 0, stage < Int(Stage.member) else { return }
        var random = draws(person, .reward)
        let habit = stage >= Int(Stage.fan) ? 0.10 : 0.03
        guard random.uniform() < habit, Double(reward) >= asks(person, for: 2, median: model.parameters.demand.joinAsked) else {
            return
        }
        state.stage[person] = Stage.member
        tally.members += 1
        tally.rewards += reward
    }

    /// A visitor without an order in 365 days may take a sample: an order at the sample's price, at a fifth of the goods' cost.
    mutating func mayTakeSample(_ person: Int, goods: Int, affinity: Double) {
        let stage = Int(state.stage[person])
        let price = terms.sample[goods * Stage.count + stage]
        guard price >= 0, today - Int(state.lastPurchase[person]) > 365, state.stock[goods] > 0,
            Double(samplesToday[goods]) < terms.sampleLimit[goods]
        else { return }
        var random = draws(person, .sample)
        let item = model.parameters.goods[goods]
        // A sample for a tenth of the price is a bargain, one for a half of it none.
        let bargain = max(0, 1 - 2 * Double(price) / Double(max(1, item.price.fen)))
        guard random.uniform() < 0.35 * affinity * bargain else { return }
        samplesToday[goods] += 1
        let cost = Int64((0.2 * Double(item.price.fen - item.unitMargin.fen)).rounded())
        let credit = lastClick(person, category: item.category)
        state.ledger.orders.append(
            OrderEvent(
                day: Int32(today), person: Int32(person), sort: .sample, stage: UInt8(stage), goods: Int16(goods), pieces: 1,
                gmv: price,
                margin: price, isNew: true, refundDay: -1, settleDay: Int32(today + 5 + random.index(below: 8)),
                touches: state.touches[person], line: Int32(credit.line), clickDay: Int32(credit.day), commission: 0,
                // What a sample costs is marketing money.
                benefit: cost))
        state.lastPurchase[person] = Int32(today)
        state.memory[person] = max(state.memory[person], 0.5)
        if state.stage[person] < Stage.purchased { state.stage[person] = Stage.purchased }
        state.broughtBy[person] = -1
    }

    /// Personal advice: while staff hours last, one of six visitors in need asks and is helped for half an hour to an hour.
    mutating func isAdvised(_ person: Int) -> Bool {
        guard adviceLeft > 0 else { return false }
        var random = draws(person, .advice)
        guard random.uniform() < 1.0 / 6 else { return false }
        adviceLeft -= random.between(0.5, 1)
        tally.advised += 1
        return true
    }
}
