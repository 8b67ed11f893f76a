// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: scenarios.
    static let scenarios = #"""
        scenario.new-customer-acquisition.goal	Win as many new customers as the budget can, or as many as they are worth: money goes to people who have not bought yet.
        scenario.fast-launch.goal	Get new goods off the ground: carts in the launch window first, then sales, with every new item tried.
        scenario.goods-acceleration.goal	Sell more of chosen goods within the period: the most sales for the budget, as far as stock reaches.
        scenario.nothing-eligible	There is nothing that {scenario} could give money to.
        scenario.outcome-unknown	{scenario} is about {outcome}, and the data do not have it. Add this column to the history, or choose another scenario.
        scenario.needs-worth	With `budget: flexible` money is spent as far as it pays, but nothing says what a sale is worth. Give price and unit_margin in the goods list, or `new_customer_value_yuan: 80` under `customer_value`, or `min_marginal_return: 3` under `objective`.
        scenario.needs-budget	A budget is missing. Write `budget: 262410.50` (yuan, in total).
        scenario.looks-for-new-goods	It looks for goods listed in the last {days} {days:day|days} before the plan begins. Fill in `listed_on` in the goods list, or name the goods under `goods_select`.
        scenario.looks-for-goods-in-stock	It looks for goods in stock. Check the stock in the goods list, and which goods the brief selects or leaves out.
        scenario.looks-for-strangers	It looks for lines to people who have not bought yet: audiences other than purchased, member and fan.
        """#
}
