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
/// Five folds (three from 200,000 customers on). For each, models are made and one learner is chosen on the others alone, by cross-fitted
/// policy value within them; the fold then only scores what was chosen. Policies are valued by doubly robust pseudo-outcomes
/// μ_a(x) − μ_0(x) + 1[a]/e_a · (y − μ_a(x)) − 1[0]/e_0 · (y − μ_0(x)) (Robins, Rotnitzky & Zhao 1994; cross-fitted as in
/// Chernozhukov et al. 2018), with μ from customers of other folds and e known.
public struct UpliftFit: Sendable {
    public var report: UpliftReport
    /// What the trial supports: individual effects where targeting is established, else the same for everybody.
    public var model: UpliftModel
    /// Individual effects by the learner chosen, whether targeting is established or not.
    public var learned: UpliftModel

    public init(_ trial: Trial, terms: UpliftTerms = UpliftTerms(), threads: Int = 2) {
        let work = UpliftWork(trial, terms, threads: threads)
        (report, learned) = work.run()
        model = work.supported(report, learned)
    }
}

extension UpliftWork {
    /// One model of effects that the report's decision allows.
    func supported(_ report: UpliftReport, _ learned: UpliftModel) -> UpliftModel {
        var model = learned
        if case .targeted = report.decision {
            // What is not established of an arm is nobody's: its effects count as nothing.
            for name in report.unproven {
                guard let a = trial.arms.firstIndex(of: name) else { continue }
                if !model.coefficients.isEmpty { model.coefficients[a] = model.coefficients[a].map { _ in 0 } }
                if !model.trees.isEmpty { model.trees[a] = BoostedTrees(base: 0) }
                model.segments[a] = [:]
                model.average[a] = 0
            }
            return model
        }
        model.learner = .constant
        model.coefficients = []
        model.trees = []
        model.segments = trial.arms.map { _ in [:] }
        model.average = trial.arms.map { _ in 0 }
        guard case .oneForAll = report.decision else { return model }
        for ranking in report.rankings where ranking.effect.isEstablished {
            if let a = trial.arms.firstIndex(of: ranking.arm) { model.average[a] = ranking.effect.mean }
        }
        return model
    }

    func warnings(_ report: UpliftReport) -> [Notice] {
        var notices: [Notice] = []
        if !trial.isRandomized { notices.append(Notice("incentives.warning-observational")) }
        if trial.isRandomized {
            // Arms far from the shares that their propensities promise: by more than five standard errors.
            for (a, name) in trial.arms.enumerated() {
                let own = trial.arm.indices.filter { trial.arm[$0] == a }
                let weights = own.reduce(0.0) { $0 + 1 / trial.propensity[$1] }
                let squares = own.reduce(0.0) { $0 + 1 / (trial.propensity[$1] * trial.propensity[$1]) }
                let total = Double(trial.count)
                if trial.smallArms.isEmpty, abs(weights - total) > 5 * max(squares - total, 1).squareRoot() {
                    notices.append(
                        Notice("incentives.warning-propensity", ["arm": .text(name), "share": .share(weights / total)]))
                }
            }
        }
        if !trial.smallArms.isEmpty {
            notices.append(Notice("incentives.warning-small-arms", ["arms": .list(trial.smallArms)]))
        }
        if ceiling.isFinite { notices.append(Notice("incentives.warning-tail", ["limit": .number(ceiling)])) }
        switch report.decision {
        case .none: notices.append(Notice("incentives.warning-not-established"))
        case .oneForAll: notices.append(Notice("incentives.warning-not-targeted"))
        case .targeted where report.unproven.isEmpty: break
        case .targeted: notices.append(Notice("incentives.warning-unproven-arms", ["arms": .list(report.unproven)]))
        }
        return notices
    }
}
