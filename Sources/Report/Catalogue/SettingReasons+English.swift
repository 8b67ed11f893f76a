// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: why settings of scenarios have the bounds that they have.
    static let settingReasons = #"""
        setting-reason.share-of-budget	A share of the budget cannot be less than nothing or exceed the whole.
        setting-reason.part-of-even-share	It is a part of an even share: at the whole everybody gets the same, and more than that cannot be kept for all at once.
        setting-reason.half-of-even-share	It is a part of an even share that each must get; above one half the minimums would decide the plan, and not what money brings.
        setting-reason.share-of-people	Of those who could do it none may or all may: a rate lies between nothing and the whole.
        setting-reason.rate-above-nothing	At a rate of nothing no money would bring any, and there would be nothing to plan; above the whole there is nobody left.
        setting-reason.daily-loss	In a day a group loses nobody at least and everybody at most.
        setting-reason.kept-carts	Carts do not multiply by themselves, and where more than half are forgotten in a day nothing of the warm-up is left for the event.
        setting-reason.redeemed-coupons	A coupon that nobody redeems wins no order, and no more than all can be redeemed.
        setting-reason.coupon-lift	A coupon does not drive orders away, and more than four times the orders is beyond what is assumed of a coupon.
        setting-reason.message-price	A message costs some fen; above ten yuan for one, the price of many was written.
        setting-reason.contact-price	A follow-up is a message or some minutes of staff; above a hundred yuan for one, the cost of many was written.
        setting-reason.one-order	It is the value of one order: never below nothing, and above a million yuan it would be the total of many.
        setting-reason.worth-of-one	It is what a single one is worth: never below nothing, and above this it would be the total of many.
        setting-reason.weight-of-sales	Sales weigh nothing at least; above a hundred the other goals would no longer count.
        setting-reason.commission-weight	Commission is a cost and never a gain; above twenty the weight forbids it, which a list of lower rates says better.
        setting-reason.purchase-cycle	Whoever buys again does so within two years; after that a customer counts as lost and not as due.
        setting-reason.coupon-face	Nobody notices a coupon of less than a yuan; above a thousand yuan it is a price cut and not a coupon.
        setting-reason.reward-face	Nobody invites a friend for less than a yuan; above a thousand yuan rewards are claimed for invented friends.
        setting-reason.people	It counts people: not below nothing, and above this there are more than one shop can reach.
        setting-reason.one-or-more-people	It counts people: without anybody there is nothing to plan, and above this there are more than the market has.
        setting-reason.call-capacity	It counts calls that people make in a day: not below nothing, and a million need more hands than any shop has.
        setting-reason.sample-pieces	It counts pieces: not below nothing, and above ten million they are no samples but the goods themselves.
        setting-reason.sample-price	A sample costs a fen at least; above ten thousand yuan it is no sample any more.
        setting-reason.stock-pieces	Goods without a piece in stock cannot be cleared.
        setting-reason.posts-a-day	Less than a post in ten days keeps no group alive; above fifty a day members leave it.
        setting-reason.hours-of-a-day	A day has 24 hours: what takes longer is more than one post.
        setting-reason.wage	An hour of staff is not paid with less than nothing; above ten thousand yuan it would be a wage of a month.
        setting-reason.staff-hours	Hours of staff are not below nothing; a thousand a day are more than a hundred people on one group.
        setting-reason.event-days	An event lasts a day at least, and the platform delivers one plan for 30 days at most.
        setting-reason.burst-days	A burst lasts a day at least; what lasts longer than two weeks is ordinary goods acceleration.
        setting-reason.warm-up-days	A warm-up takes a day at least; what people carted more than two months before is forgotten when the event begins.
        setting-reason.launch-window	A launch lasts a day at least; two months after it goods sell as all others do.
        setting-reason.test-days	A test takes a day at least; after two months the season has changed, and its beginning and end cannot be compared.
        setting-reason.new-goods-age	New goods were listed a day ago at least; what has been listed for more than a year is no launch.
        setting-reason.deposit-share	A deposit below a twentieth of the price commits nobody; above one half it is no deposit any more.
        setting-reason.carts-per-subscription	A subscription is worth no less than nothing; above a hundred carts the carts themselves would no longer count.
        setting-reason.live-goods	The platform takes one to five goods of one category into a live room.
        setting-reason.promised-amount	A promise below nothing promises nothing; zero leaves it out.
        setting-reason.promised-probability	What fails more often than it holds is no promise, and above 99 % the draws of the curves are too few to show it.
        setting-reason.cost-ceiling	A cost is not limited to less than nothing; zero sets no limit, and above this a limit limits nothing.
        setting-reason.price-cut	Nobody notices a cut of less than 1 %; a cut of more than half is a clearance, which is a scenario of its own.
        setting-reason.clearance-cut	Nobody notices a cut of less than 1 %; above 70 % freight and commission take what is left of the price.
        setting-reason.price-elasticity	A lower price does not sell less; above eight a cut of a tenth would more than double sales, beyond what is assumed of any goods.
        setting-reason.enrolment-fee	A fee is paid to the platform and never received; above ten million yuan it is a contract of a year.
        setting-reason.enrolment-factor	Enrolled goods are not shown less than others; more than five times as much is beyond what is assumed.
        setting-reason.learning-share	With less than a twentieth of the budget a test shows nothing; no more than the whole can be tested with.
        setting-reason.exposure-tolerance	Spend in whole fen cannot be more equal than to a thousandth; with half more or less it is not even any more.
        setting-reason.return-on-spend	It is yuan of sales for one yuan: never below nothing, and above a thousand a percentage was written (3 means 300 %).
        setting-reason.package-price	A package is paid in advance by the day, not below what is said here; above a million yuan it is a contract.
        setting-reason.most-for-one	No part exceeds the whole, and below this so many parts would be needed that the money could find no place.
        setting-reason.learning-halves	What was learned counts from one day to the next; slower than a quarter of a year the learning would never end.
        setting-reason.orders-of-a-member	In a month a member orders something; above one order a day it is a reseller.
        setting-reason.contacts-a-week	Less than a contact in ten weeks reaches nobody; above ten a day people unfollow.
        setting-reason.interest-half-life	Interest is counted by the day; what still holds half after two months is no recent interest.
        setting-reason.penetration	To reach less than a thousandth of an audience is no goal, and nobody can reach more than all.
        setting-reason.contacts-to-notice	Nobody notices less than one contact; above fifty people are annoyed and not reached.
        """#
}
