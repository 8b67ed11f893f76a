// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: a delivery problem given as JSON.
    static let delivery = #"""
        problem.duplicate-line	This line stands here twice. Give each channel, goods and audience once.
        problem.carry-over	The carry-over has to be at least 0 and below 1.
        problem.not-negative	This has to be a number of at least 0 and below 10^15.
        problem.not-finite	This has to be an ordinary number below 10^15.
        problem.options	A choice needs at least one option, and every option a name of its own.
        problem.periods	The periods have to lie within the plan; the first one is 0.
        problem.rule-ends	A rule needs an ordinary number as `at_least`, `at_most` or both.
        problem.share	This has to be between 0 and 1.
        problem.duplicate-name	Give each reservoir, flow and subsidy a name of its own.
        problem.inflow-not-outcome	Only outcomes flow into a reservoir; money and stocks do not.
        problem.unknown-reservoir	There is no reservoir of this name.
        problem.unknown-option	There is no choice of this kind with these options.
        problem.flow-maximum	This flow needs a largest number of units for each period, because nothing else limits it.
        problem.forced-flow	A least share needs a reservoir that the flow leaves, and such a flow cannot be opened by an option.
        problem.least-above-most	The least share has to be at most the largest share.
        problem.shares-above-one	The least shares of the flows that leave a reservoir come to more than 1.
        problem.subsidy-base	A subsidy is a share of media, of the cost of options or flows, or of an outcome in yuan.
        problem.opening	Only picked options open a flow or a subsidy, with factors of at least 0.
        problem.array-length	The list has to have {count} {count:value|values}, one for each period, or be a single number.
        """#
}
