// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: headings, columns and sentences of the views.
    static let labels = #"""
        label.plan	Plan for {title}, {begin} to {end} ({count} {count:day|days})
        label.plan-weeks	Plan for {title}, {begin} to {end} ({count} {count:week|weeks})
        label.plan-months	Plan for {title}, {begin} to {end} ({count} {count:month|months})
        label.cost-of-budget	{cost} of {budget} ({share}): media {media}, kept for commission {reserve}
        label.cost-of-budget-media	{cost} of {budget} ({share}), all of it media
        label.cost	{cost} in total: media {media}, kept for commission {reserve}
        label.cost-media	{cost} in total, all of it media
        label.where	What to spend where
        label.by-channel	By channel
        label.over-time	Over time
        label.per-period	{least} to {most} a day
        label.per-week	{least} to {most} a week
        label.per-month	{least} to {most} a month
        label.even	{amount} throughout
        label.beside-media	Beside media and commission
        label.contact-cost	contacts: {amount}
        label.benefit-cost	benefits that customers redeem: {amount}
        label.platform-pays	paid by the platform, not by you: {amount}
        label.stock	stock
        label.at-first	at first
        label.at-last	at the end
        label.stocks	How stocks move
        label.decisions	What decisions are worth
        label.decision	{name}: {picked}. With {other} instead the plan would bring {worth} less.
        label.decision-only	{name}: {picked}. Without it no plan keeps your rules.
        label.choices	What to set
        label.expect	What to expect
        label.expect-interval	What to expect, with the range that holds it in 9 of 10 cases
        label.binds	What limits the plan
        label.next-yuan	One more yuan of budget would bring {amount}.
        label.next-yuan-by-channel	The next yuan in each channel: {list}.
        label.prices-fixed-choices	These prices hold for the chosen commissions and packages.
        label.proof	Proof
        label.warnings	What to know
        label.channel	channel
        label.goods	goods
        label.audience	audience
        label.spend	spend
        label.share	share
        label.rule	rule
        label.said-at	said at
        label.one-percent	1 % looser brings
        label.more-lines	{count} more {count:line|lines}
        label.more-rules	{count} more {count:rule|rules}
        label.more-choices	and {count} more
        label.no-interval	There is no range: the curves were given without uncertainty.
        label.next-yuan-each	One more yuan of budget would bring {amount}; the next one costs {cost}.
        label.rule-days	{rule}, {count} {count:day|days}
        label.nothing-spent	The plan spends nothing.
        label.from-to	{low} to {high}
        label.return-on-spend	return on spend (sales ÷ cost)
        label.cost-per-new-customer	cost per new customer
        label.cost-per-order	cost per order
        label.scenarios	The scenarios of this brief
        label.scenario	scenario
        label.goal	goal
        label.goal-value	brings
        label.goal-weight	counts
        label.goal-share	of the whole
        label.money-by-scenario	Whose money it is
        label.money-for	for
        label.money-for-none	tools that no scenario asked for
        label.media	media
        label.choice-cost	commission and benefits
        label.shared-by	shared by {names}
        label.who-delivers	Who delivers goods that one scenario alone can deliver
        label.delivered-by	Delivered by {scenario}: {goods}
        label.proven	No plan that keeps your rules brings more than {gap} above this one; that is proven.
        label.not-proven	A better plan may exist: at most {gap} more is possible. The proof asked for was {asked}.
        label.priced	Priced line by line, no linear program was needed; {method}, {iterations} iterations, {nodes} {nodes:node|nodes}; rounding to the fen cost {rounding}.
        label.glpk	GLPK: {rows} rows, {columns} columns, status {status}; {method}, {iterations} iterations, {nodes} {nodes:node|nodes}; rounding to the fen cost {rounding}.
        label.rule-broken	Largest violation of a rule: {share} of its limit.
        label.not-reproducible	A time limit cut the search short: another run may find another plan.
        label.scenario-more	`wanxiang scenarios NAME` shows one of them with its settings and an example brief.
        label.formula	What it maximises
        label.reports	What its reports show first
        label.settings	Settings, under `settings:` in the brief
        label.playbooks	Playbooks, `playbook: NAME` in the brief
        label.why-bounds	Why other values are not accepted
        label.setting	setting
        label.standard	if not set
        label.accepted	accepted
        label.example-brief	Example brief
        label.fit	Response of {lines} {lines:line|lines}, from history up to {day}
        label.fit-without-history	Response of {lines} {lines:line|lines}, without any history
        label.response-of	What money brings in {outcome}
        label.affiliates	What affiliates sell, by commission rate
        label.mean-spend-day	spend a day
        label.mean-spend-week	spend a week
        label.mean-spend-month	spend a month
        label.largest-spend	largest
        label.brings-at-mean	brings
        label.range-90	in 9 of 10 cases
        label.next-100-yuan	next ¥100
        label.next-100-yuan-sales	next ¥100 sells
        label.held-out-error	held out off by
        label.held-out-says	The last {periods} periods, which a fit of the others had not seen, were foretold with an error of {error} on average (R² {explained}).
        label.incremental	incremental
        label.carry-over	lasts
        label.evidence	evidence
        label.rates-seen	rates seen
        label.sales-at-rates	sales there
        label.settled-share	settled
        label.more-like-this	and {count} more of this kind
        label.objective	goal
        label.budget	budget
        label.total-cost	cost in total
        label.value	value
        label.next-yuan-brings	next yuan brings
        label.state	state
        label.gap	gap to the best possible
        label.commission-reserve	kept for commission
        label.objectives-differ	These plans have different goals; their values cannot be compared, only what they bring and cost.
        label.periods-differ	These plans cover different periods.
        label.no-budget-possible	No plan is possible for any of these budgets.
        label.current-budget-marked	→ marks the budget of the brief.
        label.why	Why the plan is as it is
        label.next-yuan-nothing	More budget would bring nothing more under these rules.
        label.by-goods	By goods
        label.nothing-binds	No rule limits the plan.
        label.lines-at-limits	Every line that pays has the most it may get. How far a line may go beyond the spend that history has seen is limited; the brief can allow more.
        label.gets-nothing	What gets nothing
        label.has-all-it-may	What has all that it may get
        label.held-line	{line}: {reason}; one more yuan there would bring {next}
        label.fitting	fitting curves
        label.replaying	replaying
        """#
}
