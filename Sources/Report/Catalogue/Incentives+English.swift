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
        incentives.partial	{rows} rows of the input could not be used, and the file exists: a partial allocation does not replace it. Mend the rows, or ask for it to be replaced.
        incentives.solver	The solver stopped for a reason of its own.
        incentives.observational	This file does not say with which probability each customer was given its arm. Name the column of propensities or the shares of the arms; without a randomized trial, what a benefit brings cannot be told from who was given it.
        incentives.trial-one-arm	A trial needs a control and at least one other arm.
        incentives.trial-lengths	The columns of the trial are not of one length.
        incentives.trial-small-arm	This arm has fewer than ten customers; that says nothing.
        incentives.trial-propensity	A propensity has to be above 0 and at most 1.
        incentives.trial-feature	This feature is not a number for every customer.
        incentives.unknown-benefit	The rule {rule} is about a benefit or group that is not there; there are {accepted}.
        incentives.repeated-rule	Two rules have this name; each needs its own.
        incentives.bad-limit	The limit of the rule {rule} cannot be used; it has to be a number of zero or more.
        incentives.unknown-customer	There is no such customer.
        incentives.warning-observational	These values come from data without a randomized trial. They may mistake who was given a benefit for what it brought.
        incentives.warning-propensity	The arm {arm} has {share} of the customers that its propensities promise: the propensities do not describe this trial.
        incentives.warning-not-established	The trial does not establish that any benefit, given to all or to chosen customers, brings more than it costs.
        """#
}
