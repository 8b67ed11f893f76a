// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: outcomes, units, states: the words of all reports.
    static let wordsChinese = #"""
        word.error	错误
        word.warning	警告
        word.note	提示
        word.amount	{value} {unit}
        word.found	填写的是“{value}”
        word.list-and-more	{list} 等，另有 {count} 项
        outcome.impressions	展现量
        outcome.clicks	点击量
        outcome.visits	访客数
        outcome.carts	加购数
        outcome.orders	成交笔数
        outcome.new_customers	成交新客数
        outcome.gmv	成交金额
        outcome.settled_gmv	结算金额
        outcome.contacts	触达次数
        outcome.messages	消息条数
        outcome.staff_hours	人工小时
        outcome.recalled	召回人数
        outcome.presale_subsidy_yuan	平台预售加补
        outcome.commission_doubling_yuan	平台佣金翻倍补贴
        outcome.margin	毛利
        unit.new_customers	个新客
        unit.percent	%
        unit.pieces	件
        evidence.fitted	自身历史
        evidence.pooled	渠道历史
        evidence.prior	仅凭经验
        evidence.given	给定
        status.optimal	已证明最优
        status.feasible	可行
        status.infeasible	无解
        status.unbounded	无上限
        status.unknown	未找到
        family.consumers	消费者
        family.goods	货品
        family.events	活动
        family.content	内容
        family.shop	全店
        family.affiliates	淘宝客
        family.growth	增长
        choice.commission	佣金率
        choice.delivered-by	由谁投放
        choice.coupon	优惠券
        choice.entry	报名
        report.not-finite	结果不是普通数字，无法写出。这是程序的错误，请反馈给我们。
        unit.days	天
        baseline.as-recorded	实际投放
        baseline.as-recorded-steady	实际投放（平稳）
        baseline.equal-split	平均分配
        baseline.last-period-roi	按上期投产比分配
        baseline.best-single-channel	只投最好的渠道
        policy.as-logged	日志中的做法
        policy.uniform	各动作均等
        policy.best-single-action	单一最好的动作
        policy.fitted-targeting	按拟合结果定向
        outcome.samples	小样数
        outcome.sign_ups	入会数
        outcome.fans	新增粉丝
        outcome.people_reached	触达人数
        outcome.leads	线索数
        outcome.subscriptions	订阅数
        unit.sign_ups	人入会
        unit.impressions	次曝光
        unit.carts	次加购
        unit.clicks	次点击
        unit.orders	单
        unit.leads	条线索
        unit.people_reached	人
        choice.premiere	首发报名
        """#
}
