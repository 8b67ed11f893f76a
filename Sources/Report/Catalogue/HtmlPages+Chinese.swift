// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: HTML pages and their pictures.
    static let htmlPagesChinese = #"""
        page.fit-curves-say	每条曲线表示稳定花费在一个周期里带来的、没有这笔花费就不会有的效果；色带是十次中九次所在的区间。圆点是历史所见（已去掉季节和自然成交，每点为若干周期的平均），灰色部分是历史上出现过的花费。
        page.curves-shown	共 {lines} 个投放单元，画出花费最多的 {shown} 个。
        page.fit-curve-says	花费带来的效果。每个周期花费 {spend} 时为 {amount} {outcome}。
        page.fitted	拟合
        page.observed	所见
        page.rate-axis	佣金率，百分比
        page.affiliate-says	各佣金率下淘宝客的成交；其中 {share} 是没有他们就不会有的。
        page.curves	各投放单元的花费与效果
        page.curves-say	每条曲线表示稳定花费在一个周期里带来的效果；色带是十次中九次所在的区间，圆点是方案的平均花费，灰色部分是历史上出现过的花费。
        page.curve-says	花费带来的效果：按计划每周期花 {spend}，{outcome}为 {amount}。
        page.planned	计划
        page.inputs	输入文件
        page.others	其他
        page.spend-over-time	各渠道每周期花费
        page.spend-over-time-says	各渠道花费的堆积柱形图，每周期 {least} 到 {most}。
        page.day	周期首日
        page.spend-axis	每周期花费（元）
        page.bound	任何方案都不会超过
        page.rounding	取整到分的损失
        page.violation	规则的最大偏差
        page.method	求解方法
        page.waterfall	从近几周的分配到本方案
        page.waterfall-says	同样的媒介花费若按最近 28 天的比例分配可带来的{outcome}，以及本方案中各渠道的增减；两者依据同一组曲线。
        page.mix-before	近几周分配
        page.frontier	预算与效果
        page.frontier-says	{count} 档预算下最优方案的效果，以及十次中九次所在的区间；圆点是当前预算。
        page.budget-axis	预算（元）
        page.value-axis	价值（元）
        page.glpk	{rows} 行，{columns} 列，状态 {status}
        """#
}
