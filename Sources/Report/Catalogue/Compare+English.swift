// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: plans side by side.
    static let compare = #"""
        compare.title	{count} plans compared
        compare.plan	plan
        compare.order	In order
        compare.best-in	best in
        compare.dominated	dominated: {plan} costs no more and brings no less
        compare.difference	difference to the first
        compare.difference-says	Differences are to the first plan. Where both plans were made on the same curves, the range is of the difference itself, draw by draw: it holds the difference in 9 of 10 cases.
        compare.not-paired	Some of these plans were not made on the same curves; their differences are taken as those of independent figures, and their ranges are wider for it.
        compare.profit	margin less cost
        compare.lifetime-value	lifetime value of new customers
        compare.risk	its measure over the draws
        compare.by-channel	Money by channel
        compare.by-goods	Money by goods
        compare.by-audience	Money by audience
        compare.by-stage	Money by stage
        compare.by-other	Besides media
        compare.benefits	benefits
        compare.contacts	messages and contacts
        compare.platform-pays	paid by the platform
        compare.outside-stages	outside of stages
        compare.pictures	At a glance
        compare.figures	Figures
        compare.money	Where the money differs
        compare.steps	How far customers come
        compare.steps-say	Each step is counted by what the plan knows of it; the share is of the step before.
        compare.step-discover	discover
        compare.step-seed	seed
        compare.step-interact	interact
        compare.step-act	act
        compare.dimensions	Operating dimensions
        compare.goods-count	goods delivered
        compare.largest-item	the largest takes {share} of the media
        compare.audience-size	people reached
        compare.audience-count	{count} {count:audience|audiences}
        compare.level	orders by people who bought before
        compare.growth	orders by new customers
        compare.new-share	new customers ÷ orders
        compare.quadrant-plans	Plans by return and share of new customers
        compare.quadrant-channels	Channels by return and share of new customers
        compare.quadrant-says	Points by return on spend and share of new customers; the area is the money, the dashed lines are the means over all points, weighted by money.
        compare.interval-says	{figure} of each plan; the line holds it in 9 of 10 cases.
        compare.channels-say	Stacked bars of the money of each channel, one bar a plan.
        compare.money-axis	spend, yuan
        compare.marginal-says	What the next yuan brings at each budget; the point is the current budget.
        compare.more-plans	{count} more {count:plan|plans}
        compare.shops	Over all shops
        compare.shops-say	{figure}: the mean difference to each shop's first plan; its range is over shops.
        compare.shop-count	shops
        compare.shops-better	better in
        compare.unknown-goal	No plan here has the figure {goal}.
        compare.goal-names	Known are: {names}.
        compare.not-a-plan	{path} is not a plan: its JSON is not what `plan --json` prints.
        battle.title	Battle map
        battle.says	Stages down, goals across: which tools and programmes work when, with what money, and what is expected of them.
        battle.stage	stage
        battle.whole	whole period
        battle.expected	expected result
        battle.goal-repurchase	repurchase
        battle.goal-acquisition	acquisition
        battle.goal-exposure	exposure
        battle.goal-sales	sales
        """#
}
