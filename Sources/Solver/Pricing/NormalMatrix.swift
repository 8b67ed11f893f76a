// SPDX-License-Identifier: GPL-3.0-or-later

/// A symmetric matrix Σ k v vᵀ and its factors U′DU, kept as dense upper rows but worked on by their nonzeros only.
///
/// Rows must come with the least connected ones first: then eliminating a day's rows fills that day's block and the few rows that
/// run through all days, and the work is that of a sparse factorization.
struct NormalMatrix: Sendable {
    private(set) var size = 0
    /// Entry (i, j ≥ i) is at i · size + j.
    private(set) var entries: [Double] = []

    /// Clears the matrix and gives it a size.
    mutating func reset(size newSize: Int) {
        size = newSize
        let needed = newSize * newSize
        if entries.count < needed {
            entries = [Double](repeating: 0, count: needed)
        } else {
            entries.withUnsafeMutableBufferPointer { buffer in
                for i in 0..<needed { buffer[i] = 0 }
            }
        }
    }

    /// Adds weight · v vᵀ for a vector with increasing positions.
    @inline(__always)
    mutating func add(_ weight: Double, _ positions: [Int32], _ values: [Double], count: Int) {
        let n = size
        entries.withUnsafeMutableBufferPointer { buffer in
            for a in 0..<count {
                let row = Int(positions[a]) * n
                let factor = weight * values[a]
                for b in a..<count { buffer[row + Int(positions[b])] += factor * values[b] }
            }
        }
    }

    /// Adds another matrix of the same size.
    mutating func add(_ other: NormalMatrix) {
        let needed = size * size
        entries.withUnsafeMutableBufferPointer { mine in
            other.entries.withUnsafeBufferPointer { theirs in
                for i in 0..<needed { mine[i] += theirs[i] }
            }
        }
    }

    /// Diagonal entry of a row.
    func diagonal(_ i: Int) -> Double { entries[i * size + i] }
    mutating func addToDiagonal(_ i: Int, _ value: Double) { entries[i * size + i] += value }

    /// Replaces the matrix by its factors. A row that depends on earlier ones gets an infinite pivot, hence a zero in solutions.
    mutating func factorize() {
        let n = size
        var list = [Int](repeating: 0, count: n)
        var packed = [Double](repeating: 0, count: n)
        let original = (0..<n).map { entries[$0 * n + $0] }
        entries.withUnsafeMutableBufferPointer { u in
            for k in 0..<n {
                let pivot = u[k * n + k]
                guard pivot > 1e-13 * original[k], pivot > 0 else {
                    u[k * n + k] = .infinity
                    continue
                }
                var count = 0
                let base = k * n
                for j in (k + 1)..<max(n, k + 1) where u[base + j] != 0 {
                    list[count] = j
                    packed[count] = u[base + j]
                    count += 1
                }
                let isDense = count == n - k - 1
                for a in 0..<count {
                    let i = list[a]
                    let factor = packed[a] / pivot
                    let row = i * n
                    if isDense {
                        for j in i..<n { u[row + j] -= factor * u[base + j] }
                    } else {
                        for b in a..<count { u[row + list[b]] -= factor * packed[b] }
                    }
                }
            }
        }
    }

    /// Solves with the factors.
    func solve(_ right: [Double]) -> [Double] {
        let n = size
        var x = right
        entries.withUnsafeBufferPointer { u in
            for k in 0..<n {
                let pivot = u[k * n + k]
                guard pivot < .infinity else { continue }
                let factor = x[k] / pivot
                if factor == 0 { continue }
                for j in (k + 1)..<max(n, k + 1) { x[j] -= factor * u[k * n + j] }
            }
            for k in stride(from: n - 1, through: 0, by: -1) {
                let pivot = u[k * n + k]
                guard pivot < .infinity else {
                    x[k] = 0
                    continue
                }
                var sum = x[k]
                for j in (k + 1)..<max(n, k + 1) { sum -= u[k * n + j] * x[j] }
                x[k] = sum / pivot
            }
        }
        return x
    }
}
