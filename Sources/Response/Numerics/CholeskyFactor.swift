// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Cholesky factor of a small symmetric positive definite matrix: A = L·Lᵀ, with L stored by rows.
///
/// Made for the normal equations of a regression with a few dozen columns; every such matrix here carries a prior's precision on
/// its diagonal and is therefore positive definite. Rounding that breaks it is met by adding to the diagonal.
package struct CholeskyFactor {
    package let order: Int
    /// Row-major, entries above the diagonal are 0.
    package private(set) var lower: [Double]

    /// Factors the matrix given by rows (only its lower triangle is read).
    package init(_ matrix: [Double], order: Int) {
        self.order = order
        lower = matrix
        var jitter = 0.0
        let scale = (0..<order).reduce(0.0) { max($0, abs(matrix[$1 * order + $1])) }
        for attempt in 0..<12 {
            if factor(matrix, adding: jitter) { return }
            jitter = max(scale, 1e-300) * 1e-14 * _power(10, attempt)
        }
        // Only a matrix with non-finite entries comes here: the identity keeps what follows finite.
        lower = [Double](repeating: 0, count: order * order)
        for index in 0..<order { lower[index * order + index] = 1 }
    }

    private func _power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { value, _ in value * base } }

    private mutating func factor(_ matrix: [Double], adding jitter: Double) -> Bool {
        for row in 0..<order {
            for column in 0...row {
                var sum = matrix[row * order + column]
                if row == column { sum += jitter }
                for k in 0..<column { sum -= lower[row * order + k] * lower[column * order + k] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return false }
                    lower[row * order + row] = sum.squareRoot()
                } else {
                    lower[row * order + column] = sum / lower[column * order + column]
                }
            }
            for column in (row + 1)..<max(order, row + 1) { lower[row * order + column] = 0 }
        }
        return true
    }

    /// ln det A.
    var logDeterminant: Double {
        var sum = 0.0
        for index in 0..<order { sum += log(lower[index * order + index]) }
        return 2 * sum
    }

    /// Replaces b by L⁻¹·b.
    func forward(_ b: inout [Double]) {
        for row in 0..<order {
            var sum = b[row]
            for k in 0..<row { sum -= lower[row * order + k] * b[k] }
            b[row] = sum / lower[row * order + row]
        }
    }

    /// Replaces b by L⁻ᵀ·b.
    func backward(_ b: inout [Double]) {
        for row in stride(from: order - 1, through: 0, by: -1) {
            var sum = b[row]
            for k in (row + 1)..<max(order, row + 1) { sum -= lower[k * order + row] * b[k] }
            b[row] = sum / lower[row * order + row]
        }
    }

    /// A⁻¹·b.
    package func solve(_ b: [Double]) -> [Double] {
        var x = b
        forward(&x)
        backward(&x)
        return x
    }
}
