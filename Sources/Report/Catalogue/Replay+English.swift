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
        """#
}
