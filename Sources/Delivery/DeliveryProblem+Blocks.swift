// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension DeliveryProblem {
    /// Checks reservoirs, flows, subsidies, effects of options, and what rules say of them.
    func validateBlocks() throws(DeliveryError) {
        let count = horizon.count
        var names: Set<String> = []
        for (index, reservoir) in reservoirs.enumerated() {
            let path = "reservoirs[\(index)]"
            try unique(reservoir.name, &names, path)
            guard reservoir.initial >= 0, reservoir.initial.isFinite else {
                throw .badValue(path: path + ".initial", found: "\(reservoir.initial)", notice: Notice("problem.not-negative"))
            }
            try share(reservoir.decay, path + ".decay")
            try check(reservoir.natural, count, path + ".natural")
            if let most = reservoir.most { try check(most, count, path + ".most") }
            for term in reservoir.inflows {
                guard case .outcome = term.quantity, term.factor.isFinite else {
                    throw .badValue(
                        path: path + ".inflows", found: term.quantity.name, notice: Notice("problem.inflow-not-outcome"))
                }
            }
        }
        names = []
        for (index, flow) in flows.enumerated() {
            try unique(flow.name, &names, "flows[\(index)]")
            try validate(flow, "flows[\(index)]")
        }
        for reservoir in reservoirs {
            let leaving = flows.filter { $0.source == reservoir.name }
            for t in 0..<count {
                let forced = leaving.reduce(0) { $0 + ($1.periods.contains(t) ? $1.least[t] : 0) }
                guard forced <= 1 + 1e-12 else {
                    throw .badValue(path: "flows", found: "\(forced)", notice: Notice("problem.shares-above-one"))
                }
            }
        }
        names = []
        for (index, subsidy) in subsidies.enumerated() {
            try unique(subsidy.name, &names, "subsidies[\(index)]")
            try validate(subsidy, "subsidies[\(index)]")
        }
        for (index, choice) in choices.enumerated() {
            for (number, option) in choice.options.enumerated() {
                for effect in option.effects { try validate(effect, "choices[\(index)].options[\(number)].effects") }
            }
        }
        for (index, rule) in rules.enumerated() { try known(rule.terms, "rules[\(index)]") }
        try known(objective.terms, "objective")
    }

    private func validate(_ flow: DeliveryFlow, _ path: String) throws(DeliveryError) {
        let count = horizon.count
        for (key, name) in [("from", flow.source), ("to", flow.target)] {
            guard let name, !reservoirs.contains(where: { $0.name == name }) else { continue }
            throw .badValue(path: "\(path).\(key)", found: name, notice: Notice("problem.unknown-reservoir"))
        }
        guard flow.periods.lowerBound >= 0, flow.periods.upperBound < max(1, count) else {
            throw .badValue(path: path + ".periods", found: "\(flow.periods)", notice: Notice("problem.periods"))
        }
        try share(flow.least, path + ".least_share")
        try share(flow.most, path + ".most_share")
        guard (0..<count).allSatisfy({ flow.least[$0] <= flow.most[$0] }) else {
            throw .badValue(path: path + ".least_share", found: "\(flow.least)", notice: Notice("problem.least-above-most"))
        }
        try check(flow.maximum, count, path + ".maximum")
        try check(flow.cost, count, path + ".cost_yuan")
        guard flow.arriving >= 0, flow.arriving.isFinite, flow.lag >= 0 else {
            throw .badValue(path: path + ".arriving", found: "\(flow.arriving)", notice: Notice("problem.not-negative"))
        }
        let needsMaximum = flow.opening != nil || flow.curve != nil || flow.source == nil
        guard !needsMaximum || flow.periods.allSatisfy({ $0 >= count || flow.maximum[$0] < DeliveryFlow.unlimited }) else {
            throw .badValue(path: path + ".maximum", found: "\(flow.maximum)", notice: Notice("problem.flow-maximum"))
        }
        // What happens by itself needs somewhere to come from, and nobody can open it.
        if (0..<count).contains(where: { flow.least[$0] > 0 }), flow.source == nil || flow.opening != nil {
            throw .badValue(path: path + ".least_share", found: "\(flow.least)", notice: Notice("problem.forced-flow"))
        }
        for values in [flow.uses, flow.rates] {
            for (outcome, rate) in values.sorted(by: { $0.key < $1.key }) {
                try check(rate, count, path + ".\(outcome)", signed: true)
            }
        }
        if let opening = flow.opening { try pick(opening, path) }
    }

    private func validate(_ subsidy: DeliverySubsidy, _ path: String) throws(DeliveryError) {
        guard subsidy.periods.lowerBound >= 0, subsidy.periods.upperBound < max(1, horizon.count) else {
            throw .badValue(path: path + ".periods", found: "\(subsidy.periods)", notice: Notice("problem.periods"))
        }
        guard subsidy.share >= 0, subsidy.share <= 1 else {
            throw .badValue(path: path + ".share", found: "\(subsidy.share)", notice: Notice("problem.share"))
        }
        guard subsidy.cap >= .zero else {
            throw .badValue(path: path + ".cap_yuan", found: "\(subsidy.cap.yuan)", notice: Notice("problem.not-negative"))
        }
        if let most = subsidy.mostPerPeriod { try check(most, horizon.count, path + ".most_per_period_yuan") }
        for term in subsidy.base {
            switch term.quantity {
            case .media, .choiceCost, .flowCost, .outcome: continue
            case .cost, .subsidy, .stock, .picked:
                throw .badValue(path: path + ".base", found: term.quantity.name, notice: Notice("problem.subsidy-base"))
            }
        }
        if let opening = subsidy.opening { try pick(opening, path) }
    }

    private func validate(_ effect: ResponseEffect, _ path: String) throws(DeliveryError) {
        try check(effect.factor, horizon.count, path + ".factor")
        try check(effect.cost, horizon.count, path + ".cost_yuan")
        for (outcome, rate) in effect.rates.sorted(by: { $0.key < $1.key }) {
            try check(rate, horizon.count, path + ".rates.\(outcome)", signed: true)
        }
    }

    private func unique(_ name: String, _ names: inout Set<String>, _ path: String) throws(DeliveryError) {
        guard !name.isEmpty, names.insert(name).inserted else {
            throw .badValue(path: path + ".name", found: name, notice: Notice("problem.duplicate-name"))
        }
    }

    private func share(_ values: PeriodValues, _ path: String) throws(DeliveryError) {
        try check(values, horizon.count, path)
        guard !values.violates(count: horizon.count, { $0 >= 0 && $0 <= 1 }) else {
            throw .badValue(path: path, found: "\(values)", notice: Notice("problem.share"))
        }
    }

    private func pick(_ term: RuleTerm, _ path: String) throws(DeliveryError) {
        guard case .picked = term.quantity, term.factor.isFinite, term.factor >= 0 else {
            throw .badValue(path: path + ".opening", found: term.quantity.name, notice: Notice("problem.opening"))
        }
        try known([term], path + ".opening")
    }

    /// Terms may only speak of reservoirs and choices that exist: a misspelt name would count nothing, silently.
    private func known(_ terms: [RuleTerm], _ path: String) throws(DeliveryError) {
        for term in terms {
            switch term.quantity {
            case .stock(let name) where !reservoirs.contains { $0.name == name }:
                throw .badValue(path: path + ".terms", found: name, notice: Notice("problem.unknown-reservoir"))
            case .picked(let pick):
                let options = choices.filter { $0.kind == pick.kind }.flatMap { choice in choice.options.map(\.name) }
                guard !options.isEmpty, pick.options?.isSubset(of: options) ?? true else {
                    let found = ([pick.kind] + (pick.options ?? []).sorted()).joined(separator: "/")
                    throw .badValue(path: path + ".terms", found: found, notice: Notice("problem.unknown-option"))
                }
            case _: continue
            }
        }
    }
}
