// SPDX-License-Identifier: GPL-3.0-or-later

/// Prices of a normal form's rows and curve rows: what a relaxation learned.
struct Prices {
    /// One a linear row: what the objective gains per unit of the binding end.
    var rows: [Double]
    /// One a curve row: what the objective gains per unit of y. Infinite for "whatever rows and objective leave over for y".
    var curves: [Double]
}

/// The Lagrangian bound: rows and curves priced into the objective, every variable answers on its own.
///
/// For any prices, max { c·x : x feasible } ≤ Σ max(λᵢ⁻ lowerᵢ, λᵢ⁺ upperᵢ) + Σⱼ max over the box of { dⱼ xⱼ + Σₖ πₖ fₖ(xⱼ) } with
/// d = c − Aᵀλ − (π of the curves whose output the variable is). Signs are repaired first, so that it holds for prices of any origin.
struct Lagrangian {
    /// The bound, +∞ where these prices prove nothing.
    var bound: Double
    /// Every variable's best response: where a refinement should look.
    var responses: [Double]
    /// d after repair, by variable.
    var reduced: [Double]
    /// Prices after repair.
    var prices: Prices
    /// Each variable's part of the bound.
    var parts: [Double]

    init(_ form: borrowing NormalForm, lower: [Double], upper: [Double], prices given: Prices, cost ownCost: [Double]? = nil) {
        let cost = ownCost ?? form.cost
        var prices = given
        var sum = ownCost == nil ? form.constant : 0
        for i in prices.rows.indices {
            let price = prices.rows[i]
            if !price.isFinite { prices.rows[i] = 0 }
            if price > 0 && form.rowUpper[i] == .infinity { prices.rows[i] = 0 }
            if price < 0 && form.rowLower[i] == -.infinity { prices.rows[i] = 0 }
        }
        var reduced = cost
        for j in reduced.indices {
            var d = reduced[j]
            for entry in form.columns[j] { d -= prices.rows[entry.index] * entry.value }
            reduced[j] = d
        }
        for i in prices.rows.indices {
            let price = prices.rows[i]
            if price > 0 { sum += price * form.rowUpper[i] }
            if price < 0 { sum += price * form.rowLower[i] }
        }
        // An output's price is what its rows and the objective leave over, where that may be: then the output itself answers nothing.
        for (k, curve) in form.curves.enumerated() {
            let j = curve.output
            let single = form.curvesOfOutput[j].count == 1 && form.curvesOfInput[j].isEmpty
            var price = prices.curves[k].isNaN || (!single && prices.curves[k].isInfinite) ? 0 : prices.curves[k]
            if single {
                let left = reduced[j]
                if left <= 0 {
                    price = curve.isEqual ? left : 0
                } else {
                    let binds = upper[j] < .infinity && price < left && curve.value(upper[curve.input]) > upper[j]
                    price = binds ? max(0, price) : left
                }
            } else if !curve.isEqual {
                price = max(0, price)
            }
            prices.curves[k] = price
        }
        for (k, curve) in form.curves.enumerated() { reduced[curve.output] -= prices.curves[k] }
        var responses = lower
        var parts = [Double](repeating: 0, count: reduced.count)
        var terms: [WeightedCurve] = []
        for j in reduced.indices {
            terms.removeAll(keepingCapacity: true)
            for k in form.curvesOfInput[j] where prices.curves[k] != 0 {
                terms.append(WeightedCurve(curve: k, weight: prices.curves[k]))
            }
            // What rounding leaves of a price of an unlimited variable is no price: repaired to zero, at the cost of that rounding.
            var d = reduced[j]
            if terms.isEmpty && abs(d) < 1e-15 * (1 + abs(cost[j])) && (lower[j] == -.infinity || upper[j] == .infinity) {
                d = 0
            }
            let answer = bestResponse(form, slope: d, terms: terms, low: lower[j], high: upper[j])
            responses[j] = answer.x
            parts[j] = answer.gain
            sum += answer.gain
        }
        self.bound = sum.isNaN ? .infinity : sum
        self.responses = responses
        self.reduced = reduced
        self.prices = prices
        self.parts = parts
    }
}
