// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Own contacts: posts to lists, live rooms, messages, tickets.
extension Engine {
    /// Goods that an own contact speaks of today.
    private func featured(_ purpose: Purpose, plus offset: Int = 0) -> Int {
        var random = CounterRandom(drawSeed, offset, today, purpose)
        let start = random.index(below: max(1, available.count))
        for step in available.indices {
            let goods = (start + step) % available.count
            if available[goods] { return goods }
        }
        return -1
    }

    /// One owned channel's day: its posts, and its live room.
    mutating func contactLists(channel index: Int) {
        let channel = model.parameters.channels[index].channel
        guard let line = state.lines.existing(LineKey(channel: channel)) else { return }
        let tool = OwnedTool(channel: channel)
        // So many posts a week, spread over its days.
        let perWeek = terms.posts[index]
        let weekday = Double(state.day.weekday)
        let count = Int(((weekday + 1) * perWeek / 7).rounded(.down)) - Int((weekday * perWeek / 7).rounded(.down))
        for post in 0..<count {
            let wanted = terms.postGoods[index]
            let goods = wanted >= 0 && available[wanted] ? wanted : featured(.group, plus: index * 64 + post)
            if goods >= 0 { publish(tool, channel: index, line: line, goods: goods, number: post) }
        }
        if tool == .live, terms.liveHours[index] > 0 { goLive(channel: index, line: line) }
    }

    /// A post: people on the list read it unless they had too many.
    private mutating func publish(_ tool: OwnedTool, channel index: Int, line: Int, goods: Int, number: Int) {
        let (read, visitChance) = tool.reading(model.parameters.owned)
        let tiring = tool.tiring
        for person in 0..<model.people.count where isListed(person, tool) {
            var random = draws(person, .post, plus: index * 64 + number)
            let tired = 1 / (1 + 0.5 * Double(state.ownedFatigue[person]))
            state.ownedFatigue[person] += tiring
            guard random.uniform() < read * (tiring > 0 ? tired : 1) else { continue }
            see(person, line: line)
            state.memory[person] += (1 - state.memory[person]) * 0.02
            let affinity = Double(model.people.affinity(person, goods))
            guard random.uniform() < visitChance * affinity else { continue }
            clicks[line] += 1
            visit(person, goods: goods, line: line, occasion: index * 8 + number % 8)
        }
        // Buyers who show what they bought reassure others.
        if tool == .buyerShows { state.reviews[goods] += 3 }
    }

    private func isListed(_ person: Int, _ tool: OwnedTool) -> Bool {
        let stage = state.stage[person]
        return switch tool {
        case .groups: model.people.joinsGroup[person] && stage >= Stage.fan
        case .feed, .live, .other: stage >= Stage.fan
        case .shortVideo, .buyerShows: stage >= Stage.visitor
        case .editorial: state.need[person] != 255
        case .afterPurchase: today - Int(state.lastPurchase[person]) <= 14
        }
    }

    /// A live room: of those who are about, some look in, the more the longer it is on air; who watches is won more easily.
    ///
    /// Each hour is another chance to be met by somebody who has half an hour of the day to give, so that further hours meet fewer new people.
    private mutating func goLive(channel index: Int, line: Int) {
        let hours = min(24, terms.liveHours[index])
        let wanted = terms.liveGoods[index]
        for person in 0..<model.people.count where state.stage[person] >= Stage.visitor {
            var random = draws(person, .live, plus: index)
            // The hour at which the person would watch a live room, and whether it would watch one today at all.
            let hour = 24 * random.uniform()
            let habit = state.stage[person] >= Stage.fan ? 0.10 : 0.03
            guard hour < hours, random.uniform() < habit * mood.weekday else { continue }
            see(person, line: line)
            state.memory[person] += (1 - state.memory[person]) * 0.05
            let word = random.next()
            let need = Int(state.need[person])
            var goods = wanted
            if goods < 0 || !available[goods] {
                let category = need < 255 ? need : Int(word % UInt64(max(1, model.parameters.categories.count)))
                goods = ownFind(person, category: category, word: word >> 8)
            }
            guard goods >= 0, random.uniform() < 0.35 * Double(model.people.affinity(person, goods)) else { continue }
            clicks[line] += 1
            visit(person, goods: goods, line: line, occasion: index * 8, urge: 2.5)
        }
    }

    /// Messages at a price each: those that a line's money buys, and those that a choice orders.
    mutating func sendMessages(channel index: Int) {
        let price = model.parameters.owned.messagePrice
        for line in given.indices where given[line] > 0 && state.lines.channel[line] == index {
            let count = price > 0 ? Int(min(1e9, Double(given[line]) / price)) : 0
            send(count, channel: index, line: line, goods: state.lines.goods[line])
        }
        for order in terms.messages where order.channel == index && order.count > 0 {
            let key = LineKey(
                channel: model.parameters.channels[index].channel,
                goods: order.goods < 0 ? .all : model.parameters.goods[order.goods].id, audience: LineTable.name(order))
            guard let line = state.lines.line(for: key) else { continue }
            growLines()
            let whole = Int64(min(Double(Money.limit) / 4, (Double(order.count) * price).rounded(.up)))
            given[line] = min(Money.limit, given[line] + whole)
            send(order.count, channel: index, line: line, goods: order.goods)
        }
    }

    /// Sends at most `count` messages to the line's list. Whoever got many tires of them; inside the platform only people who came in the last 30 days
    /// or who are in a group are reached.
    private mutating func send(_ count: Int, channel index: Int, line: Int, goods wanted: Int) {
        let owned = model.parameters.owned
        let people = model.people
        let goods = wanted >= 0 ? wanted : featured(.message)
        guard goods >= 0, available[goods], people.count > 0 else { return }
        // A message inside the platform recalls six times as many as an SMS: up to 30 % against 2 to 5 %.
        let inPlatform = ["wangwang", "旺旺"].contains(model.parameters.channels[index].channel.rawValue)
        let recall = owned.messageRecall * (inPlatform ? 6 : 1)
        let list = state.lines.list[line]
        let stages = state.lines.stages[line]
        var left = count
        var order = CounterRandom(drawSeed, line, today, .message)
        let rotation = order.index(below: people.count)
        for step in 0..<people.count where left > 0 {
            var person = step + rotation
            if person >= people.count { person -= people.count }
            let stage = state.stage[person]
            let hasTicket = state.ticket[person]
            switch list {
            case .everybody: guard stage >= Stage.fan, stages >> stage & 1 == 1 else { continue }
            case .cartHolders: guard state.cart[person] >= 0 else { continue }
            case .ticketHolders: guard hasTicket else { continue }
            case .groupMembers: guard people.joinsGroup[person], stage >= Stage.fan else { continue }
            }
            if inPlatform {
                guard today - Int(state.lastVisit[person]) <= 30 || people.joinsGroup[person] else { continue }
            }
            left -= 1
            spent[line] += owned.messagePrice
            see(person, line: line)
            var random = draws(person, .ticket, plus: 1 + index)
            let tired = 1 / (1 + 0.5 * Double(state.ownedFatigue[person]))
            state.ownedFatigue[person] += 1
            state.memory[person] += (1 - state.memory[person]) * 0.02
            let held = Int(state.cart[person])
            let shown = list == .cartHolders && held >= 0 && available[held] ? held : goods
            let affinity = Double(people.affinity(person, shown))
            // Somebody who reserved waits for the call on the day.
            let expecting = hasTicket && mood.stage == .burst ? 3.0 : list == .cartHolders ? 1.5 : 1
            guard random.uniform() < recall * affinity * tired * expecting else { continue }
            clicks[line] += 1
            if hasTicket, mood.stage == .burst { redeemTicket(person) }
            visit(person, goods: shown, line: line, occasion: index * 8, urge: hasTicket ? 6 : 3)
        }
    }

    private mutating func redeemTicket(_ person: Int) {
        state.ticket[person] = false
        state.calledFor[person] = Int32(today)
        tally.recalls += 1
    }

    /// On the first day of the burst those who claimed a ticket are notified; a part of them returns, ready to buy. Whoever does not come keeps
    /// the ticket while the burst lasts and may still be reached by a message.
    mutating func callTicketHolders() {
        let goods = model.parameters.goods
        for person in state.ticket.indices where state.ticket[person] {
            var random = draws(person, .ticket)
            // A benefit that is worth it brings back twice as many.
            let isWon =
                terms.ticketBenefit > 0
                && Double(terms.ticketBenefit) >= asks(person, for: 3, median: model.parameters.demand.joinAsked)
            guard random.uniform() < model.parameters.owned.ticketRecall * (isWon ? 2 : 1) else { continue }
            let held = Int(state.cart[person])
            let category =
                held >= 0 ? goods[held].category : Int(random.next() % UInt64(max(1, model.parameters.categories.count)))
            let found = held >= 0 && available[held] ? held : ownFind(person, category: category, word: random.next())
            guard found >= 0 else { continue }
            redeemTicket(person)
            visit(person, goods: found, line: -1, occasion: organicOccasion + 2, urge: 6)
        }
    }

    /// Tickets end with the burst.
    mutating func endTickets() {
        guard mood.stage != .seeding, mood.stage != .presale, mood.stage != .burst else { return }
        for person in state.ticket.indices where state.ticket[person] { state.ticket[person] = false }
    }

    /// An impression or a contact reached a person.
    @inline(__always)
    mutating func see(_ person: Int, line: Int) {
        impressions[line] += 1
        if state.lastSeen[person] != Int32(today) {
            state.lastSeen[person] = Int32(today)
            tally.reached += 1
        }
    }

    /// Columns by line after a line came up during the day.
    mutating func growLines() {
        let more = state.lines.keys.count - given.count
        guard more > 0 else { return }
        given += [Int64](repeating: 0, count: more)
        spent += [Double](repeating: 0, count: more)
        impressions += [Int32](repeating: 0, count: more)
        clicks += [Int32](repeating: 0, count: more)
        carts += [Int32](repeating: 0, count: more)
    }
}
