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
        scenario.joint-unit	The goals of this brief are counted in different units, and nothing says how much one unit ({unit}) of {scenario} is worth. Write `weight: 80` (yuan for one unit) at this scenario; for new customers `new_customer_value_yuan: 80` under `customer_value` will do.
        scenario.joint-goal	Several scenarios need a budget to share, and goals of their own: write `budget: 262410.50` (yuan, in total), and leave `profit` out of `objective`.
        scenario.joint-line	{scenario} and {other} would deliver {line} in different ways. Give one of them other goods under `goods_select` or other channels under `channels`.
        scenario.joint-stock	{scenario} keeps a stock of people ({stock}) that another scenario keeps too. Plan one of them in a brief of its own.
        scenario.looks-for-new-goods	It looks for goods listed in the last {days} {days:day|days} before the plan begins. Fill in `listed_on` in the goods list, or name the goods under `goods_select`.
        scenario.looks-for-goods-in-stock	It looks for goods in stock. Check the stock in the goods list, and which goods the brief selects or leaves out.
        scenario.looks-for-strangers	It looks for lines to people who have not bought yet: audiences other than purchased, member and fan.
        scenario.first-order-discount.goal	Win first orders with a discount for those who never bought: one discount an item, paid on new customers' orders alone.
        scenario.sampling.goal	Win new customers with samples: media bring the takers, samples bring them back.
        scenario.newcomer-benefits.goal	Win new customers with one sum that the plan splits between ads and coupons.
        scenario.member-recruiting.goal	Win members: sign-ups of people who are none yet, at a cost per sign-up.
        scenario.member-activation.goal	Bring members and former buyers back to an order, as many people as can be reached.
        scenario.fan-growth.goal	Sell to followers and turn visitors into followers, each worth what followers buy later.
        scenario.fan-headlines.goal	Reach the shop's own people often enough and not too often.
        scenario.audience-penetration.goal	Reach as much of one audience as possible, on every channel that it uses.
        scenario.follow-up.goal	Win the orders of those who showed interest lately, before it fades.
        scenario.industry-audience.goal	Sell to the segments of the category, none of them with more than its share.
        scenario.lead-generation.goal	Collect leads at a cost per lead, no more a day than can be called back.
        scenario.goods-testing.goal	Find the best of several goods: each gets its part of the test, the rest goes where sales are.
        scenario.even-exposure-testing.goal	Give every candidate the same exposure, so that they can be compared as they stand.
        scenario.launch-discount.goal	Sell new goods with a price cut that ends with the launch, one cut an item.
        scenario.premiere.goal	Launch premium goods at the full price: enrol for a fee where it pays, with a strong beginning.
        scenario.guaranteed-launch.goal	Promise a launch result: carts of new goods with a floor that holds in the bad cases too.
        scenario.flash-acceleration.goal	Sell as much as possible in a short burst: all of the money within it.
        scenario.guaranteed-acceleration.goal	Promise sales: a floor that holds in the bad cases too, with no channel that alone can break it.
        scenario.new-goods-express.goal	Give new goods speed by prepaid packages: orders count more the earlier they come.
        scenario.clearance.goal	Turn stock into money by the last day: pieces count with what they cost, one price cut an item.
        scenario.event-warm-up.goal	Gather carts and subscriptions for an event, weighed by how many of them are left when it begins.
        scenario.event-burst.goal	Sell on the event's days: most of the money there, a little to lead up to it.
        scenario.event-presale.goal	Sell in presale: one deposit an item, counted when the balance is paid.
        scenario.event-full-cycle.goal	Carry an event from warm-up to burst with one total: carts first, then sales, each stage with its part.
        scenario.livestream.goal	Fill the live room: sales, views and new followers with up to five goods of one category.
        scenario.shop-wide.goal	Sell with the whole shop at a return that is asked for; the plan chooses the goods.
        scenario.shop-wide-custom.goal	Sell at a return that is asked for with goods that you chose, each of them delivered.
        scenario.shop-direct.goal	Bring people who search for the brand straight to the shop, every day.
        scenario.affiliate-push.goal	Sell by affiliates alone: one commission rate an item, counted when sales are settled.
        scenario.ticket-recall.goal	Hand out tickets before an event and call their holders on its days.
        scenario.old-brings-new.goal	Let customers bring customers: one reward for whoever brings a new one.
        scenario.repurchase.goal	Bring buyers back when it is time: lines to buyers, and messages to those who are due.
        scenario.group-operation.goal	Let the shop's own groups sell, within the hours of its people, with lines beside them.
        scenario.coupon-allocation.goal	Give each audience the coupon that pays: sales less what is given away.
        scenario.cold-start.goal	Begin without a past: try every channel, learn, and trust nothing much too early.
        scenario.multi-goal.goal	Serve several goals at once, each with its worth in yuan.
        scenario.lifecycle-growth.goal	Grow people from stranger to buyer and sell on the way; who is there at the end counts too.
        scenario.looks-for-affiliates	It looks for goods that affiliates promote: commission rates and affiliate sales in the history.
        scenario.looks-for-audience	It looks for lines to one audience. Check which audiences the brief leaves out.
        scenario.looks-for-candidates	It looks for goods to compare: lines of goods in stock.
        scenario.looks-for-fans	It looks for lines to the shop's own people: audiences fan, member, purchased or visitor.
        scenario.looks-for-interested	It looks for lines to people who showed interest: audiences visitor, fan or cart-holder.
        scenario.looks-for-livestream	It looks for lines of the live room's promotion, or feeds, with goods in stock.
        scenario.looks-for-members	It looks for lines to people who bought before: audiences purchased or member.
        scenario.looks-for-non-members	It looks for lines to people who are no members: audiences other than member.
        scenario.looks-for-search	It looks for lines of search or the brand zone.
        scenario.looks-for-segments	It looks for lines to segments of the category, or to strangers and visitors.
        scenario.looks-for-stock	It looks for goods whose stock is known. Fill in `stock` in the goods list.
        proposal.head	For {begin} to {end} with {budget}, the scenarios that bring most {outcome} on this shop's own curves, the best of each family:
        proposal.brings	Expected: {amount} for {cost}
        proposal.range	{low} to {high} in 9 of 10 cases
        proposal.new-customer	{amount} per new customer
        proposal.others	The others
        proposal.impossible	Nothing to deliver here, or no plan
        proposal.warning	All of these were planned with their default settings. `wanxiang scenarios NAME` says what a scenario is for and shows a brief to begin with.
        """#
}
