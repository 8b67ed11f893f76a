// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: market worlds.
    static let simulation = #"""
        world.unknown-key	There is no setting named {key} in a world file. Known settings: {known}.
        world.did-you-mean	Did you mean {key}?
        world.repeated-key	The setting {key} is given twice; keep one of the two.
        world.missing-key	The setting {key} is missing; it must be given.
        world.wrong-shape-map	Settings are expected here, each as "name: value" on a line of its own.
        world.wrong-shape-list	A list is expected here, such as [search, feed].
        world.wrong-shape-value	A single value is expected here.
        world.not-a-number	This is not a number; a number from {low} to {high} is accepted.
        world.not-whole	This is not a whole number; a whole number from {low} to {high} is accepted.
        world.out-of-range	This is out of range; from {low} to {high} is accepted.
        world.not-one-of	This is not known; one of these is accepted: {choices}.
        world.not-a-day	This is not a day; a day is written like 2026-07-04.
        world.not-money	This is not an amount of money; write yuan with at most two decimals, such as 1200.50.
        world.event-order	The days of the event {event} are out of order: seeding, presale, burst, encore and over must follow one another.
        world.event-overlap	The event {event} overlaps the event {other}; give them days apart.
        world.too-large	This world is too large: {size} people times days, at most {limit} are simulated. Take fewer people or days.
        world.too-many-tastes	This world is too large: {size} people times goods, at most {limit} are simulated. Take fewer people or goods.
        world.repeated-channel	The channel {channel} is listed twice; keep one of the two.
        simulate.refused-choice	The choice {kind} of {day} was not carried out. {reason}
        simulate.refused-money	{money} was planned for lines that this shop does not have; it was not spent.
        simulate.experiment	Experiment on {channel}, {begin} to {end}: its {spend} brought {effect} of sales, standard error {error}.
        """#
}
