// SPDX-License-Identifier: GPL-3.0-or-later

/// A normal form as blocks that only its coupling rows tie together: each carry-over chain (or single curve) with what belongs to it alone,
/// the whole packages of its amounts and the binaries of "nothing, or at least so much". Ends of outputs are no part of a block: a block
/// that knows less promises more, so its bounds hold.
struct BlockStructure {
    /// One period of a block: e = carry · e′ + gain · x + shift, output at most (or equal to) the curve at e.
    struct Period {
        let input: Int
        let curve: Int
        let output: Int
        /// The amount x; the input itself where there is no carry-over, −1 where nothing flows in.
        var spend: Int
        var carry = 0.0
        var gain = 1.0
        var shift = 0.0
        /// x is 0 where this binary is 0, and between `least` and `most` where it is 1.
        var used = -1
        var least = 0.0
        var most = Double.infinity
        /// x = step · n for this whole variable.
        var pieces = -1
        var step = 0.0
    }

    private(set) var blocks: [[Period]] = []
    /// Variables of no block.
    private(set) var plain: [Int] = []
    /// True for rows that hold within one block.
    private(set) var isInner: [Bool]

    /// Nil where a curve does not fit: several curves of one input, inputs that are whole or without end, chains that fork.
    init?(_ form: borrowing NormalForm, links: CarryOverLinks) {
        isInner = [Bool](repeating: false, count: form.rowCount)
        var owner = [Bool](repeating: false, count: form.variableCount)
        var periods: [Int: Period] = [:]
        for (k, curve) in form.curves.enumerated() {
            let (z, y) = (curve.input, curve.output)
            guard form.curvesOfInput[z].count == 1, form.curvesOfOutput[y].count == 1, form.curvesOfInput[y].isEmpty,
                form.curvesOfOutput[z].isEmpty, !form.whole[z], !form.whole[y], form.upper[z].isFinite
            else { return nil }
            periods[z] = Period(input: z, curve: k, output: y, spend: z)
            owner[z] = true
            owner[y] = true
        }
        var before: [Int: Int] = [:]
        var after: [Int: Int] = [:]
        for link in links.links {
            guard var period = periods[link.effective] else { return nil }
            period.spend = -1
            period.shift = link.constant / link.own
            for other in link.others {
                if periods[other.index] != nil {
                    guard after[other.index] == nil else { return nil }
                    period.carry = -other.value / link.own
                    before[link.effective] = other.index
                    after[other.index] = link.effective
                } else {
                    guard !owner[other.index], !form.whole[other.index], form.upper[other.index].isFinite,
                        form.lower[other.index].isFinite
                    else { return nil }
                    period.gain = -other.value / link.own
                    period.spend = other.index
                    owner[other.index] = true
                }
            }
            periods[link.effective] = period
            isInner[link.row] = true
        }
        for z in periods.keys {
            guard let period = periods[z] else { continue }
            // An input without a link of its own begins a chain only where nothing was carried into it.
            if period.spend == z, after[z] != nil { return nil }
            if period.spend >= 0 { periods[z] = Self.withWhole(form, period, &isInner, &owner) }
        }
        for z in periods.keys.sorted() where before[z] == nil {
            var block: [Period] = []
            var next: Int? = z
            while let index = next, let period = periods[index] {
                block.append(period)
                next = after[index]
            }
            blocks.append(block)
        }
        guard blocks.reduce(0, { $0 + $1.count }) == periods.count else { return nil }
        plain = (0..<form.variableCount).filter { !owner[$0] }
        guard plain.allSatisfy({ form.lower[$0].isFinite && form.upper[$0].isFinite }) else { return nil }
    }

    /// The period with what whole variables say about its amount alone.
    private static func withWhole(
        _ form: borrowing NormalForm, _ start: Period, _ isInner: inout [Bool], _ owner: inout [Bool]
    ) -> Period {
        var period = start
        let x = period.spend
        for entry in form.columns[x] where form.rows[entry.index].count == 2 && !isInner[entry.index] {
            let i = entry.index
            guard let other = form.rows[i].first(where: { $0.index != x }), form.whole[other.index] else { continue }
            let ratio = -other.value / entry.value
            if form.rowLower[i] == 0, form.rowUpper[i] == 0, ratio > 0, period.used < 0, period.pieces < 0, !owner[other.index]
            {
                period.pieces = other.index
                period.step = ratio
                owner[other.index] = true
                isInner[i] = true
                continue
            }
            let isBinary = form.lower[other.index] >= 0 && form.upper[other.index] <= 1
            guard isBinary, ratio > 0, period.pieces < 0, period.used == other.index || (period.used < 0 && !owner[other.index])
            else { continue }
            let isCeiling =
                entry.value > 0
                ? form.rowUpper[i] == 0 && form.rowLower[i] == -.infinity
                : form.rowLower[i] == 0 && form.rowUpper[i] == .infinity
            let isFloor =
                entry.value > 0
                ? form.rowLower[i] == 0 && form.rowUpper[i] == .infinity
                : form.rowUpper[i] == 0 && form.rowLower[i] == -.infinity
            guard isCeiling || isFloor else { continue }
            if isCeiling { period.most = min(period.most, ratio) } else { period.least = max(period.least, ratio) }
            period.used = other.index
            owner[other.index] = true
            isInner[i] = true
        }
        // Without a ceiling the binary says nothing when it is 0: both rows are then for the others to keep.
        if period.used >= 0, period.most == .infinity { period.most = form.upper[x] }
        return period
    }
}
