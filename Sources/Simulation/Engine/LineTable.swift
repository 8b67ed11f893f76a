// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The lines that a world knows, by index.
struct LineTable: Sendable {
    private(set) var keys: [LineKey] = []
    /// Index of the channel in the world's parameters.
    private(set) var channel: [Int] = []
    /// Index of the goods, −1 for all goods.
    private(set) var goods: [Int] = []
    /// Stages that the line reaches, as bits.
    private(set) var stages: [UInt8] = []
    /// List that narrows them further.
    private(set) var list: [ContactList] = []
    private var indices: [LineKey: Int] = [:]
    private let channels: [Channel: Int]
    private let goodsIndices: [GoodsID: Int]
    private let audiences: [Audience: UInt8]
    private let isMessage: [Bool]

    private static let known: [Audience: UInt8] = [
        .all: 0b11111, .stranger: 0b00001, .visitor: 0b00110, .fan: 0b00100, .purchased: 0b11000, .member: 0b10000,
    ]

    /// Lists that messages can go to beside the stages.
    private static let lists: [Audience: ContactList] = [
        .cartHolder: .cartHolders, .ticketHolder: .ticketHolders, .groupMember: .groupMembers,
    ]

    /// The stages of an audience by name; no stage for an unknown one.
    func stages(named audience: Audience) -> UInt8 { audiences[audience] ?? 0 }

    init(_ model: WorldModel) {
        channels = Dictionary(
            model.parameters.channels.enumerated().map { ($1.channel, $0) }, uniquingKeysWith: { first, _ in first })
        goodsIndices = Dictionary(
            model.parameters.goods.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var audiences = LineTable.known
        for audience in model.parameters.audiences { audiences[audience.name] = audience.stages }
        self.audiences = audiences
        isMessage = model.parameters.channels.map { $0.kind == .message }
        // The lines without media money always exist, so that their results have a place.
        for channel in model.parameters.channels {
            if channel.kind == .affiliate {
                for item in model.parameters.goods { _ = line(for: LineKey(channel: channel.channel, goods: item.id)) }
            } else if channel.kind == .owned || channel.kind == .brandZone {
                _ = line(for: LineKey(channel: channel.channel))
            }
        }
    }

    /// The index of a line, made when it is new; nil when the world has no such channel, goods or audience.
    mutating func line(for key: LineKey) -> Int? {
        if let known = indices[key] { return known }
        guard let channel = channels[key.channel], keys.count < 0xFFFE else { return nil }
        // Lists are for messages alone: an auction knows nobody's cart.
        let list = isMessage[channel] ? LineTable.lists[key.audience] ?? .everybody : .everybody
        guard let stages = list == .everybody ? audiences[key.audience] : 0b11111 else { return nil }
        var goods = -1
        if key.goods != .all {
            guard let index = goodsIndices[key.goods] else { return nil }
            goods = index
        }
        let index = keys.count
        keys.append(key)
        self.channel.append(channel)
        self.goods.append(goods)
        self.stages.append(stages)
        self.list.append(list)
        indices[key] = index
        return index
    }

    /// The audience that a message order goes to, by name.
    static func name(_ order: DayTerms.MessageOrder) -> Audience {
        if let list = lists.first(where: { $0.value == order.list }) { return list.key }
        return known.first { $0.value == order.stages }?.key ?? .all
    }

    /// The index of goods by id.
    func goodsIndex(_ id: GoodsID) -> Int? { goodsIndices[id] }
    /// The index of a line that exists.
    func existing(_ key: LineKey) -> Int? { indices[key] }
}
