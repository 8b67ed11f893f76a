// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Plans of one name over several shops: the mean difference to each shop's first plan, with its interval over shops.
struct ShopDifference {
    let name: String
    let shops: Int
    /// Student's 90 % interval of the mean over shops; without one for fewer than three.
    let difference: Interval
    /// Shops in which the plan is better than the first one.
    let better: Int

    static func all(_ comparison: Comparison, _ row: Comparison.Row) -> [ShopDifference] {
        var names: [String] = []
        var found: [String: [Double]] = [:]
        for position in comparison.plans.indices {
            guard let difference = row.differences[position] else { continue }
            let name = comparison.plans[position].name
            if found[name] == nil { names.append(name) }
            found[name, default: []].append(difference.amount.mean)
        }
        let sign = row.figure.isLessBetter ? -1.0 : 1.0
        return names.compactMap { name in
            guard let values = found[name], values.count > 1 else { return nil }
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            let half = values.count > 2 ? quantile(freedom: values.count - 1) * (variance / count).squareRoot() : nil
            return ShopDifference(
                name: name, shops: values.count,
                difference: Interval(mean: mean, low: half.map { mean - $0 }, high: half.map { mean + $0 }),
                better: values.count { sign * $0 > 0 })
        }
    }

    /// The 95 % quantile of Student's t by its expansion in the normal quantile (Abramowitz & Stegun 1964, 26.7.5); good to 1.5 % from
    /// two degrees of freedom on.
    static func quantile(freedom: Int) -> Double {
        let z = 1.6448536269514722
        let n = Double(max(1, freedom))
        let z3 = z * z * z
        let z5 = z3 * z * z
        let z7 = z5 * z * z
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
    }
}
