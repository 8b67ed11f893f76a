// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Response
import Testing

@Suite("Curves from other tools")
struct CurveDocumentTests {
    static let good = """
        {"lines": [{"channel": "search", "outcome": "gmv", "curve": {"family": "hill", "cap": 5200, "half_spend_yuan": 900},
          "carry_over": 0.2, "rates": {"orders": 0.008}, "weekday": [2, 2, 2, 2, 2, 1, 3], "seen_largest_yuan": 1800}]}
        """

    @Test("A line is taken as it stands")
    func reads() throws {
        let response = try CurveDocument.read(Data(Self.good.utf8), file: "curves.json")
        let line = try #require(response.lines.first)
        #expect(line.line == LineKey(channel: "search"))
        #expect(line.curve == .hill(HillCurve(cap: 5200, halfSpend: 900)))
        // Weekdays are scaled to a mean of 1: 14 / 7 = 2.
        #expect(line.weekday == [1, 1, 1, 1, 1, 0.5, 1.5])
        #expect(line.rate(of: .orders) == 0.008)
        #expect(line.seen?.largest == 1800)
        #expect(line.evidence == .given)
    }

    @Test(
        "A wrong value is named with its field",
        arguments: [
            ("0.2", "1.0", "lines[0].carry_over"), ("\"cap\": 5200", "\"cap\": -1", "lines[0].curve.cap"),
            ("\"outcome\"", "\"outcom\"", "lines[0].outcom"), ("\"hill\"", "\"hil\"", "lines[0].curve"),
            ("[2, 2,", "[2,", "lines[0].weekday"), ("0.008", "-0.008", "lines[0].rates"),
        ])
    func errors(old: String, new: String, field: String) throws {
        let text = Self.good.replacingOccurrences(of: old, with: new)
        let error = #expect(throws: FitError.self) { try CurveDocument.read(Data(text.utf8), file: "curves.json") }
        #expect(error?.fault.place?.file == "curves.json")
        #expect(error?.fault.place?.field?.hasPrefix(field) == true, "\(String(describing: error))")
    }

    @Test("The same line twice, no lines, and no JSON are errors")
    func structure() {
        for text in ["{\"lines\": []}", "{", ""] {
            #expect(throws: FitError.self) { try CurveDocument.read(Data(text.utf8), file: "curves.json") }
        }
    }
}
