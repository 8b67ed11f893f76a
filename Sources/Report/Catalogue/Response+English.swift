// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: fits and what to know of them.
    static let response = #"""
        response.affiliate-from-prior	Affiliates have not sold {goods} yet: what a commission brings is a documented guess with a wide interval.
        response.bad-experiment	The experiment on {channel} cannot be used: {field}. Accepted are a channel, goods and audience of the history, a standard error above 0 and an end on or after the begin.
        response.brought-nothing	{line} spent {spend} and brought nothing: its curve is as low as that says.
        response.cannibalization	{first} and {second} seem to take from one another (correlation {correlation} of the one's unexplained rest with the other's spend); curves assume that channels respond separately.
        response.channel-calibrated	An experiment on {channel} multiplies what its lines claim by {factor}.
        response.channels-move-together	Spend of {first} and {second} moves together (correlation {correlation}), so the data can hardly tell them apart.
        response.claims-unchecked	What reports credit to advertising is taken at its word: without the shop's totals or an experiment nobody can tell what would have come anyway.
        response.conversion-falls	{channel}: {more} more clicks bring only {sales} more sales, because a wider audience buys less; the curves allow for it.
        response.commission-hardly-varies	The commission of {goods} has hardly varied: what another rate would bring is a documented guess.
        response.document-bad-value	This value cannot be used: {reason}.
        response.document-duplicate	{line} stands there twice; one curve per line is accepted.
        response.document-empty	There are no curves in the list 'lines'.
        response.document-missing	'{field}' is missing.
        response.document-unreadable	This is not a JSON document of curves.
        response.experiment-unused	The experiment on {channel} from {begin} to {end} lies outside the history's days, or nothing was spent in them: it was not used.
        response.few-periods	{line} has only {periods} {periods:period|periods} of data; its curve leans on the channel's.
        response.from-channel	{line} was never delivered: its curve is its channel's, with a wide interval.
        response.from-prior	Nothing is known of {line} or its channel: its curve is a documented guess with a wide interval.
        response.incremental-share	Of the {outcome} that reports attribute to advertising, {share} would not have come without it ({low} to {high}).
        response.incremental-share-of	{channel}: {share} of the {outcome} credited to it would not have come without it ({low} to {high}; above 100 % where other clicks are credited with what it brought about).
        response.media-share	Media bring {share} of the shop's {outcome} ({low} to {high}).
        response.newest-immature	{line}: {periods} of the newest periods are still growing and were corrected.
        response.no-history	There is no history: all {lines} curves are documented guesses with wide intervals.
        response.no-outcomes	The history says what was spent but not what it brought; clicks, orders or GMV per line, or the shop's totals, are needed.
        response.nothing-before	There is nothing to fit on or before {day}.
        response.nothing-to-fit	There is nothing to fit: no record and no line was given.
        response.outliers	{line}: {periods} {periods:period stands out so far that it counts|periods stand out so far that they count} less.
        response.says-nothing	{line} spent {spend} and brought {outcome} in all; below 300 yuan or 200 visitors a line says nothing.
        response.spend-follows-demand	Spend of {line} follows demand (correlation {correlation} with what the days before left unexplained): its curve probably claims sales that would have come anyway. An experiment would tell.
        response.spend-hardly-varies	Spend of {line} hardly varies ({variation} around its mean), so its curve comes mostly from the prior.
        response.synergy	{first} and {second} seem to help one another (correlation {correlation} of the one's unexplained rest with the other's spend); curves assume that channels respond separately.
        response.unknown-outcome	Nothing in the history says {outcome}; known are {known}.
        best.established	{name} is the best: established with {confidence} confidence, at any time of looking.
        best.not-established	Not established. {name} leads, and is the best with a probability of {probability}; a winner with {confidence} confidence is not there yet.
        best.missing	If rates stay as they are, about {count} more {trials} in all would establish it; the column "next" says how to share them.
        best.rate	rate
        best.probability	best with
        best.next	next
        best.ruled-out	ruled out
        best.dispersion	Days vary {factor} times as much as coin tosses would; the counts are worth so many times less.
        best.nothing	There is nothing to compare.
        best.decisions	decisions
        best.rewards	rewards
        best.one-arm	There is one thing only in it, so there is nothing to compare.
        best.not-counts	The rewards are not 0 or 1. Only successes can be counted here; `replay` judges other rewards.
        best.no-counts	The history has no days with both {trials} and {successes} in this period.
        """#
}
