// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A smooth stand-in for max(q, 0): h(q) = (q + √(q² + 4ε²)) / 2, which exceeds it by at most ε.
///
/// Where stock sells out, the net value q of one more unit is 0 and what a cell delivers jumps; h makes the dual function smooth
/// there, and its slope is the share of the possible output that is delivered. It is what a logarithmic barrier on both ends of
/// that share gives, so shrinking ε follows a central path.
@inline(__always)
func smoothedPart(_ q: Double, _ epsilon: Double) -> (value: Double, slope: Double) {
    if epsilon == 0 { return q > 0 ? (q, 1) : (0, 0) }
    let root = (q * q + 4 * epsilon * epsilon).squareRoot()
    // The two forms avoid cancellation on either side.
    let value = q > 0 ? 0.5 * (q + root) : 2 * epsilon * epsilon / (root - q)
    return (value, value / root)
}

/// The kinks of a chunk's cells as the primal-dual Newton method for sums of smoothed absolute values sees them (Chan, Golub & Mulet,
/// SIAM J. Sci. Comput. 1999).
///
/// The slope of h is (1 + v) / 2 with v √(q² + 4ε²) = q. Linearizing this product, with v as an unknown of its own, instead of the
/// quotient gives the curvature (1 − v q / root) / (2 root): it does not vanish a little away from the kink, so steps do not overshoot.
struct KinkMemory: Sendable {
    private var lagged: [Double]
    private var accepted: [Double]
    private var epsilons: [Double]

    init(count: Int) {
        lagged = [Double](repeating: 0, count: count)
        accepted = lagged
        epsilons = lagged
    }

    /// The curvature of h at a cell's last accepted q.
    @inline(__always)
    func curvature(_ i: Int) -> Double {
        let q = accepted[i]
        let root = (q * q + 4 * epsilons[i] * epsilons[i]).squareRoot()
        return root > 0 ? max(0, 0.5 * (1 - lagged[i] * q / root) / root) : 0
    }

    /// Takes note of a step to q; `isFresh` where v is to be taken from q itself.
    @inline(__always)
    mutating func accept(_ i: Int, q: Double, epsilon: Double, isFresh: Bool) {
        let old = accepted[i]
        if isFresh {
            let root = (q * q + 4 * epsilon * epsilon).squareRoot()
            lagged[i] = root > 0 ? q / root : 0
        } else {
            let root = (old * old + 4 * epsilons[i] * epsilons[i]).squareRoot()
            let share = root > 0 ? old / root : 0
            let moved = root > 0 ? share + (1 - lagged[i] * share) / root * (q - old) : 0
            lagged[i] = min(max(moved, -1), 1)
        }
        accepted[i] = q
        epsilons[i] = epsilon
    }
}
