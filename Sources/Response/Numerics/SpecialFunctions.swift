// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// ln Γ(x) for x > 0: Stirling's series after shifting the argument above 10, without the global sign of the C library's `lgamma`.
///
/// Relative error below 10⁻¹⁴ of max(1, |ln Γ|).
func logGamma(_ x: Double) -> Double {
    var z = x
    var shift = 1.0
    var logs = 0.0
    while z < 10 {
        shift *= z
        z += 1
        if shift > 1e250 || shift < 1e-250 {
            logs += log(shift)
            shift = 1
        }
    }
    logs += log(shift)
    let inverse = 1 / z
    let square = inverse * inverse
    let series =
        inverse
        * (1 / 12.0
            - square
            * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square * (1 / 1188.0 - square * 691 / 360360)))))
    return (z - 0.5) * log(z) - z + 0.918_938_533_204_672_74 + series - logs
}
