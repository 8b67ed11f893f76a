// SPDX-License-Identifier: GPL-3.0-or-later

extension Search {
    /// Where a box is split: the variable is at most `low` in one part and at least `high` in the other.
    struct Split {
        var variable: Int
        var low: Double
        var high: Double
        var upFirst: Bool
        var score: Double
    }

    /// The most promising split: the curve that promises most above what it holds, or the whole variable whose fraction moves most.
    func choose(_ box: Box, _ outcome: Outcome) -> Split? {
        guard let lagrangian = outcome.lagrangian else { return nil }
        let threshold = 1e-3 * target * scale(outcome.bound)
        return choose(box, outcome, lagrangian, threshold) ?? choose(box, outcome, lagrangian, 0) ?? chooseWhole(box, outcome.x)
    }

    /// A whole variable that is whole to rounding but not fixed: what it is multiplied with may make the rounding large.
    private func chooseWhole(_ box: Box, _ x: [Double]) -> Split? {
        var best: Split?
        for j in x.indices where form.whole[j] && box.upper[j] > box.lower[j] {
            let nearest = min(max(x[j].rounded(), box.lower[j]), box.upper[j])
            let score = abs(x[j] - nearest) + 1e-12
            guard score > best?.score ?? 0 else { continue }
            let isTop = nearest >= box.upper[j]
            best = Split(
                variable: j, low: isTop ? nearest - 1 : nearest, high: isTop ? nearest : nearest + 1, upFirst: isTop,
                score: score)
        }
        return best
    }

    /// Fixes whole variables that are whole to rounding and solves again: their rounding, times what they are multiplied with, may break
    /// rows.
    func fix(_ start: Box, _ from: Outcome) throws(SolverError) {
        guard !from.x.isEmpty else { return }
        var box = start
        var isOpen = false
        for j in from.x.indices where form.whole[j] && box.upper[j] > box.lower[j] {
            let nearest = min(max(from.x[j].rounded(), box.lower[j]), box.upper[j])
            (box.lower[j], box.upper[j]) = (nearest, nearest)
            isOpen = true
        }
        guard isOpen else { return }
        box.propagate(form, rounds: 2)
        _ = try relax(box, parent: from.bound, roundLimit: 25)
    }

    private func choose(_ box: Box, _ outcome: Outcome, _ lagrangian: Lagrangian, _ threshold: Double) -> Split? {
        var best: Split?
        func consider(_ split: Split) {
            if split.score > best?.score ?? 0 { best = split }
        }
        for j in outcome.x.indices where form.whole[j] && box.upper[j] > box.lower[j] {
            let x = outcome.x[j]
            let low = x.rounded(.down)
            let fraction = x - low
            guard min(fraction, 1 - fraction) > 1e-6 else { continue }
            var size = abs(form.cost[j])
            for entry in form.columns[j] { size += abs(lagrangian.prices.rows[entry.index] * entry.value) }
            let score = min(fraction, 1 - fraction) * max(size, 1e-9) + 1e-12
            consider(Split(variable: j, low: low, high: low + 1, upFirst: fraction > 0.5, score: score))
        }
        for (k, curve) in form.curves.enumerated() {
            let z = curve.input
            let (low, high) = (box.lower[z], box.upper[z])
            if form.whole[z] && high - low < 1 { continue }
            let excess = outcome.x[curve.output] - curve.value(outcome.x[z])
            let gap = curve.isEqual ? abs(excess) : excess
            guard gap > 1e-12, high - low > 1e-10 * max(1, abs(low)) else { continue }
            // A price of zero means that only feasibility is at stake.
            let score = max(abs(lagrangian.prices.curves[k]), 1e-6) * gap
            guard score > threshold else { continue }
            if form.whole[z] {
                let middle = min(max(outcome.x[z].rounded(.down), low), high - 1)
                consider(Split(variable: z, low: middle, high: middle + 1, upFirst: outcome.x[z] > middle + 0.5, score: score))
                continue
            }
            let width = high.isFinite ? high - low : max(1, outcome.x[z] - low)
            let point = min(max(outcome.x[z], low + 0.05 * width), high.isFinite ? high - 0.05 * width : .infinity)
            consider(Split(variable: z, low: point, high: point, upFirst: lagrangian.responses[z] > point, score: score))
        }
        return best
    }

    /// A split of a box whose relaxation gave no point and could not be proved infeasible: the widest curve input in the middle.
    func halve(_ box: Box) -> Split? {
        var best: Split?
        for curve in form.curves where curve.isEqual || !curve.isConcave {
            let z = curve.input
            let (low, high) = (box.lower[z], box.upper[z])
            guard high.isFinite, !form.whole[z] else { continue }
            let share = (high - low) / max(form.upper[z] - form.lower[z], .leastNormalMagnitude)
            guard share > 1e-7, share > best?.score ?? 0 else { continue }
            let middle = 0.5 * (low + high)
            best = Split(variable: z, low: middle, high: middle, upFirst: false, score: share)
        }
        return best
    }

    /// Looks for an answer: fixes what is nearly decided, sends what stands between two ends of a hull's chord to the nearer one, solves
    /// again, until all is decided.
    func dive(_ start: Box, _ from: Outcome) throws(SolverError) {
        var box = start
        var outcome = from
        for _ in 0..<40 {
            if shouldStop || outcome.x.isEmpty { return }
            let decided = decide(&box, outcome)
            if !decided { return }
            box.propagate(form, rounds: 2)
            outcome = try relax(box, parent: outcome.bound, roundLimit: 6, warm: outcome.warm)
            if outcome.isInfeasible || outcome.bound <= cutoff { return }
        }
    }

    /// Looks for a point on the curves of equalities near a relaxation's point that is not: ever smaller boxes around it, in which chords
    /// and curves all but agree (sequential linear programming).
    func settle(_ start: Box, _ from: Outcome) throws(SolverError) {
        var outcome = from
        var share = 0.2
        let inputs = Set(form.curves.filter(\.isEqual).map(\.input)).sorted()
        for _ in 0..<12 {
            guard !shouldStop, outcome.judgement == .broken, !outcome.x.isEmpty else { return }
            var box = start
            for z in inputs where box.upper[z] > box.lower[z] {
                let reach = share * (box.upper[z].isFinite ? box.upper[z] - box.lower[z] : max(1, outcome.x[z]))
                (box.lower[z], box.upper[z]) = (
                    max(box.lower[z], outcome.x[z] - reach), min(box.upper[z], outcome.x[z] + reach)
                )
            }
            let next = try relax(box, parent: outcome.bound, roundLimit: 3)
            if next.isInfeasible || next.x.isEmpty || next.bound <= cutoff { return }
            outcome = next
            share *= 0.25
        }
    }

    private func decide(_ box: inout Box, _ outcome: Outcome) -> Bool {
        let x = outcome.x
        var fractional: [(j: Int, distance: Double)] = []
        for j in x.indices where form.whole[j] && box.upper[j] > box.lower[j] {
            let distance = abs(x[j] - x[j].rounded())
            if distance > 1e-6 { fractional.append((j, distance)) }
        }
        var changed = false
        if !fractional.isEmpty {
            for j in x.indices
            where form.whole[j] && box.upper[j] > box.lower[j] && abs(x[j] - x[j].rounded()) <= 1e-6 && x[j].rounded() > 0.5 {
                box.lower[j] = x[j].rounded()
                box.upper[j] = x[j].rounded()
            }
            fractional.sort { ($0.distance, $0.j) < ($1.distance, $1.j) }
            let count = max(1, fractional.count / 3)
            for (j, _) in fractional.prefix(count) {
                let nearest = min(max(x[j].rounded(), box.lower[j]), box.upper[j])
                box.lower[j] = nearest
                box.upper[j] = nearest
                box.propagate(form, rounds: 1)
            }
            changed = true
        }
        for curve in form.curves where !curve.isConcave && !form.whole[curve.input] {
            let z = curve.input
            guard box.upper[z] > box.lower[z] else { continue }
            let excess = x[curve.output] - curve.value(x[z])
            guard excess > 1e-9 else { continue }
            // The known points around z that are on the curve: the chord's ends.
            let known = master.vertices.within(z, box.lower[z], box.upper[z])
            let hull = upperHull(known, known.map { curve.value($0) }).map { known[$0] }
            guard let right = hull.first(where: { $0 >= x[z] }), let left = hull.last(where: { $0 <= x[z] }), left < right
            else { continue }
            if x[z] - left < right - x[z] { box.upper[z] = left } else { box.lower[z] = right }
            changed = true
        }
        return changed
    }
}
