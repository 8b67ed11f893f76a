// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

extension SeparableProblem {
    /// Puts outputs that are tied by `=` on their curves.
    func tie(_ point: inout [Double]) {
        for (k, cell) in cells.enumerated() where cell.mustEqual {
            point[Int(cell.output)] = cell.scale * curves[k].value(at: point[Int(cell.input)])
        }
    }

    /// Moves a point that breaks rows: where a row holds too much its spends and plain columns go towards their least and its outputs
    /// are thrown away in part, where it holds too little they go towards their most. Kept chains and curves; whether the rows are
    /// kept then is for the caller to measure.
    func scaledDown(_ start: [Double]) -> [Double] {
        var point = start
        var share = [Double](repeating: 1, count: cells.count)
        for (k, cell) in cells.enumerated() {
            let top = cell.scale * curves[k].value(at: point[Int(cell.input)])
            share[k] = cell.mustEqual || top <= 0 ? 1 : min(1, point[Int(cell.output)] / top)
        }
        let free = cells.map { $0.link?.spend ?? $0.input } + plain
        for _ in 0..<6 {
            let activity = activities(at: point)
            let magnitude = magnitudes(at: point)
            var factor = [Double](repeating: 1, count: rowCount)
            var isBroken = false
            for r in 0..<rowCount {
                // A little more than needed, so that rounding does not break the row again.
                let rest = 1e-12 * max(magnitude[r], 1e-300)
                if activity[r] > rowUpper[r] + rest * 0.1 {
                    factor[r] = -(activity[r] - rowUpper[r] + rest)
                } else if activity[r] < rowLower[r] - rest * 0.1 {
                    factor[r] = rowLower[r] - activity[r] + rest
                } else {
                    factor[r] = 0
                    continue
                }
                isBroken = true
            }
            guard isBroken else { return point }
            moveSpends(&point, excess: factor, free: free)
            follow(&point, share)
            throwAway(&point, &share)
        }
        return point
    }

    /// One proportional step of the free columns of each broken row.
    private func moveSpends(_ point: inout [Double], excess: [Double], free: [Int32]) {
        var room = [Double](repeating: 0, count: rowCount)
        func gap(_ j: Int, _ r: Int, _ value: Double) -> Double {
            // How far the row's activity can be moved the needed way by this column alone.
            let isDown = (excess[r] < 0) == (value > 0)
            return abs(value) * (isDown ? point[j] - columnLower[j] : columnUpper[j] - point[j])
        }
        for j in free.map({ Int($0) }) {
            for k in starts[j]..<starts[j + 1] where excess[Int(rowIndices[k])] != 0 {
                room[Int(rowIndices[k])] += gap(j, Int(rowIndices[k]), coefficients[k])
            }
        }
        var target = point
        for j in free.map({ Int($0) }) {
            var down = 0.0
            var up = 0.0
            for k in starts[j]..<starts[j + 1] {
                let r = Int(rowIndices[k])
                guard excess[r] != 0, room[r] > 0 else { continue }
                let part = min(1, abs(excess[r]) / room[r])
                if (excess[r] < 0) == (coefficients[k] > 0) { down = max(down, part) } else { up = max(up, part) }
            }
            if down > 0 {
                target[j] = point[j] - down * (point[j] - columnLower[j])
            } else if up > 0 {
                target[j] = point[j] + up * (columnUpper[j] - point[j])
            }
        }
        point = target
    }

    /// Effective spends from spends along chains, and outputs as the same share of their curves.
    private func follow(_ point: inout [Double], _ share: [Double]) {
        for chain in chains {
            var before = 0.0
            for position in chain {
                guard let link = cells[position].link else { continue }
                before = link.carry * before + link.factor * point[Int(link.spend)] + link.shift
                point[Int(cells[position].input)] = before
            }
        }
        for (k, cell) in cells.enumerated() {
            point[Int(cell.output)] = share[k] * cell.scale * curves[k].value(at: point[Int(cell.input)])
        }
    }

    /// Gives up outputs of rows that hold too much.
    private func throwAway(_ point: inout [Double], _ share: inout [Double]) {
        let activity = activities(at: point)
        var held = [Double](repeating: 0, count: rowCount)
        for cell in cells where !cell.mustEqual {
            let j = Int(cell.output)
            for k in starts[j]..<starts[j + 1] where coefficients[k] > 0 {
                held[Int(rowIndices[k])] += coefficients[k] * point[j]
            }
        }
        for (position, cell) in cells.enumerated() where !cell.mustEqual {
            let j = Int(cell.output)
            var factor = 1.0
            for k in starts[j]..<starts[j + 1] where coefficients[k] > 0 {
                let r = Int(rowIndices[k])
                let excess = activity[r] - rowUpper[r]
                if excess > 0, held[r] > 0 { factor = min(factor, max(0, 1 - (1 + 1e-12) * excess / held[r])) }
            }
            point[j] *= factor
            share[position] *= factor
        }
    }
}
