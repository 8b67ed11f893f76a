// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market
import Response

extension DeliveryModel {
    /// Variables and rows of reservoirs and flows.
    mutating func addStocks() {
        let count = problem.horizon.count
        for reservoir in problem.reservoirs {
            stock.append(
                (0..<count).map { t in model.variable("stock[\(reservoir.name),\(t)]", upper: reservoir.most?[t] ?? .infinity) }
            )
        }
        for flow in problem.flows { add(flow, count) }
        for (index, reservoir) in problem.reservoirs.enumerated() { balance(reservoir, index, count) }
    }

    /// What a reservoir holds at the start of a period.
    private func start(of index: Int, in period: Int) -> LinearExpression {
        let reservoir = problem.reservoirs[index]
        let left = 1 - reservoir.decay[period]
        if period == 0 { return LinearExpression(terms: [], constant: left * reservoir.initial) }
        return LinearExpression(terms: left == 0 ? [] : [Term(stock[index][period - 1], left)])
    }

    private mutating func add(_ flow: DeliveryFlow, _ count: Int) {
        let source = flow.source.flatMap { name in problem.reservoirs.firstIndex { $0.name == name } }
        var moved: [Variable?] = []
        var answered: [Variable?] = []
        for t in 0..<count {
            guard flow.periods.contains(t) else {
                moved.append(nil)
                answered.append(nil)
                continue
            }
            let label = "\(flow.name), period \(t + 1)"
            let isForced = flow.least[t] > 0
            let most = flow.maximum[t]
            let units = model.variable(
                "flow[\(flow.name),\(t)]", upper: most < DeliveryFlow.unlimited && !isForced ? most : .infinity)
            if let source {
                let start = start(of: source, in: t)
                if isForced, flow.least[t] == flow.most[t] {
                    model.add(rule("share of \(label)") { units == flow.most[t] * start })
                } else {
                    model.add(rule("most of \(label)") { units <= flow.most[t] * start })
                    if isForced { model.add(rule("least of \(label)") { units >= flow.least[t] * start }) }
                }
            }
            if let opening = flow.opening {
                var picked = LinearExpression()
                append(opening, to: &picked)
                let open = picked
                model.add(rule("\(label) only if open") { units <= most * open })
            }
            moved.append(units)
            if let curve = flow.curve?.curve {
                let response = model.variable("answer[\(flow.name),\(t)]")
                model.add(rule("answers to \(label)") { response <= (units |> curve) })
                answered.append(response)
            } else {
                answered.append(units)
            }
        }
        self.flow.append(moved)
        flowResponse.append(answered)
    }

    private mutating func balance(_ reservoir: DeliveryReservoir, _ index: Int, _ count: Int) {
        var rows: [Int] = []
        let leaving = problem.flows.indices.filter { problem.flows[$0].source == reservoir.name }
        let entering = problem.flows.indices.filter { problem.flows[$0].target == reservoir.name }
        for t in 0..<count {
            let start = start(of: index, in: t)
            // end − start − inflow + outflow = natural
            var balance = LinearExpression(terms: [Term(stock[index][t], 1)])
            balance -= start
            var out = LinearExpression()
            for number in leaving {
                guard let units = flow[number][t] else { continue }
                balance.add(units, times: 1)
                out.add(units, times: 1)
            }
            for number in entering {
                let sent = t - problem.flows[number].lag
                if sent >= 0, let units = flow[number][sent] { balance.add(units, times: -problem.flows[number].arriving) }
            }
            for term in reservoir.inflows {
                var inflow = LinearExpression()
                append(term, to: &inflow, within: t..<(t + 1))
                balance -= inflow
            }
            let whole = balance
            if let row = model.add(
                rule("stock of \(reservoir.name), period \(t + 1)") { whole == reservoir.natural[t] })
            {
                rows.append(row)
            }
            if out.terms.count > 1 {
                let leaving = out
                model.add(rule("what leaves \(reservoir.name), period \(t + 1)") { leaving <= start })
            }
        }
        balanceRows.append(rows)
    }

    /// Variables and rows of a subsidy.
    mutating func add(_ subsidy: DeliverySubsidy) {
        let count = problem.horizon.count
        var paid: [Variable?] = []
        for t in 0..<count {
            guard subsidy.periods.contains(t) else {
                paid.append(nil)
                continue
            }
            let amount = model.variable(
                "subsidy[\(subsidy.name),\(t)]", upper: min(subsidy.cap.yuan, subsidy.mostPerPeriod?[t] ?? .infinity))
            var base = LinearExpression()
            for term in subsidy.base { append(term, to: &base, within: t..<(t + 1)) }
            for (index, other) in problem.subsidies.enumerated()
            where index < self.subsidy.count && other.overlaps(subsidy) {
                if let before = self.subsidy[index][t] { base.add(before, times: -1) }
            }
            let whole = base
            model.add(rule("\(subsidy.name), period \(t + 1)") { amount <= subsidy.share * whole })
            paid.append(amount)
        }
        let amounts = paid.compactMap { $0 }
        let total = sum(amounts) { $0 }
        if let opening = subsidy.opening {
            var picked = LinearExpression()
            append(opening, to: &picked)
            let open = picked
            model.add(rule("\(subsidy.name) only if open") { total <= subsidy.cap.yuan * open })
        } else {
            model.add(rule("cap of \(subsidy.name)") { total <= subsidy.cap.yuan })
        }
        self.subsidy.append(paid)
    }
}

extension DeliveryFlow {
    /// A maximum from here on is none.
    public static let unlimited = 1e12
}
