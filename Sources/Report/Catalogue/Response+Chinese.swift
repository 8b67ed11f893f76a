// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: fits and what to know of them.
    static let responseChinese = #"""
        response.affiliate-from-prior	淘宝客还没有卖过 {goods}：佣金的效果来自有据可查的一般经验，区间很宽。
        response.bad-experiment	{channel} 的试验无法使用：{field}。渠道、货品、人群要在历史数据里，标准误大于 0，结束不早于开始。
        response.brought-nothing	{line} 花费了 {spend} 而没有任何效果：曲线已据此压低。
        response.cannibalization	{first} 和 {second} 似乎互相抢量（一方未解释部分与另一方花费的相关系数 {correlation}）；曲线假定各渠道互不影响。
        response.channel-calibrated	{channel} 的试验把该渠道各单元自报的效果乘以 {factor}。
        response.channels-move-together	{first} 和 {second} 的花费同升同降（相关系数 {correlation}），数据很难把两者分开。
        response.commission-hardly-varies	{goods} 的佣金率几乎没有变过：换一个佣金率的效果只能按一般经验估计。
        response.document-bad-value	这个值无法使用：{reason}。
        response.document-duplicate	{line} 写了两次；每个投放单元只接受一条曲线。
        response.document-empty	列表 'lines' 里没有曲线。
        response.document-missing	缺少 '{field}'。
        response.document-unreadable	这不是曲线的 JSON 文件。
        response.few-periods	{line} 只有 {periods} 个周期的数据，曲线主要参照所在渠道。
        response.from-channel	{line} 从未投放过：曲线取自所在渠道，区间很宽。
        response.from-prior	{line} 和所在渠道都没有数据：曲线来自有据可查的一般经验，区间很宽。
        response.claims-unchecked	报表归因给广告的成交只能照单全收：没有店铺总成交，也没有实验，就无从知道其中多少本来就会成交。
        response.conversion-falls	{channel}：点击增加 {more}，成交只增加 {sales}，因为人群放宽后购买意愿下降；曲线已计入这一点。
        response.experiment-unused	{channel} 在 {begin} 至 {end} 的实验不在历史的日期之内，或其间没有花费，未被采用。
        response.incremental-share-of	{channel}：归因给它的{outcome}中，有 {share} 是没有它就不会有的（{low} 到 {high}；超过 100 % 表示它带来的成交有一部分记在了别的点击上）。
        response.incremental-share	报表归因给广告的{outcome}中，有 {share} 是没有广告就不会有的（{low} 到 {high}）。
        response.media-share	媒体投放带来全店{outcome}的 {share}（{low} 到 {high}）。
        response.newest-immature	{line}：最近 {periods} 个周期的成交还在增长，已作修正。
        response.no-history	没有历史数据：{lines} 条曲线都来自有据可查的一般经验，区间很宽。
        response.no-outcomes	历史数据只有花费，没有效果；需要各单元的点击、成交笔数或成交金额，或全店合计。
        response.nothing-before	{day} 当天及之前没有可拟合的数据。
        response.nothing-to-fit	没有可拟合的：既没有数据，也没有投放单元。
        response.outliers	{line}：有 {periods} 个周期明显异常，降低了权重。
        response.says-nothing	{line} 一共花费 {spend}，带来 {outcome}；花费低于 300 元或访客少于 200 的单元说明不了问题。
        response.spend-follows-demand	{line} 的花费跟着需求走（与前几天未解释部分的相关系数 {correlation}）：曲线可能把本来就会有的成交算了进来。做一次试验就能分清。
        response.spend-hardly-varies	{line} 的花费几乎不变（均值上下 {variation}），曲线主要来自一般经验。
        response.synergy	{first} 和 {second} 似乎互相带动（一方未解释部分与另一方花费的相关系数 {correlation}）；曲线假定各渠道互不影响。
        response.unknown-outcome	历史数据里没有{outcome}；现有：{known}。
        best.established	{name} 最优：在任何时刻查看，置信度均为 {confidence}。
        best.not-established	未能确认。{name} 领先，其为最优的概率为 {probability}；尚未达到 {confidence} 置信度。
        best.missing	若比率不变，总共约再需 {count} 次{trials}即可确认；“下期”一列给出分配。
        best.rate	比率
        best.probability	最优概率
        best.next	下期
        best.ruled-out	已排除
        best.dispersion	各天的波动是抛硬币的 {factor} 倍，计数按此折减。
        best.nothing	没有可比较的。
        best.decisions	决策
        best.rewards	回报
        best.one-arm	其中只有一项，无从比较。
        best.not-counts	回报不是 0 或 1，这里只能计成功次数；其他回报请用 `replay`。
        best.no-counts	该期间的历史数据没有同时包含{trials}与{successes}的日子。
        """#
}
