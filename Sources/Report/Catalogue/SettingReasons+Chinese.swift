// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: why settings of scenarios have the bounds that they have.
    static let settingReasonsChinese = #"""
        setting-reason.share-of-budget	预算的占比不会小于零，也不会超过全部。
        setting-reason.part-of-even-share	它是平均份额的一部分：到 100 % 时人人相同，再多就不可能同时满足所有对象。
        setting-reason.half-of-even-share	它是每个对象至少得到的平均份额的一部分；超过一半时，方案就由保底而不是由效果决定了。
        setting-reason.share-of-people	能做这件事的人里，可以一个都不做，也可以全都做：比率在零和全部之间。
        setting-reason.rate-above-nothing	比率为零时花多少钱都没有结果，也就无从规划；超过全部则没有人了。
        setting-reason.daily-loss	一天里最少一个人也不流失，最多全部流失。
        setting-reason.kept-carts	加购不会自己变多；一天忘掉一半以上时，预热到活动那天就什么也不剩了。
        setting-reason.redeemed-coupons	没有人核销的券带不来订单，核销也不会超过全部。
        setting-reason.coupon-lift	券不会赶走订单；订单变成四倍以上，已超出对一张券的假设。
        setting-reason.message-price	一条消息只要几分钱；一条超过十元，写的应是许多条的总价。
        setting-reason.contact-price	一次跟进是一条消息或几分钟人工；一次超过一百元，写的应是许多次的总价。
        setting-reason.one-order	它是一笔订单的金额：不会小于零；超过一百万元就应是许多笔的总和。
        setting-reason.worth-of-one	它是单个的价值：不会小于零；再大就应是许多个的总和。
        setting-reason.weight-of-sales	成交的权重最小为零；超过一百，其他目标就不起作用了。
        setting-reason.commission-weight	佣金是成本，不是收益；权重超过二十等于不许付佣金，这时不如直接写更低的佣金率。
        setting-reason.purchase-cycle	会复购的人两年内就会再买；再久应算流失，而不是到期。
        setting-reason.coupon-face	不到一元的券没人在意；超过一千元就是降价而不是券了。
        setting-reason.reward-face	不到一元没人会去拉新；超过一千元会引来虚假邀请。
        setting-reason.people	它是人数：不会小于零；再多就超过一家店能触达的人数。
        setting-reason.one-or-more-people	它是人数：一个人都没有就无从规划；再多就超过市场上的人数。
        setting-reason.call-capacity	它是一天人工回访的数量：不会小于零；上百万个没有哪家店的人手够用。
        setting-reason.sample-pieces	它是件数：不会小于零；超过一千万件就不是小样，而是正装了。
        setting-reason.sample-price	一份小样至少一分钱；超过一万元就不是小样了。
        setting-reason.stock-pieces	没有库存的货品无从清仓。
        setting-reason.posts-a-day	十天不到一条养不活群；一天超过五十条，群员会退群。
        setting-reason.hours-of-a-day	一天只有 24 小时：更久的就不止一条了。
        setting-reason.wage	一小时人工不会小于零；超过一万元应是月薪。
        setting-reason.staff-hours	人工时数不会小于零；一天一千小时等于一百多人管一个群。
        setting-reason.event-days	活动至少一天；平台一个计划最长投放 30 天。
        setting-reason.burst-days	限时爆发至少一天；超过两周就是普通的货品加速。
        setting-reason.warm-up-days	预热至少一天；两个月以前的加购，到活动开始时已被忘记。
        setting-reason.launch-window	上新期至少一天；两个月后新品就和其他货品一样卖了。
        setting-reason.test-days	测试至少一天；两个月后季节变了，首尾不可比。
        setting-reason.new-goods-age	新品至少上架一天；上架一年以上就不是上新了。
        setting-reason.deposit-share	定金不到价格的 5 % 约束不了人；超过一半就不是定金了。
        setting-reason.carts-per-subscription	一次订阅的价值不小于零；超过一百次加购，加购本身就不起作用了。
        setting-reason.live-goods	平台规定一个直播间推一到五个同类目货品。
        setting-reason.promised-amount	小于零的承诺等于没有承诺；写零表示不要求。
        setting-reason.promised-probability	失败多于兑现的不算承诺；超过 99 %，曲线的抽样次数不足以证明。
        setting-reason.cost-ceiling	成本上限不会小于零；写零表示不设上限；再高就不起限制作用了。
        setting-reason.price-cut	不到 1 % 的降价没人注意；降一半以上就是清仓，另有场景。
        setting-reason.clearance-cut	不到 1 % 的降价没人注意；降 70 % 以上，剩下的价格不够付运费和佣金。
        setting-reason.price-elasticity	降价不会卖得更少；超过八时降一成销量就翻倍以上，超出对任何货品的假设。
        setting-reason.enrolment-fee	报名费付给平台，不会倒收；超过一千万元应是全年合同。
        setting-reason.enrolment-factor	报名的货品不会比别的露出少；超过五倍已超出假设。
        setting-reason.learning-share	不到预算的 5 % 测不出结果；也不可能用超过全部预算去测。
        setting-reason.exposure-tolerance	花费以分为单位，均匀到千分之一已是极限；相差一半就谈不上均匀了。
        setting-reason.return-on-spend	它是每花一元的成交额：不会小于零；超过一千应是把百分数写进来了（3 即 300 %）。
        setting-reason.package-price	套餐按天预付，不低于这里的下限；超过一百万元就是合同了。
        setting-reason.most-for-one	单个部分不会超过全部；再低则需要很多个部分，钱就没有地方可花。
        setting-reason.learning-halves	学习的作用至少一天减半；慢于一个季度，学习就不会结束。
        setting-reason.orders-of-a-member	会员一个月里总会下单；每天超过一单应是转卖的人。
        setting-reason.contacts-a-week	十周不到一次等于没有触达；一天超过十次，粉丝会取关。
        setting-reason.interest-half-life	兴趣按天计算；两个月后还剩一半的，不算近期兴趣。
        setting-reason.penetration	触达不到千分之一不算目标；也不可能超过全部人群。
        setting-reason.contacts-to-notice	不到一次不会被注意；超过五十次是打扰，不是触达。
        """#
}
