// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the view of a replay.
    static let gain = #"""
        gain.none	Efficiency gain 经营效率提升: nothing to compare with.
        gain.more	Efficiency gain 经营效率提升: {gain}. The plan brings {amount} more {outcome} per ¥10,000 spent than {baseline}; between {low} and {high} more.
        gain.less	Efficiency gain 经营效率提升: {gain}. The plan brings {amount} less {outcome} per ¥10,000 spent than {baseline}; between {low} and {high} less.
        gain.not-established	Efficiency gain 经营效率提升: not established. Compared with {baseline}, the plan brings between {low} and {high} more {outcome} per ¥10,000 spent, and that range covers zero.
        gain.no-interval	Efficiency gain 经营效率提升: {gain} against {baseline} in a single case, {amount} of {outcome} per ¥10,000 spent. One case says nothing about others: not established.
        gain.about	{scenario}, {begin} to {end}.
        gain.kind-log	Evidence: logged decisions that were made by chance.
        gain.kind-world	Evidence: a simulated market that the plan knew only through its exports.
        gain.kind-recorded	Evidence: held-out periods of a recorded history.
        gain.held-out	Nothing of the replayed period was known to fit or plan.
        gain.not-held-out	The replayed period was known to the plan: the figures flatter it.
        gain.size	{count} {count:replication|replications} (effective sample size {size}).
        gain.size-recorded	{count} {count:draw|draws} of the response (effective sample size {size} {size:period|periods}).
        gain.size-days	{count} {count:run|runs} of one plan on one market, its days drawn anew: the range is about this plan, not about others.
        gain.beyond-support	Efficiency gain 经营效率提升: not established. {share} of the plan's money lies beyond the spend that history has seen; a recorded history cannot speak for it.
        gain.oracle	A plan made on curves measured on the markets themselves gains {gain} over the same; the plan captured {share} of that.
        gain.oracle-range	A plan made on curves measured on the markets themselves gains {gain} over the same; the plan captured {share} of that (between {low} and {high}).
        gain.oracle-near-zero	A plan made on curves measured on the markets themselves gains {gain} over the same; that is too near to nothing to say what share of it was captured.
        gain.the-oracle	the oracle's plan
        gain.certainty	How sure this is
        gain.fixed-plan	The first market's plan alone, over other days of that market: {gain} (between {low} and {high}). That range shrinks by computing longer; the one above is about the method on such shops and does not.
        gain.needed	A gain of 10 % would be established in 8 of 10 cases with {count} replications.
        gain.losers	Where the plan did worse ({count} of {of})
        gain.loser	market {seed}: {gain}
        gain.loser-day	luck {seed}: {gain}
        gain.equal-spend	Both sides spend the same; what was really spent differs by {difference}.
        gain.compared	The plan against, in {outcome} beyond what comes without any delivery
        gain.against	against
        gain.more-per-10000	per ¥10,000
        gain.range-95	between (95 %)
        gain.gain	gain
        gain.on-total	on total
        gain.losses	worse in
        gain.losses-of	{losses} of {count}
        gain.open	not established
        gain.per-new-customer	per new customer
        gain.beside	Against the strongest simple rule, {baseline}: {amount} per ¥10,000 spent; between {low} and {high}.
        gain.beside-open	Against the strongest simple rule, {baseline}, nothing is established: between {low} and {high} per ¥10,000 spent.
        gain.arms	What each brought, on average
        gain.the-plan	the plan
        gain.incremental	from delivery
        gain.total	in total
        gain.profit	profit
        gain.unspent	not spent
        gain.support-title	How far history reaches
        gain.support	{share} of the plan's money stays within the spend that history has seen.
        gain.support-beyond	Beyond it: {lines}.
        gain.support-beyond-and-more	Beyond it: {lines} and {count} more.
        gain.page-title	Replay of {scenario}, {begin} to {end}
        gain.page-chart	Gain over each baseline
        gain.page-chart-says	Gain per yuan over each baseline; the line holds it with 95 % confidence. A line that crosses zero says nothing is established.
        gain.page-axis	efficiency gain
        gain.page-runs	Every replication
        gain.page-losers	The plan lost in {lost} of {count} replications.
        gain.page-seed	seed
        gain.page-lost	lost
        gain.page-suite	Gains of {count} campaigns
        gain.page-suite-says	Each campaign's gain over what its merchant did, with its 95 % range; a range that crosses zero establishes nothing.
        gain.guarantee	Promised were at least {floor} of {outcome} with a probability of {promised}: it held in {held} of {count} {count:market|markets} (between {low} and {high} of such markets).
        gain.guarantee-broken	Promised were at least {floor} of {outcome} with a probability of {promised}: it held in {held} of {count} {count:market|markets} only (between {low} and {high} of such markets). The promise is not kept.
        """#
}
