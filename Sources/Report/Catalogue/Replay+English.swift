// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: replays and what they are checked against.
    static let replay = #"""
        replay.one-replication	There was one replication only, so there is no range and nothing is established. Replay more of them.
        replay.unspent	{share} of the planned money could not be spent: the market had not that much to sell.
        replay.begins-in-history	The replayed period begins within the history that the plan has seen. It has to begin on {first} or later; hide the later days with --as-of.
        replay.nothing-held-out	The history has no days of the planned period (its last day is {last}), so there is nothing to replay.
        replay.nothing-to-compare	There is nothing to compare: no arm spent anything.
        replay.recorded-cannot-show	A recorded history cannot show what other spend would really have brought. Both sides are scored by curves fitted to the held-out days, so the figures say how the plan would do if those curves hold.
        replay.extrapolates	{share} of the plan's money lies beyond the spend that history has seen; what it brings there is an extrapolation.
        replay.value-fell	The plan's value fell from {from} to {to} {unit}.
        replay.gain-fell	The efficiency gain fell from {from} to {to}.
        replay.fell-short	The replay fell short of what was expected.
        replay.refreshed	Recorded as expected: value {old} → {new}, efficiency gain {oldgain} → {newgain}.
        replay.digest-changed	The plan is not the same as the recorded one, byte for byte.
        replay.as-expected	The replay is as expected.
        replay.spend-differs	The spend of {baseline} could not be made equal: it differs by {share}, because the market had not more to sell to it.
        replay.passed-over	{count} {count:sibling world was|sibling worlds were} passed over because no plan could be made there from what its history shows; others took their place.
        replay.replans-failed	On {count} {count:morning|mornings} no new plan could be made and the old one went on.
        replay.oracle-not-measured	The markets themselves were not asked for their curves; --oracle does so, and tells what share of the possible gain was captured.
        replay.bad-policy	This policy does not fit the log: an action that the log does not know, or probabilities that do not add up to 1.
        replay.log-no-support	{share} of what {policy} would do was never done in the log; nothing is known of that part.
        replay.log-few-rows	{policy} differs so much from the log that it counts like {count} {count:row|rows} of its own.
        replay.log-propensity	{action} was taken {share} as often as its propensities say; check them.
        log.headline-more	{policy} would bring {amount} more per decision than what was logged ({logged}); between {low} and {high}.
        log.headline-less	{policy} would bring {amount} less per decision than what was logged ({logged}); between {low} and {high}.
        log.headline-open	{policy}: not established. It would bring between {low} and {high} more per decision than what was logged ({logged}), and that range covers zero.
        log.about	{rows} logged {rows:decision|decisions} that were made by chance. What is learned from the log is scored on rows that it was not learned from.
        log.policies	What each policy would bring per decision
        log.policy	policy
        log.doubly-robust	doubly robust
        log.range	between (95 %)
        log.inverse	by propensity
        log.normalized	normalized
        log.rows	worth rows
        log.compared	Compared row by row
        log.against	{policy} against {other}: {amount}, between {low} and {high}
        log.against-open	{policy} against {other}: not established, between {low} and {high}
        log.actions	The actions, by what they brought
        log.action	action
        log.taken	rows
        log.mean	mean
        log.ranking-open	Which action is best is not established; of {pairs} {pairs:pair|pairs} the order of {count} is.
        log.ranking	The best action is established to be {action}; of {pairs} {pairs:pair|pairs} the order of {count} is.
        suite.title	{count} {count:campaign|campaigns}: efficiency gain 经营效率提升 over the recorded policy and over the strongest simple rule
        suite.campaign	campaign
        suite.gain	gain
        suite.strongest	strongest simple rule
        suite.over-it	over it
        suite.captured	captured
        suite.replications	replications
        suite.mean	In worlds the mean gain over the recorded policy is {gain} ({range} over campaigns).
        suite.mean-open	In worlds the mean gain over the recorded policy is not established: {range} over campaigns.
        suite.mean-strongest	Over the strongest simple rule of each campaign it is {gain} ({range}).
        suite.mean-strongest-open	Over the strongest simple rule of each campaign it is not established: {range}.
        suite.mean-captured	Of what a plan on the markets' own measured curves gains, {share} was captured ({range}).
        """#
}
