// SPDX-License-Identifier: GPL-3.0-or-later

/// Minimizes the dual function over prices of the right sign: projected semismooth Newton steps with a line search, while the
/// smoothing shrinks along its central path.
///
/// (Qi & Sun, Math. Programming 1993, for Newton's method on piecewise smooth slopes; Bertsekas, SIAM J. Control 1982, for the
/// projection.)
final class DualNewton {
    let dual: DualFunction
    private(set) var prices: [Double]
    private(set) var iterations = 0
    /// Largest relative violation of a row or of complementarity.
    private(set) var residual = Double.infinity
    /// Largest change of a price in one step along a row that has no response.
    private var reach: [Double]
    private var damping = 0.1
    /// Asked before every step.
    var shouldStop: () -> Bool = { false }

    init(_ dual: DualFunction) {
        self.dual = dual
        prices = [Double](repeating: 0, count: dual.problem.rowCount)
        reach = dual.problem.naturalPrice
    }

    /// Whether a price may have both signs without a kink in between.
    private func isEquation(_ r: Int) -> Bool { dual.problem.lower[r] == dual.problem.upper[r] }

    private func projected(_ r: Int, _ old: Double, _ new: Double) -> Double {
        if isEquation(r) { return new }
        if dual.problem.upper[r] == .infinity && dual.problem.lower[r] == -.infinity { return 0 }
        if dual.problem.upper[r] == .infinity { return min(0, new) }
        if dual.problem.lower[r] == -.infinity { return max(0, new) }
        return (old > 0 && new < 0) || (old < 0 && new > 0) ? 0 : new
    }

    /// Distance from optimality of one row: its violation, or how far its price is from what slack asks for.
    private func error(_ r: Int) -> Double {
        let rest = dual.residual(r)
        if isEquation(r) { return abs(rest) }
        let price = prices[r]
        if (price > 0 && rest < 0) || (price < 0 && rest > 0) { return min(abs(rest), abs(price) / reach[r]) }
        return abs(rest)
    }

    private func currentError() -> Double {
        var largest = 0.0
        for r in prices.indices { largest = max(largest, error(r)) }
        return largest
    }

    /// Finds prices from nothing.
    func settle() {
        start(from: roughPrices(), smoothing: 1e-2)
        damping = 0.1
        var smoothing = 1e-2
        minimize(smoothing: smoothing, tolerance: 1e-2, limit: 60)
        for next in [1e-4, 1e-6, 1e-8] where !shouldStop() {
            shrink(from: smoothing, to: next)
            smoothing = next
            minimize(smoothing: next, tolerance: next < 1e-7 ? 1e-12 : 1e-2, limit: 40)
        }
    }

    /// Finds prices from those of a similar problem.
    func settle(from warm: [Double]) {
        start(from: warm, smoothing: 1e-8)
        damping = 1e-3
        minimize(smoothing: 1e-8, tolerance: 1e-11, limit: 15)
    }

    /// The bound that the prices reached give with the objective left out: below 0 no point keeps the rows. Nil where it cannot be told.
    func rayValue() -> Double? {
        var bare = dual.problem.source
        dual.problem.copyEnds(into: &bare)
        for j in bare.cost.indices { bare.cost[j] = 0 }
        let ray = DualFunction(ScaledProblem(bare))
        let value = ray.bound(at: ray.problem.scaled(prices: dual.problem.unscaled(prices: prices)))
        return value.isFinite ? value : nil
    }

    /// Starts from given prices.
    func start(from warm: [Double], smoothing: Double) {
        prices = dual.repaired(warm)
        dual.evaluate(prices, smoothing: smoothing)
        dual.accept(isFresh: true)
        residual = currentError()
    }

    /// Newton steps at one smoothing until the residual is at most `tolerance`.
    func minimize(smoothing: Double, tolerance: Double, limit: Int) {
        if dual.smoothing != smoothing || dual.prices != prices {
            dual.evaluate(prices, smoothing: smoothing)
        }
        dual.accept(isFresh: true)
        residual = currentError()
        var stalled = 0
        var best = residual
        var idle = 0
        for _ in 0..<limit where residual > tolerance && !shouldStop() {
            guard step(smoothing: smoothing) else {
                stalled += 1
                damping = min(damping * 100 + 1e-6, 1e6)
                if stalled > 3 || residual < 1e-6 { return }
                continue
            }
            stalled = 0
            idle = residual < 0.5 * best ? 0 : idle + 1
            best = min(best, residual)
            // Near the rounding of the responses steps only wander.
            if residual < 1e-6 && idle > 2 { return }
        }
    }

    /// One step; false when the line search found nothing better.
    private func step(smoothing: Double) -> Bool {
        iterations += 1
        var position = [Int32](repeating: -1, count: prices.count)
        var free: [Int] = []
        var direction = [Double](repeating: 0, count: prices.count)
        for r in prices.indices {
            let rest = dual.residual(r)
            let price = prices[r]
            if price == 0 && rest == 0 { continue }
            let isFalling = !isEquation(r) && ((price > 0 && rest < 0) || (price < 0 && rest > 0))
            if isFalling && abs(price) <= 1e-9 * reach[r] {
                direction[r] = -price
                continue
            }
            position[r] = Int32(free.count)
            free.append(r)
        }
        dual.computeCurvature(position: position, size: free.count)
        let right = free.map { dual.residual($0) }
        for (k, r) in free.enumerated() {
            let cap = max(reach[r], 2 * abs(prices[r]))
            dual.normal.addToDiagonal(k, damping * abs(right[k]) / cap + 1e-14 * dual.normal.diagonal(k))
        }
        dual.normal.factorize()
        let solved = dual.normal.solve(right)
        for (k, r) in free.enumerated() { direction[r] = solved[k] }
        return search(direction, smoothing: smoothing)
    }

    private func search(_ direction: [Double], smoothing: Double) -> Bool {
        let old = prices
        let oldValue = dual.value
        let oldError = residual
        let rests = prices.indices.map { dual.residual($0) }
        var length = 1.0
        for attempt in 0..<(oldError < 1e-6 ? 6 : 30) {
            var predicted = 0.0
            var candidate = old
            for r in old.indices where direction[r] != 0 {
                candidate[r] = projected(r, old[r], old[r] + length * direction[r])
                predicted += rests[r] * (candidate[r] - old[r])
            }
            dual.evaluate(candidate, smoothing: smoothing)
            prices = candidate
            let newError = currentError()
            let noise = 1e-14 * abs(oldValue)
            if dual.value <= oldValue - 1e-4 * max(predicted, 0)
                || (dual.value <= oldValue + noise && newError < 0.9 * oldError)
            {
                residual = newError
                dual.accept(isFresh: false)
                if attempt == 0 { damping = max(damping / 4, 1e-8) } else { damping = min(damping * 4, 1e6) }
                return true
            }
            length *= attempt < 4 ? 0.5 : 0.25
        }
        prices = old
        dual.evaluate(old, smoothing: smoothing)
        dual.accept(isFresh: true)
        return false
    }

    /// Shrinks the smoothing along the tangent of the central path.
    func shrink(from smoothing: Double, to smaller: Double) {
        var position = [Int32](repeating: -1, count: prices.count)
        var free: [Int] = []
        for r in prices.indices where prices[r] != 0 {
            position[r] = Int32(free.count)
            free.append(r)
        }
        dual.computeCurvature(position: position, size: free.count)
        let before = dual.activity
        let change = 1e-3
        dual.evaluate(prices, smoothing: smoothing * (1 - change))
        for k in free.indices { dual.normal.addToDiagonal(k, 1e-14 * dual.normal.diagonal(k)) }
        dual.normal.factorize()
        let solved = dual.normal.solve(free.map { (dual.activity[$0] - before[$0]) / (smoothing * change) })
        var moved = prices
        for (k, r) in free.enumerated() {
            moved[r] = projected(r, prices[r], prices[r] + (smoothing - smaller) * solved[k])
        }
        prices = moved
    }
}

extension DualNewton {
    /// Rough prices to start from: the rows that touch most cells, one after the other, by bisection on a sample of the cells.
    func roughPrices() -> [Double] {
        let sample = DualSample(dual)
        var rough = [Double](repeating: 0, count: prices.count)
        for r in prices.indices.reversed().prefix(3) {
            sample.evaluate(rough)
            guard sample.activity[r] > dual.problem.upper[r] else { continue }
            var low = 0.0
            var high = dual.problem.naturalPrice[r]
            for _ in 0..<60 {
                rough[r] = high
                sample.evaluate(rough)
                if sample.activity[r] <= dual.problem.upper[r] { break }
                low = high
                high *= 4
            }
            for _ in 0..<12 {
                rough[r] = low > 0 ? (low * high).squareRoot() : 0.5 * (low + high)
                sample.evaluate(rough)
                if sample.activity[r] > dual.problem.upper[r] { low = rough[r] } else { high = rough[r] }
            }
        }
        return rough
    }
}

/// The dual function's slope estimated from the first chunk of each kind; chunks are dealt like cards, so each is a fair sample.
private final class DualSample {
    private let chunks: [(chunk: any PriceChunk, weight: Double)]
    private(set) var activity: [Double]

    init(_ dual: DualFunction) {
        chunks = dual.sampleChunks
        activity = [Double](repeating: 0, count: dual.problem.rowCount)
    }

    func evaluate(_ prices: [Double]) {
        for r in activity.indices { activity[r] = 0 }
        for (chunk, weight) in chunks {
            chunk.respond(prices: prices, smoothing: 1e-2)
            for r in activity.indices { activity[r] += weight * chunk.activity[r] }
        }
    }
}
