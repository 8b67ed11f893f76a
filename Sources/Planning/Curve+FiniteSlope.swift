// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension Curve {
    /// The slope at x, taken at half a fen where it is infinite at 0: what the first fen brings, per yuan.
    func finiteSlope(at x: Double) -> Double {
        let slope = slope(at: x)
        return slope.isFinite ? slope : self.slope(at: max(x, 0.005))
    }
}
