// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market
import Planning

/// A small plan as its JSON says it: two channels, one of them with two goods, a commission choice, seven days.
func samplePlan(_ change: (inout Plan) -> Void = { _ in }) throws -> Plan {
    var plan = try JSONDecoder().decode(Plan.self, from: Data(samplePlanJSON.utf8))
    change(&plan)
    return plan
}

/// 7 days × ¥1,000 search/G1, ¥500 search/G2, ¥300 feed/all; ¥400 reserve; ¥13,000 in all.
let samplePlanJSON: String = {
    var entries: [String] = []
    for day in 1...7 {
        for (channel, goods, fen) in [("search", "G1", 100_000), ("search", "G2", 50_000), ("feed", "all", 30_000)] {
            entries.append(
                """
                {"day": "2026-03-0\(day)", "spend_fen": \(fen),
                 "line": {"channel": "\(channel)", "goods": "\(goods)", "audience": "all"}}
                """)
        }
    }
    let searchLimit = """
        {"key": "rule.daily-of-most", "arguments": {"subject": {"notice": {"_0":
            {"key": "subject.channel", "arguments": {"name": {"text": {"_0": "search"}}}}}}}}
        """
    return """
        {"delivery": {"horizon": {"begin": "2026-03-01", "days_per_period": 1, "periods": 7},
            "entries": [\(entries.joined(separator: ","))],
            "choices": [{"begin": "2026-03-01", "end": "2026-03-07", "kind": "commission", "goods": "G1", "audience": "all",
                "option": "8 %", "value": 8, "unit": "percent"}],
            "commission_reserve_fen": 40000},
         "objective": "GMV", "unit": "yuan",
         "certificate": {"status": "optimal", "value": 52000, "bound": 52000.013, "gap": 2.5e-7, "gap_asked": 1e-6,
            "rounding_loss": 0.004, "violation": 0, "method": "tangent cuts", "iterations": 41, "nodes": 1, "rows": 38,
            "columns": 42, "glpk_status": "optimal", "is_reproducible": true},
         "value": {"mean": 52000, "low": 44000, "high": 60000},
         "outcomes": {"gmv": {"mean": 52000, "low": 44000, "high": 60000},
            "new_customers": {"mean": 260, "low": 208, "high": 325}, "orders": {"mean": 520.25}},
         "lines": [
            {"line": {"channel": "feed", "goods": "all", "audience": "all"}, "spend_fen": 210000,
             "outcomes": {"gmv": 7000}, "marginal_return_per_yuan": 1.21},
            {"line": {"channel": "search", "goods": "G1", "audience": "all"}, "spend_fen": 700000,
             "outcomes": {"gmv": 30000}, "marginal_return_per_yuan": 1.2, "largest_spend_to_largest_seen": 1.5},
            {"line": {"channel": "search", "goods": "G2", "audience": "all"}, "spend_fen": 350000,
             "outcomes": {"gmv": 12000}, "marginal_return_per_yuan": 1.19}],
         "explanation": {"marginal_return_per_yuan": 1.2, "by_channel": {"feed": 1.21, "search": 1.2},
            "by_goods": {"G1": 1.2}, "by_period": [1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2],
            "binding": [
              {"rule": "total budget", "said_at": "brief.yaml:4", "amount": 13000, "at_most": 13000, "price": 1.2,
               "number": 13000, "unit": "yuan",
               "gain_from_loosening_1_percent": 156},
              {"rule": "daily limit of search, 2026-03-01", "title": \(searchLimit), "day": "2026-03-01", "said_at": "brief.yaml:9",
               "amount": 1500, "at_most": 1500, "number": 1500, "unit": "yuan", "price": 0.1, "gain_from_loosening_1_percent": 1.5},
              {"rule": "daily limit of search, 2026-03-02", "title": \(searchLimit), "day": "2026-03-02", "said_at": "brief.yaml:9",
               "amount": 1500, "at_most": 1500, "number": 1500, "unit": "yuan", "price": 0.1, "gain_from_loosening_1_percent": 1.5}],
            "nothing": [], "prices_are_for_fixed_choices": true},
         "cost_fen": 1300000, "budget_fen": 1300000,
         "warnings": [{"key": "plan.beyond-range-seen", "arguments": {"share": {"share": {"_0": 0.25}}}}]}
        """
}()
