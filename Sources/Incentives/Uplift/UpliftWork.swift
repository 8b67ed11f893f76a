// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The steps of one fit.
struct UpliftWork: Sendable {
    let trial: Trial
    let terms: UpliftTerms
    let threads: Int
    let design: UpliftDesign
    let size: Int
    /// Magnitude above which an outcome counts as that much while effects are learned, so that a few do not rule; infinite where the tail
    /// is not heavy. Values are always judged on the outcomes as they are.
    let ceiling: Double
    let folds: Int
    let members: [[Int]]
    let learners: [UpliftLearner]
    private let binned: BinnedFeatures
    private let costs: [Double]
    /// Row-major design.
    private let rows: [Double]
    /// Outcomes to learn from.
    private let outcome: [Double]
    /// By fold, then arm.
    private let outcomes: [[RidgeMoments]]

    init(_ trial: Trial, _ terms: UpliftTerms, threads: Int) {
        self.trial = trial
        self.terms = terms
        self.threads = threads
        let design = UpliftDesign(trial.features, hasSquares: trial.count >= 5_000)
        let size = design.size
        let folds = trial.count < 200_000 ? 5 : 3
        var drawn = [[Int]](repeating: [], count: folds)
        for i in 0..<trial.count {
            var random = CounterRandom(seed: terms.seed, UInt64(i), 0xF01D)
            drawn[Int(random.next() % UInt64(folds))].append(i)
        }
        let members = drawn
        let ceiling = Self.ceiling(trial.outcome)
        let outcome = trial.outcome.map { min(max($0, -ceiling), ceiling) }
        var rows: [Double] = []
        rows.reserveCapacity(trial.count * size)
        for i in 0..<trial.count { design.append({ trial.features[$0][i] }, to: &rows) }
        let all = rows
        outcomes = parallelMap(folds, threads: threads) { f in
            var own = trial.arms.map { _ in RidgeMoments(size: size) }
            for i in members[f] { own[trial.arm[i]].add(all[(i * size)..<((i + 1) * size)], outcome[i]) }
            return own
        }
        self.design = design
        self.size = size
        self.ceiling = ceiling
        self.folds = folds
        self.members = members
        self.outcome = outcome
        self.rows = rows
        binned = BinnedFeatures(trial.features)
        costs = trial.arms.map { terms.armCosts[$0] ?? 0 }
        let fitting = UpliftLearner.allCases.filter { $0 != .constant }
        learners = fitting.filter {
            switch $0 {
            case .segments: !trial.segments.isEmpty
            case .trees, .combined: !trial.features.isEmpty && trial.count >= 2_000
            default: !trial.features.isEmpty || trial.segments.isEmpty
            }
        }
    }

    /// Where the largest outcome is more than three times the thousandth largest quantile.
    private static func ceiling(_ outcome: [Double]) -> Double {
        let sorted = outcome.map(abs).sorted()
        guard sorted.count >= 1_000, let largest = sorted.last else { return .infinity }
        let high = sorted[sorted.count - 1 - sorted.count / 1_000]
        return high > 0 && largest > 3 * high ? high : .infinity
    }

    private func row(_ i: Int) -> ArraySlice<Double> { rows[(i * size)..<((i + 1) * size)] }

    private func dot(_ beta: [Double], _ i: Int) -> Double {
        var sum = 0.0
        let start = i * size
        for j in 0..<size { sum += beta[j] * rows[start + j] }
        return sum
    }

    /// Outcome models by arm without some folds: one regression of everybody, and what the arm adds to it, shrunk. A small arm thus
    /// borrows from the others.
    private func outcomeModels(without: [Int]) -> [[Double]] {
        var byArm: [RidgeMoments] = []
        var everybody = RidgeMoments(size: size)
        for a in trial.arms.indices {
            var sum = RidgeMoments(size: size)
            for f in 0..<folds where !without.contains(f) { sum += outcomes[f][a] }
            everybody += sum
            byArm.append(sum)
        }
        let common = everybody.shrunk()
        return byArm.map { own in zip(common, own.residual(common).shrunk()).map { $0 + $1 } }
    }

    /// Pseudo-outcomes of the arms of one customer by models that did not see it.
    private func pseudo(_ i: Int, _ outcome: Double, _ models: [[Double]]) -> [Double] {
        let base = dot(models[0], i)
        let arm = trial.arm[i]
        let residual = (outcome - (arm == 0 ? base : dot(models[arm], i))) / trial.propensity[i]
        return trial.arms.indices.map { a in
            if a == 0 { return 0 }
            let plain = (arm == a ? outcome - residual * trial.propensity[i] : dot(models[a], i)) - base
            return plain + (arm == a ? residual : 0) - (arm == 0 ? residual : 0)
        }
    }

    /// What one fold adds to each learner's regressions, with models that saw neither the fold nor the outer one.
    private struct Pieces: Sendable {
        /// By arm.
        var robust: [RidgeMoments]
        var onTreated: [RidgeMoments]
        var onControl: [RidgeMoments]
        var segments: [SegmentMeans]
        /// By member, then arm: to judge by, and to learn from.
        var pseudo: [[Double]]
        var learning: [[Double]]
    }

    private func pieces(_ f: Int, models: [[Double]]) -> Pieces {
        let arms = trial.arms.indices
        var pieces = Pieces(
            robust: arms.map { _ in RidgeMoments(size: size) }, onTreated: arms.map { _ in RidgeMoments(size: size) },
            onControl: arms.map { _ in RidgeMoments(size: size) }, segments: arms.map { _ in SegmentMeans() }, pseudo: [],
            learning: [])
        for i in members[f] {
            let own = pseudo(i, outcome[i], models)
            let row = row(i)
            for a in arms where a > 0 {
                pieces.robust[a].addTarget(row, own[a])
                if trial.arm[i] == 0 { pieces.onControl[a].addTarget(row, dot(models[a], i) - outcome[i]) }
                if !trial.segments.isEmpty { pieces.segments[a].add(trial.segments[i], own[a]) }
            }
            let arm = trial.arm[i]
            if arm > 0 { pieces.onTreated[arm].addTarget(row, outcome[i] - dot(models[0], i)) }
            pieces.learning.append(own)
            pieces.pseudo.append(outcome[i] == trial.outcome[i] ? own : pseudo(i, trial.outcome[i], models))
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

    /// A model without any effect.
    private func blank(_ learner: UpliftLearner) -> UpliftModel {
        UpliftModel(
            learner: learner, arms: trial.arms, encoding: trial.encoding, valuePerOutcome: terms.valuePerOutcome,
            armCosts: terms.armCosts, warnings: [], design: design, coefficients: [], trees: [], linearShare: 1,
            segments: trial.arms.map { _ in [:] }, average: trial.arms.map { _ in 0 })
    }

    /// Models of all learners from the pieces of some folds.
    private func models(_ pieces: [Int: Pieces], using used: [Int], plain: [[Double]], only: UpliftLearner? = nil)
        -> [UpliftLearner: UpliftModel]
    {
        let arms = trial.arms.indices
        func sum(_ part: (Pieces) -> RidgeMoments) -> RidgeMoments {
            var total = RidgeMoments(size: size)
            for f in used { if let own = pieces[f] { total += part(own) } }
            return total
        }
        var result: [UpliftLearner: UpliftModel] = [:]
        let needed = learners.filter { only == nil || $0 == only }
        var crossed: [[Double]] = []
        var robust: [[Double]] = []
        if needed.contains(where: { $0 == .crossed || $0 == .combined }) {
            crossed = arms.map { a in
                guard a > 0 else { return [Double](repeating: 0, count: size) }
                let treated = sum { $0.onTreated[a] }
                let control = sum { $0.onControl[a] }
                let weight = treated.count / max(1, treated.count + control.count)
                return zip(control.shrunk(), treated.shrunk()).map { weight * $0 + (1 - weight) * $1 }
            }
        }
        if needed.contains(where: { $0 == .doublyRobust || $0 == .combined }) {
            robust = arms.map { a in a > 0 ? sum { $0.robust[a] }.shrunk() : [Double](repeating: 0, count: size) }
        }
        var trees: [BoostedTrees] = []
        if needed.contains(where: { $0 == .trees || $0 == .combined }) {
            let rows = used.flatMap { members[$0] }
            trees = arms.map { a in
                let targets = a > 0 ? used.flatMap { pieces[$0]?.learning.map { $0[a] } ?? [] } : []
                return BoostedTrees(binned, rows: a > 0 ? rows : [], targets: targets, seed: terms.seed &+ UInt64(a))
            }
        }
        for learner in needed {
            var model = blank(learner)
            switch learner {
            case .constant: break
            case .segments:
                for a in arms where a > 0 {
                    var means = SegmentMeans()
                    for f in used { if let own = pieces[f] { means += own.segments[a] } }
                    (model.segments[a], model.average[a]) = means.shrunk()
                }
            case .twoModels: model.coefficients = arms.map { a in zip(plain[a], plain[0]).map { $0 - $1 } }
            case .crossed: model.coefficients = crossed
            case .doublyRobust: model.coefficients = robust
            case .trees:
                model.trees = trees
                model.linearShare = 0
            case .combined:
                model.coefficients = zip(crossed, robust).map { zip($0, $1).map { ($0 + $1) / 2 } }
                model.trees = trees
                model.linearShare = 0.5
            }
            result[learner] = model
        }
        return result
    }

    /// What a model would do with the customers of a fold: its arm for each, at most the cap's share of them, best first.
    private func decide(_ model: UpliftModel, _ f: Int) -> (arms: [Int], effects: [[Double]]) {
        let features = trial.features
        let effects = members[f].map { i in
            model.effects(row: row(i), segment: trial.segments.isEmpty ? "" : trial.segments[i]) { features[$0][i] }
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
        if most < effects.count {
            let order = gains.indices.sorted { (gains[$1], $0) < (gains[$0], $1) }
            for position in order.dropFirst(most) { chosen[position] = 0 }
        }
        return (chosen, effects)
    }

    private func worth(_ pseudo: [Double], _ arm: Int) -> Double {
        arm == 0 ? 0 : pseudo[arm] * terms.valuePerOutcome - costs[arm]
    }

    /// What one outer fold tells.
    private struct Scored: Sendable {
        /// By learner: cross-fitted value within the other folds, a customer.
        var inner: [UpliftLearner: Double] = [:]
        var targeted: [Double] = []
        var single: [Double] = []
        var singleArm = 0
        /// By arm: pseudo-outcomes in the order of rising rank, best first.
        var ranked: [[Double]] = []
    }

    private func score(_ f: Int) -> Scored {
        var scored = Scored()
        let others = (0..<folds).filter { $0 != f }
        var pieces: [Int: Pieces] = [:]
        for g in others { pieces[g] = self.pieces(g, models: outcomeModels(without: [f, g])) }
        // Chosen on the other folds alone; larger trials by halves, which is a third of the work.
        let parts =
            trial.count < 40_000 || others.count < 4 ? others.map { [$0] } : [[others[0], others[1]], [others[2], others[3]]]
        var seen = 0
        for part in parts {
            let used = others.filter { !part.contains($0) }
            let plain = learners.contains(.twoModels) ? outcomeModels(without: part + [f]) : []
            for (learner, model) in models(pieces, using: used, plain: plain) {
                for g in part {
                    guard let own = pieces[g] else { continue }
                    for (position, arm) in decide(model, g).arms.enumerated() {
                        scored.inner[learner, default: 0] += worth(own.pseudo[position], arm)
                    }
                }
            }
            for g in part { seen += members[g].count }
        }
        for learner in scored.inner.keys { scored.inner[learner, default: 0] /= Double(max(1, seen)) }
        let learner = Self.best(scored.inner, learners)
        var singleValue = 0.0
        for a in trial.arms.indices where a > 0 {
            let sum = others.reduce(0.0) { $0 + (pieces[$1]?.pseudo.reduce(0) { $0 + worth($1, a) } ?? 0) }
            if sum > singleValue { (scored.singleArm, singleValue) = (a, sum) }
        }
        // Scored on the fold.
        let plain = outcomeModels(without: [f])
        guard let model = models(pieces, using: others, plain: plain, only: learner)[learner] else { return scored }
        let (arms, effects) = decide(model, f)
        let own = members[f].map { pseudo($0, trial.outcome[$0], plain) }
        for (position, arm) in arms.enumerated() {
            scored.targeted.append(worth(own[position], arm))
            scored.single.append(terms.capShare * worth(own[position], scored.singleArm))
        }
        scored.ranked = trial.arms.indices.map { a in
            guard a > 0 else { return [] }
            let order = effects.indices.sorted { (effects[$1][a], $0) < (effects[$0][a], $1) }
            return order.map { own[$0][a] }
        }
        return scored
    }

    private static func best(_ values: [UpliftLearner: Double], _ learners: [UpliftLearner]) -> UpliftLearner {
        var best = learners.first ?? .doublyRobust
        for learner in learners where values[learner] ?? -.infinity > values[best] ?? -.infinity { best = learner }
        return best
    }

    func run() -> (UpliftReport, UpliftModel) {
        let scores = parallelMap(folds, threads: threads) { score($0) }
        var inner: [UpliftLearner: Double] = [:]
        for learner in learners { inner[learner] = scores.reduce(0.0) { $0 + ($1.inner[learner] ?? 0) } / Double(folds) }
        let learner = Self.best(inner, learners)
        var votes = [Int](repeating: 0, count: trial.arms.count)
        for own in scores { votes[own.singleArm] += 1 }
        let single = votes.indices.max { (votes[$0], $1) < (votes[$1], $0) } ?? 0
        let targeted = UpliftEstimate(terms: scores.flatMap(\.targeted))
        let oneForAll = UpliftEstimate(terms: scores.flatMap(\.single))
        let difference = UpliftEstimate(
            terms: scores.flatMap { own in zip(own.targeted, own.single).map { $0 - $1 } })
        let decision: UpliftDecision =
            difference.isEstablished && targeted.isEstablished
            ? .targeted(learner) : oneForAll.isEstablished && single > 0 ? .oneForAll(arm: trial.arms[single]) : .none
        var report = UpliftReport(
            decision: decision, learner: learner, targeted: targeted, oneForAll: oneForAll,
            bestSingle: single > 0 ? trial.arms[single] : nil,
            difference: difference, learnerValues: Dictionary(uniqueKeysWithValues: inner.map { ($0.key.rawValue, $0.value) }),
            rankings: trial.arms.indices.dropFirst().map { a in
                UpliftRanking(arm: trial.arms[a], ranked: scores.compactMap { $0.ranked.isEmpty ? nil : $0.ranked[a] })
            },
            arms: trial.arms, control: trial.arms[0], customers: trial.count, isRandomized: trial.isRandomized,
            droppedRows: trial.rowFaults, warnings: [])
        report.warnings = warnings(report)
        let all = Dictionary(
            uniqueKeysWithValues: zip(
                0..<folds, parallelMap(folds, threads: threads) { pieces($0, models: outcomeModels(without: [$0])) }))
        let fitted = models(all, using: Array(0..<folds), plain: outcomeModels(without: []), only: learner)
        var model = fitted[learner] ?? blank(learner)
        model.warnings = report.warnings
        return (report, model)
    }
}
