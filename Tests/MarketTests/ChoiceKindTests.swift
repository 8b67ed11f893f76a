// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@Suite("Words of a plan's choices")
struct ChoiceKindTests {
    private let day = Day(number: 20_000)

    private func fault(_ choice: PlanChoice) -> ChoiceFault? {
        do throws(ChoiceFault) {
            _ = try choice.checked()
            return nil
        } catch { return error }
    }

    @Test("Every kind accepts a row in its own unit and names it", arguments: ChoiceKind.allCases)
    func everyKind(kind: ChoiceKind) throws {
        let row = PlanChoice(begin: day, end: day, kind, value: kind.range.lowerBound)
        #expect(try row.checked() == kind)
        #expect(fault(PlanChoice(begin: day, end: day, kind, value: kind.range.upperBound * 2 + 1)) != nil)
        #expect((fault(PlanChoice(begin: day, end: day, kind, value: 1, limit: 1)) == nil) == (kind.limitUnit != nil))
    }

    @Test("A misspelt kind is answered with the nearest one, a rate of another unit is refused and not guessed")
    func faults() {
        func row(_ kind: String, _ value: Double, _ unit: String) -> PlanChoice {
            PlanChoice(begin: day, end: day, kind: kind, goods: .all, option: "x", value: value, unit: unit)
        }
        #expect(fault(row("comission", 8, "percent")) == .unknownKind("comission", nearest: "commission"))
        #expect(fault(row("commission", 80, "permille")) == .unit(found: "permille", expected: "percent"))
        #expect(fault(row("commission", 1550, "percent")) == .value(found: 1550, accepted: 0...90))
        #expect(fault(row("coupon", .nan, "yuan")) != nil)
        #expect(fault(PlanChoice(begin: day, end: day, .referral, goods: "g1", value: 1)) == .dimension(.goods))
        #expect(fault(PlanChoice(begin: day, end: day.advanced(by: -1), .coupon, value: 1)) == .period)
    }

    @Test("A choice of another version, without channel and limit, is read")
    func stored() throws {
        let text = #"""
            {"begin":"2026-01-01","end":"2026-01-02","kind":"coupon","goods":"all","audience":"fan","option":"5","value":5,"unit":"yuan"}
            """#
        let choice = try JSONDecoder().decode(PlanChoice.self, from: Data(text.utf8))
        #expect(choice.channel == .all && choice.limit == nil)
        #expect(try JSONDecoder().decode(PlanChoice.self, from: JSONEncoder().encode(choice)) == choice)
    }
}
