// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension SeparableProblem {
    /// Uses rows that leave no room: where a row's least activity is its upper end (no stock, say), its columns stay where they are
    /// least, and no price has to grow without end to keep them there. False when a row cannot be kept at all, nil when an output
    /// tied by `=` would have to be held at a value that its curve does not single out.
    mutating func tighten() -> Bool? {
        for _ in 0..<3 {
            guard let changed = tightenOnce() else { return nil }
            if changed < 0 { return false }
            if changed == 0 { return true }
        }
        return true
    }

    /// Number of columns fixed; −1 when a row cannot be kept.
    private mutating func tightenOnce() -> Int? {
        let (low, high, cellOfOutput, isFree) = ranges()
        var least = [Double](repeating: 0, count: rowCount)
        var most = least
        var size = least
        for j in 0..<columnCount {
            for k in starts[j]..<starts[j + 1] {
                let (row, value) = (Int(rowIndices[k]), coefficients[k])
                let (a, b) = (value * low[j], value * high[j])
                least[row] += min(a, b)
                most[row] += max(a, b)
                size[row] = max(size[row], max(abs(a), abs(b)))
            }
        }
        var force = [Int8](repeating: 0, count: rowCount)
        for r in 0..<rowCount {
            let rounding = 1e-12 * max(size[r], least[r].magnitude)
            if least[r] > rowUpper[r] + max(rounding, 1e-10 * size[r]) || most[r] < rowLower[r] - max(rounding, 1e-10 * size[r])
            {
                return -1
            }
            if least[r] >= rowUpper[r] - rounding {
                force[r] = -1
            } else if most[r] <= rowLower[r] + rounding {
                force[r] = 1
            }
        }
        var changed = 0
        for j in 0..<columnCount where low[j] < high[j] {
            for k in starts[j]..<starts[j + 1] where force[Int(rowIndices[k])] != 0 {
                let isDown = (coefficients[k] > 0) == (force[Int(rowIndices[k])] < 0)
                if cellOfOutput[j] >= 0 {
                    // An output cannot be forced up by itself: prices do that.
                    guard isDown else { continue }
                    if cells[cellOfOutput[j]].mustEqual { return nil }
                    cells[cellOfOutput[j]].scale = 0
                    changed += 1
                } else if isFree[j] {
                    if isDown { columnUpper[j] = low[j] } else { columnLower[j] = high[j] }
                    changed += 1
                }
                break
            }
        }
        return changed
    }

    /// Ends of every column, the cell of each output (−1 for others), and which columns have bounds of their own.
    func ranges() -> (low: [Double], high: [Double], cellOfOutput: [Int], isFree: [Bool]) {
        var low = columnLower
        var high = columnUpper
        var cellOfOutput = [Int](repeating: -1, count: columnCount)
        var isFree = [Bool](repeating: true, count: columnCount)
        for chain in chains {
            var (least, most) = (0.0, 0.0)
            for position in chain {
                guard let link = cells[position].link else { continue }
                least = link.carry * least + link.factor * columnLower[Int(link.spend)] + link.shift
                most = link.carry * most + link.factor * columnUpper[Int(link.spend)] + link.shift
                let input = Int(cells[position].input)
                (low[input], high[input]) = (max(0, least), most)
                isFree[input] = false
            }
        }
        for (position, cell) in cells.enumerated() {
            let output = Int(cell.output)
            cellOfOutput[output] = position
            low[output] = cell.mustEqual ? cell.scale * curves[position].value(at: low[Int(cell.input)]) : 0
            high[output] = cell.scale * curves[position].value(at: high[Int(cell.input)])
        }
        return (low, high, cellOfOutput, isFree)
    }
}
