// SPDX-License-Identifier: GPL-3.0-or-later

/// What one block answers to prices: the most it can bring, and a plan that brings nearly that.
struct BlockAnswer {
    /// No plan of the block brings more.
    var bound: Double
    /// Values of the block's variables, in the order of `BlockResponse.variables`.
    var plan: [Double] = []
    /// What the plan brings at the prices.
    var value = -Double.infinity
}

/// The best response of a block to prices by dynamic programming over the carried-over amount (Bellman 1957), whatever the shape of its
/// curves and whichever amounts are allowed.
///
/// The best value of the periods to come is a function of what is carried into them. It is kept as straight lines between points, raised
/// so that it is nowhere below the truth: a concave stretch of a curve by what its tangents leave above the chord, a maximum over a
/// window by what it is above the line at the places where the window's ends pass a point. The error falls with the square of the
/// points' distance, and the result is a bound whatever it is.
struct BlockResponse {
    let periods: [BlockStructure.Period]
    /// All variables of the block.
    let variables: [Int]
    private var slots: [(input: Int, output: Int, spend: Int, used: Int, pieces: Int)] = []
    /// Packages in one period up to which each number of them is tried; beyond, the bound lets go of their wholeness.
    private static let mostPieces = 40

    init(_ periods: [BlockStructure.Period]) {
        self.periods = periods
        var variables: [Int] = []
        for period in periods {
            func slot(_ j: Int) -> Int {
                if j < 0 { return -1 }
                variables.append(j)
                return variables.count - 1
            }
            let input = slot(period.input)
            slots.append(
                (
                    input, slot(period.output), period.spend == period.input ? input : slot(period.spend), slot(period.used),
                    slot(period.pieces)
                ))
        }
        self.variables = variables
    }

    /// Amounts x that a period allows within a box.
    private struct Amounts {
        /// Nothing is allowed, with what the binary's 0 brings.
        var zero = false
        /// A range, with what choosing it brings by itself.
        var low = Double.infinity
        var high = -Double.infinity
        var fixed = 0.0
        /// Whole multiples `first … last` of `step`; nil where the range is continuous.
        var step: Double?
        var first = 0
        var last = -1
        /// Per piece.
        var perPiece = 0.0
    }

    private func amounts(_ period: BlockStructure.Period, _ box: borrowing Box, _ net: borrowing [Double]) -> Amounts? {
        var result = Amounts()
        let x = period.spend
        if x < 0 {
            result.zero = true
            return result
        }
        let (low, high) = (box.lower[x], max(box.lower[x], box.upper[x]))
        if period.pieces >= 0 {
            let n = period.pieces
            result.step = period.step
            result.first = Int(max(box.lower[n], ((low - 1e-9) / period.step).rounded(.up), 0))
            result.last = Int(min(box.upper[n], ((high + 1e-9) / period.step).rounded(.down), 1e9))
            result.perPiece = net[n]
            guard result.first <= result.last else { return nil }
            return result
        }
        if period.used >= 0 {
            let b = period.used
            result.zero = box.lower[b] < 0.5 && low <= 1e-12
            if box.upper[b] > 0.5 {
                (result.low, result.high) = (max(low, period.least), min(high, period.most))
                result.fixed = net[b]
            }
            guard result.zero || result.low <= result.high else { return nil }
            return result
        }
        (result.low, result.high) = (low, high)
        return result
    }

    /// - Parameters:
    ///   - net: by variable, what one unit brings net of the prices of coupling rows.
    ///   - size: points of the grid of each period.
    func answer(_ form: borrowing NormalForm, box: borrowing Box, net: borrowing [Double], size: Int) -> BlockAnswer {
        if periods.count == 1 { return single(form, box, net) }
        var allowed: [Amounts] = []
        for period in periods {
            guard let amounts = amounts(period, box, net) else { return BlockAnswer(bound: -.infinity) }
            allowed.append(amounts)
        }
        // Ranges of the inputs that the amounts allow.
        var ranges: [(low: Double, high: Double)] = []
        var (least, most) = (0.0, 0.0)
        for (t, period) in periods.enumerated() {
            let (low, high) = ends(allowed[t])
            least = max(period.carry * least + period.gain * low + period.shift, box.lower[period.input])
            most = min(period.carry * most + period.gain * high + period.shift, box.upper[period.input])
            if least > most {
                if least > most + 1e-9 * max(1, abs(most)) { return BlockAnswer(bound: -.infinity) }
                most = least
            }
            ranges.append((max(0, least), max(0, most)))
        }
        // Backward: stage[t] is the value of everything from the choice of e(t) on, as a function of e(t).
        var stages = [BlockGrid](repeating: BlockGrid(points: [], values: []), count: periods.count)
        var later: [Double] = []
        for t in periods.indices.reversed() {
            let period = periods[t]
            var grid = raisedCurve(form, period, ranges[t], net, size)
            // A period without an amount has nothing to price.
            let price = period.spend < 0 || period.spend == period.input ? 0 : net[period.spend] / period.gain
            let own = net[period.input]
            if t + 1 < periods.count {
                let next = periods[t + 1]
                let carried = grid.points.map { next.carry * $0 + next.shift }
                later = best(stages[t + 1], over: carried, next, allowed[t + 1], net)
                for k in grid.values.indices { grid.values[k] += later[k] }
            }
            for k in grid.values.indices { grid.values[k] += (own + price) * grid.points[k] }
            stages[t] = grid
        }
        let first = periods[0]
        let start = best(stages[0], over: [first.shift], first, allowed[0], net)
        var answer = BlockAnswer(bound: start[0])
        walk(form, stages, allowed, ranges, net, &answer)
        return answer
    }

    private func ends(_ amounts: Amounts) -> (low: Double, high: Double) {
        if let step = amounts.step { return (Double(amounts.first) * step, Double(amounts.last) * step) }
        let low = amounts.zero ? min(0, amounts.low) : amounts.low
        let high = amounts.zero ? max(0, amounts.high) : amounts.high
        return (low, high)
    }

    /// weight · curve over a range, raised so that the lines between the points are nowhere below it.
    private func raisedCurve(
        _ form: borrowing NormalForm, _ period: BlockStructure.Period, _ range: (low: Double, high: Double),
        _ net: borrowing [Double], _ size: Int
    ) -> BlockGrid {
        let curve = form.curves[period.curve]
        var points: [Double] = []
        let width = range.high - range.low
        if width > 1e-13 * max(1, range.high) {
            points.reserveCapacity(size + curve.starts.count + 1)
            for k in 0...size {
                let share = Double(k) / Double(size)
                points.append(k == size ? range.high : range.low + width * (share * (0.25 + 0.75 * share)))
            }
            var extra = false
            for piece in curve.starts.indices where curve.start(piece) > range.low && curve.start(piece) < range.high {
                points.append(curve.start(piece))
                extra = true
            }
            if extra { points.sort() }
        } else {
            points = [range.low]
        }
        let weight = curve.isEqual ? net[period.output] : max(0, net[period.output])
        var grid = BlockGrid(points: points, values: [Double](repeating: 0, count: points.count))
        guard weight != 0 else { return grid }
        var slopes = grid.values
        for k in points.indices {
            grid.values[k] = curve.value(points[k])
            slopes[k] = curve.slope(points[k])
        }
        var raise = [Double](repeating: 0, count: points.count)
        var piece = 0
        for k in points.indices.dropLast() {
            let (a, b) = (points[k], points[k + 1])
            let h = b - a
            guard h > 0 else { continue }
            while piece + 1 < curve.starts.count && curve.start(piece + 1) <= a { piece += 1 }
            guard curve.concave[piece] == (weight > 0) else { continue }
            let chord = (grid.values[k + 1] - grid.values[k]) / h
            // Slopes at the ends, from the side of the interval; a kink at b belongs to the next piece.
            let steep = max(abs(slopes[k] - chord), 0)
            let flat = abs(chord - (b >= curve.end(piece) ? min(slopes[k], chord) : slopes[k + 1]))
            let above: Double
            if b >= curve.end(piece) {
                // The slope just before b is not known: the tangent at a alone, or all of the rise.
                above = min(slopes[k].isFinite ? steep * h : .infinity, abs(grid.values[k + 1] - grid.values[k]))
            } else if !slopes[k].isFinite {
                above = flat * h
            } else {
                above = steep + flat > 0 ? steep * flat / (steep + flat) * h : 0
            }
            raise[k] = max(raise[k], above)
            raise[k + 1] = max(raise[k + 1], above)
        }
        for k in points.indices {
            grid.values[k] = weight * grid.values[k] + abs(weight) * raise[k]
        }
        return grid
    }

    /// The best of what a period's amounts allow, for every carried-over amount c, less what the amount costs: as a function of c that is
    /// raised for straight lines.
    private func best(
        _ stage: BlockGrid, over c: [Double], _ period: BlockStructure.Period, _ allowed: Amounts, _ net: borrowing [Double]
    ) -> [Double] {
        let count = c.count
        var total = [Double](repeating: -.infinity, count: count)
        var value = [Double](repeating: 0, count: count)
        var raise = value
        func take(_ fixed: Double) {
            for k in 0..<count {
                let above = max(k > 0 ? raise[k - 1] : 0, k + 1 < count ? raise[k] : 0)
                total[k] = max(total[k], fixed + value[k] + above)
            }
        }
        if allowed.zero {
            stage.shifted(over: c, by: 0, into: &value, raise: &raise)
            take(0)
        }
        if let step = allowed.step {
            if allowed.last - allowed.first > Self.mostPieces {
                let (low, high) = (Double(allowed.first) * step, Double(allowed.last) * step)
                raise = [Double](repeating: 0, count: count)
                stage.windowed(
                    over: c, low: period.gain * low, high: period.gain * high, into: &value, raise: &raise)
                take(max(allowed.perPiece * Double(allowed.first), allowed.perPiece * Double(allowed.last)))
            } else {
                for n in allowed.first...allowed.last {
                    stage.shifted(over: c, by: period.gain * step * Double(n), into: &value, raise: &raise)
                    take(allowed.perPiece * Double(n))
                }
            }
        } else if allowed.low <= allowed.high {
            raise = [Double](repeating: 0, count: count)
            stage.windowed(
                over: c, low: period.gain * allowed.low, high: period.gain * allowed.high, into: &value, raise: &raise)
            take(allowed.fixed)
        }
        // x = (e − c) / gain: what of e's price is c's.
        let price = period.spend < 0 || period.spend == period.input ? 0 : net[period.spend] / period.gain
        for k in 0..<count { total[k] -= price * c[k] }
        return total
    }

    /// Forward: takes the best amount period by period, and measures the plan on the curves.
    private func walk(
        _ form: borrowing NormalForm, _ stages: [BlockGrid], _ allowed: [Amounts], _ ranges: [(low: Double, high: Double)],
        _ net: borrowing [Double], _ answer: inout BlockAnswer
    ) {
        var plan = [Double](repeating: 0, count: variables.count)
        var carried = 0.0
        for (t, period) in periods.enumerated() {
            let c = period.carry * carried + period.shift
            let stage = stages[t]
            var hint = 0
            var (bestX, bestUsed, bestPieces, best) = (0.0, 0.0, 0.0, -Double.infinity)
            func consider(_ x: Double, _ used: Double, _ pieces: Double, _ fixed: Double) {
                let e = c + period.gain * x
                guard e >= ranges[t].low - 1e-9 * max(1, e), e <= ranges[t].high + 1e-9 * max(1, e) else { return }
                let value = stage.value(at: e, &hint) + fixed
                if value > best { (bestX, bestUsed, bestPieces, best) = (x, used, pieces, value) }
            }
            if allowed[t].zero { consider(0, 0, 0, 0) }
            if let step = allowed[t].step {
                for n in allowed[t].first...min(allowed[t].last, allowed[t].first + 2000) {
                    consider(step * Double(n), 0, Double(n), allowed[t].perPiece * Double(n))
                }
            } else if allowed[t].low <= allowed[t].high {
                consider(allowed[t].low, 1, 0, allowed[t].fixed)
                consider(allowed[t].high, 1, 0, allowed[t].fixed)
                for point in stage.points {
                    let x = (point - c) / period.gain
                    if x > allowed[t].low && x < allowed[t].high { consider(x, 1, 0, allowed[t].fixed) }
                }
            }
            guard best > -.infinity else { return }
            let e = c + period.gain * bestX
            carried = e
            fill(&plan, t, form, e: e, x: bestX, used: bestUsed, pieces: bestPieces, net)
        }
        answer.plan = plan
        answer.value = 0
        for (k, j) in variables.enumerated() { answer.value += net[j] * plan[k] }
    }

    private func fill(
        _ plan: inout [Double], _ t: Int, _ form: borrowing NormalForm, e: Double, x: Double, used: Double, pieces: Double,
        _ net: borrowing [Double]
    ) {
        let slot = slots[t]
        let curve = form.curves[periods[t].curve]
        plan[slot.input] = e
        if slot.spend >= 0, slot.spend != slot.input { plan[slot.spend] = x }
        if slot.used >= 0 { plan[slot.used] = used }
        if slot.pieces >= 0 { plan[slot.pieces] = pieces }
        plan[slot.output] = curve.isEqual || net[periods[t].output] >= 0 ? curve.value(e) : 0
    }

    /// One period without carry-over: in closed form.
    private func single(_ form: borrowing NormalForm, _ box: borrowing Box, _ net: borrowing [Double]) -> BlockAnswer {
        let period = periods[0]
        guard let allowed = amounts(period, box, net) else { return BlockAnswer(bound: -.infinity) }
        let curve = form.curves[period.curve]
        let weight = curve.isEqual ? net[period.output] : max(0, net[period.output])
        let terms = weight == 0 ? [] : [WeightedCurve(curve: period.curve, weight: weight)]
        // In terms of e = gain · x + shift.
        let isOne = period.spend == period.input
        let price = period.spend < 0 || isOne ? 0 : net[period.spend] / period.gain
        let slope = net[period.input] + price
        var answer = BlockAnswer(bound: -.infinity)
        var best: (e: Double, x: Double, used: Double, pieces: Double)?
        func consider(_ low: Double, _ high: Double, _ fixed: Double, used: Double, pieces: Double) {
            let ends = (
                max(period.gain * low + period.shift, box.lower[period.input]),
                min(period.gain * high + period.shift, box.upper[period.input])
            )
            guard ends.0 <= ends.1 + 1e-9 * max(1, abs(ends.1)) else { return }
            let response = bestResponse(form, slope: slope, terms: terms, low: ends.0, high: max(ends.0, ends.1))
            let gain = response.gain + fixed - price * period.shift
            if gain > answer.bound {
                answer.bound = gain
                best = (response.x, (response.x - period.shift) / period.gain, used, pieces)
            }
        }
        if allowed.zero { consider(0, 0, 0, used: 0, pieces: 0) }
        if let step = allowed.step {
            for n in allowed.first...min(allowed.last, allowed.first + 5000) {
                consider(step * Double(n), step * Double(n), allowed.perPiece * Double(n), used: 0, pieces: Double(n))
            }
            if allowed.last > allowed.first + 5000 {
                let ends = (Double(allowed.first) * step, Double(allowed.last) * step)
                consider(
                    ends.0, ends.1, max(allowed.perPiece * Double(allowed.first), allowed.perPiece * Double(allowed.last)),
                    used: 0, pieces: Double(allowed.first))
                if let found = best {
                    let n = (found.x / step).rounded(.down)
                    best = (period.gain * n * step + period.shift, n * step, 0, n)
                }
            }
        } else if allowed.low <= allowed.high {
            consider(allowed.low, allowed.high, allowed.fixed, used: 1, pieces: 0)
        }
        guard let best else { return answer }
        var plan = [Double](repeating: 0, count: variables.count)
        fill(&plan, 0, form, e: best.e, x: best.x, used: best.used, pieces: best.pieces, net)
        answer.plan = plan
        answer.value = 0
        for (k, j) in variables.enumerated() { answer.value += net[j] * plan[k] }
        return answer
    }
}
