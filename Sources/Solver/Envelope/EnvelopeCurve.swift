// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// The least concave function above an S-shaped curve on [0, most]: a straight line from the curve's beginning to where it touches
/// (Falk & Soland, Management Science 1969), the curve itself from there on.
struct EnvelopeCurve: Curve {
    private let base: any Curve
    /// Where the line touches the curve; its end where it never does.
    let touch: Double
    private let start: Double
    private let rise: Double

    /// Nil where the curve is not convex first and concave from one point on.
    init?(_ base: any Curve, most: Double) {
        let pieces = base.pieces
        guard pieces.count == 2, pieces[0].bend == .convex, pieces[1].bend == .concave, most.isFinite, most > 0 else {
            return nil
        }
        self.base = base
        let start = base.value(at: 0)
        // From the bend on, what the line from the beginning has above the curve's slope only grows.
        func isBeyond(_ x: Double) -> Bool { base.value(at: x) - start >= base.slope(at: x) * x }
        var touch = most
        let bend = min(pieces[1].start, most)
        if isBeyond(most) {
            var (low, high) = (bend, most)
            for _ in 0..<200 where high - low > 1e-15 * high {
                let middle = 0.5 * (low + high)
                if isBeyond(middle) { high = middle } else { low = middle }
            }
            touch = high
        }
        self.touch = touch
        self.start = start
        rise = (base.value(at: touch) - start) / touch
    }

    func value(at x: Double) -> Double { x <= touch ? start + rise * x : base.value(at: x) }

    func slope(at x: Double) -> Double { x < touch ? rise : min(rise, base.slope(at: x)) }

    func input(atSlope slope: Double) -> Double { slope > rise ? 0 : max(touch, base.input(atSlope: slope)) }

    var pieces: [CurvePiece] { [CurvePiece(start: 0, bend: .concave)] }
}
