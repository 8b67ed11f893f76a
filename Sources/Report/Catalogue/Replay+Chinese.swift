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
        """#
}
