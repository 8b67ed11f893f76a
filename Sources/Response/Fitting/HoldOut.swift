// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

/// How well the shop's last periods are foretold by a fit that has not seen them. It judges forecasting, not whether the split between
/// organic and paid is right: a forecast can be good with no media in it at all.
public struct HoldOutScore: Sendable, Hashable, Codable {
    /// Periods held out.
    public var periods: Int
    /// 1 − Σ(observed − predicted)² ÷ Σ(observed − mean observed)²: 0 is as good as the mean of the held-out periods, which nobody knew.
    public var rSquared: Double
    /// Mean of |observed − predicted| ÷ mean observed.
    public var relativeError: Double
}

extension ResponseFitter {
    /// Fits the shop's outcome on the first periods and foretells the last `share` of them from their spend and controls.
    ///
    /// - Parameter media: false leaves the spend out, for comparison.
    /// - Returns: nil when the shop's rows hold fewer than ten known periods.
    public func holdOut(_ history: CampaignHistory, share: Double = 0.2, primary: Outcome? = nil, media: Bool = true)
        throws(FitError) -> HoldOutScore?
    {
        let view = HistoryView(history, asOf: nil, goods: [], options: options)
        let mix = MediaMixFit(view: view, lines: view.lines, options: options)
        let outcome = try mix.outcome(primary)
        let shop = view.shop.outcome(outcome)
        let known = view.days.indices.filter { shop.known[$0] }
        guard known.count >= 10, let last = known.last else { return nil }
        let first = known[known.count - max(2, Int((share * Double(known.count)).rounded()))]
        let groups = media ? mix.groups() : []
        let model = mix.model(outcome, groups: groups, spends: groups.map(\.spend), upTo: first)
        let predicted = model.prediction()
        let test = known.filter { $0 >= first && $0 <= last }
        let mean = test.reduce(0) { $0 + shop.values[$1] } / Double(test.count)
        var misses = 0.0
        var squares = 0.0
        var absolute = 0.0
        for period in test {
            let miss = shop.values[period] - predicted[period]
            misses += miss * miss
            squares += (shop.values[period] - mean) * (shop.values[period] - mean)
            absolute += abs(miss)
        }
        return HoldOutScore(
            periods: test.count, rSquared: squares > 0 ? 1 - misses / squares : 0,
            relativeError: mean > 0 ? absolute / Double(test.count) / mean : 0)
    }
}
