// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// baseᵉˣᵖᵒⁿᵉⁿᵗ, for elasticities and decays.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
