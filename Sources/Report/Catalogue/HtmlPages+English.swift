// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: HTML pages and their pictures.
    static let htmlPages = #"""
        page.curves	What money brings, line by line
        page.curves-say	Each curve shows what steady spend brings in a period; the band holds it in 9 of 10 cases, the point is what is planned on average, and the grey part is the spend that history has seen.
        page.curve-says	What spend brings. At the planned {spend} a period it is {amount} {outcome}.
        page.planned	planned
        page.inputs	Inputs
        page.others	others
        page.spend-over-time	Spend by channel over time
        page.spend-over-time-says	Stacked bars of the money of each channel, between {least} and {most} a period.
        page.day	first day of the period
        page.spend-axis	spend a period, yuan
        page.bound	no plan brings more than
        page.rounding	lost by rounding to the fen
        page.violation	largest violation of a rule
        page.method	way of solving
        page.waterfall	From the last weeks' mix to the plan
        page.waterfall-says	{outcome} that the plan's media would bring split as in the last 28 days, and what each channel brings more or less in the plan; both on the same curves.
        page.mix-before	last weeks' mix
        page.frontier	Outcome against budget
        page.frontier-says	What the best plan brings at each of {count} budgets, with the range that holds it in 9 of 10 cases; the point is the current budget.
        page.budget-axis	budget, yuan
        page.value-axis	value, yuan
        page.glpk	{rows} rows, {columns} columns, status {status}
        page.fit-curves-say	Each curve shows what steady spend brings in a period beyond what would have come without it; the band holds it in 9 of 10 cases. The points are what was seen (season and organic sales taken out, each the mean of some periods), and the grey part is the spend that history has seen.
        page.curves-shown	The {shown} lines with most money of {lines} are drawn.
        page.fit-curve-says	What spend brings. At {spend} a period it is {amount} {outcome}.
        page.fitted	fitted
        page.observed	seen
        page.rate-axis	commission rate, percent
        page.affiliate-says	What affiliates sell at each commission rate; {share} of it would not have come without them.
        """#
}
