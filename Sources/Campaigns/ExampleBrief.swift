// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
public import Report

/// Briefs that the command writes for people to change.
public enum ExampleBrief {
    /// The smallest brief of a scenario, with the most used extras as comments.
    public static func text(
        scenario: String, begin: String = "2025-09-29", end: String = "2025-10-26", budget: String = "262410.50",
        files: [String] = ["history: history.csv", "goods: goods.csv"], say: MessageCatalogue = MessageCatalogue()
    ) -> String {
        let data = files.isEmpty ? "# " + say.text("brief.data-comment") : files.joined(separator: "\n")
        return """
            # \(say.text("brief.head-comment"))
            scenario: \(scenario)
            begin: \(begin)
            end: \(end)
            budget: \(budget)            # \(say.text("brief.budget-comment"))
            \(data)

            # \(say.text("brief.rest-comment"))
            # daily_budget: {min: 1000, max: 20000}
            # channels:
            #   search: {daily_min: 100, total_max: 80000}
            #   display: {exclude: true}
            # targets: {roi: 3.0, cost_per_new_customer: 60}
            # change_limit: 30 %          # \(say.text("brief.change-comment"))

            """
    }
}
