// SPDX-License-Identifier: GPL-3.0-or-later

/// One curve's part in a best response: weight · curve(x).
struct WeightedCurve {
    let curve: Int
    let weight: Double
}

/// A point and what it brings.
struct Response {
    var x: Double
    var gain: Double
}

/// The best response of one variable to prices: max over low ≤ x ≤ high of slope · x + Σ weightₖ · curveₖ(x), globally, for any curves and
/// signs of weights. Where the slope rises the maximum is at an end; where it falls, in closed form or by bisection.
func bestResponse(
    _ form: borrowing NormalForm, slope: Double, terms: [WeightedCurve], low: Double, high: Double
) -> Response {
    func gain(_ x: Double) -> Double {
        var sum = slope * x
        for term in terms { sum += term.weight * form.curves[term.curve].value(x) }
        return sum
    }
    if terms.isEmpty {
        if slope == 0 || low == high {
            return Response(x: low.isFinite ? low : high.isFinite ? high : 0, gain: slope == 0 ? 0 : slope * low)
        }
        let x = slope > 0 ? high : low
        return Response(x: x, gain: x.isFinite ? slope * x : .infinity)
    }
    // The commonest case first: one concave curve, whose slope is inverted in closed form.
    if terms.count == 1, terms[0].weight > 0, form.curves[terms[0].curve].isConcave {
        let curve = form.curves[terms[0].curve]
        if slope >= 0 {
            if high.isFinite { return Response(x: high, gain: gain(high)) }
            // Nothing is paid for x: the curve's limit, which no finite x exceeds since curves do not fall.
            return Response(x: high, gain: slope == 0 ? terms[0].weight * curve.value(.greatestFiniteMagnitude) : .infinity)
        }
        let x = min(max(curve.input(atSlope: -slope / terms[0].weight), low), high)
        if !x.isFinite { return Response(x: x, gain: .infinity) }
        return Response(x: x, gain: gain(x))
    }
    return pieceResponse(form, slope: slope, terms: terms, low: low, high: high, gain: gain)
}

private func pieceResponse(
    _ form: borrowing NormalForm, slope: Double, terms: [WeightedCurve], low: Double, high: Double, gain: (Double) -> Double
) -> Response {
    var best = Response(x: low, gain: gain(low))
    func consider(_ x: Double) {
        let value = gain(x)
        if value > best.gain { best = Response(x: x, gain: value) }
    }
    var cuts = [low]
    for term in terms {
        let curve = form.curves[term.curve]
        for piece in curve.starts.indices where curve.start(piece) > low && curve.start(piece) < high {
            cuts.append(curve.start(piece))
        }
    }
    cuts.sort()
    cuts.append(high)
    for k in 0..<(cuts.count - 1) {
        let (a, b) = (cuts[k], cuts[k + 1])
        if a >= b { continue }
        // All terms bend one way between two cuts, each its own.
        var (bendsDown, bendsUp) = (false, false)
        for term in terms where term.weight != 0 {
            let curve = form.curves[term.curve]
            var piece = 0
            while piece + 1 < curve.starts.count && curve.start(piece + 1) <= a { piece += 1 }
            if curve.concave[piece] == (term.weight > 0) { bendsDown = true } else { bendsUp = true }
        }
        consider(a)
        if b.isFinite { consider(b) }
        if bendsUp && bendsDown {
            let mixed = mixedMaximum(form, slope: slope, terms: terms, low: a, high: b)
            if mixed.gain > best.gain { best = mixed }
        } else if bendsDown {
            let x = fallingSlopeMaximum(form, slope: slope, terms: terms, low: a, high: b)
            if !x.isFinite { return Response(x: .infinity, gain: .infinity) }
            consider(x)
        } else if !b.isFinite {
            // Without end and bending up only where −f of a concave curve is meant: it falls or rises for ever.
            if slope > 0 { return Response(x: .infinity, gain: .infinity) }
        }
    }
    return best
}

/// Where a slope that falls over [low, high] crosses zero.
private func fallingSlopeMaximum(
    _ form: borrowing NormalForm, slope: Double, terms: [WeightedCurve], low: Double, high: Double
) -> Double {
    func derivative(_ x: Double) -> Double {
        var sum = slope
        for term in terms { sum += term.weight * form.curves[term.curve].slope(x) }
        return sum
    }
    if terms.count == 1, terms[0].weight > 0 {
        let curve = form.curves[terms[0].curve]
        if low >= curve.start(curve.starts.count - 1) {
            return slope >= 0 ? high : min(max(curve.input(atSlope: -slope / terms[0].weight), low), high)
        }
    }
    var (a, b) = (low, high)
    if !b.isFinite {
        b = max(1, 2 * a)
        while derivative(b) > 0 {
            b *= 4
            if b > 1e30 { return .infinity }
        }
    }
    for _ in 0..<200 {
        let middle = 0.5 * (a + b)
        if middle <= a || middle >= b { break }
        if derivative(middle) > 0 { a = middle } else { b = middle }
    }
    return 0.5 * (a + b)
}

/// Terms that bend both ways on one stretch: branch and bound in one dimension, where a cell's bound is each term's own maximum over it.
/// The gain reported is an upper bound within 1e-9 of the truth (or the best after 4,096 cells), so that it may serve as a bound.
private func mixedMaximum(
    _ form: borrowing NormalForm, slope: Double, terms: [WeightedCurve], low: Double, high: Double
) -> Response {
    guard high.isFinite else { return Response(x: .infinity, gain: .infinity) }
    func exact(_ x: Double) -> Double {
        var sum = slope * x
        for term in terms { sum += term.weight * form.curves[term.curve].value(x) }
        return sum
    }
    // The falling part's chord is below it, the rising part's chord above: bound = chord of rising + maximum of falling terms.
    func bound(_ a: Double, _ b: Double) -> Double {
        var sum = max(slope * a, slope * b)
        for term in terms {
            let (u, v) = (form.curves[term.curve].value(a), form.curves[term.curve].value(b))
            sum += term.weight > 0 ? term.weight * v : term.weight * u
        }
        return sum
    }
    var open = [(bound(low, high), low, high)]
    var best = Response(x: low, gain: exact(low))
    var cells = 0
    var ceiling = open[0].0
    while let index = open.indices.max(by: { open[$0].0 < open[$1].0 }) {
        let (top, a, b) = open.remove(at: index)
        ceiling = max(top, best.gain)
        let middle = 0.5 * (a + b)
        for x in [a, middle, b] where exact(x) > best.gain { best = Response(x: x, gain: exact(x)) }
        cells += 1
        if top <= best.gain + 1e-10 * max(1, abs(best.gain)) || cells > 4096 || middle <= a || middle >= b { break }
        open.append((bound(a, middle), a, middle))
        open.append((bound(middle, b), middle, b))
    }
    return Response(x: best.x, gain: max(best.gain, ceiling))
}
