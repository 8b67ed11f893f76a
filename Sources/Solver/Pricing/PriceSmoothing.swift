// SPDX-License-Identifier: GPL-3.0-or-later

/// A smooth stand-in for max(q, 0): h(q) = (q + √(q² + 4ε²)) / 2, which exceeds it by at most ε.
///
/// Where stock sells out, the net value q of one more unit is 0 and what a cell delivers jumps; h makes the dual function smooth
/// there, and its slope is the share of the possible output that is delivered. It is what a logarithmic barrier on both ends of
/// that share gives, so shrinking ε follows a central path.
@inline(__always)
func smoothedPart(_ q: Double, _ epsilon: Double) -> (value: Double, slope: Double, curvature: Double) {
    if epsilon == 0 { return q > 0 ? (q, 1, 0) : (0, 0, 0) }
    let root = (q * q + 4 * epsilon * epsilon).squareRoot()
    // The two forms avoid cancellation on either side.
    let value = q > 0 ? 0.5 * (q + root) : 2 * epsilon * epsilon / (root - q)
    return (value, value / root, 2 * epsilon * epsilon / (root * root * root))
}
