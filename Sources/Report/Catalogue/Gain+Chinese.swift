// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the view of a replay.
    static let gainChinese = #"""
        gain.none	经营效率提升：没有可比较的对象。
        gain.more	经营效率提升：{gain}。与{baseline}相比，每花 ¥10,000，方案多带来{outcome} {amount}；区间为多 {low} 到 {high}。
        gain.less	经营效率提升：{gain}。与{baseline}相比，每花 ¥10,000，方案少带来{outcome} {amount}；区间为少 {low} 到 {high}。
        gain.not-established	经营效率提升：未能确认。与{baseline}相比，每花 ¥10,000，方案多带来的{outcome}在 {low} 到 {high} 之间，这个区间包含零。
        gain.no-interval	经营效率提升：仅一次对比，相对{baseline}为 {gain}，每花 ¥10,000 {outcome}差 {amount}。一次结果不能说明其他情况：未能确认。
        gain.about	{scenario}，{begin} 到 {end}。
        gain.kind-log	依据：随机分配的投放日志。
        gain.kind-world	依据：模拟市场，方案只能看到它导出的数据。
        gain.kind-recorded	依据：历史数据中留出的时段。
        gain.held-out	回放时段的数据没有用于拟合和做方案。
        gain.not-held-out	做方案时已经看到回放时段的数据：结果偏乐观。
        gain.size	{count} 次重复（有效样本量 {size}）。
        gain.size-recorded	响应抽样 {count} 次（有效样本量 {size} 个周期）。
        gain.size-days	同一方案在同一市场上重复 {count} 次，只重新抽取每天的情况：区间只针对这一个方案，不能推及其他方案。
        gain.beyond-support	经营效率提升：未能确认。方案中 {share} 的预算超出历史出现过的花费，历史数据无法为它作证。
        gain.oracle	用市场自身实测曲线做出的方案，相对同一对象提升 {gain}；本方案拿到了其中的 {share}。
        gain.oracle-range	用市场自身实测曲线做出的方案，相对同一对象提升 {gain}；本方案拿到了其中的 {share}（区间 {low} 到 {high}）。
        gain.oracle-near-zero	用市场自身实测曲线做出的方案，相对同一对象提升 {gain}；空间太小，不宜计算拿到的比例。
        gain.the-oracle	实测曲线方案
        gain.certainty	结果有多可靠
        gain.fixed-plan	仅看第一个市场的方案，换成该市场的其他日子：{gain}（区间 {low} 到 {high}）。这个区间算得越久越窄；上面的区间针对这类店铺的方法本身，不会随之变窄。
        gain.needed	若真实提升为 10 %，重复 {count} 次，十次中有八次能够确认。
        gain.losers	方案落后的情况（{of} 次中 {count} 次）
        gain.loser	市场 {seed}：{gain}
        gain.loser-day	第 {seed} 次抽取：{gain}
        gain.equal-spend	两边花费相同；实际花费相差 {difference}。
        gain.compared	方案对比（除自然流量外带来的{outcome}）
        gain.against	对比对象
        gain.more-per-10000	每 ¥10,000
        gain.range-95	95 % 区间
        gain.gain	提升
        gain.on-total	占总量
        gain.losses	落后次数
        gain.losses-of	{count} 次中 {losses} 次
        gain.open	未能确认
        gain.per-new-customer	新客成本
        gain.beside	与最强的简单规则（{baseline}）相比：每花 ¥10,000 {amount}；区间 {low} 到 {high}。
        gain.beside-open	与最强的简单规则（{baseline}）相比未能确认：每花 ¥10,000 在 {low} 到 {high} 之间。
        gain.arms	各自带来的结果（平均）
        gain.the-plan	本方案
        gain.incremental	投放增量
        gain.total	总量
        gain.profit	利润
        gain.unspent	未花完
        gain.support-title	历史数据的覆盖范围
        gain.support	方案中 {share} 的预算落在历史出现过的花费范围之内。
        gain.support-beyond	超出范围：{lines}。
        gain.support-beyond-and-more	超出范围：{lines}，另有 {count} 个。
        gain.page-title	{scenario} 的回放，{begin} 至 {end}
        gain.page-chart	相对各基准的提升
        gain.page-chart-says	每元效率相对各基准的提升；线段为 95 % 区间，跨过零即未能确认。
        gain.page-axis	经营效率提升
        gain.page-runs	每次重复
        gain.page-losers	{count} 次重复中，方案有 {lost} 次不如基准。
        gain.page-seed	种子
        gain.page-lost	不如
        gain.page-suite	{count} 个活动的提升
        gain.page-suite-says	各活动相对商家原做法的提升及其 95 % 区间；区间跨过零即未能确认。
        gain.guarantee	承诺{outcome}不低于 {floor}，概率 {promised}：{count} 个市场中有 {held} 个做到（这类市场中 {low} 到 {high}）。
        gain.guarantee-broken	承诺{outcome}不低于 {floor}，概率 {promised}：{count} 个市场中只有 {held} 个做到（这类市场中 {low} 到 {high}）。承诺没有兑现。
        """#
}
