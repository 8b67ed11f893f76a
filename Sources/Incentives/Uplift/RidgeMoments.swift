// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums of squares and products of a design, from which ridge regressions on any union of folds follow without another pass.
package struct RidgeMoments: Sendable {
    package let size: Int
    /// Lower triangle of XᵀX, row-major in full squares.
    package var products: [Double]
    /// Xᵀy.
    package var targets: [Double]
    /// Σ y².
    package var squares = 0.0
    package var count = 0.0

    package init(size: Int) {
        self.size = size
        products = Array(repeating: 0, count: size * size)
        targets = Array(repeating: 0, count: size)
    }

    /// Adds one row with its outcome.
    package mutating func add(_ row: ArraySlice<Double>, _ y: Double) {
        let first = row.startIndex
        for i in 0..<size {
            let x = row[first + i]
            targets[i] += x * y
            for j in 0...i { products[i * size + j] += x * row[first + j] }
        }
        squares += y * y
        count += 1
    }

    package static func += (a: inout RidgeMoments, b: RidgeMoments) {
        for i in a.products.indices { a.products[i] += b.products[i] }
        for i in a.targets.indices { a.targets[i] += b.targets[i] }
        a.squares += b.squares
        a.count += b.count
    }

    /// The same sums for what some coefficients leave of the outcome.
    func residual(_ beta: [Double]) -> RidgeMoments {
        var rest = self
        var explained = 0.0
        for i in 0..<size {
            var product = 0.0
            for j in 0..<size { product += (i >= j ? products[i * size + j] : products[j * size + i]) * beta[j] }
            rest.targets[i] -= product
            explained += beta[i] * (2 * targets[i] - product)
        }
        rest.squares = max(0, squares - explained)
        return rest
    }

    /// Coefficients shrunk as far as their spread beyond what noise explains allows (empirical Bayes, after Hoerl, Kennard & Baldwin 1975).
    package func shrunk() -> [Double] {
        // Fewer than two customers a coefficient say nothing about their spread.
        guard size > 1, count > 2 * Double(size) else { return coefficients(penalty: 1e3 * max(1, count)) }
        let plain = coefficients(penalty: 1)
        var fitted = 0.0
        for i in 0..<size { fitted += plain[i] * targets[i] }
        let noise = max(0, squares - fitted) / (count - Double(size))
        let spread = plain.dropFirst().reduce(0) { $0 + $1 * $1 } / Double(size - 1) - noise / count
        return coefficients(penalty: spread > 0 ? min(noise / spread, 1e3 * count) : 1e3 * count)
    }

    /// Coefficients that minimize Σ (y − xᵀβ)² + penalty Σ β² (the first coefficient, of the constant, is free), by Cholesky's factorization.
    func coefficients(penalty: Double) -> [Double] {
        var factor = products
        for i in 0..<size { factor[i * size + i] += (i == 0 ? 0 : penalty) + 1e-9 * max(1, count) }
        for i in 0..<size {
            for j in 0...i {
                var sum = factor[i * size + j]
                for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
                factor[i * size + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / factor[j * size + j]
            }
        }
        var beta = targets
        for i in 0..<size {
            for k in 0..<i { beta[i] -= factor[i * size + k] * beta[k] }
            beta[i] /= factor[i * size + i]
        }
        for i in (0..<size).reversed() {
            for k in (i + 1)..<max(size, i + 1) { beta[i] -= factor[k * size + i] * beta[k] }
            beta[i] /= factor[i * size + i]
        }
        return beta
    }
}

/// Features as columns of a design: a constant, each feature in standard units, and its square less one.
package struct UpliftDesign: Sendable, Hashable, Codable {
    var means: [Double]
    var deviations: [Double]
    /// True when squares are part of it.
    var hasSquares: Bool

    package init(_ features: [[Double]], hasSquares: Bool) {
        means = features.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
        deviations = zip(features, means).map { column, mean in
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, column.count))
            return variance > 1e-20 ? variance.squareRoot() : 0
        }
        self.hasSquares = hasSquares
    }

    package var size: Int { 1 + means.count * (hasSquares ? 2 : 1) }

    /// Appends one customer's row. Values beyond four deviations count as four, so that a stray one does not rule.
    package func append(_ features: (Int) -> Double, to rows: inout [Double]) {
        rows.append(1)
        for f in means.indices {
            rows.append(deviations[f] > 0 ? min(max((features(f) - means[f]) / deviations[f], -4), 4) : 0)
        }
        guard hasSquares else { return }
        for f in means.indices {
            let x = deviations[f] > 0 ? min(max((features(f) - means[f]) / deviations[f], -4), 4) : 0
            rows.append(deviations[f] > 0 ? x * x - 1 : 0)
        }
    }
}

extension RidgeMoments {
    /// Adds a row's target without its squares, which are known from elsewhere.
    mutating func addTarget(_ row: ArraySlice<Double>, _ y: Double) {
        let first = row.startIndex
        for i in 0..<size { targets[i] += row[first + i] * y }
        squares += y * y
        count += 1
    }
}
