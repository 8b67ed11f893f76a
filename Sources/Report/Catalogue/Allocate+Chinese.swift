// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: customers' benefits and the trials behind them.
    static let allocateChinese = #"""
        allocate.title	{customers} 个客户中有 {given} 个发放权益，成本 {cost}
        allocate.brings	如果价值估得对，比完全不发权益多带来 {value}。
        allocate.benefit	权益
        allocate.customers	客户数
        allocate.cost	成本
        allocate.value	增量价值
        allocate.value-per-yuan	每元增量
        allocate.limits	哪些规则在限制
        allocate.used	已用
        allocate.limit	限额
        allocate.one-more	再多一份带来
        allocate.one-more-says	最后一列：预算多一元或人数上限多一人能多带来的价值；对保底条件，则是少要求一份能多带来的价值。
        allocate.segment	人群 {segment}
        allocate.no-segment	未分人群
        allocate.more-segments	还有 {count} 个人群；--json 会全部列出。
        allocate.why	客户 {customer} 为什么是这个权益
        allocate.nothing	不发
        allocate.why-best	{benefit}：按预算和上限的影子价格计算，比次优的 {other} 多留下 {margin}。
        allocate.why-whole	{benefit}：按影子价格 {other} 会多留下 {margin}，但客户不能拆分，预算无法刚好用完，由这位客户来凑整。
        allocate.why-only	没有别的权益可以发给这位客户。
        allocate.priced	按影子价格折算
        allocate.left	净留下
        allocate.frontier	不同预算的价值
        allocate.proved	满足您全部规则的分配方案没有更好的：其余方案都已试过或排除。
        allocate.bounded	满足您全部规则的分配方案，即使允许拆分，也不会超过 {bound}：最多比现在高 {gap}。这是按原始数据证明的。
        allocate.not-proved	可能还有更好的方案，但不会超过 {bound}：最多比现在高 {gap}。
        allocate.in-plan	客户权益
        allocate.in-plan-says	权益用去预算中的 {spend}。在权益上再多一元带来 {own}，总预算再多一元带来 {plan}。
        allocate.not-replayed	回放不包含这份需求里的客户权益：模拟市场和历史都不认识这些客户。请改用随机试验日志回放（--log）。
        allocate.scored	已为 {count} 个客户计算 {benefits} 的增量价值：{file}
        label.interval-95	95% 区间
        uplift.targeted	千人千权有效：给每个客户最适合他的权益（{learner}）。
        uplift.one-for-all	千人千权未能确认有效：给所有客户发 {arm}；名额有限时随机发。
        uplift.none	未能确认任何权益的收益高于成本：建议不发。
        uplift.trial	{customers} 个客户，{arms} 对比 {control}，随机分组。
        uplift.observational	{customers} 个客户，{arms} 对比 {control}。分组不是随机的：领到权益的人可能本来就不同。
        uplift.values	各种发法平均每个客户带来多少（用没有参与建模的客户评估）
        uplift.per-customer	每个客户
        uplift.value-targeted	按得分给每个客户最合适的
        uplift.value-single	所有客户一样：{arm}
        uplift.value-difference	两者之差
        uplift.established	已确认
        uplift.not-established	未能确认
        uplift.values-say	价值已扣除成本，以完全不发为基准。
        uplift.rankings	得分排序的效果（以结果指标的单位计）
        uplift.arm	试验组
        uplift.effect	平均效果
        uplift.tenth	十分位
        uplift.tenths	{arm}：按得分从高到低每十分之一客户的平均效果
        uplift.learner-constant	所有客户相同
        uplift.learner-segments	分人群均值
        uplift.learner-two-models	每组一个回归
        uplift.learner-crossed	交叉回归
        uplift.learner-doubly-robust	双重稳健回归
        uplift.learner-trees	提升树
        uplift.learner-combined	回归与提升树合并
        incentives.bad-model	这不是 `allocate fit` 的模型，或者内容前后不一致。
        incentives.trial-many-arms	试验组超过 64 个：这一列真的是分组吗？
        incentives.warning-small-arms	以下试验组不足十个客户，已略过：{arms}。
        incentives.warning-tail	少数结果远大于其他。建模时把超过 {limit} 的按 {limit} 计；评估价值时仍用原值。
        incentives.warning-unproven-arms	未能确认 {arms} 有效果；模型把它的效果计为零。
        incentives.warning-not-targeted	试验未能确认挑选客户比给所有客户发一样的更好。模型给每个客户的都是平均效果。
        """#
}
