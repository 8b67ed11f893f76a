// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: names of choices, and why one cannot be carried out.
    static let choices = #"""
        choice-fault.unknown-kind	There is no choice named {kind}. Nearest: {nearest}.
        choice-fault.unit	The unit is {found}; this choice is given in {expected}.
        choice-fault.value	The value {found} is out of range; from {low} to {high} is accepted.
        choice-fault.limit	A limit of {found} is not accepted here.
        choice-fault.dimension	This choice does not distinguish {dimension}; write all.
        choice-fault.period	The last day lies before the first.
        choice-fault.not-here	The shop has no such channel, goods or audience.
        choice-fault.too-late	The enrolment deadline has passed.
        choice.targeted-commission	commission for invited affiliates
        choice.service-fee	team leaders' fee
        choice.presale-subsidy	presale subsidy
        choice.commission-doubling	commission doubling
        choice.threshold-discount	spend-threshold discount
        choice.price-cut	price cut
        choice.first-order-discount	first-order discount
        choice.group-buying	group buying
        choice.deposit	deposit
        choice.sample	sample
        choice.add-on	add-on
        choice.posts	posts
        choice.messages	messages
        choice.live	live room
        choice.service	personal advice
        choice.ticket	entry ticket benefit
        choice.page	page
        choice.contract	fixed-fee contract
        choice.keyword-landing	keyword landing
        choice.venue	venue entry
        choice.programme	programme
        choice.referral	reward for bringing a customer
        choice.follow-reward	reward for following
        choice.join-reward	reward for joining
        unit.factor	times
        unit.posts	posts a week
        unit.hours	hours
        unit.slot	slot
        unit.entry	entry
        """#
}
