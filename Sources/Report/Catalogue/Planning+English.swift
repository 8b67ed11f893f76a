// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: plans, their warnings, and why there is none.
    static let planning = #"""
        plan.impossible-unnamed	No plan keeps all rules, and no single contradiction among them could be found. Loosen floors, quotas and targets, or limit fewer lines.
        plan.impossible	The rules contradict one another, so there is no plan. Giving way at one of these {count} is enough:
        plan.conflicting-rule	{rule} ({place})
        plan.conflicting-rule-repair	{rule} ({place}), {now} at present: with {limit} instead, a plan is possible
        plan.conflicting-limits-repair	{rule}: with {factor} times as much instead, a plan is possible
        plan.unbounded	More and more could be gained without end. Set a budget, or an upper limit for every channel.
        plan.none-found	The search ended before it found any plan ({method}). Allow more time, or ask for fewer rules at once.
        plan.no-budget	There is no total budget here to vary. Write `budget: 262410.50` (yuan, in total).
        plan.cancelled	Stopped on request. Nothing was saved.
        plan.beyond-range-seen	{share} of the money goes beyond the largest spend seen so far. What it brings there is an extrapolation.
        plan.on-priors	{share} of the money goes to lines with little or no history of their own. What they bring is taken from similar lines or general experience; the first weeks will show.
        plan.budget-not-spent	{left} of the budget is not spent: under these rules, and with the most that each line may get, more money would bring nothing more.
        plan.held-to-deliverable	{line} is held back: {reason}.
        plan.more-held	{count} more {count:line is|lines are} held to what {count:it|they} could really spend.
        plan.assumes-separate-lines	Lines are taken to work separately: what one of them brings does not depend on the money of another.
        """#
}
