// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Dispatch

/// The dual function of a separable problem: at prices π,
///
///     D(π) = Σ rows (π⁺ upper − π⁻ lower) + Σ cells best value at the prices,
///
/// convex in π and above the objective of every feasible point (weak duality). Its slope in π is bound minus activity.
final class DualFunction {
    var problem: ScaledProblem
    let chunks: [any PriceChunk]
    /// A fair sample of the chunks, with the number that each stands for.
    let sampleChunks: [(chunk: any PriceChunk, weight: Double)]
    /// Tasks that passes are spread over; a fixed number, so that sums of matrices do not depend on the machine.
    private static let lanes = 2
    private var matrices = [NormalMatrix](repeating: NormalMatrix(), count: lanes)
    /// The second derivative of D after `computeCurvature`, or its factors.
    var normal: NormalMatrix {
        _read { yield matrices[0] }
        _modify { yield &matrices[0] }
    }
    private(set) var passes = 0

    private(set) var prices: [Double] = []
    private(set) var smoothing = 0.0
    /// D at `prices`.
    private(set) var value = 0.0
    /// Activity of each row at the responses.
    private(set) var activity: [Double]

    init(_ problem: ScaledProblem) {
        self.problem = problem
        (chunks, sampleChunks) = ChunkBuilder.chunks(of: problem)
        activity = [Double](repeating: 0, count: problem.rowCount)
    }

    /// Whether spreading over tasks pays.
    private var isLarge: Bool { problem.source.cells.count > 3000 && chunks.count > 1 }

    /// Responds to prices: sets value and activity.
    func evaluate(_ newPrices: [Double], smoothing newSmoothing: Double) {
        passes += 1
        prices = newPrices
        smoothing = newSmoothing
        let chunks = self.chunks
        if isLarge {
            DispatchQueue.concurrentPerform(iterations: chunks.count) { c in
                chunks[c].respond(prices: newPrices, smoothing: newSmoothing)
            }
        } else {
            for chunk in chunks { chunk.respond(prices: newPrices, smoothing: newSmoothing) }
        }
        value = rowPart(newPrices)
        for r in activity.indices { activity[r] = 0 }
        for chunk in chunks {
            value += chunk.dual
            let part = chunk.activity
            for r in activity.indices { activity[r] += part[r] }
        }
    }

    /// Takes note of the last evaluation as what curvature refers to; `isFresh` when it is no step's end.
    func accept(isFresh: Bool) {
        for chunk in chunks { chunk.accept(isFresh: isFresh) }
    }

    /// Σ rows (π⁺ upper − π⁻ lower).
    func rowPart(_ prices: [Double]) -> Double {
        var sum = 0.0
        for r in prices.indices where prices[r] != 0 {
            sum += prices[r] * (prices[r] > 0 ? problem.upper[r] : problem.lower[r])
        }
        return sum
    }

    /// Sets `normal` to the second derivative of D over some rows, where `evaluate` was last called. `position[row]` is −1 for
    /// rows left out.
    func computeCurvature(position: [Int32], size: Int) {
        let chunks = self.chunks
        let lanes = isLarge ? Self.lanes : 1
        matrices.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let matrix = buffer
            let work: @Sendable (Int) -> Void = { lane in
                matrix[lane].reset(size: size)
                for c in stride(from: lane, to: chunks.count, by: lanes) {
                    chunks[c].addCurvature(into: &matrix[lane], position: position)
                }
            }
            if lanes == 1 {
                work(0)
            } else {
                DispatchQueue.concurrentPerform(iterations: lanes, execute: work)
                for lane in 1..<lanes { matrix[0].add(matrix[lane]) }
            }
        }
    }

    /// The response of the last evaluation as a point over all columns.
    func point() -> [Double] {
        var point = [Double](repeating: 0, count: problem.source.columnCount)
        for chunk in chunks { chunk.write(into: &point) }
        return point
    }

    /// A true upper bound on the objective, in the source's units. Prices are repaired in sign first: none may push against an end
    /// that is infinite.
    func bound(at prices: [Double]) -> Double {
        let repaired = repaired(prices)
        let cells = cellBound(at: repaired)
        // What rounding may have taken away from sums of this size.
        var size = cells.size
        for r in repaired.indices where repaired[r] != 0 {
            size += abs(repaired[r] * (repaired[r] > 0 ? problem.upper[r] : problem.lower[r]))
        }
        return (rowPart(repaired) + cells.sum + 4e-15 * size) * problem.objectiveScale
    }

    /// Upper bounds on the cells' best values at the prices, in scaled units: their sum, and the sum of their sizes.
    func cellBound(at repaired: [Double]) -> (sum: Double, size: Double) {
        let chunks = self.chunks
        var parts = [Double](repeating: 0, count: chunks.count)
        if isLarge {
            parts.withUnsafeMutableBufferPointer { buffer in
                nonisolated(unsafe) let parts = buffer
                DispatchQueue.concurrentPerform(iterations: chunks.count) { c in
                    parts[c] = chunks[c].bound(prices: repaired)
                }
            }
        } else {
            for c in chunks.indices { parts[c] = chunks[c].bound(prices: repaired) }
        }
        return (parts.reduce(0, +), parts.reduce(0) { $0 + abs($1) })
    }

    /// Prices without those that would make the dual function infinite.
    func repaired(_ prices: [Double]) -> [Double] {
        prices.indices.map { r in
            if prices[r] > 0, problem.upper[r] == .infinity { return 0 }
            if prices[r] < 0, problem.lower[r] == -.infinity { return 0 }
            return prices[r]
        }
    }

    /// How much activity exceeds or falls short of what complementarity asks for: positive where a price should rise.
    func residual(_ r: Int) -> Double {
        let excess = activity[r] - problem.upper[r]
        let shortfall = activity[r] - problem.lower[r]
        if prices[r] > 0 { return excess }
        if prices[r] < 0 { return shortfall }
        return excess > 0 ? excess : (shortfall < 0 ? shortfall : 0)
    }
}
