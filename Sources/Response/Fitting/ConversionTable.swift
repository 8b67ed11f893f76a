// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

/// How the fitted outcome of each line becomes the outcomes that plans ask for.
struct ConversionTable {
    /// Outcome that curves give.
    let primary: Outcome
    private let view: HistoryView
    private let perMeasured: RateTable
    private let perPrimary: RateTable?
    private let elasticity: ConversionElasticity?
    private let measuredOutcome: Outcome
    /// γ by joint draw of the channels that were seen.
    private var gammas: [Channel: [Double]] = [:]
    /// By line: pools per unit of the fitted outcome.
    private(set) var measured: [LineKey: [Outcome: RatePool]] = [:]

    init(
        view: HistoryView, works: [LineWork], lines: [LineSeries], measured outcome: Outcome, primary: Outcome,
        options: FitOptions
    ) {
        self.view = view
        self.primary = primary
        measuredOutcome = outcome
        perMeasured = RateTable(view: view, lines: lines, primary: outcome)
        if primary != outcome {
            perPrimary = RateTable(view: view, lines: lines, primary: primary)
            elasticity = ConversionElasticity(
                view: view, works: works, lines: Dictionary(uniqueKeysWithValues: lines.map { ($0.line, $0) }),
                outcome: primary, options: options)
        } else {
            perPrimary = nil
            elasticity = nil
        }
        for work in works {
            measured[work.key] = perMeasured.pools(work.key, price: view.prices[work.key.goods])
            if let elasticity, gammas[work.key.channel] == nil {
                gammas[work.key.channel] = elasticity.draws(work.key.channel)
            }
        }
    }

    private func pools(_ key: LineKey) -> [Outcome: RatePool] {
        measured[key] ?? perMeasured.pools(key, price: view.prices[key.goods])
    }

    /// Nil where curves give what was fitted.
    func conversion(_ key: LineKey) -> LineConversion? {
        guard let elasticity, let rate = pools(key)[primary] else { return nil }
        return LineConversion(rate: rate, gammas: gammas[key.channel] ?? elasticity.draws(key.channel))
    }

    /// Rates per unit of the primary outcome.
    ///
    /// Money and new customers are counted per order where orders were seen; clicks and carts per order follow from how clicks convert,
    /// because a line without an order yet has clicks all the same.
    func rates(_ key: LineKey) -> [Outcome: RatePool] {
        let own = pools(key)
        guard let perPrimary, let rate = own[primary], rate.mean > 0 else { return own }
        var result = perPrimary.pools(key, price: view.prices[key.goods])
        result[measuredOutcome] = RatePool(mean: 1 / rate.mean, unit: 1, relative: 0)
        for (outcome, pool) in own where !HistoryView.converts(outcome) {
            result[outcome] = RatePool(mean: pool.mean / rate.mean, unit: 1, relative: pool.relative)
        }
        return result
    }

    /// What a line's spend sold of an outcome by period, as reports credit it.
    func attributed(_ work: LineWork, _ outcome: Outcome) -> [Double] {
        let rate = outcome == measuredOutcome ? 1 : (pools(work.key)[outcome]?.mean ?? 0)
        let gamma = HistoryView.converts(outcome) ? (elasticity?.estimate(work.key.channel).mean ?? 1) : 1
        return gamma == 1 ? work.media.map { $0 * rate } : work.conversions(rate: rate, gamma: gamma)
    }

    /// How much later clicks saturate than sales, by channel.
    func notices(_ works: [LineWork]) -> [Notice] {
        guard let elasticity else { return [] }
        return gammas.keys.sorted().compactMap { channel in
            let (mean, spread) = elasticity.estimate(channel)
            guard mean + 1.645 * spread < 1 else { return nil }
            return Notice(
                "response.conversion-falls",
                ["channel": .text(channel.rawValue), "more": .share(0.1), "sales": .share(0.1 * mean)])
        }
    }
}
