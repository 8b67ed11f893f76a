// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: names of choices, and why one cannot be carried out.
    static let choicesChinese = #"""
        choice-fault.unknown-kind	没有叫 {kind} 的选择。最接近的是：{nearest}。
        choice-fault.unit	单位写的是 {found}；这个选择应以 {expected} 计。
        choice-fault.value	数值 {found} 超出范围；可接受 {low} 到 {high}。
        choice-fault.limit	这里不能写上限 {found}。
        choice-fault.dimension	这个选择不区分 {dimension}；请写 all。
        choice-fault.period	最后一天早于第一天。
        choice-fault.not-here	这家店没有这个渠道、货品或人群。
        choice-fault.too-late	报名截止日期已过。
        choice.targeted-commission	定向计划佣金
        choice.service-fee	团长服务费
        choice.presale-subsidy	预售加补
        choice.commission-doubling	佣金翻倍
        choice.threshold-discount	满减
        choice.price-cut	直降
        choice.first-order-discount	首单直降
        choice.group-buying	拼团
        choice.deposit	定金
        choice.sample	派样
        choice.add-on	凑单加购
        choice.posts	发布
        choice.messages	消息
        choice.live	店铺直播
        choice.service	专属客服
        choice.ticket	入场券权益
        choice.page	页面
        choice.contract	固定费用合约
        choice.keyword-landing	一词直达
        choice.venue	会场报名
        choice.programme	平台计划
        choice.referral	老带新奖励
        choice.follow-reward	关注礼
        choice.join-reward	入会礼
        unit.factor	倍
        unit.posts	条/周
        unit.hours	小时
        unit.slot	号位
        unit.entry	报名
        """#
}
