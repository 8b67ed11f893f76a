// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the page that shows what emerges from a market world.
    static let worldPageChinese = #"""
        world-page.title	{family} 世界里自然出现的规律（{size} 店，种子 {seed}）
        world-page.lead	在这个世界里投放 {days} 天、换 {repetitions} 种运气测得，避开大促。世界里没有任何花费公式：这里看到的都由人、竞价和淘宝客形成。色带为两个标准误。
        world-page.findings	要验证的规律
        world-page.holds	成立
        world-page.fails	不成立
        world-page.says-bends	花得越多访客越多，但每多一元带来的越来越少
        world-page.says-s-bends	花得越多访客越多，每多一元带来的先增后减（S 形）
        world-page.says-dearer	花得越多，点击越贵
        world-page.says-scale	出价、底价和预算全部翻倍，每个展现和点击都不变
        world-page.says-rivals	只提高竞争对手的出价，触达就会下降
        world-page.says-matures	报表会成熟：归因窗口内订单陆续回补，之后不再变化
        world-page.says-overlaps	两个渠道一起卖的少于各自单独卖的总和
        world-page.says-affiliates	淘宝客成交随佣金上升并逐渐持平
        world-page.says-tires	发得越多触达越多，但每条触达的人越来越少
        world-page.curves	逐个渠道
        world-page.others	报表、对手、淘宝客、自有触点
        world-page.figures	数字
        world-page.chart-visits	花费与每天新增访客
        world-page.chart-orders	花费与每天新增订单
        world-page.chart-price	花费与点击单价
        world-page.chart-conversion	花费与每次点击的归因订单：人群在变宽
        world-page.chart-maturity	之后第几天早上能看到当天最终订单的多少
        world-page.chart-rivals	其他人的出价翻若干倍时，同样的钱触达多少
        world-page.chart-commission	佣金与淘宝客订单
        world-page.chart-posts	每周发布条数与阅读人数
        world-page.spend-axis	每天花费（元）
        world-page.visits-axis	每天新增访客
        world-page.orders-axis	每天新增订单
        world-page.price-axis	每次点击（元）
        world-page.conversion-axis	每次点击的订单
        world-page.age-axis	之后第几天早上
        world-page.visible-axis	可见比例
        world-page.bids-axis	竞争出价的倍数
        world-page.reach-axis	每天展现
        world-page.commission-axis	佣金（%）
        world-page.affiliate-orders-axis	淘宝客订单
        world-page.posts-axis	每周发布条数
        world-page.readers-axis	阅读人数
        world-page.channel	渠道
        world-page.given	每天给的预算（元）
        world-page.impressions	展现
        world-page.clicks	点击
        world-page.overlap	两个渠道
        world-page.further-orders	新增订单
        world-page.together	两个一起
        world-page.less-than-sum	比总和少
        world-page.scale	规模
        world-page.once	原样
        world-page.doubled	出价、底价、预算全部翻倍
        """#
}
