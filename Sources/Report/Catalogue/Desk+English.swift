// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the workspace in a browser.
    static let desk = #"""
        desk.title	Wanxiang workspace
        desk.plans	Plans
        desk.no-plans	No plan is open yet. Plan one of the briefs below.
        desk.briefs	Briefs
        desk.no-briefs	There is no brief in this folder: no brief.yaml, and none in a folder within it.
        desk.brief	brief
        desk.scenario	scenario
        desk.begin	begin
        desk.end	end
        desk.plan-it	plan it
        desk.open	open
        desk.compare	compare the ticked plans
        desk.replays	Replays
        desk.campaign	campaign
        desk.not-established	not established
        desk.what-if	What if
        desk.change	change
        desk.to	to
        desk.try	try it
        desk.save	save as a new plan
        desk.back	all plans
        desk.solved	{status}; gap {gap}; solved in {milliseconds} ms.
        desk.two-plans	Tick at least two plans to compare.
        desk.no-plan	There is no such plan here.
        desk.no-key	{key} cannot be changed here: it names a file, or the brief has no such key.
        desk.busy	Too much is being planned at once. Try again in a moment.
        desk.bad-request	That request cannot be understood: {detail}
        desk.forbidden	That is not allowed from here.
        desk.needs-token	A token is needed: open the address with ?token= and the token that the server was started with.
        desk.needs-token-to-bind	Listening on {host} needs a token: --token and at least 16 characters.
        desk.listening	Wanxiang is at {address}
        desk.not-built	The browser workspace is not built. In the project's folder run: make desk
        """#
}
