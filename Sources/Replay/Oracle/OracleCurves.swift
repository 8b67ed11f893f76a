// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Response
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Saturating curves through measured points.
enum OracleCurves {
    /// clicks = cap · x / (half + x) by least squares: half on a grid, cap in closed form. Nil without any click.
    static func clicks(given: [[Double]], clicks: [[Double]]) -> HillCurve? {
        let pairs = zip(given.joined(), clicks.joined()).filter { $0.0 > 0 }
        let mean = pairs.reduce(0) { $0 + $1.0 } / Double(max(1, pairs.count))
        guard mean > 0, pairs.contains(where: { $0.1 > 0 }) else { return nil }
        var best: (error: Double, curve: HillCurve)?
        for step in 0..<60 {
            let half = mean * exp(-2 + 0.12 * Double(step))
            var product = 0.0
            var square = 0.0
            var weight = 0.0
            for (x, y) in pairs {
                let f = x / (half + x)
                // Counts vary as their mean: a click among few weighs more than one among many.
                let w = 1 / (x + 0.2 * mean)
                product += w * f * y
                square += w * f * f
                weight += w * y * y
            }
            let cap = product / square
            let error = weight - cap * product
            if error < best?.error ?? .infinity {
                best = (error, HillCurve(cap: cap, halfSpend: half, exponent: 1))
            }
        }
        return best?.curve
    }

    /// Sales of each item by commission rate r: A[item] · rⁿ / (kⁿ + rⁿ), k and n shared by all items, by least squares of square roots
    /// (which makes the noise of counts alike).
    ///
    /// - Parameters:
    ///   - rates: by run, then item, percent.
    ///   - sales: by run, then item.
    static func affiliates(rates: [[Double]], sales: [[Double]]) -> [HillCurve] {
        let items = sales.first?.count ?? 0
        var best: (error: Double, curves: [HillCurve]) = (.infinity, [])
        for exponent in [1.0, 1.5, 2, 3, 4] {
            for step in 0..<24 {
                let half = 1.5 * exp(0.16 * Double(step))
                var error = 0.0
                var curves: [HillCurve] = []
                for item in 0..<items {
                    var top = 0.0
                    var bottom = 0.0
                    for run in sales.indices {
                        let f = share(rates[run][item], half, exponent)
                        top += sales[run][item]
                        bottom += f
                    }
                    let cap = bottom > 0 ? top / bottom : 0
                    for run in sales.indices {
                        let miss =
                            sales[run][item].squareRoot() - (cap * share(rates[run][item], half, exponent)).squareRoot()
                        error += miss * miss
                    }
                    curves.append(HillCurve(cap: cap, halfSpend: half, exponent: exponent))
                }
                if error < best.error { best = (error, curves) }
            }
        }
        return best.curves
    }

    private static func share(_ rate: Double, _ half: Double, _ exponent: Double) -> Double {
        let power = pow(rate / half, exponent)
        return power / (1 + power)
    }
}
