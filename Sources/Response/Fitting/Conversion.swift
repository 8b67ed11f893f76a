// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How conversions follow the clicks that spend brings: orders ∝ clicksᵞ within a line.
///
/// Clicks tell the bend of a line's curve best, because there are many of them. But who is bought with more money wants the goods less:
/// conversions fall behind clicks as spend grows, γ < 1. The exponent is estimated from orders and *fitted* clicks (spend's part of the
/// clicks; observed ones would bring their own noise into the regressor) of all lines of a channel:
///
///     orders[ℓ,t] ~ mean  αℓ · βₜ · m[t] · v[t] · clicks_ℓ(e[ℓ,t])ᵞ ,  variance φ · mean
///
/// with a level αℓ of each line (within-line variation only) and a factor βₜ that all lines of the shop share in an event stage and in a
/// week, so that demand which moves everything is not read as conversion. αℓ is conditioned out (multinomial likelihood), β
/// is a gamma effect, φ is Pearson's dispersion and widens the errors. Channels are drawn towards one another.
struct ConversionElasticity {
    /// Prior of the shop's mean γ: a broader audience converts less, by how much differs.
    static let prior = (mean: 0.9, spread: 0.2)
    /// Between channels of one shop.
    static let channelSpread = 0.12
    /// A week's common factor has standard deviation 0.2 and a stage's 0.5: gamma shapes 25 and 4, in events.
    private static let weekShape = 25.0
    private static let stageShape = 4.0

    /// Posterior by channel.
    private var channels: [Channel: (mean: Double, spread: Double)] = [:]
    /// Of a channel that no line has conversions in.
    private var shop: (mean: Double, spread: Double)
    private let seed: UInt64
    private let count: Int

    /// One period of one line.
    private struct Cell {
        var period: Int
        var line: Int
        /// ln of the fitted clicks.
        var size: Double
        /// ln of season and maturity.
        var offset: Double
        var outcome: Double
    }

    init(view: HistoryView, works: [LineWork], lines: [LineKey: LineSeries], outcome: Outcome, options: FitOptions) {
        seed = options.seed
        count = options.draws
        shop = Self.prior
        let visible = view.visible(outcome)
        var cells: [Channel: [Cell]] = [:]
        var lineCount = 0
        for work in works {
            guard let series = lines[work.key]?.outcomes[outcome], series.total > 0 else { continue }
            let media = work.media
            // Money is counted in typical orders.
            let sold = series.values.indices.count { series.known[$0] && series.values[$0] > 0 }
            let unit = outcome.isMoney ? series.total / Double(max(1, sold)) : 1
            for period in view.days.indices
            where series.known[period] && work.series.spend[period] > 0 && media[period] > 0 {
                let season = max(work.series.multiplier[period], 1e-6)
                cells[work.key.channel, default: []].append(
                    Cell(
                        period: period, line: lineCount, size: log(media[period] / season),
                        offset: log(season * max(visible[period], 1e-6)), outcome: max(0, series.values[period]) / unit))
            }
            lineCount += 1
        }
        guard lineCount > 0 else { return }
        let found = Self.estimates(cells, lineCount: lineCount, view: view)
        pool(found)
    }

    /// γ and its standard error by channel: Newton steps on γ, in turn with the common factors of weeks and stages.
    private static func estimates(_ cells: [Channel: [Cell]], lineCount: Int, view: HistoryView) -> [Channel: (
        gamma: Double, variance: Double
    )] {
        let names = Set(view.stages).sorted()
        let stageOf = view.stages.map { names.firstIndex(of: $0) ?? 0 }
        let origin = view.days.first?.number ?? 0
        let width = max(7, 4 * view.history.cadence.days)
        let weekOf = view.days.map { ($0.number - origin) / width }
        var stage = [Double](repeating: 1, count: names.count)
        var week = [Double](repeating: 1, count: (weekOf.max() ?? 0) + 1)
        let order = cells.keys.sorted()
        var gammas = Dictionary(uniqueKeysWithValues: order.map { ($0, prior.mean) })
        var found: [Channel: (gamma: Double, variance: Double)] = [:]
        var weights = [Double](repeating: 0, count: lineCount)
        var events = weights
        for cell in cells.values.joined() { events[cell.line] += cell.outcome }
        for round in 0..<12 {
            // Expected outcomes at the present γ, levels of lines set so that every line's total is met.
            var stageSum = [Double](repeating: 0, count: stage.count)
            var stageSeen = stageSum
            var weekSum = [Double](repeating: 0, count: week.count)
            var weekSeen = weekSum
            for channel in order {
                guard let own = cells[channel], let start = gammas[channel] else { continue }
                func raw(_ cell: Cell, _ gamma: Double) -> Double {
                    exp(gamma * cell.size + cell.offset) * stage[stageOf[cell.period]] * week[weekOf[cell.period]]
                }
                var gamma = start
                var information = 0.0
                for _ in 0..<3 {
                    var sums = [Double](repeating: 0, count: lineCount)
                    var sizes = sums
                    var squares = sums
                    var score = 0.0
                    for cell in own {
                        let weight = raw(cell, gamma)
                        sums[cell.line] += weight
                        sizes[cell.line] += weight * cell.size
                        squares[cell.line] += weight * cell.size * cell.size
                        score += cell.outcome * cell.size
                    }
                    information = 0
                    for line in 0..<lineCount where sums[line] > 0 {
                        let mean = sizes[line] / sums[line]
                        score -= events[line] * mean
                        information += events[line] * max(0, squares[line] / sums[line] - mean * mean)
                    }
                    guard information > 1e-9 else { break }
                    gamma = min(2, max(0, gamma + min(max(score / information, -0.3), 0.3)))
                }
                gammas[channel] = gamma
                for index in weights.indices { weights[index] = 0 }
                for cell in own { weights[cell.line] += raw(cell, gamma) }
                var pearson = 0.0
                for cell in own where weights[cell.line] > 0 {
                    let mean = raw(cell, gamma) * events[cell.line] / weights[cell.line]
                    let miss = cell.outcome - mean
                    if mean > 0 { pearson += miss * miss / mean }
                    stageSum[stageOf[cell.period]] += mean
                    stageSeen[stageOf[cell.period]] += cell.outcome
                    weekSum[weekOf[cell.period]] += mean
                    weekSeen[weekOf[cell.period]] += cell.outcome
                }
                let dispersion = max(1, pearson / max(1, Double(own.count - Set(own.map(\.line)).count - 1)))
                if information > 1e-9 { found[channel] = (gamma, dispersion / information) }
            }
            guard round < 11 else { break }
            for index in stage.indices {
                stage[index] *= (stageSeen[index] + stageShape) / (stageSum[index] + stageShape)
            }
            for index in week.indices { week[index] *= (weekSeen[index] + weekShape) / (weekSum[index] + weekShape) }
        }
        return found
    }

    /// Normal random effects: the shop's mean from all channels, each channel from its own data and the others' mean.
    private mutating func pool(_ found: [Channel: (gamma: Double, variance: Double)]) {
        let between = Self.channelSpread * Self.channelSpread
        func mean(without channel: Channel?) -> (mean: Double, variance: Double) {
            var precision = 1 / (Self.prior.spread * Self.prior.spread)
            var sum = precision * Self.prior.mean
            for (other, estimate) in found.sorted(by: { $0.key < $1.key }) where other != channel {
                let weight = 1 / (estimate.variance + between)
                precision += weight
                sum += weight * estimate.gamma
            }
            return (sum / precision, 1 / precision)
        }
        let all = mean(without: nil)
        shop = (all.mean, (all.variance + between).squareRoot())
        for (channel, estimate) in found {
            let others = mean(without: channel)
            let prior = 1 / (others.variance + between)
            let own = 1 / estimate.variance
            channels[channel] = (
                (prior * others.mean + own * estimate.gamma) / (prior + own), (1 / (prior + own)).squareRoot()
            )
        }
    }

    /// Posterior mean and standard deviation of a channel's γ.
    func estimate(_ channel: Channel) -> (mean: Double, spread: Double) { channels[channel] ?? shop }

    /// γ by joint draw: the same for all lines of a channel.
    func draws(_ channel: Channel) -> [Double] {
        let (mean, spread) = estimate(channel)
        var random = CounterRandom(seed: seed, StableHash.of("conversion/" + channel.rawValue), 23)
        let order = random.permutation(count)
        return order.map {
            min(1.25, max(0.2, mean + spread * normalQuantile((Double($0) + random.uniform()) / Double(count))))
        }
    }
}

extension ShapeForm {
    /// The elasticity d ln s / d ln r at r = 1.
    var elasticity: Double {
        switch family {
        case .exponential: exp(-1 / kappa) / kappa / -expm1(-1 / kappa)
        case .hill: exponent * pow(kappa, exponent) / (1 + pow(kappa, exponent))
        case .logarithm: 1 / (kappa * (1 + 1 / kappa) * log1p(1 / kappa))
        case .power: exponent
        case .logistic: 1 / (kappa * sinh(1 / kappa))
        }
    }

    /// The member of the same family whose elasticity at the reference is `factor` times this one's: sᶠ near r = 1, but with a finite
    /// slope at 0 where the family has one.
    func bent(by factor: Double) -> ShapeForm {
        var form = self
        guard factor > 0, factor != 1 else { return self }
        if family == .power {
            form.exponent = min(1, max(0.02, exponent * factor))
            return form
        }
        let most = family == .hill ? exponent : 1
        let wanted = min(factor * elasticity, 0.999 * most)
        // The elasticity grows with κ in every family: bisection on ln κ.
        var low = log(1e-3)
        var high = log(1e5)
        for _ in 0..<50 {
            let middle = 0.5 * (low + high)
            form.kappa = exp(middle)
            if form.elasticity < wanted { low = middle } else { high = middle }
        }
        form.kappa = exp(0.5 * (low + high))
        return form
    }
}
