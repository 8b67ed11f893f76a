// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: customers' benefits and the trials behind them.
    static let allocate = #"""
        allocate.title	Benefits for {given} of {customers} {customers:customer|customers}, at {cost}
        allocate.brings	They bring {value} more than without any benefit, if the values are right.
        allocate.benefit	benefit
        allocate.customers	customers
        allocate.cost	cost
        allocate.value	value
        allocate.value-per-yuan	value per yuan
        allocate.limits	What limits it
        allocate.used	used
        allocate.limit	limit
        allocate.one-more	one more brings
        allocate.one-more-says	The last column is the value of one more yuan of a budget, or of one more customer of a cap; of a quota or floor, what one less would bring.
        allocate.segment	Segment {segment}
        allocate.no-segment	without a segment
        allocate.more-segments	and {count} more {count:segment|segments}; --json has all of them.
        allocate.why	Why customer {customer} gets this
        allocate.nothing	nothing
        allocate.why-best	{benefit}: at the prices of budgets and caps it leaves {margin} more than {other}, the next best.
        allocate.why-whole	{benefit}: {other} would leave {margin} more at the prices, but whole customers do not divide a budget evenly, and this one settles the rest.
        allocate.why-only	Nothing else is offered to this customer.
        allocate.priced	at the prices
        allocate.left	leaves
        allocate.frontier	Value against budget
        allocate.proved	No allocation that keeps your rules brings more: all others were tried or excluded.
        allocate.bounded	No allocation that keeps your rules, not even one in parts, brings more than {bound}: at most {gap} above this one. That is proven from the original cells.
        allocate.not-proved	A better allocation may exist, but none brings more than {bound}: at most {gap} above this one.
        allocate.in-plan	Benefits for customers
        allocate.in-plan-says	They take {spend} of the budget. One more yuan there would bring {own}, one more yuan of the whole budget {plan}.
        allocate.not-replayed	The replay leaves the customers' benefits of this brief out: neither a world nor a history knows these customers. Replay a randomized log of them instead (--log).
        allocate.scored	{count} {count:customer|customers} scored for {benefits}: {file}
        label.interval-95	95 % interval
        uplift.targeted	Targeting is established: each customer what suits it best ({learner}).
        uplift.one-for-all	Targeting is not established: {arm} for everybody, or at random for as many as the cap allows.
        uplift.none	Not established that any benefit brings more than it costs: give none.
        uplift.trial	{customers} customers, {arms} against {control}, given at random.
        uplift.observational	{customers} customers, {arms} against {control}. They were NOT given at random: who was given a benefit may differ from who was not.
        uplift.values	What a policy brings per customer, on customers that had no part in making it
        uplift.per-customer	per customer
        uplift.value-targeted	each its best, by score
        uplift.value-single	the same for all: {arm}
        uplift.value-difference	difference
        uplift.established	established
        uplift.not-established	not established
        uplift.values-say	Values are net of costs, above giving nothing to anybody.
        uplift.rankings	How well scores rank the customers (in units of the outcome)
        uplift.arm	arm
        uplift.effect	mean effect
        uplift.tenth	tenth
        uplift.tenths	{arm}: mean effect by tenth of the customers, best scores first
        uplift.learner-constant	the same for everybody
        uplift.learner-segments	means by segment
        uplift.learner-two-models	one regression an arm
        uplift.learner-crossed	crossed regressions
        uplift.learner-doubly-robust	doubly robust regression
        uplift.learner-trees	boosted trees
        uplift.learner-combined	regressions and boosted trees together
        incentives.bad-model	This is not a model of `allocate fit`, or its parts do not fit together.
        incentives.trial-many-arms	There are more than 64 arms: is this the column of the arm?
        incentives.warning-small-arms	These arms have fewer than ten customers and are left out: {arms}.
        incentives.warning-tail	A few outcomes are far larger than the rest. Effects were learned with outcomes above {limit} counted as that much; values are judged on all as they are.
        incentives.warning-unproven-arms	It is not established that {arms} brings anything; the model counts it as nothing.
        incentives.warning-not-targeted	The trial does not establish that choosing customers brings more than giving the same to all. The model gives every customer the mean effect.
        """#
}
