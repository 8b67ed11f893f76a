// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

/// A made-up campaign of channel × goods × audience × day, as data: the benchmark's instance.
///
///     maximize    Σ margin[g] y[c,g,a,t]
///     subject to  y[c,g,a,t] ≤ season[t] f[c,g,a](x or effective spend)
///                 budgets: total, day, channel, goods, channel × day, audience × day, channel × audience
///                 stock:   Σ y[c,g,a,t] / price[g] over c, a ≤ stock[g,t]
///                 return:  Σ y ≥ ρ Σ x
///                 floors:  Σ x by channel, by audience
struct CampaignInstance: Sendable, Codable {
    enum Family: Int, Sendable, Codable { case hill, exponential, logarithm }

    struct Size: Sendable {
        var channels: Int
        var goods: Int
        var audiences: Int
        var days: Int
        /// 6,000 cells and about 730 rows.
        static let thousands = Size(channels: 10, goods: 10, audiences: 2, days: 30)
        /// 60,000 cells and about 1,600 rows.
        static let tensOfThousands = Size(channels: 20, goods: 20, audiences: 5, days: 30)
        static let small = Size(channels: 3, goods: 3, audiences: 2, days: 4)
    }

    /// A row over cells: Σ input · x + Σ output · y between lower and upper.
    struct Coupling: Sendable, Codable {
        var name: String
        var cells: [Int32]
        var input: [Double]
        var output: [Double]
        var lower: Double?
        var upper: Double?
    }

    var family: [Family] = []
    var cap: [Double] = []
    var half: [Double] = []
    var scale: [Double] = []
    var low: [Double] = []
    var high: [Double] = []
    var margin: [Double] = []
    /// Carry-over of the cell's chain; empty without carry-over. Cells of a chain are consecutive.
    var carry: [Double] = []
    var days = 0
    var rows: [Coupling] = []

    /// - Parameters:
    ///   - money: factor on all money amounts.
    ///   - value: factor on all values.
    init(_ size: Size, seed: UInt64, carryOver: Bool = false, money: Double = 1, value: Double = 1, isTied: Bool = false) {
        var random = CounterRandom(seed: seed, 1)
        func draw(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
        let (channels, goods, audiences) = (size.channels, size.goods, size.audiences)
        days = size.days
        let channelScale = (0..<channels).map { _ in draw(0.5, 2) }
        let channelReturn = (0..<channels).map { _ in draw(1, 2.5) }
        let carries = (0..<channels).map { _ in draw(0.1, 0.7) }
        let goodsMargin = (0..<goods).map { _ in isTied ? 0.4 : draw(0.2, 0.5) }
        let price = (0..<goods).map { _ in draw(20, 300) * money }
        let season = (0..<days).map { _ in isTied ? 1 : draw(0.7, 1.8) }
        var keys: [(c: Int, g: Int, a: Int, t: Int)] = []
        for c in 0..<channels {
            for g in 0..<goods {
                for a in 0..<audiences {
                    let halfSpend = isTied ? 800 : 800 * channelScale[c] * draw(0.3, 3)
                    let gain = isTied ? 2 : channelReturn[c] * draw(0.6, 1.8)
                    for t in 0..<days {
                        keys.append((c, g, a, t))
                        family.append(isTied ? .hill : Family(rawValue: c % 3) ?? .hill)
                        half.append(halfSpend * money)
                        cap.append(4 * halfSpend * gain * money)
                        scale.append(season[t])
                        margin.append(goodsMargin[g] * value)
                        if carryOver { carry.append(carries[c]) }
                    }
                }
            }
        }
        let fair = half.map { 0.5 * $0 }
        low = fair.map { random.uniform() < 0.03 ? 0.4 * $0 : 0 }
        high = fair.map { $0 * 6 }
        // What the fair spends would bring, carry-over included, so that stock is as scarce with it as without.
        var effective = fair
        for i in keys.indices where carryOver && i % days > 0 { effective[i] += carry[i] * effective[i - 1] }
        let gained = keys.indices.map { scale[$0] * Self.value(family[$0], cap[$0], half[$0], effective[$0]) }
        func group(_ name: String, _ key: ((c: Int, g: Int, a: Int, t: Int)) -> Int, _ count: Int) -> [[Int32]] {
            var groups = [[Int32]](repeating: [], count: count)
            for (i, k) in keys.enumerated() { groups[key(k)].append(Int32(i)) }
            return groups
        }
        func budgets(_ name: String, _ groups: [[Int32]], _ least: Double, _ most: Double) {
            for (i, cells) in groups.enumerated() {
                let amount = cells.reduce(0) { $0 + fair[Int($1)] } * draw(least, most)
                let ones = [Double](repeating: 1, count: cells.count)
                rows.append(
                    Coupling(
                        name: "\(name) \(i)", cells: cells, input: ones, output: ones.map { _ in 0 }, lower: nil, upper: amount)
                )
            }
        }
        budgets("total", group("total", { _ in 0 }, 1), 1, 1)
        budgets("day", group("day", { $0.t }, days), 0.8, 1.6)
        budgets("channel", group("channel", { $0.c }, channels), 0.8, 1.8)
        budgets("goods", group("goods", { $0.g }, goods), 0.8, 1.8)
        budgets("channel day", group("channel day", { $0.c * size.days + $0.t }, channels * days), 0.7, 2.2)
        budgets("audience day", group("audience day", { $0.a * size.days + $0.t }, audiences * days), 0.9, 2)
        budgets("channel audience", group("channel audience", { $0.c * audiences + $0.a }, channels * audiences), 0.9, 2)
        for (i, cells) in group("stock", { $0.g * size.days + $0.t }, goods * days).enumerated() {
            let share = 1 / price[i / days]
            let stock = cells.reduce(0) { $0 + gained[Int($1)] } * share * draw(0.6, 2.2)
            let zeros = [Double](repeating: 0, count: cells.count)
            rows.append(
                Coupling(
                    name: "stock \(i)", cells: cells, input: zeros, output: zeros.map { _ in share }, lower: nil, upper: stock))
        }
        let all = keys.indices.map { Int32($0) }
        let ratio = 0.9 * gained.reduce(0, +) / fair.reduce(0, +)
        rows.append(
            Coupling(
                name: "return", cells: all, input: all.map { _ in -ratio }, output: all.map { _ in 1 }, lower: 0, upper: nil))
        for (name, groups) in [
            ("channel floor", group("", { $0.c }, channels)), ("audience floor", group("", { $0.a }, audiences)),
        ] {
            for (i, cells) in groups.enumerated() {
                let amount = cells.reduce(0) { $0 + fair[Int($1)] } * draw(0.2, 0.7)
                let ones = [Double](repeating: 1, count: cells.count)
                rows.append(
                    Coupling(
                        name: "\(name) \(i)", cells: cells, input: ones, output: ones.map { _ in 0 }, lower: amount, upper: nil)
                )
            }
        }
    }

    var cellCount: Int { cap.count }

    static func value(_ family: Family, _ cap: Double, _ half: Double, _ x: Double) -> Double {
        curve(family, cap, half).value(at: x)
    }

    static func curve(_ family: Family, _ cap: Double, _ half: Double) -> any Curve {
        switch family {
        case .hill: HillOne(cap: cap, half: half)
        case .exponential: Exponential(cap: cap, scale: half)
        case .logarithm: Logarithm(gain: 0.5 * cap, scale: half)
        }
    }

    /// The instance as a model: per cell spend, effective spend where there is carry-over, and sales.
    func model() -> Model {
        var model = Model()
        var spend: [Variable] = []
        var sales: [Variable] = []
        var gained = LinearExpression()
        var before: Variable?
        for i in 0..<cellCount {
            let x = model.variable("x\(i)", lower: low[i], upper: high[i])
            let y = model.variable("y\(i)")
            spend.append(x)
            sales.append(y)
            gained.add(y, times: margin[i])
        }
        model.maximize(gained)
        for i in 0..<cellCount {
            var input = spend[i]
            if !carry.isEmpty {
                input = model.variable("e\(i)")
                var link = LinearExpression(terms: [Term(input, 1), Term(spend[i], -1)])
                if i % days > 0, let before { link.add(before, times: -carry[i]) }
                before = input
                model.add(rule("carry \(i)") { Relation(link, lower: 0, upper: 0) })
            }
            let term = CurveTerm(input: input, curve: Self.curve(family[i], cap[i], half[i]), scale: scale[i])
            model.add(rule("response \(i)") { CurveRelation(output: sales[i], sense: .atMost, term: term) })
        }
        for row in rows {
            var sum = LinearExpression()
            for (k, cell) in row.cells.enumerated() {
                if row.input[k] != 0 { sum.add(spend[Int(cell)], times: row.input[k]) }
                if row.output[k] != 0 { sum.add(sales[Int(cell)], times: row.output[k]) }
            }
            model.add(rule(row.name) { Relation(sum, lower: row.lower ?? -.infinity, upper: row.upper ?? .infinity) })
        }
        return model
    }
}
