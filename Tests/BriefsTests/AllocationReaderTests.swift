// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Briefs
import Market
import Testing

@Suite struct AllocationReaderTests {
    private func read(_ text: String) throws -> AllocationTerms {
        try AllocationReader.read(tree: TextTree.parse(text: text, file: "shop/request.yaml"), file: "shop/request.yaml")
    }

    @Test func aWholeRequest() throws {
        let terms = try read(
            """
            offers: offers.csv
            budget: 50000
            roi: 2
            benefits:
              coupon20: {face_value: 20, redemption: 30 %, group: coupons, max_count: 3000}
              sms: {face_value: 0.05}
            groups:
              coupons: {max_cost: 40000, min_count: 10}
            rules:
              few: {benefits: [coupon20, sms], max_count: 900}
            customers: customers.csv
            segment: city_tier
            filters:
              - {column: reached_30d, max: 0}
              - {column: level, among: [gold, silver], benefits: [sms]}
            strict: true
            """)
        #expect(terms.offers?.value.resolved == "shop/offers.csv")
        #expect(terms.budget?.value == Money(fen: 5_000_000))
        #expect(terms.benefits[0].redemption?.value == 0.3)
        #expect(terms.benefits[0].limits.maxCount?.value == 3_000)
        #expect(terms.groups[0].limits.maxCost?.origin?.line == 8)
        #expect(terms.rules[0].benefits.map(\.value) == ["coupon20", "sms"])
        #expect(terms.filters[0].max?.value == 0)
        #expect(terms.filters[1].among.map(\.value) == ["gold", "silver"])
        #expect(terms.strict?.value == true)
    }

    @Test(arguments: [
        ("budget: 5\n", "brief.missing-key"),
        ("offers: a.csv\nbugdet: 5\n", "brief.unknown-key"),
        ("offers: a.csv\nbudget: -5\n", "brief.negative"),
        ("offers: a.csv\nmodel: m.json\ncustomers: c.csv\n", "brief.exclude-each-other"),
        ("model: m.json\n", "brief.missing-key"),
        ("offers: a.csv\nbenefits: {c: {redemption: 30}}\n", "brief.ambiguous-share"),
        ("offers: a.csv\nbenefits: {c: {min_count: 5, max_count: 4}}\n", "brief.minimum-above-maximum"),
        ("offers: a.csv\nfilters: [{column: x}]\n", "brief.missing-key"),
        ("offers: a.csv\nfilters: [{column: x, max: 1, among: [a]}]\n", "brief.exclude-each-other"),
        ("offers: a.csv\nfilters: [{column: x, max: nan}]\n", "brief.bad-number"),
    ])
    func slipsAreNamed(_ text: String, _ key: String) throws {
        let faults = try #require(throws: BriefFaults.self) { try read(text) }
        #expect(faults.faults.map(\.notice.key) == [key])
    }
}
