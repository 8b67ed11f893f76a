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
        scenario.looks-for-new-goods	它要找方案开始前 {days} 天内上架的货品。请在货品表里填 `listed_on`，或在 `goods_select` 里写明货品。
        scenario.looks-for-goods-in-stock	它要找有库存的货品。请检查货品表里的库存，以及投放需求选了或排除了哪些货品。
        scenario.looks-for-strangers	它要找面向没有买过的人的投放单元：purchased、member、fan 以外的人群。
        """#
}
