// SPDX-License-Identifier: GPL-3.0-or-later

extension NormalForm {
    /// Narrows the variables' ends to what rows and curves imply. Every feasible point stays. The ends are kept a little wider than implied (well beyond the
    /// linear solver's tolerance), so that it is the rows that bind, exactly, and not these ends.
    mutating func propagate(rounds: Int) {
        var box = Box(lower: lower, upper: upper)
        box.propagate(self, rounds: rounds)
        lower = box.lower
        upper = box.upper
    }
}

/// Ends of all variables: a node of the search.
struct Box {
    var lower: [Double]
    var upper: [Double]

    /// See `NormalForm.propagate`.
    mutating func propagate(_ form: borrowing NormalForm, rounds: Int) {
        for _ in 0..<rounds {
            var changed = false
            for i in form.rows.indices {
                var (low, high) = (0.0, 0.0)
                var (lowInfinite, highInfinite) = (0, 0)
                // What the sums may be off by, in shares of 10⁻⁶: rounding of all that was added, of which a difference may leave little.
                var (lowNoise, highNoise) = (0.0, 0.0)
                for entry in form.rows[i] {
                    let (a, b) = contribution(entry)
                    if a == -.infinity { lowInfinite += 1 } else { low += a }
                    if b == .infinity { highInfinite += 1 } else { high += b }
                    if a.isFinite { lowNoise += 1e-8 * abs(a) }
                    if b.isFinite { highNoise += 1e-8 * abs(b) }
                }
                for entry in form.rows[i] {
                    let (a, b) = contribution(entry)
                    let (top, bottom) = (form.rowUpper[i], form.rowLower[i])
                    // The others' least activity leaves this much for the entry, and their greatest asks for that much.
                    if top < .infinity, lowInfinite == 0 || (lowInfinite == 1 && a == -.infinity) {
                        let rest = a == -.infinity ? low : low - a
                        if narrow(form, entry, toAtMost: top - rest, error: abs(top) + abs(rest) + lowNoise) { changed = true }
                    }
                    if bottom > -.infinity, highInfinite == 0 || (highInfinite == 1 && b == .infinity) {
                        let rest = b == .infinity ? high : high - b
                        if narrow(form, entry, toAtLeast: bottom - rest, error: abs(bottom) + abs(rest) + highNoise) {
                            changed = true
                        }
                    }
                }
            }
            for curve in form.curves where upper[curve.input].isFinite {
                let top = curve.value(upper[curve.input])
                if top.isFinite, lowerUpper(form, curve.output, to: top, slack: 1e-6 * abs(top)) { changed = true }
                if curve.isEqual {
                    let bottom = curve.value(lower[curve.input])
                    if bottom.isFinite, raiseLower(form, curve.output, to: bottom, slack: 1e-6 * abs(bottom)) { changed = true }
                }
            }
            if !changed { return }
        }
    }

    private func contribution(_ entry: NormalForm.Entry) -> (Double, Double) {
        let (a, b) = (entry.value * lower[entry.index], entry.value * upper[entry.index])
        if entry.value == 0 { return (0, 0) }
        return entry.value > 0 ? (a, b) : (b, a)
    }

    private mutating func narrow(_ form: borrowing NormalForm, _ entry: NormalForm.Entry, toAtMost end: Double, error: Double)
        -> Bool
    {
        guard entry.value != 0, end.isFinite else { return false }
        let slack = 1e-6 * error / abs(entry.value)
        return entry.value > 0
            ? lowerUpper(form, entry.index, to: end / entry.value, slack: slack)
            : raiseLower(form, entry.index, to: end / entry.value, slack: slack)
    }

    private mutating func narrow(_ form: borrowing NormalForm, _ entry: NormalForm.Entry, toAtLeast end: Double, error: Double)
        -> Bool
    {
        guard entry.value != 0, end.isFinite else { return false }
        let slack = 1e-6 * error / abs(entry.value)
        return entry.value > 0
            ? raiseLower(form, entry.index, to: end / entry.value, slack: slack)
            : lowerUpper(form, entry.index, to: end / entry.value, slack: slack)
    }

    /// Only what narrows by a noticeable part counts; a contradiction is left for the rows to show.
    private mutating func lowerUpper(_ form: borrowing NormalForm, _ j: Int, to end: Double, slack: Double) -> Bool {
        let target = form.whole[j] ? (end + slack + 1e-9).rounded(.down) : end + slack
        guard target.isFinite, target < upper[j], target >= lower[j] else { return false }
        let worthwhile = upper[j] == .infinity || upper[j] - target > 0.01 * (upper[j] - lower[j])
        if worthwhile { upper[j] = target }
        return worthwhile
    }

    private mutating func raiseLower(_ form: borrowing NormalForm, _ j: Int, to end: Double, slack: Double) -> Bool {
        let target = form.whole[j] ? (end - slack - 1e-9).rounded(.up) : end - slack
        guard target.isFinite, target > lower[j], target <= upper[j] else { return false }
        let worthwhile = lower[j] == -.infinity || target - lower[j] > 0.01 * (upper[j] - lower[j])
        if worthwhile { lower[j] = target }
        return worthwhile
    }
}
