// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log likelihood of a whole table, in one pass on all cores. The sum is taken over blocks of fixed size, so that it does not
/// depend on the number of threads.
struct RepeatLikelihood {
    let table: PurchaseTable
    let threads: Int?
    private static let block = 1 << 14

    init(_ table: PurchaseTable, threads: Int?) {
        self.table = table
        self.threads = threads
    }

    func value(_ model: RepeatModel) -> Double {
        let blocks = (table.count + Self.block - 1) / Self.block
        switch model {
        case .betaGeometric(let model):
            let parts = ByRepeats(model, most: table.mostRepeats)
            return sum(blocks) { place in
                parts.logLikelihood(Int(table.repeats[place]), table.recency[place], table.age[place])
            }
        case .pareto(let model):
            return sum(blocks) { place in
                model.logLikelihood(repeats: Int(table.repeats[place]), recency: table.recency[place], age: table.age[place])
            }
        }
    }

    private func sum(_ blocks: Int, _ one: @Sendable (Int) -> Double) -> Double {
        parallelMap(blocks, threads: threads) { block in
            var sum = 0.0
            for place in (block * Self.block)..<min(table.count, (block + 1) * Self.block) { sum += one(place) }
            return sum
        }.reduce(0, +)
    }

    /// What a BG/NBD likelihood has of gamma functions depends on the number of repeats alone: two logarithms and two exponentials a customer
    /// remain. Customers with more repeats than the table holds are computed in full.
    private struct ByRepeats: Sendable {
        let model: BetaGeometricModel
        private var common: [Double] = []
        private var leaving: [Double] = []
        static let limit = 4096

        init(_ model: BetaGeometricModel, most: Int) {
            self.model = model
            let fixed = -logGamma(model.r) + model.r * log(model.alpha) + logGamma(model.a + model.b) - logGamma(model.b)
            for repeats in 0...min(most, Self.limit) {
                let x = Double(repeats)
                common.append(fixed + logGamma(model.r + x) + logGamma(model.b + x) - logGamma(model.a + model.b + x))
                leaving.append(repeats > 0 ? log(model.a / (model.b + x - 1)) : -.infinity)
            }
        }

        func logLikelihood(_ repeats: Int, _ recency: Double, _ age: Double) -> Double {
            guard repeats < common.count else {
                return model.logLikelihood(repeats: repeats, recency: recency, age: age)
            }
            let shape = model.r + Double(repeats)
            let alive = -shape * log(model.alpha + age)
            guard repeats > 0 else { return common[0] + alive }
            let left = leaving[repeats] - shape * log(model.alpha + recency)
            return common[repeats] + max(alive, left) + log1p(exp(-abs(alive - left)))
        }
    }
}
