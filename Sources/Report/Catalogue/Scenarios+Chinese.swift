// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: scenarios.
    static let scenariosChinese = #"""
        scenario.new-customer-acquisition.goal	在预算内尽量多拉新客，或拉到新客值多少就拉多少：预算投向还没有买过的人。
        scenario.fast-launch.goal	让新品起量：上新期先求加购，再求成交，每个新品都试投。
        scenario.goods-acceleration.goal	在周期内让选定货品卖得更多：库存所及之内，用预算换最多成交。
        scenario.nothing-eligible	{scenario} 没有可以投放的对象。
        scenario.outcome-unknown	{scenario} 以{outcome}为目标，而数据里没有。请在历史数据里补上这一列，或换一个场景。
        scenario.needs-worth	`budget: flexible` 时钱花到不划算为止，但没有说明一笔成交值多少。请在货品表填 price 和 unit_margin，或写 `customer_value` 下的 `new_customer_value_yuan: 80`，或 `objective` 下的 `min_marginal_return: 3`。
        scenario.needs-budget	缺少预算。请写 `budget: 262410.50`（单位元，总预算）。
        scenario.joint-unit	各场景的目标单位不同，但没有说明 {scenario} 的一个单位（{unit}）值多少。请在这个场景写 `weight: 80`（每单位多少元）；新客也可以写 `customer_value` 下的 `new_customer_value_yuan: 80`。
        scenario.joint-goal	多个场景需要一个共同的预算和各自的目标：请写 `budget: 262410.50`（总额，元），并去掉 `objective` 下的 `profit`。
        scenario.joint-line	{scenario} 和 {other} 对 {line} 的投放方式不同。请用 `goods_select` 或 `channels` 给其中一个不同的货品或渠道。
        scenario.joint-stock	{scenario} 的人群存量（{stock}）另一个场景也在用。请把其中一个放进单独的需求。
        scenario.looks-for-new-goods	它要找方案开始前 {days} 天内上架的货品。请在货品表里填 `listed_on`，或在 `goods_select` 里写明货品。
        scenario.looks-for-goods-in-stock	它要找有库存的货品。请检查货品表里的库存，以及投放需求选了或排除了哪些货品。
        scenario.looks-for-strangers	它要找面向没有买过的人的投放单元：purchased、member、fan 以外的人群。
        scenario.first-order-discount.goal	用只给从未下单者的优惠拉首单：每个货品定一个首单直降金额，只在新客订单上付出。
        scenario.sampling.goal	派样拉新：广告带来领样的人，小样让他们回来下单。
        scenario.newcomer-benefits.goal	一笔钱拉新：广告和权益各花多少，由方案决定。
        scenario.member-recruiting.goal	入会拉新：让还不是会员的人入会，可设每个入会成本上限。
        scenario.member-activation.goal	激活老会员：让会员和老客再次下单，人数优先。
        scenario.fan-growth.goal	粉丝增长：向粉丝成交，同时把访客变成粉丝，按粉丝日后价值计。
        scenario.fan-headlines.goal	触达自己的人：曝光最大，同时每人每周不超过设定次数。
        scenario.audience-penetration.goal	人群击穿：在一个人群里触达尽量多的人，各渠道都有份。
        scenario.follow-up.goal	追投：趁兴趣还在，拿下近期感兴趣者的订单，越早越值钱。
        scenario.industry-audience.goal	面向行业人群成交，任何一个人群的花费不超过其占比。
        scenario.lead-generation.goal	收集线索：控制线索成本，每天不超过能回访的数量。
        scenario.goods-testing.goal	测款：每个候选货品都得到测试份额，其余预算投向成交。
        scenario.even-exposure-testing.goal	均匀曝光测款：每个候选货品曝光相同，结果可直接比较。
        scenario.launch-discount.goal	新品首降：上新期内每个新品定一个降价幅度，期满恢复原价。
        scenario.premiere.goal	新品首发：不降价，按是否划算决定报名，首发期集中投放。
        scenario.guaranteed-launch.goal	上新确定性：新品加购有保底，坏情形下也尽量守住。
        scenario.flash-acceleration.goal	限时加速：钱全部花在短促的爆发期内，求期内成交最多。
        scenario.guaranteed-acceleration.goal	加速确定性：成交有保底，不让单一渠道失手坏了承诺。
        scenario.new-goods-express.goal	新品飞车：按预付包投放新品，订单来得越早越值。
        scenario.clearance.goal	清仓：期末前把库存变现，每件按成本计值，每个货品定一个降价幅度。
        scenario.event-warm-up.goal	活动预热：积累加购和订阅，按活动开始时还剩多少计值。
        scenario.event-burst.goal	爆发收割：预算集中在活动日，少量用于引导。
        scenario.event-presale.goal	预售：每个货品定一个定金比例，付了尾款才算成交。
        scenario.event-full-cycle.goal	活动全周期：一笔总预算贯穿预热到爆发，先加购后成交，各阶段有份。
        scenario.livestream.goal	超级直播：用同类目最多五个货品求成交、观看和新粉丝。
        scenario.shop-wide.goal	全店智投：在要求的投产比上求全店成交，货品由方案选。
        scenario.shop-wide-custom.goal	全店自定义：在要求的投产比上投放你选定的货品，每个都有份。
        scenario.shop-direct.goal	店铺直达：让搜索品牌的人直接到店，每天都在。
        scenario.affiliate-push.goal	淘宝客推广：只靠淘宝客成交，每个货品定一个佣金率，按结算成交计。
        scenario.ticket-recall.goal	入场券：活动前发券，活动日召回持券人。
        scenario.old-brings-new.goal	老带新：定一个奖励，让老客带来新客。
        scenario.repurchase.goal	老客复购：到了该买的时候联系该买的人，并向老客投放。
        scenario.group-operation.goal	群运营：在人手时间之内让自己的群成交，广告同时投放。
        scenario.coupon-allocation.goal	千人千权：给每个人群合适的券，成交减去付出的权益。
        scenario.cold-start.goal	冷启动：没有历史，每个渠道都试一点，边投边学。
        scenario.multi-goal.goal	多目标：几个目标一起求，各按其价值（元）加权。
        scenario.lifecycle-growth.goal	全域经营：把人从陌生培养到购买，沿途成交，期末留下的人也计值。
        scenario.looks-for-affiliates	它要找淘宝客推广的货品：历史数据里要有佣金率和淘宝客成交。
        scenario.looks-for-audience	它要找面向一个人群的投放单元。请检查投放需求排除了哪些人群。
        scenario.looks-for-candidates	它要找可比较的货品：有库存货品的投放单元。
        scenario.looks-for-fans	它要找面向自有人群的投放单元：fan、member、purchased 或 visitor。
        scenario.looks-for-interested	它要找面向感兴趣者的投放单元：visitor、fan 或 cart-holder。
        scenario.looks-for-livestream	它要找直播推广或信息流的投放单元，且货品有库存。
        scenario.looks-for-members	它要找面向买过的人的投放单元：purchased 或 member。
        scenario.looks-for-non-members	它要找面向非会员的投放单元：member 以外的人群。
        scenario.looks-for-search	它要找搜索或品牌专区的投放单元。
        scenario.looks-for-segments	它要找面向行业人群的投放单元，或 stranger、visitor。
        scenario.looks-for-stock	它要找已知库存的货品。请在货品表里填 `stock`。
        proposal.head	{begin} 至 {end}，预算 {budget}：按本店自己的曲线，带来{outcome}最多的场景（每类取最佳）：
        proposal.brings	预期：{cost} 带来 {amount}
        proposal.range	十次有九次在 {low} 至 {high} 之间
        proposal.new-customer	每个新客 {amount}
        proposal.others	其余场景
        proposal.impossible	此处无可投放，或无法规划
        proposal.warning	以上均按默认设置规划。`wanxiang scenarios 名称` 说明场景用途并给出示例需求单。
        """#
}
