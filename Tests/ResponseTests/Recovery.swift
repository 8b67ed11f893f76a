// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Foundation
import Market
import Records
import Response

/// One simulated line of the model's own form: y = weekday · (organic + curve(e)) · noise.
struct OwnFormHistory {
    var history: CampaignHistory
    var curve: ResponseCurve
    var carryOver: Double
    var meanSpend: Double

    /// Truth of the response to a steady spend.
    func response(_ spend: Double) -> Double { curve.curve.value(at: spend / (1 - carryOver)) }

    /// - Parameters:
    ///   - share: share of the outcome that media bring at the mean spend.
    ///   - held: days for which a budget is left alone, on average.
    ///   - pauses: share of days without spend, which is part of the spend's variation.
    ///   - shopOnly: outcome in the shop's rows instead of the line's records.
    init(
        seed: UInt64, days: Int = 180, outcomeVariation: Double = 0.2, spendVariation: Double = 0.5, share: Double = 0.3,
        shopOnly: Bool = false,
        pauses: Double = 0.15, held: Double = 4
    ) throws {
        var random = CounterRandom(seed: seed, 99)
        func normal() -> Double { (-2 * log(random.uniform())).squareRoot() * cos(2 * .pi * random.uniform()) }
        meanSpend = 500
        // Near the prior of search: a mean of 0.15.
        carryOver = 0.3 * random.uniform()
        let kappa = exp(log(1.2) + 0.6 * normal())
        let reference = meanSpend / (1 - carryOver)
        let level = 3000.0
        let amplitude = share * level
        let shape: ResponseCurve
        switch seed % 4 {
        case 0: shape = .exponential(ExponentialCurve(cap: 1, scaleSpend: kappa * reference))
        case 1: shape = .hill(HillCurve(cap: 1, halfSpend: kappa * reference, exponent: 1))
        case 2: shape = .logarithm(LogarithmCurve(gain: 1, scaleSpend: kappa * reference))
        default: shape = .power(PowerCurve(gain: 1, scaleSpend: reference, exponent: min(1, max(0.3, 0.7 + 0.2 * normal()))))
        }
        curve = shape.scaled(by: amplitude / shape.curve.value(at: reference))
        let weekday = [0.95, 0.92, 0.95, 0.98, 1.05, 1.1, 1.05]
        let first = Day("2025-03-03")!
        // Log-normal spend and noise of the given coefficients of variation.
        // With pauses, 1 + CV² = (1 + CV² of the other days) / (1 − pauses).
        let spendLog = log(max(1, (1 + spendVariation * spendVariation) * (1 - pauses))).squareRoot()
        let noiseLog = log(1 + outcomeVariation * outcomeVariation).squareRoot()
        var carried = 0.0
        var budget = 0.0
        var records: [HistoryRecord] = []
        var shop: [ShopRecord] = []
        for index in 0..<days {
            let day = first.advanced(by: index)
            if index == 0 || random.uniform() < 1 / held {
                let on = random.uniform() >= pauses
                budget = on ? meanSpend / (1 - pauses) * exp(spendLog * normal() - 0.5 * spendLog * spendLog) : 0
            }
            let spend = Money(yuan: budget)!
            carried = spend.yuan + carryOver * carried
            let mean = weekday[day.weekday] * ((1 - share) * level + curve.curve.value(at: carried))
            let gmv = Money(yuan: mean * exp(noiseLog * normal() - 0.5 * noiseLog * noiseLog))!
            records.append(HistoryRecord(day: day, line: LineKey(channel: "search"), spend: spend, gmv: shopOnly ? nil : gmv))
            if shopOnly { shop.append(ShopRecord(day: day, gmv: gmv)) }
        }
        history = try CampaignHistory(records: records, shop: shop)
    }
}

/// What a set of replications says of a method.
struct RecoveryReport {
    /// Truth within the 90 % interval, over all replications and the three spends.
    var coverage = 0.0
    /// Median of |estimate ÷ truth − 1| at the mean spend.
    var medianError = 0.0
    /// Mean width of the interval ÷ truth at mean spend.
    var width = 0.0

    init(seeds: ClosedRange<UInt64>, make: (UInt64) throws -> OwnFormHistory) rethrows {
        var covered = 0
        var total = 0
        var errors: [Double] = []
        var widths: [Double] = []
        for seed in seeds {
            let truth = try make(seed)
            guard let line = try? ResponseFitter(options: FitOptions(maturity: .immediate)).fit(truth.history).lines.first
            else { continue }
            for factor in [0.5, 1, 2] {
                let spend = factor * truth.meanSpend
                let drawn = line.draws.map { $0.curve.curve.value(at: spend / (1 - $0.carryOver)) }.sorted()
                let low = drawn[Int(0.05 * Double(drawn.count))]
                let high = drawn[Int(0.95 * Double(drawn.count)) - 1]
                let value = truth.response(spend)
                total += 1
                if low <= value, value <= high { covered += 1 }
                if factor == 1 {
                    errors.append(abs(line.curve.curve.value(at: spend / (1 - line.carryOver)) / value - 1))
                    widths.append((high - low) / value)
                }
            }
        }
        coverage = Double(covered) / Double(max(1, total))
        medianError = errors.sorted()[errors.count / 2]
        width = widths.reduce(0, +) / Double(widths.count)
    }
}
