// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// The best effective spends of one chain at given prices.
///
/// With the effective spends e as variables a chain is
///
///     maximize Σ r(t) e(t) + w(t) f(t, e(t))   subject to   low(t) ≤ e(t) − carry(t) e(t − 1) ≤ high(t),
///
/// a generalized isotonic regression with bounds on both sides. Forward, period t keeps the best last value z(t) of the chain up to
/// t and the zone of e(t + 1) that leaves it alone; below and above the zone periods move together (a pooled block), so the
/// derivative of the best value is a sum along the block. Backward, each e(t) is z(t) clipped to what e(t + 1) allows. Exact like the
/// taut string (Barlow & Brunk, JASA 1972; Johnson, J. Comp. Graph. Stat. 2013), with work proportional to the blocks' lengths.
struct ChainProfile<C: Curve> {
    let curves: [C]
    let carry: [Double]
    /// Ends of e(t) − carry e(t − 1).
    let low: [Double]
    let high: [Double]
    /// Ends of e(t) that the bounds up to t allow.
    let least: [Double]
    let most: [Double]
    /// First period of the chain of each period.
    let first: [Int]
    var linear: [Double]
    var weight: [Double]
    /// z(t).
    var best: [Double]
    private var below: [Double]
    private var above: [Double]
    /// e(t).
    var effective: [Double]
    /// −1 or 1 where e(t) ties e(t − 1) by its lower or upper bound, 0 where it leaves it alone.
    var tie: [Int8]

    init(curves: [C], carry: [Double], low: [Double], high: [Double], first: [Int]) {
        self.curves = curves
        self.carry = carry
        self.low = low
        self.high = high
        self.first = first
        var least = low
        var most = high
        for i in curves.indices where i > first[i] {
            least[i] += carry[i] * least[i - 1]
            most[i] += carry[i] * most[i - 1]
        }
        self.least = least
        self.most = most
        let zeros = [Double](repeating: 0, count: curves.count)
        (linear, weight, best, below, above, effective) = (zeros, zeros, zeros, zeros, zeros, zeros)
        tie = [Int8](repeating: 0, count: curves.count)
    }

    /// Slope of the weighted curve and the linear part at a point of period i.
    @inline(__always)
    private func slope(_ i: Int, _ e: Double) -> Double {
        weight[i] > 0 ? linear[i] + weight[i] * curves[i].slope(at: e) : linear[i]
    }

    /// Derivative of the best value of the chain up to period i in e(i).
    private func derivative(_ i: Int, _ e: Double) -> Double {
        var sum = slope(i, e)
        var factor = 1.0
        var k = i
        var at = e
        while k > first[k], carry[k] > 0 {
            // Beyond an end that the bounds allow there is nothing to go on to, only rounding.
            if at < below[k] - 1e-10 * min(abs(low[k]), abs(high[k])), best[k - 1] > least[k - 1] {
                at = (at - low[k]) / carry[k]
            } else if at > above[k] + 1e-10 * min(abs(low[k]), abs(high[k])), best[k - 1] < most[k - 1] {
                at = (at - high[k]) / carry[k]
            } else {
                break
            }
            factor = min(factor / carry[k], 1e200)
            k -= 1
            sum += factor * slope(k, min(max(at, least[k]), most[k]))
        }
        return sum
    }

    /// Finds the best profile of the chain with periods `range`.
    mutating func solve(_ range: Range<Int>) {
        for i in range {
            let isTied = i > range.lowerBound && carry[i] > 0
            below[i] = isTied ? carry[i] * best[i - 1] + low[i] : least[i]
            above[i] = isTied ? carry[i] * best[i - 1] + high[i] : most[i]
            let alone = min(max(ownBest(i), least[i]), most[i])
            if alone < below[i] {
                best[i] = root(i, alone, below[i])
            } else if alone > above[i] {
                best[i] = root(i, above[i], alone)
            } else {
                best[i] = alone
            }
        }
        var next = 0.0
        for i in range.reversed() {
            var e = best[i]
            if i < range.upperBound - 1, carry[i + 1] > 0 {
                let ceiling = (next - low[i + 1]) / carry[i + 1]
                let floor = (next - high[i + 1]) / carry[i + 1]
                tie[i + 1] = 0
                // What is carried over may be next to nothing beside what it is carried into: going back from there would only bring
                // rounding, and leaving it out changes the best value by less than that.
                let noise = 1e-10 * min(abs(low[i + 1]), abs(high[i + 1])) / carry[i + 1]
                if e > ceiling + noise {
                    e = ceiling
                    tie[i + 1] = -1
                } else if e < floor - noise {
                    e = floor
                    tie[i + 1] = 1
                }
            } else if i < range.upperBound - 1 {
                tie[i + 1] = 0
            }
            e = min(max(e, least[i]), most[i])
            effective[i] = e
            next = e
        }
        if !range.isEmpty { tie[range.lowerBound] = 0 }
        polish(range)
    }

    /// Works out each block again from its first period. Going back in time divides by carry and so multiplies rounding; going forward
    /// does the opposite.
    private mutating func polish(_ range: Range<Int>) {
        var begin = range.lowerBound
        while begin < range.upperBound {
            var end = begin + 1
            while end < range.upperBound, tie[end] != 0 { end += 1 }
            let last = effective[end - 1]
            if end - begin > 1, last > least[end - 1], last < most[end - 1] { refine(begin..<end) }
            begin = end
        }
        replay(range)
    }

    /// Goes through the chain once more from the spends, so that it is consistent to the last bit.
    private mutating func replay(_ range: Range<Int>) {
        var old = 0.0
        var new = 0.0
        for i in range {
            let moved = min(max(effective[i] - carry[i] * old, low[i]), high[i])
            old = effective[i]
            new = carry[i] * new + (tie[i] < 0 ? low[i] : (tie[i] > 0 ? high[i] : moved))
            effective[i] = min(max(new, least[i]), most[i])
        }
    }

    /// Newton's method on one block's stationarity in its first effective spend, with the bounds that tie it as found.
    private mutating func refine(_ block: Range<Int>) {
        let first = block.lowerBound
        let start = effective[first]
        var z = start
        var state = stationarity(block, z)
        var bestZ = z
        var best = state
        for _ in 0..<6 where abs(state.value) > 4e-16 * state.size {
            let step = 1e-7 * max(z, 1e-6 * most[first])
            let slope = (stationarity(block, z + step).value - state.value) / step
            guard slope < 0 else { break }
            z = min(max(z - state.value / slope, least[first]), most[first])
            // More than rounding can have done is not ours to undo.
            guard abs(z - start) <= 1e-5 * start else { break }
            state = stationarity(block, z)
            guard abs(state.value) < abs(best.value) else { break }
            bestZ = z
            best = state
        }
        if bestZ != start { _ = stationarity(block, bestZ, storing: true) }
    }

    /// The derivative of a block's value in its first effective spend, and the size of its terms.
    private mutating func stationarity(_ block: Range<Int>, _ z: Double, storing: Bool = false) -> (value: Double, size: Double)
    {
        var e = z
        var factor = 1.0
        var sum = 0.0
        var size = 0.0
        for i in block {
            if i > block.lowerBound {
                e = carry[i] * e + (tie[i] < 0 ? low[i] : high[i])
                factor *= carry[i]
            }
            if storing { effective[i] = e }
            sum += factor * slope(i, e)
            size += factor * abs(linear[i])
        }
        return (sum, size)
    }

    /// Where period i would go by itself.
    private func ownBest(_ i: Int) -> Double {
        if linear[i] >= 0 { return linear[i] > 0 || weight[i] > 0 ? most[i] : least[i] }
        guard weight[i] > 0 else { return least[i] }
        return curves[i].input(atSlope: min(-linear[i] / weight[i], 1e300))
    }

    /// The root of the falling derivative between two points: regula falsi after Anderson & Björck (BIT 1973), with bisection where
    /// it does not halve.
    private func root(_ i: Int, _ low: Double, _ high: Double) -> Double {
        var a = low
        var b = high
        var fa = derivative(i, a)
        if fa <= 0 { return a }
        var fb = derivative(i, b)
        if fb >= 0 { return b }
        let noise = 2e-16 * abs(linear[i])
        for round in 0..<200 {
            let width = b - a
            if width <= 4e-16 * max(abs(a), abs(b)) { break }
            var middle = fa.isFinite && round % 3 != 2 ? a + width * (fa / (fa - fb)) : a + 0.5 * width
            if !(middle > a && middle < b) { middle = a + 0.5 * width }
            if !(middle > a && middle < b) { break }
            let value = derivative(i, middle)
            if abs(value) <= noise { return middle }
            if value > 0 {
                let cut = 1 - value / fa
                fb *= round % 3 == 2 ? 1 : (cut > 0 ? cut : 0.5)
                a = middle
                fa = value
            } else {
                let cut = 1 - value / fb
                fa *= round % 3 == 2 ? 1 : (cut > 0 ? cut : 0.5)
                b = middle
                fb = value
            }
        }
        return -fb < fa ? b : a
    }
}
