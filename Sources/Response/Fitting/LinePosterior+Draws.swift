// SPDX-License-Identifier: GPL-3.0-or-later
import Market
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The posterior of one line: the likelihood on the grid with a prior of the level, and weights of the families.
struct LinePosterior {
    var likelihood: LineLikelihood
    var integral: AmplitudeIntegral
    /// By organic model × candidate: weight (sum 1) and the amplitude's integral.
    var weights: [Double] = []
    var results: [AmplitudeIntegral.Result] = []
    /// Weights of the families.
    var families: [Double]
    private var sums: [ShapeSums] = []
    private var squares: [Double] = []
    private var effects: [(effect: Double, standardError: Double)]

    /// - Parameters:
    ///   - confounding: prior standard deviation, in amplitudes, of the part of what moves with spend that spend did not cause.
    ///   - effects: measured effects, in the order of the likelihood's experiments.
    init(
        _ likelihood: LineLikelihood, prior: (mean: Double, spread: Double), confounding: Double = 0,
        effects: [(effect: Double, standardError: Double)] = []
    ) {
        self.likelihood = likelihood
        self.effects = effects
        integral = AmplitudeIntegral(
            priorMean: prior.mean, priorSpread: prior.spread, periods: likelihood.periods, noise: likelihood.noise)
        let count = likelihood.grid.candidates.count
        let scores = likelihood.heldOut
        // Families are weighed by what they predict of left-out blocks; within a family the whole history decides.
        let best = scores.max() ?? 0
        families = scores.map { exp($0 - best) }
        let familyTotal = families.reduce(0, +)
        families = families.map { $0 / familyTotal }
        var logs: [Double] = []
        logs.reserveCapacity(count * likelihood.organic.count)
        for (index, model) in likelihood.organic.enumerated() {
            for (candidate, sum) in likelihood.sums[index].enumerated() {
                var sum = sum
                var square = likelihood.squares[index]
                if confounding > 0 {
                    // A term δ·s with δ ~ N(0, τ²), integrated out; its size is relative to the least-squares amplitude.
                    let size = confounding * max(abs(sum.d > 0 ? sum.e / sum.d : 0), exp(prior.mean))
                    let ratio = size * size / max(likelihood.noise, 1e-300)
                    let divisor = 1 + sum.d * ratio
                    square -= sum.e * sum.e * ratio / divisor
                    sum = ShapeSums(e: sum.e / divisor, d: sum.d / divisor)
                }
                let result = integral.integrate(
                    y: max(0, square), e: sum.e, d: sum.d, evidence: Self.evidence(effects, likelihood, candidate))
                sums.append(sum)
                squares.append(max(0, square))
                results.append(result)
                logs.append(
                    likelihood.grid.candidates[candidate].logPrior + log(model.weight) + likelihood.logFactors[index]
                        + result.logIntegral)
            }
        }
        var totals = [Double](repeating: -.infinity, count: CurveFamily.allCases.count)
        for family in CurveFamily.allCases {
            totals[family.rawValue] = logSumExp(
                logs.indices.lazy.filter {
                    likelihood.grid.candidates[$0 % count].form.family == family
                }.map { logs[$0] })
        }
        if likelihood.heldOut.allSatisfy({ $0 == 0 }) {
            // Too few periods to leave any out: the marginal likelihood decides.
            let all = logSumExp(totals)
            families = totals.map { exp($0 - all) }
        }
        weights = logs.indices.map {
            let family = likelihood.grid.candidates[$0 % count].form.family.rawValue
            let weight = families[family] * exp(logs[$0] - totals[family])
            return weight.isFinite ? weight : 0
        }
    }

    private static func evidence(
        _ effects: [(effect: Double, standardError: Double)], _ likelihood: LineLikelihood, _ candidate: Int
    ) -> [AmplitudeEvidence] {
        guard !effects.isEmpty else { return [] }
        return zip(likelihood.experimentUnits[candidate], effects).map {
            AmplitudeEvidence(unit: $0, effect: $1.effect, standardError: $1.standardError)
        }
    }

    /// Posterior mean and variance of ln amplitude.
    var logAmplitude: (mean: Double, variance: Double) {
        var total = 0.0
        var mean = 0.0
        var square = 0.0
        for (weight, result) in zip(weights, results) where weight > 0 {
            total += weight
            mean += weight * result.mode
            square += weight * (result.mode * result.mode + result.spread * result.spread)
        }
        guard total > 0 else { return (integral.priorMean, integral.priorSpread * integral.priorSpread) }
        mean /= total
        return (mean, max(1e-12, square / total - mean * mean))
    }

    /// Posterior probability that there is an organic part.
    var organicProbability: Double {
        let count = likelihood.grid.candidates.count
        guard let last = likelihood.organic.indices.last else { return 0 }
        return weights[(last * count)...].reduce(0, +)
    }

    /// Index of the heaviest candidate (over organic models), and its organic model.
    var heaviest: (candidate: Int, organic: Int) {
        let count = likelihood.grid.candidates.count
        let index = weights.indices.max { weights[$0] < weights[$1] } ?? 0
        return (index % count, index / count)
    }

    /// Amplitude at the mode for a candidate.
    func amplitude(_ candidate: Int, organic: Int) -> Double {
        exp(results[organic * likelihood.grid.candidates.count + candidate].mode)
    }

    /// `count` draws, stratified over the posterior and then shuffled, so that draws of different lines are independent.
    func draws(_ count: Int, seed: UInt64, stream: UInt64) -> [(form: ShapeForm, carryOver: Double, amplitude: Double)] {
        var random = CounterRandom(seed: seed, stream, 1)
        let order = random.permutation(count)
        let candidates = likelihood.grid.candidates
        var cumulative: [Double] = []
        cumulative.reserveCapacity(weights.count)
        var total = 0.0
        for weight in weights {
            total += weight
            cumulative.append(total)
        }
        var drawn: [(form: ShapeForm, carryOver: Double, amplitude: Double)] = []
        var index = 0
        for position in 0..<count {
            let target = (Double(position) + random.uniform()) / Double(count) * total
            while index < weights.count - 1, cumulative[index] < target { index += 1 }
            let candidate = candidates[index % candidates.count]
            let amplitude = integral.draw(
                y: squares[index], e: sums[index].e, d: sums[index].d,
                evidence: Self.evidence(effects, likelihood, index % candidates.count), around: results[index],
                share: random.uniform())
            var form = candidate.form
            form.kappa *= exp((random.uniform() - 0.5) * ShapeGrid.kappaStep)
            if form.family == .power { form.exponent = min(1, form.exponent + (random.uniform() - 0.5) * 0.1) }
            let spread = candidate.carryOver == 0 ? random.uniform() * 0.5 : random.uniform() - 0.5
            drawn.append((form, candidate.carryOver + spread * ShapeGrid.carryOverStep, amplitude))
        }
        return order.map { drawn[$0] }
    }
}

/// The single curve that stands for a set of draws: the member of a family nearest to the mean of the drawn responses.
enum CentralCurve {
    /// - Parameters:
    ///   - draws: curves of the posterior.
    ///   - reference: reference spend (yuan per period); the mean is matched from a quarter of it to three times it.
    /// - Returns: the curve, in terms of effective spend at `carryOver`.
    static func of(
        _ draws: [(form: ShapeForm, carryOver: Double, amplitude: Double)], reference: Double, prior: ShapePrior
    ) -> (form: ShapeForm, carryOver: Double, amplitude: Double) {
        let points = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3]
        // Steady spend r·u settles at r·u/(1 − θ), which is ratio r for every draw whatever its carry-over.
        let targets = points.map { point in
            draws.reduce(0) { $0 + $1.amplitude * $1.form.value(point) } / Double(max(1, draws.count))
        }
        let carryOver = draws.reduce(0) { $0 + $1.carryOver } / Double(max(1, draws.count))
        var best = (form: ShapeForm(family: .exponential, kappa: 1.5, exponent: 1), carryOver: carryOver, amplitude: targets[3])
        var least = Double.infinity
        func attempt(_ form: ShapeForm) {
            let values = points.map(form.value)
            var product = 0.0
            var square = 0.0
            for (value, target) in zip(values, targets) {
                product += value * target
                square += value * value
            }
            guard square > 0, product > 0 else { return }
            let amplitude = product / square
            let error = zip(values, targets).reduce(0) { $0 + ($1.1 - amplitude * $1.0) * ($1.1 - amplitude * $1.0) }
            if error < least {
                least = error
                best = (form, carryOver, amplitude)
            }
        }
        for family in CurveFamily.allCases {
            for (form, _) in ShapeGrid.forms(family, prior, coarse: false) { attempt(form) }
        }
        for step in [0.15, -0.15, 0.07, -0.07, 0.03, -0.03] {
            var form = best.form
            form.kappa *= exp(step)
            if form.family == .power { form.exponent = min(1, max(0.05, form.exponent + step / 4)) }
            attempt(form)
        }
        return best
    }
}
