// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Own tools whose use earns a shop exposure.
enum ShopTool: Int, CaseIterable, Sendable {
    case posts, messages, live, service, pages, addOns, tickets, samples
}

/// What the platform gives and takes: event pools, programmes, support, prepaid packages, fixed fees, the venue, exposure for active shops.
extension Engine {
    /// A new event fills the pools anew and forgets the weights of the last one.
    mutating func openEvent() {
        guard mood.event != state.event else { return }
        state.event = mood.event
        let open = mood.event >= 0
        state.presalePool = open ? model.parameters.platform.presalePool.fen : 0
        state.doublingPool = open ? model.parameters.platform.doublingPool.fen : 0
        for goods in state.outerWeight.indices { state.outerWeight[goods] = 0 }
    }

    /// Notes which own tools are in use today. A shop that used five or more of them in the last fortnight is shown more.
    mutating func noteTools() {
        func note(_ tool: ShopTool, _ isUsed: Bool) { if isUsed { state.toolDays[tool.rawValue] = Int32(today) } }
        note(.posts, terms.posts.contains { $0 > 0 })
        note(.messages, !terms.messages.isEmpty)
        note(.live, terms.liveHours.contains { $0 > 0 })
        note(.service, terms.serviceHours > 0)
        note(.pages, terms.hasPages)
        note(.addOns, !terms.addOns.isEmpty)
        note(.tickets, terms.ticketBenefit > 0)
        note(.samples, terms.hasSamples)
    }

    /// Factor on being found: 1.15 for an active shop.
    var exposure: Double {
        state.toolDays.count { today - Int($0) < 14 } >= 5 ? 1.15 : 1
    }

    /// Prepaid channels sell whole packages only: what is left of the money is not spent.
    mutating func buyWholePackages() {
        let package = model.parameters.platform.package.fen
        guard package > 0 else { return }
        for line in given.indices where given[line] > 0 && model.parameters.channels[state.lines.channel[line]].kind == .express
        {
            let whole = given[line] / package * package
            refused = min(Money.limit, refused + given[line] - whole)
            given[line] = whole
        }
    }

    /// Cold-start support: in the 30 days after a shop's first media money the platform adds traffic to every auctioned line.
    mutating func beginSupport() {
        let hasMedia = given.indices.contains {
            given[$0] > 0 && model.parameters.channels[state.lines.channel[$0]].kind.isAuctioned
        }
        if hasMedia, state.firstMedia < 0 { state.firstMedia = Int32(today) }
        let isNew = state.firstMedia >= 0 && today - Int(state.firstMedia) < 30
        support = isNew ? model.parameters.platform.coldStart : 0
    }

    /// A programme pays its share of the day's media money until its cap.
    mutating func shareMedia() {
        guard terms.programmeShare > 0 else {
            state.coFunded = 0
            return
        }
        var media = 0.0
        for line in spent.indices where model.parameters.channels[state.lines.channel[line]].kind.isAuctioned {
            media += min(Double(given[line]), spent[line].rounded(.down))
        }
        let left = max(0, min(terms.programmeCap * 100, Double(Money.limit)) - Double(state.coFunded))
        let paid = Int64(min(media * terms.programmeShare, left))
        state.coFunded += paid
        tally.platformPaid += paid
    }

    /// The first place above all results, for a fixed fee: people in need who know the shop look for it and find it at once.
    mutating func showBrandZone(channel index: Int) {
        let fee = model.parameters.platform.contractFee
        guard fee > .zero, terms.contract[index] >= fee.yuan - 1e-9,
            let line = state.lines.existing(LineKey(channel: model.parameters.channels[index].channel))
        else { return }
        given[line] = min(Money.limit, given[line] + fee.fen)
        spent[line] += Double(fee.fen)
        for entry in inMarket {
            let person = Int(entry)
            guard max(state.memory[person], Stage.memoryFloor[Int(state.stage[person])]) >= 0.15 else { continue }
            var random = draws(person, .brandZone, plus: index)
            guard random.uniform() < 0.25 else { continue }
            see(person, line: line)
            guard random.uniform() < 0.35 else { continue }
            let goods = ownFind(person, category: Int(state.need[person]), word: random.next())
            guard goods >= 0 else { continue }
            clicks[line] += 1
            visit(person, goods: goods, line: line, occasion: index * 8 + 7)
        }
    }

    /// An exclusive keyword leads people who bought before back to the shop, with or without a need.
    mutating func landKeyword() {
        let fee = model.parameters.platform.keywordFee
        guard fee > .zero, terms.keywordFee >= fee.yuan - 1e-9 else { return }
        tally.fees += fee.fen
        let categories = model.parameters.categories.count
        for person in state.stage.indices where state.stage[person] >= Stage.purchased {
            var random = draws(person, .keyword)
            guard random.uniform() < 0.015 * mood.weekday else { continue }
            let word = random.next()
            let need = Int(state.need[person])
            let category =
                need < 255
                ? need : model.people.category(of: person, draw: UInt8(truncatingIfNeeded: word), categories: categories)
            let goods = ownFind(person, category: category, word: random.next())
            if goods >= 0 { visit(person, goods: goods, line: -1, occasion: organicOccasion + 3, urge: 2) }
        }
    }

    /// During a burst people stroll through the event's venue and meet the goods entered there, the more often when clicks outside the platform
    /// have brought them weight before.
    mutating func visitVenue() {
        guard mood.stage == .burst, terms.hasVenue else { return }
        let goods = model.parameters.goods
        let needed = model.parameters.platform.outerThreshold
        var entered: [(goods: Int, chance: Double)] = []
        for index in goods.indices where terms.venue[index] && available[index] {
            entered.append((index, model.parameters.platform.venueReach * (state.outerWeight[index] >= needed ? 2 : 1)))
        }
        guard !entered.isEmpty else { return }
        for person in state.stage.indices {
            var random = draws(person, .venue)
            guard random.uniform() < 0.25 else { continue }
            for (place, item) in entered.enumerated() {
                guard random.uniform() < item.chance else { continue }
                let interest =
                    Double(model.people.affinity(person, item.goods))
                    * (Int(state.need[person]) == goods[item.goods].category ? 2 : 1)
                guard random.uniform() < 0.25 * interest else { continue }
                visit(person, goods: item.goods, line: -1, occasion: organicOccasion + 4 + place % 16, urge: 1.5)
            }
        }
    }

    /// Where the occasions of visits without a channel begin.
    var organicOccasion: Int { model.parameters.channels.count * 8 }
}
