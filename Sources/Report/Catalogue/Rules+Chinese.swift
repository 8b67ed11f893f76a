// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: rules and goals of plans.
    static let rulesChinese = #"""
        rule.on-day	{rule}（{day}）
        rule.total-budget	总预算
        rule.daily-budget-least	日预算下限
        rule.daily-budget-most	日预算上限
        rule.daily-of-least	{subject}的日花费下限
        rule.daily-of-most	{subject}的日花费上限
        rule.floor-of	{subject}的花费下限
        rule.ceiling-of	{subject}的花费上限
        rule.least-share-of	{subject}的最低占比
        rule.largest-share-of	{subject}的最高占比
        rule.budget-of	{subject}的预算
        rule.share-of-least	{subject}的占比下限
        rule.share-of-most	{subject}的占比上限
        rule.commission-reserve	预留佣金上限
        rule.rise-of	{subject}的单日最大涨幅
        rule.fall-of	{subject}的单日最大降幅
        rule.overspend-day	单日超投上限
        rule.overspend-days	连续{days}天的合计花费
        rule.return	投入产出比
        rule.cost-per	单个{outcome}的成本
        rule.quota	{outcome}的目标量
        rule.new-customer-share	订单中的新客占比
        rule.stock	{name}的库存
        rule.launch-share	上新期的花费占比
        rule.trial-of-goods	货品{name}的试投
        rule.line-limits	各投放单元的可花上限
        subject.total	总花费
        subject.channel	渠道{name}
        subject.goods	货品{name}
        subject.audience	人群{name}
        subject.stage	阶段{name}
        objective.gmv	成交金额
        objective.profit	利润
        objective.new-customers	新客数
        objective.value-of-new-customers	新客价值
        objective.launch	上新加购与成交
        line.limit-daily	需求中的日限额（{place}）
        line.limit-total	需求中的总限额（{place}）
        line.limit-budget	全部预算（{place}）
        line.limit-deliverable	每天约 ¥{amount} 就是实际能花出去的上限：{days} 天中有 {stuck} 天没花完分配的预算
        line.limit-reach	历史最高花费（¥{seen}）的 {factor} 倍
        nothing.no-room	不能给钱：{reason}。
        nothing.limit-zero	上限为 0
        nothing.outcome-rule	受规则限制，它带来的成效太贵：{rule}（{place}）。
        nothing.costs-more	它带来的价值不及所花的钱。
        nothing.brings-nothing	就已知数据看，在这里花钱带不来所要的成效。
        nothing.less	它的第一元只带来{first}，而预算的最后一元在别处能带来{elsewhere}。
        nothing.rule	它的第一元能带来{first}，但按规则在这里每花一元要让别处少得{price}，首先是因为{rule}（{place}）。
        nothing.package	它只按 {least} 的整包售卖，整包带来的不如同样的钱花在别处。它的第一元能带来{first}。
        nothing.minimum	它至少要花 {least}，这笔钱花在别处更划算。它的第一元能带来{first}。
        nothing.slow-start	它要花到较大金额才见效，而这笔钱花在别处更划算。
        nothing.tie	它每元带来{first}，与别处持平。
        nothing.delivered-by	{goods} 由 {by} 投放，而这些场景中只能有一个投放它。
        rule.of-scenario	{scenario} 的{rule}
        rule.budget-of-scenario	{scenario} 的预算份额
        rule.delivered-by	{goods} 由 {scenario} 投放时才能进入它的计划
        objective.joint	各场景目标合计
        plan.no-draws	曲线没有给出不确定性，方案无法考虑风险，只按预期响应来做。
        plan.guarantee-is-safe	保底目标按曲线 {draws} 次抽样中最差部分的平均值来保证。这样更稳妥：要求略高于所述概率。
        plan.numeric-envelopes	部分曲线为 S 形，其抽样平均不再是已知形状的曲线，证明基于数值包络线。
        replan.broken-already	已过去的日子里没有遵守：{rule}（{place}）。
        replan.passed-already	已超出，不能再投：{rule}（{place}）。
        replan.not-eligible	不再可投
        replan.brings-more	按原金额，那里的下一元可带来{there}，别处为{elsewhere}
        replan.brings-less	按原金额，那里的下一元只带来{there}，别处为{elsewhere}
        replan.more-money	剩余日子的钱变多了
        replan.less-money	剩余日子的钱变少了
        replan.rules	规则使然
        replan.held	受限：{reason}
        replan.over	投放已结束：最后一天是 {end}，截至 {done} 的钱已花完。
        replan.nothing-spent	还没有花费，无需重排。请用 `wanxiang plan`，或用 --spent 给出已花费。
        replan.day-assumed	有 {count} 天还不在历史数据里；按原方案视为已花。
        label.replan	从 {day} 起重新规划
        label.replan-spent	至今已花 {spent}。
        label.replan-spent-planned	至今已花 {spent}；原方案这些天应花 {planned}。
        label.replan-nothing-moved	剩余日子的方案不变。
        label.line	投放单元
        label.planned-before	原计划
        label.planned-now	现计划
        label.moved	剩余日子的调整
        label.moved-why	原因
        ineligible.excluded	需求排除了{name}（{place}）
        ineligible.affiliate	淘宝客按佣金付费，不花媒体费用
        ineligible.owned	不花媒体费用
        ineligible.sold-out	{name}已售罄
        ineligible.not-selected	需求没有选择{name}（{place}）
        ineligible.scenario	不属于该场景
        ineligible.unknown	没有这个投放单元的任何信息：历史数据和需求里都没有
        label.gets	{line}得到 {spend}；再加一元可带来{next}。
        label.gets-nothing-because	{line}没有得到钱。{reason}
        label.may-get-nothing	{line}不能得到钱：{reason}。
        label.what-if	假如：{change}
        label.as-it-is	现方案
        label.changed	改变后
        label.difference	差额
        label.by-solving-again	逐条放宽 {percent} 后重新求解
        label.within-gap	不超过 {amount} 的差额在证明的误差之内。
        command.bad-path	需求里没有这个位置。请用点分隔的键，例如 channels.search.total_max=90000。
        command.stored-again	用版本 {version} 保存的输入重新规划：{state}。
        command.same-plan	方案完全一致
        command.other-plan	方案不同，程序在此之后有改动
        label.certainty	方案的把握
        label.risk-tail	在曲线 {draws} 次抽样中最差的 {tail} 里，平均带来{amount}；全部抽样平均为{mean}。方案最大化的是前者。
        label.risk-mean-plan	只看平均的方案，在其最差情形下带来{amount}。
        label.risk-mean	方案最大化曲线 {draws} 次抽样的平均值：{mean}。
        label.guarantee	{rule}：以 {probability} 的把握不低于 {floor}；最差情形的平均为 {worst}，{reached} 的抽样能达到
        rule.exploration	用于探索的花费占比
        rule.trial-of-line	{line}的试投
        label.by-day	按天
        label.by-day-range	下一元带来的最少为{least}（{worst}），最多为{most}（{best}）
        plan.blocks-without-draws	选项会改变响应、或由存量与流量决定的方案暂不考虑风险；本方案按预期响应来做。
        rule.one-rate	所有货品同一佣金率
        objective.affiliates	淘宝客结算成交减佣金
        objective.burst	爆发期成交金额
        objective.carts	加购数
        objective.clearance	售出货品的成本值
        objective.cold-start	成交与所学
        objective.coupons	成交金额减权益
        objective.early-orders	订单数（越早越值）
        objective.event	活动日成交金额
        objective.fan-reach	自有人群曝光
        objective.fans	粉丝成交与新增粉丝
        objective.first-orders	首单数
        objective.follow-up	感兴趣者的订单（越早越值）
        objective.full-cycle	活动前加购与活动成交
        objective.impressions	曝光量
        objective.interest	活动开始时留存的兴趣
        objective.leads	线索数
        objective.lifecycle	成交与期末人群
        objective.live	直播间成果
        objective.member-orders	会员订单数
        objective.people-reached	触达人数
        objective.presale	已付尾款的成交金额
        objective.recall	活动日成交金额（含召回）
        objective.repurchase	老客成交金额
        objective.several-goals	多目标总价值
        objective.sign-ups	入会数
        objective.visits	访问数
        rule.audience-part	人群 {name} 的份额
        rule.audience-size	可触达的人数
        rule.channel-most	渠道 {name} 的上限占比
        rule.channel-part	渠道 {name} 的份额
        rule.even-exposure	货品 {name} 的均匀曝光
        rule.event-share	活动日的花费占比
        rule.fans-share	粉丝的花费占比
        rule.frequency	每周触达次数
        rule.goods-most	货品 {name} 的上限占比
        rule.goods-part	货品 {name} 的份额
        rule.guaranteed	保底的{outcome}
        rule.interested	感兴趣的人数
        rule.media-share	广告的花费占比
        rule.members-reachable	可触达的会员数
        rule.premiere-share	首发期的花费占比
        rule.presence	每天都投放
        rule.room	每天直播间的容量
        rule.sample-stock	小样库存
        rule.segment-share	人群 {name} 的上限占比
        rule.stage-part	{name} 阶段的份额
        rule.test-of-goods	货品 {name} 的测试份额
        rule.trial-of-channel	渠道 {name} 的试投
        line.limit-burst	爆发期之外不投放
        line.limit-warm-up	活动日当天不投放
        """#
}
