// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: plans, their warnings, and why there is none.
    static let planningChinese = #"""
        plan.impossible-unnamed	没有满足全部规则的方案，也找不到单独的一组矛盾。请放宽下限、配额和目标，或减少受限的单元。
        plan.impossible	规则互相矛盾，做不出方案。以下 {count} 条中放宽任意一条即可：
        plan.conflicting-rule	{rule}（{place}）
        plan.conflicting-rule-repair	{rule}（{place}），现为 {now}：改为 {limit} 就能做出方案
        plan.conflicting-limits-repair	{rule}：放大到 {factor} 倍就能做出方案
        plan.held-to-deliverable	{line} 受限：{reason}。
        plan.more-held	另有 {count} 个投放单元按实际能花的金额限制。
        plan.unbounded	收益可以无限增加。请设定预算，或给每个渠道设上限。
        plan.none-found	搜索结束时还没有找到方案（{method}）。请增加时间，或减少规则。
        plan.no-budget	这里没有可以变动的总预算。请写 `budget: 262410.50`（单位元，总预算）。
        plan.cancelled	已按要求停止，没有保存任何内容。
        plan.beyond-range-seen	{share} 的预算超出了历史上的最高花费，其效果是外推得出的。
        plan.on-priors	{share} 的预算投向自身历史很少或没有的单元，其效果参照相近单元或一般经验；头几周的数据会给出答案。
        plan.budget-not-spent	预算有 {left} 没有花出去：在这些规则和各单元上限之下，再多的钱也不会带来更多。
        plan.assumes-separate-lines	假定各投放单元互不影响：一个单元的效果不取决于另一个单元的花费。
        """#
}
