// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: customers' lifetime value.
    static let value = #"""
        lifetime.no-repeats	None of {customers} {customers:customer|customers} has bought twice: nothing can be said about repeat orders.
        lifetime.not-identified	The data leave parameters of {model} open (too few repeats, or nobody leaves): there are no intervals.
        lifetime.sampled	Parameters come from every n-th customer, {fitted} of {customers}; all are scored.
        lifetime.value-correlated	How often customers order and how much they spend per order go together (correlation {correlation}); the model of order values takes the two as independent.
        lifetime.value-without-mean	Order values are so uneven that their mean is not finite in the model (q at most 1); means of the data are used.
        page.value-bins	Orders in the time held out, by repeats before
        page.value-bins-says	Mean repeat orders a customer in the time held out, expected and actual, by the number of repeat orders before.
        page.value-orders	repeat orders
        page.value-repeats	repeat orders before (the last holds all above)
        page.value-title	What customers are worth
        page.value-tracking	Repeat orders over time, all customers together
        page.value-tracking-says	Cumulative repeat orders by week, expected by the model and actual; the shaded part is the time that the fit has seen.
        page.value-week	week
        value.actual	actual
        value.actual-each	actual orders each
        value.alive	still a customer
        value.alone	by itself
        value.bad-columns	Columns are named as name=column, names being customer, time, amount, order, channel, goods and status.
        value.by-channel	New customers by the channel of their first order
        value.by-cohort	New customers by the month of their first order
        value.by-goods	New customers by the goods of their first order
        value.count	customers
        value.customers	Known customers
        value.dropped-after-end	{count} {count:row|rows} after the end of observation left out, the first on line {line} ({found}).
        value.dropped-bad-amount	{count} {count:row|rows} without a readable amount left out, the first on line {line} ({found}).
        value.dropped-bad-time	{count} {count:row|rows} without a readable time left out, the first on line {line} ({found}).
        value.dropped-missing-customer	{count} {count:row|rows} without a customer left out, the first on line {line}.
        value.dropped-not-paid	{count} {count:row|rows} of closed or unpaid orders left out, the first on line {line} ({found}).
        value.dropped-ragged	{count} {count:row|rows} with more or fewer fields than the header left out, the first on line {line}.
        value.dropped-repeated	{count} {count:row|rows} that stand there twice, letter for letter, counted once, the first on line {line}.
        value.each	each
        value.error	standard error
        value.estimate	estimate
        value.expected	expected
        value.expected-each	expected orders each
        value.far-end	The last orders stand alone: {day} is {gap} days after the order before. If that day is a mistake, say the last day that counts with --until.
        value.group	group
        value.holdout	Check: fitted up to {day}, the rest predicted
        value.holdout-says	Expected were {expected} repeat orders in {weeks} weeks, {actual} came ({difference} off). Correlation between customers: {correlation}.
        value.log-likelihood	{model} log likelihood
        value.model	Model
        value.never-pays-back	At {cost} a new customer does not pay back by repeat orders within the horizon.
        value.new-customer	a new customer
        value.no-customers	No customer has an order up to {day}.
        value.orders	orders to come
        value.parameter	parameter
        value.pays-back	At {cost} a new customer pays back by repeat orders after {weeks} weeks.
        value.refunds	{count} {count:refund|refunds} taken off earlier purchases; {customers} {customers:customer|customers} were paid back everything, {unmatched} met no earlier purchase.
        value.repeat-orders	repeat orders
        value.repeats-before	repeats before
        value.segment-likely	likely (60 % and more)
        value.segment-lost	hardly (below 30 %)
        value.segment-unsure	unsure (30 to 60 %)
        value.title	What customers are worth: {customers} customers, {rows} orders, {first} to {last}
        value.value	worth
        value.worth	A new customer's repeat orders are worth {value} in {weeks} weeks, between {low} and {high} (90 %; margin {margin}, discounted at {discount} a year; the first order not included). From those known already {orders} orders worth {total} are to come.
        value.worth-alone	A new customer's repeat orders are worth {value} in {weeks} weeks (margin {margin}, discounted at {discount} a year; the first order not included; no interval can be given). From those known already {orders} orders worth {total} are to come.
        """#
}
