// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Solver

/// One run of the allocator.
struct AllocationSolve {
    let allocator: Allocator
    private var effort = AllocationEffort()

    init(allocator: Allocator) {
        self.allocator = allocator
    }

    private var pass: TablePass { allocator.pass }
    private var rows: [RuleRow] { allocator.pass.rows }

    mutating func run(_ earlier: [Double]?) throws(SolverError) -> Allocation {
        let count = allocator.table.count
        if count <= Allocator.coreLimit { return try small() }
        var box: PriceBox
        var scales: [Double]
        var whole: CellGroup?
        /// The dearest cell of a sample, for what counts as a tie.
        let dearest: Double
        var sample = SamplePrices(pass: pass, seed: allocator.options.seed)
        if count <= Allocator.sampleFrom {
            let all = pass.gather((0..<Int32(truncatingIfNeeded: count)).map { $0 })
            whole = all
            scales = sample.scales(all)
            box = SamplePrices.wide(scales)
            dearest = all.dearest
        } else {
            (box, scales, dearest) = sample.box(from: earlier?.count == rows.count ? earlier : nil)
        }
        effort.masterRounds += sample.rounds
        for attempt in 0..<16 {
            let tolerance = tieTolerance(scales, box, dearest: dearest)
            var choices: [UInt8]
            let root: PriceDescent.Level
            if let whole {
                choices = Array(repeating: 0, count: count)
                root = PriceDescent.Level(group: whole, limits: rows.map(\.limit), box: box)
            } else {
                let sieved = pass.sieve(centre: box.centre, radii: box.radii, tolerance: tolerance)
                effort.passes += 1
                effort.survivors = sieved.survivors.count
                choices = sieved.choices
                let limits = rows.map { $0.limit - sieved.fixed.use($0) }
                root = PriceDescent.Level(group: sieved.survivors, limits: limits, box: box)
            }
            var descent = PriceDescent(
                rows: rows, threads: allocator.options.threads, tolerance: tolerance, coreLimit: Allocator.coreLimit)
            // Newton's method where it leads anywhere, decomposition where customers are too alike for it.
            if attempt < 12, let end = descent.leap(root, scales: scales, choices: &choices) {
                switch end {
                case .widen(let edges, let prices):
                    effort.masterRounds += descent.rounds
                    if attempt >= 5, let conflict = try conflict() {
                        return .without(.infeasible, conflict: conflict, effort: effort)
                    }
                    box = SamplePrices.wider(box, edges: edges, prices: prices)
                    continue
                case .core(let level, let before):
                    if let done = try finish(level, before: before, choices: &choices, tolerance: tolerance, last: false) {
                        return done
                    }
                }
            }
            let end = try descent.descend(root, choices: &choices)
            effort.masterRounds += descent.rounds
            switch end {
            case .widen(let edges, let prices):
                if attempt >= 5, let conflict = try conflict() {
                    return .without(.infeasible, conflict: conflict, effort: effort)
                }
                box = SamplePrices.wider(box, edges: edges, prices: prices)
            case .core(let level, let before):
                let last = attempt >= 15
                if let done = try finish(level, before: before, choices: &choices, tolerance: tolerance, last: last) {
                    return done
                }
                if let conflict = try conflict() { return .without(.infeasible, conflict: conflict, effort: effort) }
                box = SamplePrices.wider(box, edges: Array(rows.indices), prices: box.centre)
            }
        }
        if let conflict = try conflict() { return .without(.infeasible, conflict: conflict, effort: effort) }
        return .without(.unknown, effort: effort)
    }

    /// Scores that differ by no more are a tie: rounding of the sums that make a score.
    private func tieTolerance(_ scales: [Double], _ box: PriceBox, dearest: Double) -> Double {
        var size = 0.0
        for (r, row) in rows.enumerated() where row.exact?.isCost != true { size = max(size, box.upper[r] + scales[r]) }
        for (r, row) in rows.enumerated() where row.exact?.isCost == true {
            size = max(size, max(1_000, dearest / 50) * (box.upper[r] + scales[r]))
        }
        return 1e-12 * size
    }

    /// All customers at once.
    private mutating func small() throws(SolverError) -> Allocation {
        let group = pass.gather((0..<Int32(truncatingIfNeeded: allocator.table.count)).map { $0 })
        var choices = [UInt8](repeating: 0, count: group.count)
        let box = PriceBox(lower: rows.map { _ in 0 }, upper: rows.map { _ in .infinity })
        let level = PriceDescent.Level(group: group, limits: rows.map(\.limit), box: box)
        if let done = try finish(level, before: nil, choices: &choices, tolerance: 0, last: true) { return done }
        if let conflict = try conflict() { return .without(.infeasible, conflict: conflict, effort: effort) }
        return .without(.unknown, effort: effort)
    }

    /// From the core to an allocation with its certificate; nil when the core has no solution or its prices leave the box.
    private mutating func finish(
        _ level: PriceDescent.Level, before: PriceDescent.Level?, choices: inout [UInt8], tolerance: Double, last: Bool
    ) throws(SolverError) -> Allocation? {
        let isWhole = level.group.count == allocator.table.count && before == nil
        let core = Core(
            rows: rows, limits: level.limits, group: level.group, box: isWhole ? nil : level.box, tolerance: tolerance)
        effort.coreItems = core.items.count
        guard let relaxed = try core.relax() else { return nil }
        let prices = level.box.clamp(relaxed.prices)
        // Duality on the core, which is all that is not fixed throughout the box.
        var linear = 0.0
        for (item, own) in zip(core.items, relaxed.amounts) {
            for (option, amount) in zip(item.options, own) { linear += option.value * amount }
        }
        let scores = ScorePrices(rows: rows, benefits: pass.benefits, prices: prices)
        let evaluation = level.group.evaluate(scores, blocks: 1, threads: 1)
        var coreBound = evaluation.best[0]
        for r in rows.indices { coreBound += prices[r] * level.limits[r] }
        var whole = WholeChoices(
            rows: rows, prices: prices, core: core, level: level, before: before, options: allocator.options)
        let reference = max(abs(coreBound), totalScale(choices))
        if !isWhole && !last && coreBound - linear > 1e-8 * reference { return nil }
        let proved = try whole.run(relaxed, choices: &choices, reference: totalScale(choices))
        guard whole.isFeasible else {
            return isWhole && proved ? .without(.infeasible, conflict: rows.map(\.name), effort: effort) : nil
        }
        return certified(choices, prices, linearGap: (coreBound - linear) / max(reference, .leastNormalMagnitude), proved)
    }

    /// About what the whole is worth, to judge gaps by.
    private func totalScale(_ choices: [UInt8]) -> Double {
        var sum = 0.0
        var seen = 0
        let step = max(1, choices.count / 1_000)
        for i in stride(from: 0, to: choices.count, by: step) where choices[i] > 0 {
            sum += abs(allocator.table.cell(customer: i, benefit: Int(choices[i]) - 1)?.value ?? 0)
            seen += 1
        }
        return sum * Double(step)
    }

    private mutating func certified(
        _ choices: [UInt8], _ prices: [Double], linearGap: Double, _ proved: Bool
    ) -> Allocation {
        let audit = pass.audit(choices: choices, prices: prices)
        effort.passes += 1
        var bound = audit.bestScores
        for (r, row) in rows.enumerated() { bound += prices[r] * row.limit }
        let value = audit.chosen.totalValue
        let violation = rows.map { audit.chosen.violation($0) }.max() ?? 0
        // Rounding may leave the bound a hair below what is attained.
        bound = proved ? value : max(bound, value)
        let size = max(abs(bound), abs(value))
        let gap = size > 0 ? (bound - value) / size : 0
        let certificate = AllocationCertificate(
            value: value, bound: bound, relativeGap: gap, linearRelativeGap: linearGap, largestViolation: violation,
            provedByEnumeration: proved)
        guard violation == 0, audit.notOffered == 0 else { return .without(.unknown, effort: effort) }
        let isOptimal = proved || gap <= max(1e-6, allocator.options.relativeGap)
        return Allocation(
            status: isOptimal ? .optimal : .feasible, choices: choices, certificate: certificate,
            prices: rows.indices.map { rulePrice($0, prices[$0], audit.chosen) },
            benefits: allocator.table.benefits.indices.map { k in
                BenefitSummary(
                    name: allocator.table.benefits[k], customers: Int(audit.chosen.count[k]), costFen: audit.chosen.cost[k],
                    value: audit.chosen.value[k])
            }, faults: audit.faults, conflict: [], rowPrices: prices, effort: effort)
    }

    private func rulePrice(_ r: Int, _ price: Double, _ chosen: ChoiceSums) -> ResourcePrice {
        let row = rows[r]
        let use = chosen.use(row)
        guard let exact = row.exact else {
            return ResourcePrice(name: row.name, price: price, used: -use, limit: 0, binds: price > 0)
        }
        let sign = Double(exact.sign)
        return ResourcePrice(
            name: row.name, price: exact.isCost ? price * 100 : price, used: sign * use, limit: sign * row.limit,
            binds: price > 0)
    }

    /// Rules that cannot be kept together, by prices that prove it; nil when there is no such proof.
    private func conflict() throws(SolverError) -> [String]? {
        // Giving nothing keeps every plain cap.
        if rows.allSatisfy({ $0.isPlainCap || $0.limit >= 0 }) { return nil }
        let proof = try ConflictProof(pass: pass).run()
        return proof
    }
}
