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
        label.proven	No plan that keeps your rules brings more than {gap} above this one; that is proven.
        label.not-proven	A better plan may exist: at most {gap} more is possible. The proof asked for was {asked}.
        label.glpk	GLPK: {rows} rows, {columns} columns, status {status}; {method}, {iterations} iterations, {nodes} {nodes:node|nodes}; rounding to the fen cost {rounding}.
        label.rule-broken	Largest violation of a rule: {share} of its limit.
        label.not-reproducible	A time limit cut the search short: another run may find another plan.
        """#
}
