// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension Engine {
    /// Goods that an own contact speaks of today.
    private func featured(_ purpose: Purpose) -> Int {
        var random = CounterRandom(drawSeed, 0, today, purpose)
        let start = random.index(below: max(1, available.count))
        for step in available.indices {
            let goods = (start + step) % available.count
            if available[goods] { return goods }
        }
        return -1
    }

    /// A post to the groups: members of the list read it unless they had too many.
    mutating func postToGroups(channel index: Int) {
        guard state.day.weekday * postsPerWeek % 7 < postsPerWeek else { return }
        let goods = featured(.group)
        guard goods >= 0, let line = state.lines.existing(LineKey(channel: model.parameters.channels[index].channel))
        else { return }
        let owned = model.parameters.owned
        for person in 0..<model.people.count where model.people.joinsGroup[person] && state.stage[person] >= Stage.fan {
            var random = CounterRandom(drawSeed, person, today, .group, plus: 0)
            let tired = 1 / (1 + 0.5 * Double(state.ownedFatigue[person]))
            state.ownedFatigue[person] += 1
            guard random.uniform() < owned.groupRead * tired else { continue }
            impressions[line] += 1
            state.memory[person] += (1 - state.memory[person]) * 0.02
            let affinity = Double(model.people.affinity(person, goods))
            guard random.uniform() < owned.groupVisit * affinity else { continue }
            clicks[line] += 1
            visit(person, goods: goods, line: line, occasion: index * 8)
        }
    }

    /// Messages at a price each, to fans and buyers of the line's audience.
    mutating func sendMessages(channel index: Int) {
        let owned = model.parameters.owned
        let people = model.people
        // A message inside the platform recalls six times as many as an SMS: up to 30 % against 2 to 5 %.
        let inPlatform = ["wangwang", "旺旺"].contains(model.parameters.channels[index].channel.rawValue)
        let recall = owned.messageRecall * (inPlatform ? 6 : 1)
        for line in given.indices where given[line] > 0 && state.lines.channel[line] == index {
            var left = owned.messagePrice > 0 ? Int(Double(given[line]) / owned.messagePrice) : 0
            let goods = state.lines.goods[line] >= 0 ? state.lines.goods[line] : featured(.message)
            guard goods >= 0, available[goods] else { continue }
            var order = CounterRandom(drawSeed, line, today, .message)
            let rotation = order.index(below: max(1, people.count))
            for step in 0..<people.count where left > 0 {
                var person = step + rotation
                if person >= people.count { person -= people.count }
                let stage = state.stage[person]
                guard stage >= Stage.fan, state.lines.stages[line] >> stage & 1 == 1 else { continue }
                left -= 1
                spent[line] += owned.messagePrice
                impressions[line] += 1
                var random = CounterRandom(drawSeed, person, today, .ticket, plus: 1 + index)
                let tired = 1 / (1 + 0.5 * Double(state.ownedFatigue[person]))
                state.ownedFatigue[person] += 1
                state.memory[person] += (1 - state.memory[person]) * 0.02
                let affinity = Double(people.affinity(person, goods))
                guard random.uniform() < recall * affinity * tired else { continue }
                clicks[line] += 1
                visit(person, goods: goods, line: line, occasion: index * 8, urge: 3)
            }
        }
    }

    /// On the first day of the burst those who claimed a ticket are called; a part of them returns, ready to buy.
    mutating func callTicketHolders() {
        let goods = model.parameters.goods
        for person in state.ticket.indices where state.ticket[person] {
            state.ticket[person] = false
            var random = CounterRandom(drawSeed, person, today, .ticket)
            guard random.uniform() < model.parameters.owned.ticketRecall else { continue }
            let held = Int(state.cart[person])
            let category =
                held >= 0 ? goods[held].category : Int(random.next() % UInt64(max(1, model.parameters.categories.count)))
            let found = held >= 0 && available[held] ? held : ownFind(person, category: category, word: random.next())
            guard found >= 0 else { continue }
            visit(person, goods: found, line: -1, occasion: model.parameters.channels.count * 8 + 2, urge: 6)
        }
    }
}
