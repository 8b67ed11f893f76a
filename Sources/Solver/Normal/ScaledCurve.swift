// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// A curve row in the units of a normal form: y ≤ or = scale · curve(inUnit · x).
struct ScaledCurve {
    let input: Int
    let output: Int
    let isEqual: Bool
    let curve: any Curve
    var inUnit: Double
    var scale: Double
    /// Starts of the pieces and whether each is concave, in the curve's own unit.
    let starts: [Double]
    let concave: [Bool]

    init(input: Int, output: Int, isEqual: Bool, curve: any Curve, inUnit: Double, scale: Double) {
        self.input = input
        self.output = output
        self.isEqual = isEqual
        self.curve = curve
        self.inUnit = inUnit
        self.scale = scale
        // Neighbouring pieces that bend the same way need not be one: a slope may jump upwards between them.
        let pieces = curve.pieces
        starts = pieces.isEmpty ? [0] : pieces.map(\.start)
        concave = pieces.isEmpty ? [true] : pieces.map { $0.bend == .concave }
    }

    var isConcave: Bool { concave.count == 1 && concave[0] }

    @inline(__always)
    func value(_ x: Double) -> Double {
        scale == 0 ? 0 : scale * curve.value(at: min(max(0, x * inUnit), .greatestFiniteMagnitude))
    }

    @inline(__always)
    func slope(_ x: Double) -> Double { scale == 0 ? 0 : scale * inUnit * curve.slope(at: max(0, x * inUnit)) }

    /// On the last piece: the largest x whose slope is at least `slope`, at least the piece's start.
    @inline(__always)
    func input(atSlope slope: Double) -> Double {
        let factor = scale * inUnit
        if factor == 0 { return slope <= 0 ? .infinity : (starts.last ?? 0) / inUnit }
        return curve.input(atSlope: slope / factor) / inUnit
    }

    /// Start of piece p in x.
    func start(_ piece: Int) -> Double { starts[piece] / inUnit }
    /// End of piece p in x; infinite for the last one.
    func end(_ piece: Int) -> Double { piece + 1 < starts.count ? starts[piece + 1] / inUnit : .infinity }
}
