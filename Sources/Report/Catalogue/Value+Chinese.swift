// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: customers' lifetime value.
    static let valueChinese = #"""
        lifetime.no-repeats	{customers} 位客户中没有人买过第二次：无法判断复购。
        lifetime.not-identified	数据不足以确定 {model} 的参数（复购太少，或没有人流失）：无法给出区间。
        lifetime.sampled	参数按等距抽取的客户估计，{customers} 位中取 {fitted} 位；全部客户都已打分。
        lifetime.value-correlated	下单频次与客单价相关（相关系数 {correlation}）；客单价模型假定两者独立。
        lifetime.value-without-mean	客单价差异过大，模型均值不存在（q 不大于 1）；改用数据的均值。
        page.value-bins	留出期内的订单，按此前的复购次数
        page.value-bins-says	按此前复购次数分组，每位客户在留出期内的复购订单数：预期与实际。
        page.value-orders	复购订单
        page.value-repeats	此前的复购次数（最后一组含更多次）
        page.value-title	客户价值
        page.value-tracking	全部客户的累计复购订单
        page.value-tracking-says	按周累计的复购订单：模型预期与实际；阴影为拟合所用的时间。
        page.value-week	周
        value.actual	实际
        value.actual-each	人均实际订单
        value.alive	是否仍是客户
        value.alone	仅按本组
        value.bad-columns	列名写作 name=column，name 为 customer、time、amount、order、channel 或 goods。
        value.by-channel	新客价值，按首单渠道
        value.by-cohort	新客价值，按首单月份
        value.by-goods	新客价值，按首单货品
        value.count	客户数
        value.customers	已有客户
        value.dropped-after-end	观察期之后的 {count} 行未采用，首个在第 {line} 行（{found}）。
        value.dropped-bad-amount	{count} 行金额无法识别，未采用，首个在第 {line} 行（{found}）。
        value.dropped-bad-time	{count} 行时间无法识别，未采用，首个在第 {line} 行（{found}）。
        value.dropped-missing-customer	{count} 行没有客户，未采用，首个在第 {line} 行。
        value.dropped-not-paid	{count} 行为已关闭或未付款的订单，未采用，首个在第 {line} 行（{found}）。
        value.dropped-ragged	{count} 行的字段数与表头不符，未采用，首个在第 {line} 行。
        value.dropped-repeated	{count} 行完全重复，只计一次，首个在第 {line} 行。
        value.each	人均
        value.error	标准误
        value.estimate	估计值
        value.expected	预期
        value.expected-each	人均预期订单
        value.far-end	最后的订单孤立存在：{day} 与前一笔订单相隔 {gap} 天。若日期有误，请用 --until 指定最后计入的一天。
        value.group	分组
        value.holdout	检验：拟合至 {day}，预测其后
        value.holdout-says	{weeks} 周内预期 {expected} 笔复购订单，实际 {actual} 笔（偏差 {difference}）。客户间相关系数：{correlation}。
        value.log-likelihood	{model} 对数似然
        value.model	模型
        value.never-pays-back	获客成本为 {cost} 时，新客的复购在期限内无法回本。
        value.new-customer	一位新客
        value.no-customers	截至 {day} 没有任何客户下单。
        value.orders	未来订单
        value.parameter	参数
        value.pays-back	获客成本为 {cost} 时，新客的复购在 {weeks} 周后回本。
        value.refunds	{count} 笔退款已从此前的购买中扣除；{customers} 位客户全额退款，{unmatched} 找不到对应的购买。
        value.repeat-orders	复购订单
        value.repeats-before	此前复购
        value.segment-likely	很可能（60 % 及以上）
        value.segment-lost	基本流失（低于 30 %）
        value.segment-unsure	不确定（30 % 至 60 %）
        value.title	客户价值：{customers} 位客户，{rows} 笔订单，{first} 至 {last}
        value.value	价值
        value.worth	一位新客的复购在 {weeks} 周内价值 {value}，90 % 区间为 {low} 至 {high}（毛利率 {margin}，年折现率 {discount}；不含首单）。已有客户还将带来 {orders} 笔订单，价值 {total}。
        value.worth-alone	一位新客的复购在 {weeks} 周内价值 {value}（毛利率 {margin}，年折现率 {discount}；不含首单；无法给出区间）。已有客户还将带来 {orders} 笔订单，价值 {total}。
        """#
}
