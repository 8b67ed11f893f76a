// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A weighted sum of curves, Σ wᵢ · fᵢ(sᵢ x): what a line brings on average over draws of its response.
///
/// A sum of concave curves is concave, a sum of S-shaped ones is in general neither: where it bends is then found on a grid, so that
/// envelopes of it are numeric.
public struct MixtureCurve: Curve, Hashable {
    public struct Component: Sendable, Hashable {
        /// wᵢ, above 0.
        public var weight: Double
        /// sᵢ, above 0.
        public var inputScale: Double
        public var curve: ResponseCurve

        public init(weight: Double, inputScale: Double = 1, curve: ResponseCurve) {
            self.weight = weight
            self.inputScale = inputScale
            self.curve = curve
        }
    }

    public let components: [Component]
    public let pieces: [CurvePiece]

    /// Points of the grid on which bends are sought.
    static let gridPoints = 96

    /// Components of weight 0 are left out.
    public init(_ components: [Component]) {
        self.components = components.filter { $0.weight > 0 && $0.inputScale > 0 }
        pieces = MixtureCurve.bends(self.components)
    }

    public func value(at x: Double) -> Double {
        var sum = 0.0
        for part in components { sum += part.weight * part.curve.value(at: part.inputScale * x) }
        return sum
    }

    public func slope(at x: Double) -> Double {
        var sum = 0.0
        for part in components { sum += part.weight * part.inputScale * part.curve.slope(at: part.inputScale * x) }
        return sum
    }

    public func input(atSlope target: Double) -> Double {
        let start = pieces[pieces.count - 1].start
        guard target > 0, !components.isEmpty else { return .infinity }
        guard slope(at: start > 0 ? start : 1e-12) >= target else { return start }
        // Where every part has less than an even share of the slope, so has the sum, and the other way round: the answer lies between the
        // least and the largest of the parts' own answers to such a share.
        let share = target / Double(components.count)
        var low = Double.infinity
        var high = 0.0
        for part in components {
            let x = part.curve.input(atSlope: share / part.weight / part.inputScale) / part.inputScale
            low = min(low, x)
            high = max(high, x)
        }
        low = max(start, low, 1e-12)
        high = max(high, low)
        guard slope(at: low) >= target else { return bracketed(start, low, target) }
        if !high.isFinite || slope(at: high) >= target {
            high = max(low, 1)
            while slope(at: high) >= target {
                low = high
                high *= 2
                if high > 1e18 { return .infinity }
            }
        }
        return bracketed(low, high, target)
    }

    /// The root of slope − target between two points, by false position in logarithms with halved weights (the Illinois rule; Dowell &
    /// Jarratt 1971); the slope falls nearly as a power there.
    private func bracketed(_ left: Double, _ right: Double, _ target: Double) -> Double {
        guard left > 0 else { return bisected(left, right, target) }
        var (a, b) = (log(left), log(right))
        var (atA, atB) = (log(slope(at: left) / target), log(max(slope(at: right), .leastNormalMagnitude) / target))
        guard atA >= 0, atB < 0 else { return atA < 0 ? left : right }
        var side = 0
        for _ in 0..<80 where b - a > 1e-15 * max(1, abs(b)) {
            var u = (a * atB - b * atA) / (atB - atA)
            if !(u > a && u < b) { u = (a + b) / 2 }
            let at = log(max(slope(at: exp(u)), .leastNormalMagnitude) / target)
            if at >= 0 {
                (a, atA) = (u, at)
                if side == 1 { atB /= 2 }
                side = 1
                if at < 1e-14 { break }
            } else {
                (b, atB) = (u, at)
                if side == -1 { atA /= 2 }
                side = -1
                if at > -1e-14 { return exp(u) }
            }
        }
        return max(left, exp(a))
    }

    private func bisected(_ left: Double, _ right: Double, _ target: Double) -> Double {
        var (low, high) = (left, right)
        for _ in 0..<200 where high - low > 1e-14 * high {
            let middle = low + (high - low) / 2
            if slope(at: middle) >= target { low = middle } else { high = middle }
        }
        return low
    }

    /// Concave throughout where all parts are; else by the slope on an even grid up to the last bend of any part: their inflections
    /// lie close together.
    private static func bends(_ components: [Component]) -> [CurvePiece] {
        let ends = components.map { part in (part.curve.curve.pieces.last?.start ?? 0) / part.inputScale }
        guard let last = ends.max(), last > 0 else { return [CurvePiece(start: 0, bend: .concave)] }
        let starts = components.map { part in
            (part.curve.curve.pieces.dropFirst().first?.start ?? .infinity) / part.inputScale
        }
        let first = min(starts.min() ?? last, last) * 0.1
        func slope(_ x: Double) -> Double {
            components.reduce(0) { $0 + $1.weight * $1.inputScale * $1.curve.slope(at: $1.inputScale * x) }
        }
        var points = [0.0]
        for index in 0..<gridPoints {
            points.append(first + (last - first) * Double(index) / Double(gridPoints - 1))
        }
        var pieces: [CurvePiece] = []
        var previous = slope(points[1] * 0.5)
        for index in 1..<points.count {
            let now = slope(points[index])
            let bend: Bend = now > previous * (1 + 1e-12) ? .convex : .concave
            if pieces.isEmpty {
                pieces.append(CurvePiece(start: 0, bend: bend))
            } else if pieces[pieces.count - 1].bend != bend {
                pieces.append(CurvePiece(start: points[index - 1], bend: bend))
            }
            previous = now
        }
        if pieces[pieces.count - 1].bend == .convex { pieces.append(CurvePiece(start: last, bend: .concave)) }
        return pieces
    }
}

extension ResponseCurve {
    /// f(x) without a detour over the protocol.
    public func value(at x: Double) -> Double {
        switch self {
        case .hill(let curve): curve.value(at: x)
        case .exponential(let curve): curve.value(at: x)
        case .logistic(let curve): curve.value(at: x)
        case .logarithm(let curve): curve.value(at: x)
        case .power(let curve): curve.value(at: x)
        case .piecewise(let curve): curve.value(at: x)
        }
    }

    /// f′(x) without a detour over the protocol.
    public func slope(at x: Double) -> Double {
        switch self {
        case .hill(let curve): curve.slope(at: x)
        case .exponential(let curve): curve.slope(at: x)
        case .logistic(let curve): curve.slope(at: x)
        case .logarithm(let curve): curve.slope(at: x)
        case .power(let curve): curve.slope(at: x)
        case .piecewise(let curve): curve.slope(at: x)
        }
    }

    /// The largest x of the last piece with f′(x) ≥ slope, without a detour over the protocol.
    func input(atSlope slope: Double) -> Double {
        switch self {
        case .hill(let curve): curve.input(atSlope: slope)
        case .exponential(let curve): curve.input(atSlope: slope)
        case .logistic(let curve): curve.input(atSlope: slope)
        case .logarithm(let curve): curve.input(atSlope: slope)
        case .power(let curve): curve.input(atSlope: slope)
        case .piecewise(let curve): curve.input(atSlope: slope)
        }
    }
}
