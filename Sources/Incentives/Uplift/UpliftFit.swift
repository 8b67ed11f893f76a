// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What an outcome is worth and what a policy may do.
public struct UpliftTerms: Sendable, Hashable, Codable {
    /// Value of one unit of the outcome.
    public var valuePerOutcome: Double
    /// Cost of giving an arm to one customer, in units of value, by arm; 0 where absent.
    public var armCosts: [String: Double]
    /// Largest share of the customers who may be given anything.
    public var capShare: Double
    public var seed: UInt64

    public init(valuePerOutcome: Double = 1, armCosts: [String: Double] = [:], capShare: Double = 1, seed: UInt64 = 1) {
        self.valuePerOutcome = valuePerOutcome
        self.armCosts = armCosts
        self.capShare = min(max(capShare, 0), 1)
        self.seed = seed
    }

    enum CodingKeys: String, CodingKey {
        case valuePerOutcome = "value_per_outcome"
        case armCosts = "arm_costs"
        case capShare = "cap_share"
        case seed
    }
}

/// Fits incremental values to a trial and judges them on customers that had no part in the fit.
///
/// Five folds. For each, models are made and one learner is chosen on the other four alone (by cross-fitted policy value within them);
/// the fold then only scores what was chosen. Policies are valued by doubly robust pseudo-outcomes
/// μ_a(x) − μ_0(x) + 1[a]/e_a · (y − μ_a(x)) − 1[0]/e_0 · (y − μ_0(x)) (Robins, Rotnitzky & Zhao 1994; cross-fitted as in
/// Chernozhukov et al. 2018), with μ from customers of other folds and e known.
public struct UpliftFit: Sendable {
    public var report: UpliftReport
    /// Made on all customers with the learner that was chosen most often.
    public var model: UpliftModel

    static let folds = 5

    public init(_ trial: Trial, terms: UpliftTerms = UpliftTerms()) {
        var work = UpliftWork(trial, terms)
        (report, model) = work.run()
    }
}

/// The steps of one fit.
struct UpliftWork {
    let trial: Trial
    let terms: UpliftTerms
    let design: UpliftDesign
    let size: Int
    /// Row-major design.
    private var rows: [Double] = []
    private let fold: [Int]
    private let members: [[Int]]
    private let costs: [Double]
    /// By fold, then arm.
    private var outcomes: [[RidgeMoments]] = []
    private let learners: [UpliftLearner]

    init(_ trial: Trial, _ terms: UpliftTerms) {
        self.trial = trial
        self.terms = terms
        design = UpliftDesign(trial.features, hasSquares: trial.count >= 5_000)
        size = design.size
        fold = (0..<trial.count).map { i in
            var random = CounterRandom(seed: terms.seed, UInt64(i), 0xF01D)
            return Int(random.next() % UInt64(UpliftFit.folds))
        }
        let own = fold
        members = (0..<UpliftFit.folds).map { f in own.indices.filter { own[$0] == f } }
        costs = trial.arms.map { terms.armCosts[$0] ?? 0 }
        learners = UpliftLearner.allCases.filter { $0 != .segments || !trial.segments.isEmpty }
        rows.reserveCapacity(trial.count * size)
        for i in 0..<trial.count { design.append({ trial.features[$0][i] }, to: &rows) }
        outcomes = (0..<UpliftFit.folds).map { f in
            var own = trial.arms.map { _ in RidgeMoments(size: size) }
            for i in members[f] { own[trial.arm[i]].add(row(i), trial.outcome[i]) }
            return own
        }
    }

    private func row(_ i: Int) -> ArraySlice<Double> { rows[(i * size)..<((i + 1) * size)] }

    private func dot(_ beta: [Double], _ i: Int) -> Double {
        var sum = 0.0
        let start = i * size
        for j in 0..<size { sum += beta[j] * rows[start + j] }
        return sum
    }

    /// Outcome models by arm without some folds.
    private func outcomeModels(without: [Int]) -> [[Double]] {
        trial.arms.indices.map { a in
            var sum = RidgeMoments(size: size)
            for f in 0..<UpliftFit.folds where !without.contains(f) { sum += outcomes[f][a] }
            return sum.shrunk()
        }
    }

    /// Pseudo-outcomes of the arms of one customer by models that did not see it.
    private func pseudo(_ i: Int, _ models: [[Double]]) -> [Double] {
        let base = dot(models[0], i)
        let arm = trial.arm[i]
        let residual = (trial.outcome[i] - (arm == 0 ? base : dot(models[arm], i))) / trial.propensity[i]
        return trial.arms.indices.map { a in
            if a == 0 { return 0 }
            let plain = (arm == a ? trial.outcome[i] - residual * trial.propensity[i] : dot(models[a], i)) - base
            return plain + (arm == a ? residual : 0) - (arm == 0 ? residual : 0)
        }
    }

    /// What one fold adds to each learner's regressions, with models that saw neither the fold nor the outer one.
    private struct Pieces {
        /// By arm.
        var robust: [RidgeMoments]
        var onTreated: [RidgeMoments]
        var onControl: [RidgeMoments]
        var segments: [SegmentMeans]
        /// By member, then arm.
        var pseudo: [[Double]]
    }

    private func pieces(_ f: Int, models: [[Double]]) -> Pieces {
        let arms = trial.arms.indices
        var pieces = Pieces(
            robust: arms.map { _ in RidgeMoments(size: size) }, onTreated: arms.map { _ in RidgeMoments(size: size) },
            onControl: arms.map { _ in RidgeMoments(size: size) }, segments: arms.map { _ in SegmentMeans() }, pseudo: [])
        for i in members[f] {
            let own = pseudo(i, models)
            let row = row(i)
            for a in arms where a > 0 {
                pieces.robust[a].addTarget(row, own[a])
                if trial.arm[i] == 0 { pieces.onControl[a].addTarget(row, dot(models[a], i) - trial.outcome[i]) }
                if !trial.segments.isEmpty { pieces.segments[a].add(trial.segments[i], own[a]) }
            }
            let arm = trial.arm[i]
            if arm > 0 { pieces.onTreated[arm].addTarget(row, trial.outcome[i] - dot(models[0], i)) }
            pieces.pseudo.append(own)
        }
        // The squares of the design are the same for all targets.
        var all = RidgeMoments(size: size)
        for a in arms { all += outcomes[f][a] }
        for a in arms where a > 0 {
            pieces.robust[a].products = all.products
            pieces.onTreated[a].products = outcomes[f][a].products
            pieces.onControl[a].products = outcomes[f][0].products
        }
        return pieces
    }

    /// A learner's model from the pieces of some folds; `without` are the folds that it must not see.
    private func model(_ learner: UpliftLearner, _ pieces: [Int: Pieces], without: [Int]) -> UpliftModel {
        let arms = trial.arms.indices
        var model = UpliftModel(
            learner: learner, arms: trial.arms, featureNames: trial.featureNames, design: design,
            coefficients: arms.map { _ in [] }, segments: arms.map { _ in [:] }, average: arms.map { _ in 0 })
        let used = pieces.keys.sorted().filter { !without.contains($0) }
        func sum(_ part: (Pieces) -> RidgeMoments) -> RidgeMoments {
            var total = RidgeMoments(size: size)
            for f in used { if let own = pieces[f] { total += part(own) } }
            return total
        }
        let plain = learner == .twoModels ? outcomeModels(without: without) : []
        for a in arms where a > 0 {
            switch learner {
            case .segments:
                var means = SegmentMeans()
                for f in used { if let own = pieces[f] { means += own.segments[a] } }
                (model.segments[a], model.average[a]) = means.shrunk()
            case .twoModels:
                model.coefficients[a] = zip(plain[a], plain[0]).map { $0 - $1 }
            case .crossed:
                let treated = sum { $0.onTreated[a] }
                let control = sum { $0.onControl[a] }
                let weight = treated.count / max(1, treated.count + control.count)
                model.coefficients[a] = zip(control.shrunk(), treated.shrunk()).map { weight * $0 + (1 - weight) * $1 }
            case .doublyRobust:
                model.coefficients[a] = sum { $0.robust[a] }.shrunk()
            }
        }
        return model
    }

    /// What a model would do with the customers of a fold: its arm for each, at most the cap's share of them, best first.
    private func decide(_ model: UpliftModel, _ f: Int) -> (arms: [Int], effects: [[Double]]) {
        let effects = members[f].map { i in
            model.effects(row: row(i), segment: trial.segments.isEmpty ? "" : trial.segments[i])
        }
        var chosen = [Int](repeating: 0, count: effects.count)
        var gains = [Double](repeating: 0, count: effects.count)
        for (position, own) in effects.enumerated() {
            for a in own.indices where a > 0 {
                let gain = own[a] * terms.valuePerOutcome - costs[a]
                if gain > gains[position] { (gains[position], chosen[position]) = (gain, a) }
            }
        }
        let most = Int((terms.capShare * Double(effects.count)).rounded(.down))
        let order = gains.indices.sorted { (gains[$1], $0) < (gains[$0], $1) }
        for position in order.dropFirst(most) { chosen[position] = 0 }
        return (chosen, effects)
    }

    private func worth(_ pseudo: [Double], _ arm: Int) -> Double {
        arm == 0 ? 0 : pseudo[arm] * terms.valuePerOutcome - costs[arm]
    }

    mutating func run() -> (UpliftReport, UpliftModel) {
        let folds = 0..<UpliftFit.folds
        var targetedTerms: [Double] = []
        var singleTerms: [Double] = []
        var votes: [UpliftLearner: Int] = [:]
        var singleVotes = [Int](repeating: 0, count: trial.arms.count)
        var effectTerms = trial.arms.map { _ in [Double]() }
        var areaTerms = effectTerms
        var qiniTerms = effectTerms
        for f in folds {
            var pieces: [Int: Pieces] = [:]
            for g in folds where g != f { pieces[g] = self.pieces(g, models: outcomeModels(without: [f, g])) }
            // Chosen on the other folds alone.
            var best: (learner: UpliftLearner, value: Double)?
            for learner in learners {
                var sum = 0.0
                for g in folds where g != f {
                    guard let own = pieces[g] else { continue }
                    let decided = decide(model(learner, pieces, without: [f, g]), g).arms
                    for (position, arm) in decided.enumerated() { sum += worth(own.pseudo[position], arm) }
                }
                if sum > best?.value ?? -.infinity { best = (learner, sum) }
            }
            let learner = best?.learner ?? .doublyRobust
            votes[learner, default: 0] += 1
            var single = 0
            var singleValue = 0.0
            for a in trial.arms.indices where a > 0 {
                let sum = pieces.values.reduce(0.0) { $0 + $1.pseudo.reduce(0) { $0 + worth($1, a) } }
                if sum > singleValue { (single, singleValue) = (a, sum) }
            }
            singleVotes[single] += 1
            // Scored on the fold.
            let models = outcomeModels(without: [f])
            let (arms, effects) = decide(model(learner, pieces, without: [f]), f)
            let own = members[f].map { pseudo($0, models) }
            for (position, arm) in arms.enumerated() {
                targetedTerms.append(worth(own[position], arm))
                singleTerms.append(terms.capShare * worth(own[position], single))
            }
            for a in trial.arms.indices where a > 0 {
                let order = effects.indices.sorted { (effects[$1][a], $0) < (effects[$0][a], $1) }
                for (rank, position) in order.enumerated() {
                    let share = (Double(rank) + 0.5) / Double(order.count)
                    effectTerms[a].append(own[position][a])
                    areaTerms[a].append(own[position][a] * (1 - share))
                    qiniTerms[a].append(own[position][a] * (0.5 - share))
                }
            }
        }
        let learner = learners.max { (votes[$0] ?? 0) < (votes[$1] ?? 0) } ?? .doublyRobust
        let single = singleVotes.indices.max { singleVotes[$0] < singleVotes[$1] } ?? 0
        let targeted = UpliftEstimate(terms: targetedTerms)
        let oneForAll = UpliftEstimate(terms: singleTerms)
        let difference = UpliftEstimate(terms: zip(targetedTerms, singleTerms).map { $0 - $1 })
        let decision: UpliftDecision =
            difference.isEstablished && targeted.isEstablished
            ? .targeted(learner) : oneForAll.isEstablished && single > 0 ? .oneForAll(arm: trial.arms[single]) : .none
        let rankings = trial.arms.indices.dropFirst().map { a in
            UpliftRanking(
                arm: trial.arms[a], learner: learner, effect: UpliftEstimate(terms: effectTerms[a]),
                areaUnderUplift: UpliftEstimate(terms: areaTerms[a]), qini: UpliftEstimate(terms: qiniTerms[a]))
        }
        var all: [Int: Pieces] = [:]
        for g in folds { all[g] = pieces(g, models: outcomeModels(without: [g])) }
        let report = UpliftReport(
            decision: decision, targeted: targeted, oneForAll: oneForAll, difference: difference, rankings: rankings,
            customers: trial.count, isRandomized: trial.isRandomized, warnings: warnings(decision))
        return (report, model(learner, all, without: []))
    }

    private func warnings(_ decision: UpliftDecision) -> [Notice] {
        var notices: [Notice] = []
        if !trial.isRandomized { notices.append(Notice("incentives.warning-observational")) }
        if trial.isRandomized {
            // Arms far from the shares that their propensities promise: by more than five standard errors.
            for (a, name) in trial.arms.enumerated() {
                let own = trial.arm.indices.filter { trial.arm[$0] == a }
                let weights = own.reduce(0.0) { $0 + 1 / trial.propensity[$1] }
                let squares = own.reduce(0.0) { $0 + 1 / (trial.propensity[$1] * trial.propensity[$1]) }
                let total = Double(trial.count)
                if abs(weights - total) > 5 * max(squares - total, 1).squareRoot() {
                    notices.append(
                        Notice("incentives.warning-propensity", ["arm": .text(name), "share": .share(weights / total)]))
                }
            }
        }
        if decision == .none { notices.append(Notice("incentives.warning-not-established")) }
        return notices
    }
}

extension RidgeMoments {
    /// Adds a row's target without its squares, which are known from elsewhere.
    mutating func addTarget(_ row: ArraySlice<Double>, _ y: Double) {
        let first = row.startIndex
        for i in 0..<size { targets[i] += row[first + i] * y }
        squares += y * y
        count += 1
    }
}
