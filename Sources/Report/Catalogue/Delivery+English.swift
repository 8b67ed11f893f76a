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
        problem.array-length	The list has to have {count} {count:value|values}, one for each period, or be a single number.
        """#
}
