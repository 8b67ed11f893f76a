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
        problem.array-length	列表必须有 {count} 个值（每个周期一个），或者只写一个数字。
        """#
}
