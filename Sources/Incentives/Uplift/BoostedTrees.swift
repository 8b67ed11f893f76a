// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Features cut into at most 64 bins of about the same number of customers, once for all trees.
struct BinnedFeatures: Sendable {
    /// By feature, then customer.
    let bins: [[UInt8]]
    /// By feature: largest value of each bin but the last.
    let cuts: [[Double]]

    static let most = 64

    init(_ features: [[Double]]) {
        var bins: [[UInt8]] = []
        var cuts: [[Double]] = []
        for column in features {
            let step = max(1, column.count / 20_000)
            let sample = stride(from: 0, to: column.count, by: step).map { column[$0] }.sorted()
            var own: [Double] = []
            if let last = sample.last {
                for q in 1..<Self.most {
                    let cut = sample[min(sample.count - 1, q * sample.count / Self.most)]
                    if cut < last, own.last.map({ $0 < cut }) ?? true { own.append(cut) }
                }
            }
            cuts.append(own)
            bins.append(column.map { UInt8(truncatingIfNeeded: Self.bin($0, own)) })
        }
        self.bins = bins
        self.cuts = cuts
    }

    /// The first bin whose cut is not below the value.
    private static func bin(_ value: Double, _ cuts: [Double]) -> Int {
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Gradient-boosted trees of depth three for squared loss (Friedman 2001), made for targets that are nearly all noise: each leaf is
/// shrunk as if it held `prior` more customers without an effect, and a fifth of the customers decides how many trees are kept.
struct BoostedTrees: Sendable, Hashable, Codable {
    /// One tree of up to seven splits in the order of a heap, with eight leaves.
    struct Tree: Sendable, Hashable, Codable {
        /// By split: its feature; −1 where the branch ends, so that all goes left.
        var features: [Int]
        /// By split: values up to it go left.
        var thresholds: [Double]
        var leaves: [Double]

        func value(_ values: (Int) -> Double) -> Double {
            var node = 0
            while node < 7 {
                let feature = features[node]
                node = 2 * node + (feature >= 0 && values(feature) > thresholds[node] ? 2 : 1)
            }
            return leaves[node - 7]
        }
    }

    var base: Double
    var trees: [Tree] = []

    static let depth = 3
    static let most = 120
    static let rate = 0.1
    /// Most customers that one tree is grown on.
    static let sample = 25_000

    /// The prediction for one customer, whose features `value` gives.
    func value(_ features: (Int) -> Double) -> Double { trees.reduce(base) { $0 + $1.value(features) } }

    /// The same for everybody.
    init(base: Double) { self.base = base }

    /// Grows trees for `targets` of the customers `rows`.
    init(_ binned: BinnedFeatures, rows: [Int], targets: [Double], seed: UInt64) {
        var training: [Int] = []
        var checking: [Int] = []
        for (position, _) in rows.enumerated() {
            var random = CounterRandom(seed: seed, UInt64(position), 0xC4EC)
            if random.next() % 5 == 0 { checking.append(position) } else { training.append(position) }
        }
        base = rows.isEmpty ? 0 : targets.reduce(0, +) / Double(rows.count)
        guard training.count >= 400, !checking.isEmpty, !binned.bins.isEmpty else { return }
        var residuals = targets.map { $0 - base }
        let prior = max(50, Double(min(training.count, Self.sample)) / 100)
        let least = max(20, min(training.count, Self.sample) / 200)
        var loss = checking.reduce(0.0) { $0 + residuals[$1] * residuals[$1] }
        var bestLoss = loss
        var kept = 0
        var order = training
        for number in 0..<Self.most {
            // A sample of its own for every tree.
            let wanted = min(Self.sample, (training.count + 1) / 2)
            var random = CounterRandom(seed: seed, UInt64(number), 0x7EE5)
            for i in 0..<wanted {
                let j = i + Int(random.next() % UInt64(order.count - i))
                order.swapAt(i, j)
            }
            let tree = Self.grow(binned, rows, order.prefix(wanted), residuals, prior: prior, least: least)
            guard tree.tree.features[0] >= 0 else { break }
            trees.append(tree.tree)
            for position in rows.indices {
                let leaf = tree.leaf(binned, rows[position])
                residuals[position] -= tree.tree.leaves[leaf]
            }
            loss = checking.reduce(0.0) { $0 + residuals[$1] * residuals[$1] }
            if loss < bestLoss {
                bestLoss = loss
                kept = trees.count
            } else if trees.count - kept > 30 {
                break
            }
        }
        trees.removeLast(trees.count - kept)
    }

    /// A tree with its splits as bins.
    private struct Grown {
        var tree: Tree
        var bins: [UInt8]

        func leaf(_ binned: BinnedFeatures, _ row: Int) -> Int {
            var node = 0
            while node < 7 {
                let feature = tree.features[node]
                node = 2 * node + (feature >= 0 && binned.bins[feature][row] > bins[node] ? 2 : 1)
            }
            return node - 7
        }
    }

    private static func grow(
        _ binned: BinnedFeatures, _ rows: [Int], _ positions: ArraySlice<Int>, _ residuals: [Double], prior: Double, least: Int
    ) -> Grown {
        var grown = Grown(
            tree: Tree(
                features: Array(repeating: -1, count: 7), thresholds: Array(repeating: 0, count: 7),
                leaves: Array(repeating: 0, count: 8)),
            bins: Array(repeating: 0, count: 7))
        // Targets and rows close together, so that every feature's sums are one pass.
        let own = positions.map { rows[$0] }
        let targets = positions.map { residuals[$0] }
        var node = [UInt8](repeating: 0, count: own.count)
        for level in 0..<depth {
            let first = (1 << level) - 1
            let nodes = 1 << level
            var sums = [Double](repeating: 0, count: nodes * BinnedFeatures.most)
            var counts = [Int32](repeating: 0, count: nodes * BinnedFeatures.most)
            var bestGain = [Double](repeating: 0, count: nodes)
            for feature in binned.bins.indices where !binned.cuts[feature].isEmpty {
                for j in sums.indices {
                    sums[j] = 0
                    counts[j] = 0
                }
                let column = binned.bins[feature]
                for i in own.indices {
                    let slot = Int(node[i]) * BinnedFeatures.most + Int(column[own[i]])
                    sums[slot] += targets[i]
                    counts[slot] += 1
                }
                for n in 0..<nodes {
                    let start = n * BinnedFeatures.most
                    var total = 0.0
                    var members = 0
                    for j in start..<(start + BinnedFeatures.most) {
                        total += sums[j]
                        members += Int(counts[j])
                    }
                    let whole = total * total / (Double(members) + prior)
                    var left = 0.0
                    var leftCount = 0
                    for cut in binned.cuts[feature].indices {
                        left += sums[start + cut]
                        leftCount += Int(counts[start + cut])
                        if leftCount < least { continue }
                        if members - leftCount < least { break }
                        let right = total - left
                        let gain =
                            left * left / (Double(leftCount) + prior) + right * right / (Double(members - leftCount) + prior)
                            - whole
                        if gain > bestGain[n] {
                            bestGain[n] = gain
                            grown.tree.features[first + n] = feature
                            grown.tree.thresholds[first + n] = binned.cuts[feature][cut]
                            grown.bins[first + n] = UInt8(truncatingIfNeeded: cut)
                        }
                    }
                }
            }
            for i in own.indices {
                let split = first + Int(node[i])
                let feature = grown.tree.features[split]
                let goesRight = feature >= 0 && binned.bins[feature][own[i]] > grown.bins[split]
                node[i] = node[i] * 2 + (goesRight ? 1 : 0)
            }
        }
        var sums = [Double](repeating: 0, count: 8)
        var counts = sums
        for i in own.indices {
            sums[Int(node[i])] += targets[i]
            counts[Int(node[i])] += 1
        }
        for leaf in 0..<8 { grown.tree.leaves[leaf] = rate * sums[leaf] / (counts[leaf] + prior) }
        return grown
    }
}
