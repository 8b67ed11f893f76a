// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Testing

@testable import Solver

/// Stocks put in for one another: the same optimum, and the price that one more unit in stock has.
@Suite struct AggregationTests {
    /// 10 units to begin with, 5 come each day, a tenth is lost; up to the whole start may leave, worth 1, 3 and 2 a unit.
    private static func model(initial: Double = 10) -> (model: Model, stocks: [Variable], flows: [Variable], rows: [Int]) {
        var model = Model()
        let stocks = (0..<3).map { model.variable("stock[\($0)]") }
        let flows = (0..<3).map { model.variable("out[\($0)]") }
        var rows: [Int] = []
        for t in 0..<3 {
            var start = LinearExpression(terms: [], constant: t == 0 ? initial : 0)
            if t > 0 { start.add(stocks[t - 1], times: 0.9) }
            var balance = LinearExpression(terms: [Term(stocks[t], 1), Term(flows[t], 1)])
            balance -= start
            let (left, whole) = (start, balance)
            rows.append(model.add(rule("balance \(t)") { whole == 5.0 }) ?? -1)
            model.add(rule("most \(t)") { flows[t] <= left })
        }
        model.maximize(1 * flows[0] + 3 * flows[1] + 2 * flows[2])
        return (model, stocks, flows, rows)
    }

    /// Everything is kept for the second day: start 0.9 · 15 = 13.5, worth 40.5; 5 are left, 0.9 · 5 = 4.5 leave on the third for 9.
    /// One more unit on the first day is 0.9 on the second, worth 2.7; on the second 0.9 on the third, worth 1.8; on the third nothing.
    @Test func aStockIsPutInWithItsPrices() throws {
        let stated = Self.model()
        let aggregation = try #require(Aggregation(stated.model))
        let inner = try ModelSolver.solve(aggregation.reduced)
        let whole = aggregation.expanded(inner)
        #expect(abs((whole.value ?? 0) - 49.5) < 1e-9)
        #expect(whole.certificate.violation < 1e-12)
        let expected = [15.0, 5, 5.0]
        for (stock, amount) in zip(stated.stocks, expected) { #expect(abs(whole[stock] - amount) < 1e-9) }
        for (row, price) in zip(stated.rows, [2.7, 1.8, 0]) { #expect(abs(whole.rowPrices[row] - price) < 1e-9) }
        let direct = try ModelSolver.solve(stated.model)
        for row in stated.rows { #expect(abs(whole.rowPrices[row] - direct.rowPrices[row]) < 1e-9) }
    }

    /// Fewer rows have ends, none of the put-in variables stands in a row, positions are kept.
    @Test func positionsAreKept() throws {
        let stated = Self.model()
        let reduced = try #require(Aggregation(stated.model)).reduced
        #expect(reduced.names == stated.model.names && reduced.rows.count >= stated.model.rows.count)
        for row in reduced.rows {
            #expect(!row.terms.contains { term in stated.stocks.contains { $0 == term.variable } })
        }
        for row in stated.rows { #expect(reduced.rows[row].lower == -.infinity && reduced.rows[row].terms.isEmpty) }
    }

    /// Without an equality row that defines a variable there is nothing to put in.
    @Test func nothingToPutIn() {
        var model = Model()
        let x = model.variable("x", upper: 4)
        model.add(rule("limit") { x <= 3.0 })
        model.maximize(x)
        #expect(Aggregation(model) == nil)
    }

    /// A stock drawn down to nothing is not broken by the rounding of what it held; a real excess is.
    @Test func roundingOfAStockIsMeasuredByWhatItHeld() {
        let stated = Self.model()
        var values = [Double](repeating: 0, count: stated.model.variableCount)
        values[stated.flows[0].position] = 10
        values[stated.stocks[0].position] = 5
        values[stated.flows[1].position] = 4.5
        values[stated.stocks[1].position] = 5
        values[stated.flows[2].position] = 4.5 + 1e-13
        values[stated.stocks[2].position] = 5
        #expect(PointCheck(values, on: stated.model).violation < 1e-9)
        values[stated.flows[2].position] = 4.6
        #expect(PointCheck(values, on: stated.model).violation > 1e-3)
    }
}
