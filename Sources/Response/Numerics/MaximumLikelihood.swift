// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The highest point of a smooth log likelihood of a few parameters, with the covariance that its curvature there implies.
struct MaximumLikelihood {
    /// The point found.
    private(set) var point: [Double]
    private(set) var value: Double
    /// Row-major inverse of the negative Hessian; nil where the likelihood is flat in some direction.
    private(set) var covariance: [Double]?
    /// True when the search ended because nothing better was near.
    private(set) var hasConverged = false

    /// Parameters are kept within ±`reach` of zero: logarithms beyond that mean that a parameter runs off to 0 or infinity.
    static let reach = 14.0

    /// Climbs from the best of `starts` by BFGS with a numerical gradient, then by Newton's method.
    ///
    /// - Parameter likelihood: log likelihood; anything not finite counts as minus infinity.
    init(starts: [[Double]], likelihood: ([Double]) -> Double) {
        func value(_ point: [Double]) -> Double {
            let value = likelihood(point)
            return value.isFinite ? value : -Double.greatestFiniteMagnitude
        }
        var best = (point: starts[0], value: -Double.infinity)
        for start in starts {
            let climbed = MaximumLikelihood.climb(from: start, value)
            if climbed.value > best.value { best = climbed }
        }
        point = best.point
        self.value = best.value
        polish(value)
    }

    /// Newton's method alone, from a point that is nearly right: few passes over large data.
    init(near start: [Double], likelihood: ([Double]) -> Double) {
        func value(_ point: [Double]) -> Double {
            let value = likelihood(point)
            return value.isFinite ? value : -Double.greatestFiniteMagnitude
        }
        point = start
        self.value = value(start)
        polish(value)
    }

    /// Standard errors, nil where there are none.
    var standardErrors: [Double]? {
        covariance.map { matrix in point.indices.map { matrix[$0 * point.count + $0].squareRoot() } }
    }

    private static func climb(from start: [Double], _ value: ([Double]) -> Double) -> (point: [Double], value: Double) {
        let count = start.count
        var point = start
        var height = value(point)
        var gradient = slope(at: point, value)
        var inverse = identity(count)
        for _ in 0..<200 {
            var direction = (0..<count).map { row in (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * gradient[$1] } }
            var rise = zip(direction, gradient).reduce(0.0) { $0 + $1.0 * $1.1 }
            if rise <= 0 {
                inverse = identity(count)
                direction = gradient
                rise = gradient.reduce(0.0) { $0 + $1 * $1 }
            }
            // No step of more than one unit in a logarithm: far from the top the quadratic model is no guide.
            let longest = direction.reduce(0.0) { max($0, abs($1)) }
            var step = longest > 1 ? 1 / longest : 1.0
            var next = point
            var nextHeight = -Double.infinity
            while step > 1e-10 {
                next = zip(point, direction).map { min(max($0 + step * $1, -reach), reach) }
                nextHeight = value(next)
                if nextHeight >= height + 1e-4 * step * rise { break }
                step /= 2
            }
            guard nextHeight > height else { break }
            let nextGradient = slope(at: next, value)
            update(&inverse, zip(next, point).map { $0 - $1 }, zip(gradient, nextGradient).map { $0 - $1 })
            let gained = nextHeight - height
            point = next
            height = nextHeight
            gradient = nextGradient
            if gained < 1e-9 * max(1, abs(height)) { break }
        }
        return (point, height)
    }

    /// The BFGS update of the inverse of the negative Hessian, for a step and the fall of the gradient along it.
    private static func update(_ inverse: inout [Double], _ step: [Double], _ fall: [Double]) {
        let count = step.count
        let product = zip(step, fall).reduce(0.0) { $0 + $1.0 * $1.1 }
        guard product > 1e-14 else { return }
        let moved = (0..<count).map { row in (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * fall[$1] } }
        let weight = 1 + zip(fall, moved).reduce(0.0) { $0 + $1.0 * $1.1 } / product
        for row in 0..<count {
            for column in 0..<count {
                inverse[row * count + column] +=
                    (weight * step[row] * step[column] - moved[row] * step[column] - step[row] * moved[column]) / product
            }
        }
    }

    private mutating func polish(_ value: ([Double]) -> Double) {
        let count = point.count
        for _ in 0..<20 {
            let (gradient, negative) = MaximumLikelihood.curvature(at: point, self.value, value)
            guard let step = MaximumLikelihood.solve(negative, gradient) else { return }
            covariance = MaximumLikelihood.inverse(negative, count)
            let longest = step.reduce(0.0) { max($0, abs($1)) }
            var scale = longest > 1 ? 1 / longest : 1.0
            var improved = false
            while scale > 1e-4 {
                let next = zip(point, step).map {
                    min(max($0 + scale * $1, -MaximumLikelihood.reach), MaximumLikelihood.reach)
                }
                let height = value(next)
                if height > self.value {
                    point = next
                    self.value = height
                    improved = true
                    break
                }
                scale /= 4
            }
            // What Newton's step promises is half of gradient · step.
            let promised = zip(step, gradient).reduce(0.0) { $0 + $1.0 * $1.1 } / 2
            if !improved || promised < 1e-7 {
                hasConverged = promised < 1e-3
                return
            }
        }
    }

    private static let gradientStep = 1e-5
    private static let hessianStep = 1e-3

    private static func slope(at point: [Double], _ value: ([Double]) -> Double) -> [Double] {
        point.indices.map { index in
            var up = point
            var down = point
            up[index] += gradientStep
            down[index] -= gradientStep
            return (value(up) - value(down)) / (2 * gradientStep)
        }
    }

    /// Gradient and negative Hessian by central differences.
    private static func curvature(
        at point: [Double], _ here: Double, _ value: ([Double]) -> Double
    ) -> (gradient: [Double], negative: [Double]) {
        let count = point.count
        let h = hessianStep
        var ups = [Double](repeating: 0, count: count)
        var downs = ups
        for index in 0..<count {
            var moved = point
            moved[index] += h
            ups[index] = value(moved)
            moved[index] -= 2 * h
            downs[index] = value(moved)
        }
        var gradient = [Double](repeating: 0, count: count)
        var negative = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            gradient[row] = (ups[row] - downs[row]) / (2 * h)
            negative[row * count + row] = (2 * here - ups[row] - downs[row]) / (h * h)
            for column in 0..<row {
                var both = point
                both[row] += h
                both[column] += h
                let upper = value(both)
                both[row] -= 2 * h
                both[column] -= 2 * h
                let lower = value(both)
                let mixed =
                    (upper + lower + 2 * here - ups[row] - downs[row] - ups[column] - downs[column]) / (2 * h * h)
                negative[row * count + column] = -mixed
                negative[column * count + row] = -mixed
            }
        }
        return (gradient, negative)
    }

    private static func identity(_ count: Int) -> [Double] {
        (0..<(count * count)).map { $0 % (count + 1) == 0 ? 1 : 0 }
    }

    /// Solves with a Cholesky factor; nil where the matrix is not positive definite.
    private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
        guard isPositive(matrix, right.count) else { return nil }
        return CholeskyFactor(matrix, order: right.count).solve(right)
    }

    private static func inverse(_ matrix: [Double], _ count: Int) -> [Double] {
        let factor = CholeskyFactor(matrix, order: count)
        var result = [Double](repeating: 0, count: count * count)
        for column in 0..<count {
            var unit = [Double](repeating: 0, count: count)
            unit[column] = 1
            for (row, entry) in factor.solve(unit).enumerated() { result[row * count + column] = entry }
        }
        return result
    }

    /// True when all pivots of the elimination are well above rounding.
    private static func isPositive(_ matrix: [Double], _ count: Int) -> Bool {
        guard matrix.allSatisfy(\.isFinite) else { return false }
        var rest = matrix
        for pivot in 0..<count {
            let diagonal = rest[pivot * count + pivot]
            guard diagonal > 1e-9 * max(abs(matrix[pivot * count + pivot]), 1e-9) else { return false }
            for row in (pivot + 1)..<max(count, pivot + 1) {
                let factor = rest[row * count + pivot] / diagonal
                for column in pivot..<count { rest[row * count + column] -= factor * rest[pivot * count + column] }
            }
        }
        return true
    }
}
