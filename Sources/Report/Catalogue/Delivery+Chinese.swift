// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: a delivery problem given as JSON.
    static let deliveryChinese = #"""
        problem.duplicate-line	这个投放单元写了两次。每个渠道、货品、人群的组合只能写一次。
        problem.carry-over	延续率必须大于等于 0 且小于 1。
        problem.not-negative	必须是大于等于 0 且小于 10^15 的数。
        problem.not-finite	必须是小于 10^15 的普通数字。
        problem.options	每个选择至少要有一个选项，每个选项要有自己的名称。
        problem.periods	周期必须在方案之内；第一个周期编号为 0。
        problem.rule-ends	规则需要用普通数字填写 `at_least`、`at_most` 或两者。
        problem.share	必须在 0 和 1 之间。
        problem.duplicate-name	每个蓄水池、流转和补贴都要有自己的名称，不能重复。
        problem.inflow-not-outcome	只有效果指标才能流入蓄水池，金额和存量不行。
        problem.unknown-reservoir	没有这个名称的蓄水池。
        problem.unknown-option	没有这类选择，或者它没有这些选项。
        problem.flow-maximum	这个流转没有别的限制，必须写明每个周期最多多少。
        problem.forced-flow	写了最低比例的流转必须从某个蓄水池流出，并且不能由选项来开启。
        problem.least-above-most	最低比例不能高于最高比例。
        problem.shares-above-one	从同一个蓄水池流出的最低比例加起来超过了 1。
        problem.subsidy-base	补贴只能按推广花费、选项或触达的费用，或者以元计的效果指标的一定比例来算。
        problem.opening	只有选中的选项才能开启流转或补贴，系数不能小于 0。
        problem.array-length	列表必须有 {count} 个值（每个周期一个），或者只写一个数字。
        """#
}
