// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: headings, columns and sentences of the views.
    static let labelsChinese = #"""
        label.plan	{title} 投放方案，{begin} 到 {end}（{count} 天）
        label.plan-weeks	{title} 投放方案，{begin} 到 {end}（{count} 周）
        label.plan-months	{title} 投放方案，{begin} 到 {end}（{count} 个月）
        label.cost-of-budget	预算 {budget}，安排 {cost}（{share}）：媒体花费 {media}，预留佣金 {reserve}
        label.cost-of-budget-media	预算 {budget}，安排 {cost}（{share}），全部用于媒体花费
        label.cost	共 {cost}：媒体花费 {media}，预留佣金 {reserve}
        label.cost-media	共 {cost}，全部用于媒体花费
        label.where	钱花在哪里
        label.by-channel	分渠道
        label.over-time	分时间
        label.per-period	每天 {least} 到 {most}
        label.per-week	每周 {least} 到 {most}
        label.per-month	每月 {least} 到 {most}
        label.even	每期都是 {amount}
        label.beside-media	推广花费和佣金以外
        label.contact-cost	触达费用：{amount}
        label.benefit-cost	消费者核销的权益：{amount}
        label.platform-pays	由平台承担、不用您出的钱：{amount}
        label.stock	存量
        label.at-first	期初
        label.at-last	期末
        label.stocks	存量怎样变化
        label.decisions	各项决定值多少
        label.decision	{name}：{picked}。如果换成{other}，方案会少带来{worth}。
        label.decision-only	{name}：{picked}。不选它就没有能守住您全部要求的方案。
        label.choices	需要设置
        label.expect	预期效果
        label.expect-interval	预期效果，以及十次中九次所在的区间
        label.binds	什么限制了方案
        label.next-yuan	预算每多一元，可多带来 {amount}。
        label.next-yuan-by-channel	各渠道的下一元：{list}。
        label.prices-fixed-choices	这些边际值以选定的佣金和套餐不变为前提。
        label.proof	证明
        label.warnings	须知
        label.channel	渠道
        label.goods	货品
        label.audience	人群
        label.spend	花费
        label.share	占比
        label.rule	规则
        label.said-at	出处
        label.one-percent	放宽 1 % 多带来
        label.more-lines	其余 {count} 个单元
        label.more-rules	其余 {count} 条规则
        label.more-choices	另有 {count} 项
        label.no-interval	没有区间：给出的曲线不含不确定性。
        label.next-yuan-each	预算每多一元，可多带来 {amount}；再多得一个要花 {cost}。
        label.rule-days	{rule}，{count} 天
        label.nothing-spent	方案不花钱。
        label.from-to	{low} 到 {high}
        label.return-on-spend	投入产出比（成交金额 ÷ 花费）
        label.cost-per-new-customer	新客成本
        label.cost-per-order	成交成本
        label.scenarios	本需求的各个场景
        label.scenario	场景
        label.goal	目标
        label.goal-value	带来
        label.goal-weight	权重
        label.goal-share	占总目标
        label.money-by-scenario	花费归属
        label.money-for	用于
        label.money-for-none	没有场景要求的工具
        label.media	媒体花费
        label.choice-cost	佣金和权益
        label.shared-by	{names} 共用
        label.who-delivers	只能由一个场景投放的货品由谁投放
        label.delivered-by	由 {scenario} 投放：{goods}
        label.proven	已证明：在您的规则之下，任何方案都不会比它好出 {gap} 以上。
        label.not-proven	可能还有更好的方案：最多再高 {gap}。要求的精度是 {asked}。
        label.priced	逐个单元定价，不需要线性规划；{method}，{iterations} 次迭代，{nodes} 个节点；取整到分损失 {rounding}。
        label.glpk	GLPK：{rows} 行，{columns} 列，状态 {status}；{method}，{iterations} 次迭代，{nodes} 个节点；取整到分损失 {rounding}。
        label.rule-broken	规则的最大偏差：限额的 {share}。
        label.not-reproducible	时间限制截断了搜索：再运行一次，方案可能不同。
        label.scenario-more	`wanxiang scenarios NAME` 显示一个场景的设置和示例投放需求。
        label.formula	最大化目标
        label.reports	报告首先显示
        label.settings	设置（写在投放需求的 `settings:` 之下）
        label.playbooks	类目打法（在投放需求里写 `playbook: 名字`）
        label.why-bounds	为什么不接受其他值
        label.setting	设置
        label.standard	不填时
        label.accepted	可填范围
        label.example-brief	示例投放需求
        label.fit	{lines} 个投放单元的响应曲线，历史数据截至 {day}
        label.fit-without-history	{lines} 个投放单元的响应曲线，没有历史数据
        label.response-of	花费带来的{outcome}
        label.affiliates	淘宝客在不同佣金率下的成交
        label.mean-spend-day	日均花费
        label.mean-spend-week	周均花费
        label.mean-spend-month	月均花费
        label.largest-spend	最高
        label.brings-at-mean	带来
        label.range-90	十次中九次
        label.next-100-yuan	再花 ¥100
        label.next-100-yuan-sales	再花 ¥100 的成交
        label.held-out-error	预测误差
        label.held-out-says	最后 {periods} 个周期没有参与拟合，对它们的预测平均误差为 {error}（R² {explained}）。
        label.incremental	增量占比
        label.carry-over	延续
        label.evidence	依据
        label.rates-seen	历史佣金率
        label.sales-at-rates	对应成交
        label.settled-share	结算比例
        label.more-like-this	同类还有 {count} 条
        label.objective	目标
        label.budget	预算
        label.total-cost	总花费
        label.value	价值
        label.next-yuan-brings	下一元带来
        label.state	状态
        label.gap	与最优的差距
        label.commission-reserve	预留佣金
        label.objectives-differ	这些方案目标不同；价值不能互比，只能比较带来的结果和花费。
        label.periods-differ	这些方案的周期不同。
        label.no-budget-possible	这些预算都做不出方案。
        label.current-budget-marked	→ 标出投放需求里的预算。
        label.why	方案为什么是这样
        label.next-yuan-nothing	在这些规则下，再加预算也不会带来更多。
        label.by-goods	分货品
        label.nothing-binds	没有规则限制方案。
        label.lines-at-limits	划算的投放单元都已到各自上限。一个单元可以超出历史花费多少是有限制的，可在投放需求里放宽。
        label.gets-nothing	没有分到预算的
        label.has-all-it-may	已达上限的投放单元
        label.held-line	{line}：{reason}；再加一元可带来{next}
        label.fitting	拟合曲线
        label.replaying	回放
        """#
}
