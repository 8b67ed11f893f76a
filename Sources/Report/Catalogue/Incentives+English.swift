// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: benefits for customers.
    static let incentives = #"""
        incentives.no-file	There is no such file.
        incentives.unreadable	The file cannot be read (system error {code}).
        incentives.unwritable	The file cannot be written (system error {code}).
        incentives.bad-numpy	This is not a NumPy file that can be read; what is accepted is .npy of little-endian f4, f8, i4 or i8 numbers.
        incentives.wrong-shape	These numbers are not one row a customer and one column a benefit, the same for values and costs.
        incentives.too-many-customers	There are more customers than can be taken at once; at most {limit}.
        incentives.too-many-benefits	There are more benefits than can be taken; at most {limit}.
        incentives.too-many-rules	There are more rules than can be taken; at most {limit}.
        incentives.too-many-filters	The filters divide the customers into more kinds than can be taken; at most {limit}.
        incentives.repeated-benefit	This benefit stands twice; give each benefit once.
        incentives.missing-column	There is no column {name}; it has to be there.
        incentives.unknown-column	This column is not understood or stands twice. Long files have customer, benefit, value, cost; wide files customer and value:NAME, cost:NAME.
        incentives.no-cost	The benefit {benefit} has no cost: add a cost column, or a face value in the benefits table.
        incentives.bad-row-missing-customer	This row names no customer.
        incentives.bad-row-unknown-benefit	This row names a benefit that is not in the benefits table.
        incentives.bad-row-duplicate-pair	This customer and benefit stand twice.
        incentives.bad-row-bad-value	This value is not a number that can be used.
        incentives.bad-row-bad-cost	This cost is not an amount of yuan that can be used.
        incentives.bad-row-negative-cost	This cost is below zero; a cost is zero or more.
        incentives.bad-row-wrong-fields	This row has more or fewer fields than the header.
        incentives.no-customers	The column {column} has to come from a customers' table: name one (`customers:` in a request, or --customers).
        incentives.impossible	No allocation can keep these rules together: {rules}. Loosen one of them.
        incentives.no-objective	The goal of this plan is not an outcome that the values of customers' benefits could be counted in.
        incentives.none-found	No allocation that keeps all rules was found; whether there is one is open.
        incentives.bad-cell	A cell of row {row} (from 0) cannot be used.
        incentives.dropped-missing-customer	{count} {count:row|rows} without a customer, the first at {file}:{line}, left out.
        incentives.dropped-unknown-benefit	{count} {count:row|rows} with a benefit that is not in the benefits table, the first at {file}:{line}, left out.
        incentives.dropped-duplicate-pair	{count} {count:row|rows} with a customer and benefit that stood before, the first at {file}:{line}, left out.
        incentives.dropped-bad-value	{count} {count:value|values} that {count:is|are} no usable number, the first at {file}:{line}, left out.
        incentives.dropped-bad-cost	{count} {count:cost|costs} that {count:is|are} no usable amount of yuan, the first at {file}:{line}, left out.
        incentives.dropped-negative-cost	{count} {count:cost|costs} below zero, the first at {file}:{line}, left out.
        incentives.dropped-wrong-fields	{count} {count:row|rows} with more or fewer fields than the header, the first at {file}:{line}, left out.
        incentives.dropped-value-not-a-number	{count} {count:value|values} that {count:is|are} no number, the first in row {row} (from 0), left out.
        incentives.dropped-cost-not-a-number	{count} {count:cost|costs} that {count:is|are} no number, the first in row {row} (from 0), left out.
        incentives.dropped-cost-below-zero	{count} {count:cost|costs} below zero, the first in row {row} (from 0), left out.
        incentives.dropped-out-of-range	{count} {count:cell|cells} too large to be meant, the first in row {row} (from 0), left out.
        incentives.warning-absent	The customers' table says nothing about {count} {count:customer|customers}; filters bar {count:it|them}.
        incentives.warning-attribute-rows	{count} {count:row|rows} of the customers' table could not be used, the first in line {line}.
        incentives.partial	{rows} rows of the input could not be used, and the file exists: a partial allocation does not replace it. Mend the rows, or ask for it to be replaced.
        incentives.solver	The solver stopped for a reason of its own.
        incentives.observational	This file does not say with which probability each customer was given its arm. Name the column of propensities or the shares of the arms; without a randomized trial, what a benefit brings cannot be told from who was given it.
        incentives.trial-one-arm	A trial needs a control and at least one other arm.
        incentives.trial-lengths	The columns of the trial are not of one length.
        incentives.trial-small-arm	This arm has fewer than ten customers; that says nothing.
        incentives.trial-propensity	A propensity has to be above 0 and at most 1.
        incentives.unknown-benefit	The rule {rule} is about a benefit or group that is not there; there are {accepted}.
        incentives.repeated-rule	Two rules have this name; each needs its own.
        incentives.bad-limit	The limit of the rule {rule} cannot be used; it has to be a number of zero or more.
        incentives.unknown-customer	There is no such customer.
        incentives.warning-observational	These values come from data without a randomized trial. They may mistake who was given a benefit for what it brought.
        incentives.warning-propensity	The arm {arm} has {share} of the customers that its propensities promise: the propensities do not describe this trial.
        incentives.warning-not-established	The trial does not establish that any benefit, given to all or to chosen customers, brings more than it costs.
        """#
}
