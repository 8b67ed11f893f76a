// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
public import Market

/// What is asked of a fit of lifetime values.
public struct LifetimeOptions: Sendable {
    /// The model of repeat buying; nil takes the likelier of the two.
    public var model: RepeatModel.Kind?
    /// More threads change the time, not the result; nil uses all cores.
    public var threads: Int?
    /// Pareto/NBD, and the choice between the models, look at no more customers than this: every n-th one.
    public var sampleLimit = 100_000

    public init(model: RepeatModel.Kind? = nil, threads: Int? = nil) {
        self.model = model
        self.threads = threads
    }
}

/// A parameter with its standard error; nil where the data leave it open.
public struct ParameterEstimate: Sendable, Hashable, Codable {
    public var name: String
    public var value: Double
    public var standardError: Double?

    private enum CodingKeys: String, CodingKey {
        case name, value
        case standardError = "standard_error"
    }
}

/// Models of repeat buying and order value, fitted to a cohort by maximum likelihood.
public struct LifetimeFit: Sendable, Hashable {
    public var repeats: RepeatModel
    public var repeatParameters: [ParameterEstimate]
    /// Of the customers that the fit has seen.
    public var logLikelihood: Double
    /// Log likelihood of both models on the same sample of customers.
    public var comparison: [RepeatModel.Kind: Double]
    /// nil where no customer has a repeat purchase of a value above zero.
    public var spend: GammaGammaModel?
    public var spendParameters: [ParameterEstimate]
    public var spendLogLikelihood: Double?
    /// Correlation of the number of repeats and their mean value; the model of value takes it as 0.
    public var valueCorrelation: Double?
    /// Mean value of an order over all customers, the fallback where there is no model of value.
    public var meanOrderValue: Double
    public var customers: Int
    /// Customers that the fit of repeat buying has seen.
    public var fitted: Int
    public var notices: [Notice] = []
    /// Draws of the parameters, in the order of the estimates; empty where the data leave them open.
    var repeatDraws: [[Double]]
    var spendDraws: [[Double]]

    /// Draws of wide posteriors are weighed on no more customers than this.
    private static let drawnFrom = 20_000

    /// The climb from afar looks at no more customers than this.
    private static let climbedOn = 10_000

    /// Fits a cohort. Throws nothing: thin data give notices and missing standard errors.
    public init(_ cohort: PurchaseCohort, options: LifetimeOptions = LifetimeOptions()) {
        let table = cohort.table
        customers = table.count
        meanOrderValue = cohort.meanOrderValue
        let sample = table.thinned(to: options.sampleLimit)
        var fits: [RepeatModel.Kind: MaximumLikelihood] = [:]
        comparison = [:]
        for kind in options.model.map({ [$0] }) ?? RepeatModel.Kind.allCases {
            let fit = LifetimeFit.climb(kind, sample, options.threads)
            fits[kind] = fit
            comparison[kind] = fit.value
        }
        let kind = comparison.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .betaGeometric
        var best = fits[kind] ?? LifetimeFit.climb(kind, sample, options.threads)
        fitted = sample.count
        if kind == .betaGeometric, sample.count < table.count {
            let all = RepeatLikelihood(table, threads: options.threads)
            best = MaximumLikelihood(near: best.point) { all.value(RepeatModel(.betaGeometric, $0.map(exp))) }
            fitted = table.count
        }
        repeats = RepeatModel(kind, best.point.map(exp))
        repeatParameters = LifetimeFit.estimates(kind.parameterNames, best)
        let few = table.thinned(to: LifetimeFit.drawnFrom)
        let likelihood = RepeatLikelihood(few, threads: options.threads)
        let scale = Double(table.count) / Double(max(1, few.count))
        let level = likelihood.value(repeats)
        repeatDraws = PosteriorDraws.around(best, seed: 1) {
            best.value + scale * (likelihood.value(RepeatModel(kind, $0.map(exp))) - level)
        }.map { $0.map(exp) }
        logLikelihood = best.value
        let spendLikelihood = SpendLikelihood(sample)
        let spendFit = spendLikelihood.map { $0.climb() }
        spend = spendFit.map { GammaGammaModel(p: exp($0.point[0]), q: exp($0.point[1]), gamma: exp($0.point[2])) }
        spendParameters = spendFit.map { LifetimeFit.estimates(["p", "q", "gamma_yuan"], $0) } ?? []
        spendDraws =
            spendFit.flatMap { fit in
                spendLikelihood.map { likelihood in
                    PosteriorDraws.around(fit, seed: 2) { likelihood.value($0) }.map { $0.map(exp) }
                }
            } ?? []
        spendLogLikelihood = spendFit?.value
        valueCorrelation = LifetimeFit.correlation(table)
        notices = findings(table)
    }

    private func findings(_ table: PurchaseTable) -> [Notice] {
        var notices: [Notice] = []
        let buyers = table.repeats.count { $0 > 0 }
        if buyers == 0 { notices.append(Notice("lifetime.no-repeats", ["customers": .count(customers)])) }
        if buyers > 0, repeatDraws.isEmpty {
            notices.append(Notice("lifetime.not-identified", ["model": .text(repeats.kind.rawValue)]))
        }
        if fitted < customers {
            notices.append(Notice("lifetime.sampled", ["customers": .count(customers), "fitted": .count(fitted)]))
        }
        if let correlation = valueCorrelation, abs(correlation) > 0.3 {
            notices.append(Notice("lifetime.value-correlated", ["correlation": .number(correlation)]))
        }
        if let spend, spend.q <= 1 { notices.append(Notice("lifetime.value-without-mean")) }
        return notices
    }

    private static func climb(_ kind: RepeatModel.Kind, _ table: PurchaseTable, _ threads: Int?) -> MaximumLikelihood {
        let count = Double(max(1, table.count))
        let age = max(1, table.age.reduce(0, +) / count)
        let rate = max(table.repeats.reduce(0.0) { $0 + Double($1) } / count / age, 1e-4)
        // Two starts with the data's mean rate r/α: even and uneven customers.
        let starts: [[Double]] =
            switch kind {
            case .betaGeometric: [[0.5, 0.5 / rate, 0.8, 2.5], [2, 2 / rate, 0.3, 3]]
            case .pareto: [[0.5, 0.5 / rate, 0.6, age / 3], [2, 2 / rate, 0.3, age]]
            }
        // Some of the customers say where to begin, all of them where it ends.
        let few = table.thinned(to: climbedOn)
        let rough = RepeatLikelihood(few, threads: threads)
        let start = MaximumLikelihood(starts: starts.map { $0.map { log($0) } }) { rough.value(RepeatModel(kind, $0.map(exp))) }
        if few.count == table.count { return start }
        let likelihood = RepeatLikelihood(table, threads: threads)
        return MaximumLikelihood(near: start.point) { likelihood.value(RepeatModel(kind, $0.map(exp))) }
    }

    /// Standard errors by the delta method: the fit is in logarithms, so that se(θ) = θ · se(ln θ).
    private static func estimates(_ names: [String], _ fit: MaximumLikelihood) -> [ParameterEstimate] {
        let errors = fit.standardErrors
        return names.indices.map { index in
            let value = exp(fit.point[index])
            return ParameterEstimate(name: names[index], value: value, standardError: errors.map { $0[index] * value })
        }
    }

    private static func correlation(_ table: PurchaseTable) -> Double? {
        let places = (0..<table.count).filter { table.repeats[$0] > 0 && table.meanValue[$0] > 0 }
        guard places.count > 20 else { return nil }
        return PilotFit.correlation(places.map { Double(table.repeats[$0]) }, places.map { table.meanValue[$0] })
    }
}
