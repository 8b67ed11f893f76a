// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Records

extension ResponseFitter {
    /// Fits the shop's outcome on the first periods and foretells the last `share` of them from their spend and controls.
    ///
    /// It judges forecasting, not whether the split between organic and paid is right: a forecast can be good with no media in it at all.
    /// R² of 0 is as good as the mean of the held-out periods, which nobody knew.
    ///
    /// - Parameter media: false leaves the spend out, for comparison.
    /// - Returns: nil when the shop's rows hold fewer than ten known periods.
    public func holdOut(_ history: CampaignHistory, share: Double = 0.2, primary: Outcome? = nil, media: Bool = true)
        throws(FitError) -> HeldOutError?
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
        var error = HeldOutError.Sums()
        for period in known where period >= first && period <= last {
            error.add(observed: shop.values[period], expected: predicted[period])
        }
        return error.result
    }
}
