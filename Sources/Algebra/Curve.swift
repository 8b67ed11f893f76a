// SPDX-License-Identifier: GPL-3.0-or-later

/// How a stretch of a curve bends.
public enum Bend: Sendable, Hashable {
    /// The slope does not rise.
    case concave
    /// The slope does not fall.
    case convex
}

/// A stretch of a curve from `start` to the next piece's start (or on without end) over which it bends one way.
public struct CurvePiece: Sendable, Hashable {
    public var start: Double
    public var bend: Bend

    public init(start: Double, bend: Bend) {
        self.start = start
        self.bend = bend
    }
}

/// A nondecreasing function of one nonnegative variable, continuous and piecewise differentiable, finite on [0, ∞).
///
/// Conformers are value types whose methods neither allocate nor throw; `value(at:)` must be exact to rounding, because
/// certificates are computed from it.
public protocol Curve: Sendable {
    /// f(x) for x ≥ 0.
    func value(at x: Double) -> Double
    /// f′(x) for x ≥ 0, from the right; may be +∞ at 0.
    func slope(at x: Double) -> Double
    /// On the last piece, which must be concave: the largest x with f′(x) ≥ `slope`, at least the piece's start, +∞ where the slope never
    /// falls that low. In closed form where the family has one.
    func input(atSlope slope: Double) -> Double
    /// How the curve bends, from 0 on, by increasing start; the last piece is concave.
    var pieces: [CurvePiece] { get }
    /// Prepares many curves of this type for pricing in one loop without existentials; the default does it by specialization.
    static func batch(_ curves: [Self]) -> any CurveBatch
}

extension Curve {
    /// True when the whole curve is concave.
    public var isConcave: Bool { pieces.allSatisfy { $0.bend == .concave } }

    @inlinable
    public static func batch(_ curves: [Self]) -> any CurveBatch { UniformCurveBatch(curves: curves) }
}

/// Many curves of one type, evaluated in one loop.
public protocol CurveBatch: Sendable {
    /// Number of curves.
    var count: Int { get }
    /// values[i] = fᵢ(x[i]).
    func values(at x: [Double], into values: inout [Double])
    /// slopes[i] = fᵢ′(x[i]).
    func slopes(at x: [Double], into slopes: inout [Double])
    /// x[i] = the largest point of curve i's last piece where its slope is at least `slope[i]`.
    func inputs(atSlopes slope: [Double], into x: inout [Double])
}

/// The default batch: a contiguous array of one concrete curve type.
public struct UniformCurveBatch<C: Curve>: CurveBatch {
    @usableFromInline let curves: [C]

    @inlinable
    init(curves: [C]) { self.curves = curves }

    @inlinable public var count: Int { curves.count }

    @inlinable
    public func values(at x: [Double], into values: inout [Double]) {
        for i in curves.indices { values[i] = curves[i].value(at: x[i]) }
    }

    @inlinable
    public func slopes(at x: [Double], into slopes: inout [Double]) {
        for i in curves.indices { slopes[i] = curves[i].slope(at: x[i]) }
    }

    @inlinable
    public func inputs(atSlopes slope: [Double], into x: inout [Double]) {
        for i in curves.indices { x[i] = curves[i].input(atSlope: slope[i]) }
    }
}

/// A curve of a variable, times a positive factor: the right side of a curve relation.
public struct CurveTerm: Sendable {
    public var input: Variable
    public var curve: any Curve
    /// y is compared with scale · f(x); finite and nonnegative.
    public var scale: Double

    public init(input: Variable, curve: any Curve, scale: Double = 1) {
        self.input = input
        self.curve = curve
        self.scale = scale
    }
}

infix operator |> : AdditionPrecedence

/// `spend |> response` is the response to the spend.
public func |> (input: Variable, curve: any Curve) -> CurveTerm { CurveTerm(input: input, curve: curve) }

public func * (factor: Double, term: CurveTerm) -> CurveTerm {
    CurveTerm(input: term.input, curve: term.curve, scale: factor * term.scale)
}
