// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: plans side by side.
    static let compareChinese = #"""
        compare.title	{count} 个方案的比较
        compare.plan	方案
        compare.order	排序
        compare.best-in	最优占比
        compare.dominated	被压制：{plan} 花费不多、效果不少
        compare.difference	与首个方案之差
        compare.difference-says	差值均相对首个方案。两个方案若依据同一组曲线，区间按每次抽样逐一相减得出，十次中有九次落在其中。
        compare.not-paired	其中有的方案依据的曲线不同，差值按相互独立处理，区间因此更宽。
        compare.profit	毛利减成本
        compare.lifetime-value	新客终身价值
        compare.risk	抽样上的风险度量
        compare.by-channel	按渠道的花费
        compare.by-goods	按货品的花费
        compare.by-audience	按人群的花费
        compare.by-stage	按阶段的花费
        compare.by-other	媒介以外
        compare.benefits	权益
        compare.contacts	消息与触达
        compare.platform-pays	平台承担
        compare.outside-stages	阶段之外
        compare.pictures	一览
        compare.figures	指标
        compare.money	钱花在哪里不同
        compare.steps	客户走到哪一步
        compare.steps-say	每一步按方案所知的指标计数；百分比为占上一步的比例。
        compare.step-discover	发现
        compare.step-seed	种草
        compare.step-interact	互动
        compare.step-act	行动
        compare.dimensions	运营维度
        compare.goods-count	投放货品数
        compare.largest-item	最大一款占媒介花费 {share}
        compare.audience-size	触达规模
        compare.audience-count	{count} 个人群
        compare.level	老客订单占比
        compare.growth	新客订单占比
        compare.new-share	新客 ÷ 订单
        compare.quadrant-plans	各方案的投产比与新客占比
        compare.quadrant-channels	各渠道的投产比与新客占比
        compare.quadrant-says	按投产比与新客占比分布；面积为花费，虚线为按花费加权的均值。
        compare.interval-says	各方案的{figure}；线段十次中有九次包含真实值。
        compare.channels-say	各渠道花费的堆叠柱，每个方案一根。
        compare.money-axis	花费（元）
        compare.marginal-says	各预算下再花一元带来多少；圆点为当前预算。
        compare.more-plans	另有 {count} 个方案
        compare.shops	全部店铺
        compare.shops-say	{figure}：与各店首个方案之差的均值；区间取自店铺之间。
        compare.shop-count	店铺数
        compare.shops-better	更好的店铺
        compare.unknown-goal	这里没有方案具有指标 {goal}。
        compare.goal-names	可用：{names}。
        compare.not-a-plan	{path} 不是方案：其 JSON 与 `plan --json` 的输出不符。
        battle.title	作战大图
        battle.says	纵向为阶段，横向为目标：何时用哪些工具与权益计划，投多少钱，预期如何。
        battle.stage	阶段
        battle.whole	整个周期
        battle.expected	预期结果
        battle.goal-repurchase	复购
        battle.goal-acquisition	拉新
        battle.goal-exposure	曝光
        battle.goal-sales	成交
        """#
}
