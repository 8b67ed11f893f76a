// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Incremental outcome by customer and arm: what a fit leaves behind, and all that is needed to score new customers.
public struct UpliftModel: Sendable, Hashable, Codable {
    public var learner: UpliftLearner
    /// The control comes first.
    public var arms: [String]
    /// How columns of a file become features.
    public var encoding: [FeatureColumn]
    /// Column of text by which segments are formed, if there is one.
    public var segmentColumn: String?
    /// Value of one unit of the outcome.
    public var valuePerOutcome: Double
    /// Cost of an arm to one customer, in units of value.
    public var armCosts: [String: Double]
    /// What stays on every report made from it.
    public var warnings: [Notice]
    var design: UpliftDesign
    /// By arm: coefficients of the design; empty where there is no linear part.
    var coefficients: [[Double]]
    /// By arm; empty where there are no trees.
    var trees: [BoostedTrees]
    /// Share of the linear part in the effect; the trees have the rest.
    var linearShare: Double
    /// By arm: effects by segment.
    var segments: [[String: Double]]
    /// By arm: effect of all, for segments that the trial did not have and where targeting is not established.
    var average: [Double]

    enum CodingKeys: String, CodingKey {
        case learner, arms, encoding, warnings, design, coefficients, trees, segments, average
        case segmentColumn = "segment_column"
        case valuePerOutcome = "value_per_outcome"
        case armCosts = "arm_costs"
        case linearShare = "linear_share"
    }

    /// Names of the features, in order.
    public var featureNames: [String] { encoding.flatMap(\.names) }

    /// Incremental outcome of each arm (0 for the control) for a customer with these features.
    public func effects(features: [Double], segment: String = "") -> [Double] {
        var row: [Double] = []
        if !coefficients.isEmpty { design.append({ features[$0] }, to: &row) }
        return effects(row: row[...], segment: segment) { features[$0] }
    }

    func effects(row: ArraySlice<Double>, segment: String, _ features: (Int) -> Double) -> [Double] {
        arms.indices.map { a in
            if a == 0 { return 0 }
            switch learner {
            case .constant: return average[a]
            case .segments: return segments[a][segment] ?? average[a]
            default: break
            }
            var effect = 0.0
            if !coefficients.isEmpty {
                let beta = coefficients[a]
                var position = row.startIndex
                for b in beta {
                    effect += b * row[position]
                    position += 1
                }
                effect *= linearShare
            }
            if !trees.isEmpty { effect += (1 - linearShare) * trees[a].value(features) }
            return effect
        }
    }
}
