// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: choices that cannot be carried out.
    static let choices = #"""
        choice.unknown-kind	There is no choice named {kind}. Nearest: {nearest}.
        choice.unit	The unit is {found}; this choice is given in {expected}.
        choice.value	The value {found} is out of range; from {low} to {high} is accepted.
        choice.limit	A limit of {found} is not accepted here.
        choice.dimension	This choice does not distinguish {dimension}; write all.
        choice.period	The last day lies before the first.
        choice.not-here	The shop has no such channel, goods or audience.
        choice.too-late	The enrolment deadline has passed.
        """#
}
