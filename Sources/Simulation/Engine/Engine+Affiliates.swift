// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension Engine {
    /// Each affiliate decides every few days which two goods to push, by what a click earns: price × (commission less the
    /// platform's fee + subsidy) × conversions per click that the goods are believed to make, against six offers of other shops.
    mutating func chooseAffiliatePushes() {
        let parameters = model.parameters
        let figures = parameters.affiliates
        guard model.affiliates.count > 0 else { return }
        let goods = parameters.goods
        for index in goods.indices {
            // What was seen in the last weeks counts; the start is a guess of three in a hundred.
            state.affiliateClicks[index] = 0.97 * state.affiliateClicks[index] + 0.03 * 200
            state.affiliateOrders[index] = 0.97 * state.affiliateOrders[index] + 0.03 * 6
            state.belief[index] = state.affiliateOrders[index] / max(1, state.affiliateClicks[index])
        }
        decideTeams()
        let subsidy = mood.stage == .none ? 0 : figures.subsidy
        for affiliate in 0..<model.affiliates.count where (today + affiliate) % max(1, figures.rethink) == 0 {
            var random = CounterRandom(drawSeed, affiliate, today, .affiliateChoice)
            let whim = model.affiliates.whim[affiliate]
            var best = (score: -Double.infinity, goods: -1)
            var next = best
            for index in 0..<goods.count + 6 {
                let noise = whim * random.gumbel()
                let score: Double
                if index < goods.count {
                    guard available[index] else { continue }
                    let earned =
                        Double(goodsPrice[index]) * earning(affiliate, goods: index, subsidy: subsidy) * state.belief[index]
                        * (goodsCategory[index] == model.affiliates.niche[affiliate] ? 1 : 0.35)
                    score = logarithm(max(earned, 1e-6)) + noise + teamWord(affiliate, goods: index)
                } else {
                    score = logarithm(figures.outsideEarning) + 0.5 * random.normal() + noise
                }
                if score > best.score {
                    next = best
                    best = (score, index < goods.count ? index : -1)
                } else if score > next.score {
                    next = (score, index < goods.count ? index : -1)
                }
            }
            state.push[affiliate * 2] = Int16(best.goods)
            state.push[affiliate * 2 + 1] = Int16(next.goods)
        }
    }

    /// What a sale of goods earns an affiliate, as a share of its value.
    private func earning(_ affiliate: Int, goods: Int, subsidy: Double) -> Double {
        let isInvited = model.affiliates.rank[affiliate] < terms.invited[goods]
        let rate = isInvited ? max(terms.commission[goods], terms.targeted[goods]) : terms.commission[goods]
        let own = rate * (1 - model.parameters.affiliates.fee)
        // The platform's subsidies bear no fee.
        var added = subsidy
        if mood.stage == .presale, state.presalePool > 0 { added += rate * (terms.presaleFactor[goods] - 1) }
        if mood.stage != .none, state.doublingPool > 0 { added += terms.doubling[goods] }
        return own + added
    }

    /// A team's word for goods, in logits.
    private func teamWord(_ affiliate: Int, goods: Int) -> Double {
        guard let team = model.affiliates.team(of: affiliate), state.teamPush[team] == Int16(goods) else { return 0 }
        return 0.8
    }

    /// Every few days each team leader speaks for the goods whose fee earns most, unless another shop's earns more.
    private mutating func decideTeams() {
        guard terms.serviceFee.contains(where: { $0 > 0 }) else {
            for team in state.teamPush.indices { state.teamPush[team] = -1 }
            return
        }
        let outside = 0.2 * model.parameters.affiliates.outsideEarning
        for team in state.teamPush.indices where (today + team) % max(1, model.parameters.affiliates.rethink) == 0 {
            var random = CounterRandom(drawSeed, team, today, .team)
            var best = (score: logarithm(outside) + 0.5 * random.normal() + 0.3 * random.gumbel(), goods: -1)
            for goods in goodsPrice.indices where available[goods] && terms.serviceFee[goods] > 0 {
                let earned = Double(goodsPrice[goods]) * terms.serviceFee[goods] * state.belief[goods]
                let score = logarithm(max(earned, 1e-6)) + 0.3 * random.gumbel()
                if score > best.score { best = (score, goods) }
            }
            state.teamPush[team] = Int16(best.goods)
        }
    }

    /// Followers see what their affiliates push.
    mutating func contactFollowers(channel index: Int) {
        let figures = model.parameters.affiliates
        guard state.push.contains(where: { $0 >= 0 }) else { return }
        let goods = model.parameters.goods
        let lines = goods.map {
            state.lines.existing(LineKey(channel: model.parameters.channels[index].channel, goods: $0.id)) ?? -1
        }
        let people = model.people
        let push = state.push
        let needs = state.need
        let limit = UInt64(min(1, max(0, figures.contact)) * 0x1p32)
        for person in 0..<people.count where people.firstAffiliate[person] >= 0 {
            var random = draws(person, .affiliateContact)
            let word = random.next()
            guard word >> 32 < limit else { continue }
            let second = people.secondAffiliate[person]
            let affiliate = Int(second >= 0 && word & 1 == 1 ? second : people.firstAffiliate[person])
            let pushed = Int(push[affiliate * 2 + Int(word >> 1 & 1)])
            guard pushed >= 0, available[pushed], lines[pushed] >= 0 else { continue }
            let line = lines[pushed]
            let affinity = Double(people.affinity(person, pushed))
            let wanted = Int(needs[person]) == goods[pushed].category
            see(person, line: line)
            let chance = figures.clickRate * affinity * (wanted ? 2.5 : 1) / (1 + 0.15 * Double(state.fatigue[person]))
            state.fatigue[person] += 0.5
            guard random.uniform() < chance else { continue }
            clicks[line] += 1
            state.affiliateClicks[pushed] += 1
            state.viaAffiliate[person] = Int16(affiliate)
            visit(person, goods: pushed, line: line, occasion: index * 8)
        }
    }
}
