// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns a campaign's history into response curves with their uncertainty.
///
/// Two situations are told apart by the data. Where the records say what each line brought (clicks, orders …), every line gets its own
/// curve and lines borrow strength from one another. Where only the shop's totals are known, they are explained jointly by the
/// spend of all lines, an organic level, trend, season, controls and event stages (a media mix model). The article *Model* of this
/// module's documentation writes both down.
public struct ResponseFitter: Sendable {
    public var options: FitOptions

    public init(options: FitOptions = FitOptions()) { self.options = options }

    /// Fits every line of the history.
    ///
    /// - Parameters:
    ///   - history: records and shop rows.
    ///   - asOf: last day that may be used; later periods are hidden. Nil uses all.
    ///   - primary: outcome that the curves give; nil lets the data decide (see *Model*).
    ///   - requestedLines: lines that a curve is wanted for even if the history does not have them; they get their channel's prior.
    ///   - goods: prices and categories, beyond those of the history.
    public func fit(
        _ history: CampaignHistory, asOf: Day? = nil, primary: Outcome? = nil, requestedLines: [LineKey] = [],
        goods: [Goods] = []
    ) throws(FitError) -> FittedResponse {
        let view = HistoryView(history, asOf: asOf, goods: goods, options: options)
        for experiment in options.experiments {
            guard experiment.standardError > 0, experiment.standardError.isFinite, experiment.effect.isFinite else {
                throw .badExperiment(experiment, field: "standard_error")
            }
            guard view.lines.contains(where: { experiment.covers($0.line) }) else {
                throw .badExperiment(experiment, field: "channel")
            }
            guard experiment.begin <= experiment.end else { throw .badExperiment(experiment, field: "end") }
            if let change = experiment.spendChange, !(change > 0 && change.isFinite) {
                throw .badExperiment(experiment, field: "spend_change")
            }
        }
        let paid = view.lines.filter { ChannelKind.of($0.line.channel) != .affiliate }
        var affiliates = AffiliateFit.fit(view, requested: requestedLines, options: options)
        let wanted = requestedLines.filter { ChannelKind.of($0.channel) != .affiliate }
        guard !paid.isEmpty || !wanted.isEmpty || !affiliates.isEmpty else { throw .nothingToFit(asOf: asOf) }
        var response: FittedResponse
        if paid.isEmpty {
            response = FittedResponse(cadence: view.history.cadence, asOf: view.asOf, lines: [])
        } else if view.hasLineOutcomes {
            let (found, incrementality) = try LineLevelFit(view: view, lines: paid, options: options).fit(
                primary: primary, wanted: wanted, affiliates: AffiliateFit.sales(view, fitted: affiliates))
            response = found
            let channel = view.lines.map(\.line.channel).first { ChannelKind.of($0) == .affiliate } ?? "affiliate"
            for index in affiliates.indices {
                affiliates[index].incremental = IncrementalShare(incrementality.shares(of: channel))
            }
        } else if !view.shop.outcomes.isEmpty {
            response = try mix(view, paid, primary: primary, wanted: wanted)
            if options.scoresHoldOut { response.heldOut = try holdOut(view.history, primary: primary) }
        } else {
            response = FittedResponse(
                cadence: view.history.cadence, asOf: view.asOf, lines: [], warnings: [Notice("response.no-outcomes")])
        }
        response.warnings += unused(view)
        let have = Set(response.lines.map(\.line))
        let cold = Set(wanted + paid.map(\.line)).subtracting(have).sorted()
        if !cold.isEmpty {
            response.lines += Self.prior(for: cold, cadence: view.history.cadence, options: options, prices: view.prices).lines
        }
        var result = FittedResponse(
            cadence: response.cadence, asOf: view.asOf, lines: response.lines, affiliates: affiliates,
            warnings: response.warnings)
        result.heldOut = response.heldOut
        return result
    }

    /// Experiments that say nothing of this history: none of their days, or no spend in them.
    private func unused(_ view: HistoryView) -> [Notice] {
        options.experiments.filter { experiment in
            guard experiment.spendChange == nil else {
                return !view.days.contains { experiment.begin <= $0 && $0 <= experiment.end }
            }
            return !view.lines.contains { line in
                experiment.covers(line.line)
                    && view.days.indices.contains { period in
                        line.spend[period] > 0 && experiment.begin <= view.days[period] && view.days[period] <= experiment.end
                    }
            }
        }.map {
            Notice(
                "response.experiment-unused",
                ["channel": .text($0.channel.rawValue), "begin": .day($0.begin), "end": .day($0.end)])
        }
    }

    /// The media mix of the shop, or of every geo by itself where the records' audiences are the names of the shop's geos.
    private func mix(
        _ view: HistoryView, _ lines: [LineSeries], primary: Outcome?, wanted: [LineKey]
    ) throws(FitError) -> FittedResponse {
        let geos = view.history.geos
        let audiences = Set(lines.map(\.line.audience.rawValue))
        guard geos.count > 1, audiences.isSubset(of: geos) else {
            return try MediaMixFit(view: view, lines: lines, options: options).fit(primary: primary, wanted: wanted)
        }
        var joined = FittedResponse(cadence: view.history.cadence, asOf: view.asOf, lines: [])
        for geo in geos {
            var part = view
            part.shop = view.history.shopSeries(geo: geo)
            let own = lines.filter { $0.line.audience.rawValue == geo }
            guard !own.isEmpty else { continue }
            let fitted = try MediaMixFit(view: part, lines: own, options: options).fit(primary: primary)
            joined.lines += fitted.lines
            joined.warnings += fitted.warnings
        }
        return joined
    }

    /// Curves of a merchant's first delivery: the documented priors of the channels' kinds, with wide intervals.
    public static func prior(
        for lines: [LineKey], cadence: Cadence = .daily, goods: [Goods] = [], options: FitOptions = FitOptions()
    ) -> FittedResponse {
        var prices: [GoodsID: Double] = [:]
        for item in goods { if let price = item.price, price > .zero { prices[item.id] = price.yuan } }
        let media = Set(lines.filter { ChannelKind.of($0.channel) != .affiliate }).sorted()
        let commissions = Set(lines.filter { ChannelKind.of($0.channel) == .affiliate }.map(\.goods)).sorted()
        var response = prior(for: media, cadence: cadence, options: options, prices: prices)
        response.affiliates = commissions.map { AffiliateFit.prior($0, price: prices[$0], cadence: cadence, options: options) }
        return response
    }

    static func prior(for lines: [LineKey], cadence: Cadence, options: FitOptions, prices: [GoodsID: Double]) -> FittedResponse
    {
        let fitted = lines.map { key -> FittedLine in
            let prior = ChannelPriors.of(.of(key.channel))
            var rates: [Outcome: RatePool] = [:]
            for outcome in [Outcome.carts, .orders, .newCustomers, .gmv, .settledGMV] {
                guard let mean = prior.perClick(outcome, price: prices[key.goods]) else { continue }
                rates[outcome] = RatePool(
                    mean: mean, unit: 1, relative: prior.spread(outcome, priceKnown: prices[key.goods] != nil))
            }
            return ColdLines.line(
                key, primary: .clicks, level: (-log(prior.costPerClick), prior.costSpread),
                reference: prior.referenceSpend * Double(cadence.days), shape: prior.shape(cadence), rates: rates,
                weekday: cadence == .daily ? Array(repeating: 1, count: 7) : [], stages: [:], evidence: .prior,
                options: options,
                warnings: [Notice("response.from-prior", ["line": .text(key.description)])])
        }
        return FittedResponse(
            cadence: cadence, asOf: nil, lines: fitted,
            warnings: fitted.isEmpty ? [] : [Notice("response.no-history", ["lines": .count(fitted.count)])])
    }
}
