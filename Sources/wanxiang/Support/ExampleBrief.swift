// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market

/// Briefs that the command writes for people to change.
enum ExampleBrief {
    /// The smallest brief of a scenario, with the most used extras as comments.
    static func text(
        scenario: String, begin: String = "2025-09-29", end: String = "2025-10-26", budget: String = "262410.50",
        files: [String] = ["history: history.csv", "goods: goods.csv"]
    ) -> String {
        """
        # What you want and with how much money. Amounts are yuan; dates are days in China.
        scenario: \(scenario)
        begin: \(begin)
        end: \(end)
        budget: \(budget)            # in total: media and expected commission
        \(files.joined(separator: "\n"))

        # All that follows may be left out.
        # daily_budget: {min: 1000, max: 20000}
        # channels:
        #   search: {daily_min: 100, total_max: 80000}
        #   display: {exclude: true}
        # targets: {roi: 3.0, cost_per_new_customer: 60}
        # change_limit: 30 %          # largest change of spend from one day to the next

        """
    }
}
