// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension SeparableProblem {
    /// Throws away a little more of outputs that are being thrown away in part, so that rows that rounding has broken are kept.
    ///
    /// Where stock sells out, the delivered share is a steep function of a price and carries its rounding, magnified by the smoothing.
    /// These outputs are worth next to nothing net of prices, so giving some up costs next to nothing.
    func repaired(_ point: [Double]) -> [Double] {
        var point = point
        let activity = activities(at: point)
        var excess = [Double](repeating: 0, count: rowCount)
        var hasExcess = false
        for r in 0..<rowCount where activity[r] > rowUpper[r] {
            excess[r] = activity[r] - rowUpper[r]
            hasExcess = true
        }
        guard hasExcess else { return point }
        var spare = [Double](repeating: 0, count: rowCount)
        var loose: [Int] = []
        for (position, cell) in cells.enumerated() where !cell.mustEqual {
            let output = Int(cell.output)
            let isTouched = (starts[output]..<starts[output + 1]).contains { excess[Int(rowIndices[$0])] > 0 }
            guard isTouched, point[output] > 0 else { continue }
            let top = cell.scale * curves[position].value(at: point[Int(cell.input)])
            guard point[output] < top * (1 - 1e-6) else { continue }
            loose.append(output)
            for k in starts[output]..<starts[output + 1] where coefficients[k] > 0 {
                spare[Int(rowIndices[k])] += coefficients[k] * point[output]
            }
        }
        for output in loose {
            var factor = 1.0
            for k in starts[output]..<starts[output + 1] where coefficients[k] > 0 {
                let row = Int(rowIndices[k])
                if excess[row] > 0, spare[row] > excess[row] { factor = min(factor, 1 - (1 + 1e-9) * excess[row] / spare[row]) }
            }
            point[output] *= factor
        }
        return point
    }
}
