// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// How much money something may get: of a channel, a goods, an audience or a stage. Nil means no such rule.
public struct SpendBounds: Sendable, Hashable {
    /// At least and at most so much on every day.
    public var dailyMin, dailyMax: Cited<Money>?
    /// At least and at most so much in the whole period.
    public var totalMin, totalMax: Cited<Money>?
    /// At least and at most this share of all spend, 0…1.
    public var shareMin, shareMax: Cited<Double>?

    public init() {}
}

/// What a merchant promotes for on the platform's form.
public enum Aim: String, Sendable, CaseIterable, Codable, Hashable { case buy, visit, cart }

/// How bids are made: as much volume as the budget brings, held to a cost, or held to a return.
public enum Bidding: String, Sendable, CaseIterable, Codable, Hashable { case volume, cost, roi }

/// How a day's money is spent.
public enum Pacing: String, Sendable, CaseIterable, Codable, Hashable { case quick, smooth }

/// What the platform's form asks, for the whole brief or for one channel.
public struct FormAnswers: Sendable, Hashable {
    public var aim: Cited<Aim>?
    public var bidding: Cited<Bidding>?
    public var pacing: Cited<Pacing>?
    /// 1, 3, 7, 15 or 30 days after the click.
    public var attributionDays: Cited<Int>?

    public init() {}
}

/// The rules of one channel, under `channels:`.
public struct ChannelRule: Sendable, Hashable {
    public var channel: Cited<Channel>
    public var bounds = SpendBounds()
    /// A day on which the channel is used costs at least so much.
    public var minIfUsed: Cited<Money>?
    /// A prepaid package: exactly this sum a day, or nothing.
    public var package: Cited<Money>?
    /// True: no money.
    public var exclude: Cited<Bool>?
    /// What sort of channel it is, where its name does not tell.
    public var kind: Cited<ChannelKind>?
    /// Largest change of the channel's spend from one day to the next, a share of the day before.
    public var changeLimit: Cited<Double>?
    public var form = FormAnswers()

    public init(channel: Cited<Channel>) { self.channel = channel }
}

/// The rules of one goods, under `goods_rules:`.
public struct GoodsRule: Sendable, Hashable {
    public var goods: Cited<GoodsID>
    public var bounds = SpendBounds()
    public var exclude: Cited<Bool>?
    /// Commission rates to choose from for this goods, as shares, in rising order; instead of the common ones.
    public var rates: Cited<[Double]>?

    public init(goods: Cited<GoodsID>) { self.goods = goods }
}

/// The rules of one audience, under `audiences:`.
public struct AudienceRule: Sendable, Hashable {
    public var audience: Cited<Audience>
    public var bounds = SpendBounds()
    public var exclude: Cited<Bool>?

    public init(audience: Cited<Audience>) { self.audience = audience }
}

/// One stage of the period (蓄水, 预售, 爆发, 返场 or a merchant's own), under `stages:`.
public struct Stage: Sendable, Hashable {
    public var name: Cited<String>
    /// First and last day, both included.
    public var begin, end: Cited<Day>
    /// Exactly so much in the stage.
    public var budget: Cited<Money>?
    /// Exactly this share of all spend.
    public var share: Cited<Double>?
    /// Lower and upper bounds; `min` and `max` in the file are the totals.
    public var bounds = SpendBounds()

    public init(name: Cited<String>, begin: Cited<Day>, end: Cited<Day>) {
        self.name = name
        self.begin = begin
        self.end = end
    }
}
