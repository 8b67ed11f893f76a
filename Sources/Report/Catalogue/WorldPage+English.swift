// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the page that shows what emerges from a market world.
    static let worldPage = #"""
        world-page.title	What emerges from a {family} world ({size} shop, seed {seed})
        world-page.lead	Measured by delivering in the world for {days} days under {repetitions} different lucks, away from events. No formula of spend is in the world: people, auctions and affiliates make what is seen here. Bands are two standard errors.
        world-page.findings	What was to be shown
        world-page.holds	holds
        world-page.fails	does not hold
        world-page.says-bends	more money brings more visits, each further yuan fewer
        world-page.says-s-bends	more money brings more visits, each further yuan first more, then fewer (S-shaped)
        world-page.says-dearer	a click gets dearer with spend
        world-page.says-scale	doubling every bid, floor price and budget leaves every impression and click where it was
        world-page.says-rivals	raising only the competitors' bids lowers reach
        world-page.says-matures	reports mature: late orders come in until the attribution window has passed, none after
        world-page.says-overlaps	two channels together sell less than the sum of each alone
        world-page.says-affiliates	sales through affiliates rise with the commission and level off
        world-page.says-tires	more posts reach more, each one reaches fewer
        world-page.curves	Channels, one at a time
        world-page.others	Reports, rivals, affiliates, own contacts
        world-page.figures	Figures
        world-page.chart-visits	Further visits a day by money spent
        world-page.chart-orders	Further orders a day by money spent
        world-page.chart-price	Price of a click by money spent
        world-page.chart-conversion	Credited orders per click by money spent: the audience broadens
        world-page.chart-maturity	Share of a day's final orders that is visible so many mornings later
        world-page.chart-rivals	Reach of the same money when everybody else's bids are multiplied
        world-page.chart-commission	Orders through affiliates by commission
        world-page.chart-posts	Readers of posts by posts a week
        world-page.spend-axis	spent a day, yuan
        world-page.visits-axis	further visits a day
        world-page.orders-axis	further orders a day
        world-page.price-axis	yuan a click
        world-page.conversion-axis	orders per click
        world-page.age-axis	mornings after the day
        world-page.visible-axis	visible
        world-page.bids-axis	factor on competing bids
        world-page.reach-axis	impressions a day
        world-page.commission-axis	commission, percent
        world-page.affiliate-orders-axis	orders through affiliates
        world-page.posts-axis	posts a week
        world-page.readers-axis	readers
        world-page.channel	channel
        world-page.given	given a day, yuan
        world-page.impressions	impressions
        world-page.clicks	clicks
        world-page.overlap	Two channels
        world-page.further-orders	further orders
        world-page.together	both together
        world-page.less-than-sum	less than the sum by
        world-page.scale	Scale
        world-page.once	once
        world-page.doubled	all bids, floors and budgets doubled
        """#
}
