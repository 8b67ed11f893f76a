// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Gamma–Gamma log likelihood of the customers with repeat orders of a value above zero.
struct SpendLikelihood {
    private let orders: [Double]
    private let means: [Double]

    /// nil where fewer than three customers have such orders.
    init?(_ table: PurchaseTable) {
        let places = (0..<table.count).filter { table.repeats[$0] > 0 && table.meanValue[$0] > 0 }
        guard places.count > 2 else { return nil }
        orders = places.map { Double(table.repeats[$0]) }
        means = places.map { table.meanValue[$0] }
    }

    /// At the logarithms of p, q and γ.
    func value(_ point: [Double]) -> Double {
        let model = GammaGammaModel(p: exp(point[0]), q: exp(point[1]), gamma: exp(point[2]))
        var sum = 0.0
        for index in orders.indices { sum += model.logLikelihood(orders: orders[index], mean: means[index]) }
        return sum
    }

    func climb() -> MaximumLikelihood {
        let mean = means.reduce(0, +) / Double(means.count)
        return MaximumLikelihood(starts: [[2, 3, mean], [6, 4, mean / 2]].map { $0.map { log($0) } }) { value($0) }
    }
}
