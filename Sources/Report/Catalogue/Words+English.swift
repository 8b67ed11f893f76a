// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: outcomes, units, states: the words of all reports.
    static let words = #"""
        word.error	error
        word.warning	warning
        word.note	note
        word.amount	{value} {unit}
        word.found	found "{value}"
        word.list-and-more	{list} and {count} more
        outcome.impressions	impressions
        outcome.clicks	clicks
        outcome.visits	visits
        outcome.carts	carts
        outcome.orders	orders
        outcome.new_customers	new customers
        outcome.gmv	sales (GMV)
        outcome.settled_gmv	settled sales
        outcome.contacts	contacts
        outcome.messages	messages
        outcome.staff_hours	staff hours
        outcome.recalled	recalled
        outcome.presale_subsidy_yuan	presale subsidy by the platform
        outcome.commission_doubling_yuan	commission doubling by the platform
        outcome.margin	margin
        unit.new_customers	new customers
        unit.percent	%
        unit.pieces	pieces
        evidence.fitted	own history
        evidence.pooled	channel's history
        evidence.prior	experience only
        evidence.given	given
        status.optimal	proven best
        status.feasible	possible
        status.infeasible	impossible
        status.unbounded	without limit
        status.unknown	none found
        family.consumers	Consumers
        family.goods	Goods
        family.events	Events
        family.content	Content
        family.shop	Shop
        family.affiliates	Affiliates
        family.growth	Growth
        choice.commission	commission
        choice.delivered-by	delivered by
        choice.coupon	coupon
        choice.entry	entry
        report.not-finite	A result is not an ordinary number and cannot be written. This is a fault of the program; please report it.
        unit.days	days
        baseline.as-recorded	the recorded policy
        baseline.as-recorded-steady	the recorded policy, steady
        baseline.equal-split	an equal split
        baseline.last-period-roi	last period's returns
        baseline.best-single-channel	the best channel
        policy.as-logged	what was logged
        policy.uniform	every action alike
        policy.best-single-action	the best single action
        policy.fitted-targeting	fitted targeting
        outcome.samples	samples
        outcome.sign_ups	sign-ups
        outcome.fans	new followers
        outcome.people_reached	people reached
        outcome.leads	leads
        outcome.subscriptions	subscriptions
        unit.sign_ups	sign-ups
        unit.impressions	impressions
        unit.carts	carts
        unit.clicks	clicks
        unit.orders	orders
        unit.leads	leads
        unit.people_reached	people
        choice.premiere	premiere
        """#
}
