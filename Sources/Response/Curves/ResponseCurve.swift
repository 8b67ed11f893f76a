// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra

/// A fitted or given curve of any family: effective spend in yuan per period → primary outcome per period.
///
/// In JSON: `{"family": "hill", "cap": 120, "half_spend_yuan": 800, "exponent": 1.4}`.
public enum ResponseCurve: Sendable, Hashable {
    case hill(HillCurve)
    case exponential(ExponentialCurve)
    case logistic(LogisticCurve)
    case logarithm(LogarithmCurve)
    case power(PowerCurve)
    case piecewise(PiecewiseCurve)

    /// The curve as the algebra takes it.
    public var curve: any Curve {
        switch self {
        case .hill(let curve): curve
        case .exponential(let curve): curve
        case .logistic(let curve): curve
        case .logarithm(let curve): curve
        case .power(let curve): curve
        case .piecewise(let curve): curve
        }
    }

    /// The family's name in files.
    public var family: String {
        switch self {
        case .hill: "hill"
        case .exponential: "exponential"
        case .logistic: "logistic"
        case .logarithm: "logarithm"
        case .power: "power"
        case .piecewise: "piecewise"
        }
    }

    /// The curve with all outcomes multiplied by `factor` ≥ 0.
    public func scaled(by factor: Double) -> ResponseCurve {
        switch self {
        case .hill(var curve):
            curve.cap *= factor
            return .hill(curve)
        case .exponential(var curve):
            curve.cap *= factor
            return .exponential(curve)
        case .logistic(var curve):
            curve.cap *= factor
            return .logistic(curve)
        case .logarithm(var curve):
            curve.gain *= factor
            return .logarithm(curve)
        case .power(var curve):
            curve.gain *= factor
            return .power(curve)
        case .piecewise(let curve):
            return .piecewise(PiecewiseCurve(spends: curve.spends, outcomes: curve.outcomes.map { $0 * factor }) ?? curve)
        }
    }
}

extension ResponseCurve: Codable {
    private enum Key: String, CodingKey {
        case family, cap, gain, exponent
        case halfSpend = "half_spend_yuan"
        case scaleSpend = "scale_spend_yuan"
        case spends = "spends_yuan"
        case outcomes
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func number(_ key: Key, above low: Double, through high: Double = .greatestFiniteMagnitude, or fallback: Double? = nil)
            throws
            -> Double
        {
            if let fallback, !values.contains(key) { return fallback }
            let value = try values.decode(Double.self, forKey: key)
            guard value > low, value <= high else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values,
                    debugDescription: "\(value) is out of range: above \(low)"
                        + (high < .greatestFiniteMagnitude ? ", at most \(high)" : ""))
            }
            return value
        }
        let below = -Double.leastNonzeroMagnitude
        switch try values.decode(String.self, forKey: .family) {
        case "hill":
            self = .hill(
                HillCurve(
                    cap: try number(.cap, above: below), halfSpend: try number(.halfSpend, above: 0),
                    exponent: try number(.exponent, above: 0, through: 100, or: 1)))
        case "exponential":
            self = .exponential(
                ExponentialCurve(cap: try number(.cap, above: below), scaleSpend: try number(.scaleSpend, above: 0)))
        case "logistic":
            self = .logistic(LogisticCurve(cap: try number(.cap, above: below), scaleSpend: try number(.scaleSpend, above: 0)))
        case "logarithm":
            self = .logarithm(
                LogarithmCurve(gain: try number(.gain, above: below), scaleSpend: try number(.scaleSpend, above: 0)))
        case "power":
            self = .power(
                PowerCurve(
                    gain: try number(.gain, above: below), scaleSpend: try number(.scaleSpend, above: 0),
                    exponent: try number(.exponent, above: 0, through: 1)))
        case "piecewise":
            let spends = try values.decode([Double].self, forKey: .spends)
            let outcomes = try values.decode([Double].self, forKey: .outcomes)
            guard let curve = PiecewiseCurve(spends: spends, outcomes: outcomes) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .spends, in: values,
                    debugDescription: "spends must increase from above 0 and outcomes must not fall, in equal number")
            }
            self = .piecewise(curve)
        case let family:
            throw DecodingError.dataCorruptedError(
                forKey: .family, in: values,
                debugDescription: "'\(family)' is not one of hill, exponential, logistic, logarithm, power, piecewise")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(family, forKey: .family)
        switch self {
        case .hill(let curve):
            try values.encode(curve.cap, forKey: .cap)
            try values.encode(curve.halfSpend, forKey: .halfSpend)
            try values.encode(curve.exponent, forKey: .exponent)
        case .exponential(let curve):
            try values.encode(curve.cap, forKey: .cap)
            try values.encode(curve.scaleSpend, forKey: .scaleSpend)
        case .logistic(let curve):
            try values.encode(curve.cap, forKey: .cap)
            try values.encode(curve.scaleSpend, forKey: .scaleSpend)
        case .logarithm(let curve):
            try values.encode(curve.gain, forKey: .gain)
            try values.encode(curve.scaleSpend, forKey: .scaleSpend)
        case .power(let curve):
            try values.encode(curve.gain, forKey: .gain)
            try values.encode(curve.scaleSpend, forKey: .scaleSpend)
            try values.encode(curve.exponent, forKey: .exponent)
        case .piecewise(let curve):
            try values.encode(curve.spends, forKey: .spends)
            try values.encode(curve.outcomes, forKey: .outcomes)
        }
    }
}
