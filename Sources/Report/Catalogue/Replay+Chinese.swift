// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: replays and what they are checked against.
    static let replayChinese = #"""
        replay.one-replication	只重复了一次，没有区间，什么都不能确认。请增加重复次数。
        replay.unspent	{share} 的计划预算花不出去：市场上没有那么多可买的流量。
        replay.begins-in-history	回放时段落在方案已经看到的历史之内。应从 {first} 或之后开始；可用 --as-of 隐藏之后的日子。
        replay.nothing-held-out	历史数据里没有计划时段的日子（最后一天是 {last}），无法回放。
        replay.nothing-to-compare	没有可比较的：哪一方都没有花费。
        replay.recorded-cannot-show	历史数据无法显示换一种花法的真实结果。双方都用留出时段拟合的曲线打分，因此数字只说明曲线成立时方案的表现。
        replay.extrapolates	方案中 {share} 的预算超出历史出现过的花费，其效果是外推得出的。
        replay.value-fell	方案的价值从 {from} 降到 {to} {unit}。
        replay.gain-fell	经营效率提升从 {from} 降到 {to}。
        replay.fell-short	回放没有达到预期。
        replay.refreshed	已记录为预期：价值 {old} → {new}，经营效率提升 {oldgain} → {newgain}。
        replay.digest-changed	方案与记录的方案不完全一致（逐字节比较）。
        replay.as-expected	回放符合预期。
        replay.spend-differs	{baseline}的花费无法做到相同，相差 {share}：市场上没有更多流量可以卖给它。
        replay.passed-over	有 {count} 个同类市场按其历史无法做出方案，已换用其他市场。
        replay.replans-failed	有 {count} 个早上没能做出新方案，沿用了旧方案。
        replay.oracle-not-measured	没有对市场本身实测曲线；加上 --oracle 会实测，并给出拿到了多少可能的提升。
        replay.bad-policy	这个策略与日志不符：含有日志中没有的动作，或概率之和不是 1。
        replay.log-no-support	{policy}会做的事中有 {share} 在日志里从未发生，这部分无从得知。
        replay.log-few-rows	{policy}与日志差别太大，只相当于 {count} 行自己的数据。
        replay.log-propensity	{action}实际出现的次数是其概率所示的 {share}，请检查概率。
        log.headline-more	{policy}：每次决策比日志中的做法（{logged}）多 {amount}；区间 {low} 到 {high}。
        log.headline-less	{policy}：每次决策比日志中的做法（{logged}）少 {amount}；区间 {low} 到 {high}。
        log.headline-open	{policy}：未能确认。每次决策比日志中的做法（{logged}）多 {low} 到 {high}，这个区间包含零。
        log.about	共 {rows} 条随机决策日志。从日志学到的策略只在没有参与学习的行上评分。
        log.policies	各策略每次决策带来的结果
        log.policy	策略
        log.doubly-robust	双重稳健
        log.range	95 % 区间
        log.inverse	逆概率加权
        log.normalized	归一化
        log.rows	相当于行数
        log.compared	逐行比较
        log.against	{policy}对{other}：{amount}，区间 {low} 到 {high}
        log.against-open	{policy}对{other}：未能确认，区间 {low} 到 {high}
        log.actions	各动作带来的结果
        log.action	动作
        log.taken	行数
        log.mean	均值
        log.ranking-open	哪个动作最好未能确认；{pairs} 对动作中有 {count} 对的先后可以确认。
        log.ranking	可以确认最好的动作是 {action}；{pairs} 对动作中有 {count} 对的先后可以确认。
        suite.title	{count} 个活动：相对实际投放与最强简单规则的经营效率提升
        suite.campaign	活动
        suite.gain	提升
        suite.strongest	最强简单规则
        suite.over-it	相对它
        suite.captured	拿到的比例
        suite.replications	重复次数
        suite.mean	模拟市场中，相对实际投放平均提升 {gain}（按活动计 {range}）。
        suite.mean-open	模拟市场中，相对实际投放的平均提升未能确认：按活动计 {range}。
        suite.mean-strongest	相对每个活动最强的简单规则为 {gain}（{range}）。
        suite.mean-strongest-open	相对每个活动最强的简单规则未能确认：{range}。
        suite.mean-captured	在用市场自身实测曲线做出的方案所能提升的部分中，拿到了 {share}（{range}）。
        """#
}
