// SPDX-License-Identifier: GPL-3.0-or-later

/// How often and how long customers buy: one of the two models of the field.
public enum RepeatModel: Sendable, Hashable, Codable {
    case betaGeometric(BetaGeometricModel)
    case pareto(ParetoModel)

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case betaGeometric = "bg-nbd"
        case pareto = "pareto-nbd"

        /// Names of the parameters, in the order of the papers.
        public var parameterNames: [String] {
            switch self {
            case .betaGeometric: ["r", "alpha_weeks", "a", "b"]
            case .pareto: ["r", "alpha_weeks", "s", "beta_weeks"]
            }
        }
    }

    init(_ kind: Kind, _ parameters: [Double]) {
        switch kind {
        case .betaGeometric:
            self = .betaGeometric(
                BetaGeometricModel(r: parameters[0], alpha: parameters[1], a: parameters[2], b: parameters[3]))
        case .pareto:
            self = .pareto(ParetoModel(r: parameters[0], alpha: parameters[1], s: parameters[2], beta: parameters[3]))
        }
    }

    public var kind: Kind {
        switch self {
        case .betaGeometric: .betaGeometric
        case .pareto: .pareto
        }
    }

    /// In the order of `Kind.parameterNames`.
    public var parameters: [Double] {
        switch self {
        case .betaGeometric(let model): [model.r, model.alpha, model.a, model.b]
        case .pareto(let model): [model.r, model.alpha, model.s, model.beta]
        }
    }

    /// Log likelihood of one customer's history; time in weeks.
    public func logLikelihood(repeats: Int, recency: Double, age: Double) -> Double {
        switch self {
        case .betaGeometric(let model): model.logLikelihood(repeats: repeats, recency: recency, age: age)
        case .pareto(let model): model.logLikelihood(repeats: repeats, recency: recency, age: age)
        }
    }

    /// Probability of being alive at the end of observation.
    public func probabilityAlive(repeats: Int, recency: Double, age: Double) -> Double {
        switch self {
        case .betaGeometric(let model): model.probabilityAlive(repeats: repeats, recency: recency, age: age)
        case .pareto(let model): model.probabilityAlive(repeats: repeats, recency: recency, age: age)
        }
    }

    /// Purchases to expect in the `ahead` weeks after the end of observation, given the history.
    public func expectedPurchases(repeats: Int, recency: Double, age: Double, ahead: Double) -> Double {
        switch self {
        case .betaGeometric(let model): model.expectedPurchases(repeats: repeats, recency: recency, age: age, ahead: ahead)
        case .pareto(let model): model.expectedPurchases(repeats: repeats, recency: recency, age: age, ahead: ahead)
        }
    }

    /// Repeat purchases of a new customer in the first `weeks` weeks.
    public func expectedPurchases(ofNewCustomerIn weeks: Double) -> Double {
        switch self {
        case .betaGeometric(let model): model.expectedPurchases(ofNewCustomerIn: weeks)
        case .pareto(let model): model.expectedPurchases(ofNewCustomerIn: weeks)
        }
    }
}
