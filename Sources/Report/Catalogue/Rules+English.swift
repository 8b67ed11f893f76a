// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: rules and goals of plans. Each stands in tables and in sentences such as "… contradicts …".
    static let rules = #"""
        rule.on-day	{rule}, {day}
        rule.total-budget	total budget
        rule.daily-budget-least	daily budget, at least
        rule.daily-budget-most	daily budget, at most
        rule.daily-of-least	daily minimum of {subject}
        rule.daily-of-most	daily limit of {subject}
        rule.floor-of	floor of {subject}
        rule.ceiling-of	ceiling of {subject}
        rule.least-share-of	least share of {subject}
        rule.largest-share-of	largest share of {subject}
        rule.budget-of	budget of {subject}
        rule.share-of-least	share of {subject}, at least
        rule.share-of-most	share of {subject}, at most
        rule.commission-reserve	most that is kept for commission
        rule.rise-of	largest daily rise of {subject}
        rule.fall-of	largest daily fall of {subject}
        rule.overspend-day	daily overspend
        rule.overspend-days	spend of {days} days together
        rule.return	return on spend
        rule.cost-per	cost of one of: {outcome}
        rule.quota	quota of {outcome}
        rule.new-customer-share	share of new customers among orders
        rule.stock	stock of {name}
        rule.launch-share	share of the launch window
        rule.trial-of-goods	trial of goods {name}
        rule.line-limits	the most that each line may get
        subject.total	total spend
        subject.channel	channel {name}
        subject.goods	goods {name}
        subject.audience	audience {name}
        subject.stage	stage {name}
        objective.gmv	sales (GMV)
        objective.profit	profit
        objective.new-customers	new customers
        objective.value-of-new-customers	value of new customers
        objective.launch	launch carts and sales
        line.limit-daily	the daily limit of the brief ({place})
        line.limit-total	the limit in total of the brief ({place})
        line.limit-budget	the whole budget ({place})
        line.limit-deliverable	about ¥{amount} a day is all that it could spend: on {stuck} of {days} days it spent less than it was given
        line.limit-reach	{factor} × the largest spend seen so far (¥{seen})
        nothing.no-room	It may get no money: {reason}.
        nothing.limit-zero	its limit is 0
        nothing.outcome-rule	What it brings costs too much under a rule: {rule} ({place}).
        nothing.costs-more	What it brings is worth less than the yuan that it takes.
        nothing.brings-nothing	By what is known of it, money there brings nothing that counts here.
        nothing.less	Its first yuan would bring {first}; the last yuan of the budget brings {elsewhere} elsewhere.
        nothing.rule	Its first yuan would bring {first}, but under the rules a yuan there costs {price} elsewhere; first of all by {rule} ({place}).
        nothing.package	It is sold only in packages of {least}, and a whole one brings less than the same money elsewhere. Its first yuan would bring {first}.
        nothing.minimum	It takes at least {least}, and so much brings less there than elsewhere. Its first yuan would bring {first}.
        nothing.slow-start	It responds only to larger amounts, and those bring more elsewhere.
        nothing.tie	It would bring {first} per yuan, just what the money brings where it is.
        nothing.delivered-by	{goods} is delivered by {by}, and one of these scenarios alone can deliver it.
        rule.of-scenario	{rule} of {scenario}
        rule.budget-of-scenario	part of the budget for {scenario}
        rule.delivered-by	{goods} in plans of {scenario} only where that delivers it
        objective.joint	goals of all scenarios together
        plan.no-draws	The curves were given without uncertainty, so the plan cannot mind risk; it is for the expected response.
        plan.guarantee-is-safe	Guaranteed floors are held on average over the worst of {draws} draws of the curves. That is safe: it asks for a little more than the stated probability.
        plan.numeric-envelopes	Some curves are S-shaped; their mean over the draws is no curve of a known form, and the proof rests on a numerical envelope of it.
        replan.broken-already	In the days that are over this was not kept: {rule} ({place}).
        replan.passed-already	This is passed already, so nothing more may go there: {rule} ({place}).
        replan.not-eligible	it may get no money any more
        replan.brings-more	with the earlier amount the next yuan there would bring {there}, elsewhere {elsewhere}
        replan.brings-less	with the earlier amount the next yuan there would bring {there}, elsewhere {elsewhere}
        replan.more-money	there is more money for the days that are left
        replan.less-money	there is less money for the days that are left
        replan.rules	the rules leave it so
        replan.held	held back: {reason}
        replan.over	The campaign is over: its last day is {end}, and days up to {done} are spent.
        replan.nothing-spent	Nothing was spent yet, so there is nothing to plan again. Use `wanxiang plan`, or give what was spent with --spent.
        replan.day-assumed	{count} {count:day is|days are} not in the history yet; what the earlier plan meant for {count:it|them} is taken as spent.
        label.replan	Planned again from {day} on
        label.replan-spent	{spent} are spent so far.
        label.replan-spent-planned	{spent} are spent so far; the plan had meant {planned} for these days.
        label.replan-nothing-moved	The plan for the days that are left stays as it is.
        label.line	line
        label.planned-before	planned before
        label.planned-now	planned now
        label.moved	What moves, in the days that are left
        label.moved-why	Why
        ineligible.excluded	the brief leaves out {name} ({place})
        ineligible.affiliate	affiliates are paid by commission, not by media money
        ineligible.owned	it costs no media money
        ineligible.sold-out	{name} is sold out
        ineligible.not-selected	the brief does not select {name} ({place})
        ineligible.scenario	it is not what this scenario is for
        ineligible.unknown	nothing is known of such a line: neither the history nor the brief has it
        label.gets	{line} gets {spend}; one more yuan there would bring {next}.
        label.gets-nothing-because	{line} gets nothing. {reason}
        label.may-get-nothing	{line} may get nothing: {reason}.
        label.what-if	What if: {change}
        label.as-it-is	as it is
        label.changed	changed
        label.difference	difference
        label.by-solving-again	By planning again with each rule {percent} looser
        label.within-gap	Differences up to {amount} are within what the proofs leave open.
        command.bad-path	The brief has no place for this. Write keys with dots, such as channels.search.total_max=90000.
        command.stored-again	Planned again from the stored inputs of version {version}: {state}.
        command.same-plan	the same plan, byte for byte
        command.other-plan	another plan; the program has changed since
        label.certainty	What the plan is sure of
        label.risk-tail	In the worst {tail} of {draws} draws of the curves it brings {amount} on average; over all draws {mean}. The first is what was maximised.
        label.risk-mean-plan	A plan for the mean alone would bring {amount} in its worst cases.
        label.risk-mean	It maximises the mean over {draws} draws of the curves: {mean}.
        label.guarantee	{rule}: at least {floor} with {probability} certainty; the mean of the worst cases is {worst}, and {reached} of the draws reach it
        rule.exploration	share of the money that explores
        rule.trial-of-line	trial of {line}
        label.by-day	By day
        label.by-day-range	the next yuan brings from {least} ({worst}) to {most} ({best})
        plan.blocks-without-draws	Risk is not minded where options change responses or stocks and flows decide; this plan is for the expected response.
        rule.one-rate	one commission rate for all goods
        objective.affiliates	settled sales of affiliates less commission
        objective.burst	sales (GMV) of the burst
        objective.carts	carts
        objective.clearance	cost value of pieces sold
        objective.cold-start	sales and what is learned
        objective.coupons	sales (GMV) less benefits
        objective.early-orders	orders, early ones first
        objective.event	sales (GMV) on the event's days
        objective.fan-reach	impressions of the shop's own people
        objective.fans	sales to followers and new followers
        objective.first-orders	first orders
        objective.follow-up	orders of the interested, early ones first
        objective.full-cycle	carts before the event and sales on it
        objective.impressions	impressions
        objective.interest	interest left when the event begins
        objective.leads	leads
        objective.lifecycle	sales and people at the end
        objective.live	result of the live room
        objective.member-orders	orders of members
        objective.people-reached	people reached
        objective.presale	sales (GMV) with paid balances
        objective.recall	sales (GMV) on the event's days, recalled holders included
        objective.repurchase	sales to buyers
        objective.several-goals	worth of several goals
        objective.sign-ups	sign-ups
        objective.visits	visits
        rule.audience-part	part of audience {name}
        rule.audience-size	people that there are to be reached
        rule.channel-most	most of channel {name}
        rule.channel-part	part of channel {name}
        rule.even-exposure	even exposure of goods {name}
        rule.event-share	share of the event's days
        rule.fans-share	share of followers
        rule.frequency	contacts a week
        rule.goods-most	most of goods {name}
        rule.goods-part	part of goods {name}
        rule.guaranteed	guaranteed {outcome}
        rule.interested	people who showed interest
        rule.media-share	share of media
        rule.members-reachable	members who can be reached
        rule.premiere-share	share of the first days
        rule.presence	presence every day
        rule.room	room of a day
        rule.sample-stock	stock of samples
        rule.segment-share	most of segment {name}
        rule.stage-part	part of the {name}
        rule.test-of-goods	test of goods {name}
        rule.trial-of-channel	trial of channel {name}
        line.limit-burst	no spend outside the burst
        line.limit-warm-up	no spend on the event's own days
        """#
}
