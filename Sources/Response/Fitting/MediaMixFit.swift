// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

struct MediaMixFit {
    var view: HistoryView
    var lines: [LineSeries]
    var options: FitOptions

    func fit(primary: Outcome?, wanted: [LineKey]) throws(FitError) -> FittedResponse {
        FittedResponse(cadence: view.history.cadence, asOf: view.asOf, lines: [])
    }
}
