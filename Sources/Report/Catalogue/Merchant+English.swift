// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the merchant's daily work: calendar, requests, the daily round, the care of workspaces.
    static let merchant = #"""
        calendar.enrol	Enrol in {programme}: this is the last day.
        calendar.create	Create {count} {count:plan|plans} of the delivery sheet, beginning on {day}, with {budget} in all.
        calendar.top-up	Have a balance of {amount} for {begin} to {end}.
        calendar.choice	Set {kind} {option} for {goods}, until {end}.
        calendar.stock	{goods} sells out about now by this plan ({stock} in stock). Restock, or end its plans.
        today.no-plan	No plan is known for {brief}. Plan it first (`wanxiang plan {brief}` in a workspace keeps it), or name one with --plan.
        today.own-history	The brief names a history of its own, so it would not see downloads that are imported into a workspace. Leave out `history`, or --downloads.
        today.not-begun	The campaign begins on {begin}, and the history ends on {until}: there is nothing to compare yet.
        today.no-history	The campaign begins on {begin}, and there is no history yet: import the downloads first.
        today.head	Day {days} of the plan, up to {until} ({begin} to {end})
        today.spent	Spent {spent} of {planned} planned so far ({pace}); the whole plan has {total} of media money.
        today.roi	Return so far, without the newest days: {roi}.
        today.roi-expected	Return so far, without the newest days: {roi}; the plan expects {low} to {high} over all its days.
        today.roi-early	It is too early to judge the return: the newest days still grow.
        today.planned	planned so far
        today.actual	spent
        today.pace	pace
        today.fine	Nothing needs a look.
        today.behind	Behind pace: {spent} instead of {planned} ({share}). Raise caps or bids, or let the rest be planned again.
        today.ahead	Ahead of pace: {spent} instead of {planned} ({share}). Lower the daily caps.
        today.channel-pace	{channel} has spent {share} of what was planned for it so far.
        today.used-up-early	{share} of the money is spent; at this rate it ends on {day}, before {end}.
        today.roi-low	The return of {roi} is below the range that the plan expects, {low} to {high}.
        today.roi-high	The return of {roi} is above the range that the plan expects, {low} to {high}. Check that sales are not counted twice.
        today.learning-stuck	{count} {count:line is|lines are} stuck in learning (within 7 days fewer than 100 clicks, or fewer than 5 deals and 15 carts): {lines}. Raise bid or budget, or join lines.
        request.submitted	Request {number} is stored: {scenario}, {begin} to {end}, {budget}. Its plan is {digest}.
        request.again	This is request {number} already: brief, data and plan are the same.
        request.none	There is no request yet. Submit a brief: wanxiang submit brief.yaml
        request.number	no.
        request.goal	scenario
        request.period	period
        request.state	state
        request.spent-so-far	spent so far
        request.draft	draft
        request.state-submitted	submitted
        request.state-running	running
        request.state-ended	ended
        request.state-replayed	replayed
        request.no-request	There is no request of this number. There are: {known}.
        request.flexible	flexible
        request.plan-digest	plan (SHA-256)
        request.inputs	what it was made from (SHA-256)
        shop.name	shop
        shop.days	history
        shop.imports	imports
        shop.documents	documents
        shop.created	The shop {name} is there now.
        shop.renamed	The shop {old} is called {name} now.
        shop.deleted	The shop {name} and all that it held are deleted.
        shop.sure	Everything that {name} holds would be deleted. Say so with --yes.
        shop.last	A workspace keeps at least one shop.
        doctor.fine	{file}: nothing is wrong. {shops} {shops:shop|shops}, {rows} rows of history, {documents} documents.
        doctor.problem	{problem}
        doctor.damaged	The workspace is damaged in {count} {count:place|places}. Restore a backup: wanxiang restore FILE
        backup.done	A copy of the workspace is in {file}.
        backup.restored	The workspace is restored from {file}. What was there before is in {kept}.
        init.question-goal	What do you want? Scenarios: {known}
        init.question-budget	How much money, in yuan, in all?
        init.question-dates	From when to when?
        init.not-understood	That is not understood. Write it like {accepted}.
        brief.head-comment	What you want and with how much money. Amounts are yuan; dates are days in China.
        brief.budget-comment	in total: media and expected commission
        brief.rest-comment	All that follows may be left out.
        brief.change-comment	largest change of spend from one day to the next
        brief.data-comment	History and goods come from the workspace in this folder (wanxiang import).
        """#
}
