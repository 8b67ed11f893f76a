// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `allocate` as a person uses it.
@Suite struct AllocateTests {
    static let offers = """
        customer,benefit,value,cost
        a,coupon,8,5
        b,coupon,6,3
        c,coupon,5,2
        c,sms,1,0.05

        """

    private func number(_ json: Any?, _ keys: String...) -> Double? {
        var value = json
        for key in keys { value = (value as? [String: Any])?[key] }
        return (value as? NSNumber)?.doubleValue
    }

    @Test func offersAndABudget() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.offers, to: "offers.csv")
        // 5 yuan: b and c (11) rather than a alone (8) or with less.
        let answer = try shop.run(["allocate", "offers.csv", "--budget", "5", "--output", "who.csv", "--explain", "a"])
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(shop.read("who.csv") == "customer,benefit\na,\nb,coupon\nc,coupon\n")
        #expect(answer.output.contains("¥5.00"))
        #expect(answer.output.contains("customer a"))
        let json = try shop.run(["allocate", "offers.csv", "--budget", "5", "--json", "--frontier", "3"])
        #expect(number(json.json, "certificate", "value") == 11)
        #expect(number(json.json, "certificate", "largest_violation") == 0)
        #expect(((json.json as? [String: Any])?["frontier"] as? [Any])?.count == 3)
        let matrix = try shop.run(["allocate", "offers.csv", "--budget", "5", "--output", "who.npy"])
        #expect(matrix.code == 0)
        #expect(shop.exists("who.npy"))
    }

    @Test func aRequestInYAML() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write("customer,benefit,value\na,c5,3\nb,c5,2\nc,c5,1\nd,c5,9\n", to: "offers.csv")
        try shop.write("customer,reached_30d,stage\na,0,new\nb,0,old\nc,0,old\nd,3,new\n", to: "customers.csv")
        try shop.write(
            """
            offers: offers.csv
            budget: 100
            benefits:
              c5: {face_value: 5, redemption: 50 %, group: coupons}
            groups:
              coupons: {max_count: 2}
            customers: customers.csv
            segment: stage
            filters:
              - {column: reached_30d, max: 1}
            """, to: "request.yaml")
        let answer = try shop.run(["allocate", "request.yaml", "--output", "who.csv"])
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(shop.read("who.csv") == "customer,benefit\na,c5\nb,c5\nc,\nd,\n")
        #expect(answer.output.contains("request.yaml:6"))
    }

    @Test func whatCannotBeKeptIsNamed() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.offers, to: "offers.csv")
        let answer = try shop.run([
            "allocate", "offers.csv", "--budget", "5", "--min-count", "coupon=3", "--output", "who.csv",
        ])
        #expect(answer.code == 2)
        #expect(answer.errors.contains("--budget") && answer.errors.contains("--min-count"))
        #expect(!shop.exists("who.csv"))
    }

    @Test func badRowsAndFilesThatAreThere() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        try shop.write(Self.offers + "d,coupon,nan,1\n,coupon,1,1\na,coupon,1,1\ne,coupon,1,-1\n", to: "offers.csv")
        let first = try shop.run(["allocate", "offers.csv", "--output", "who.csv"])
        #expect(first.code == 0)
        for line in ["offers.csv:6", "offers.csv:7", "offers.csv:8", "offers.csv:9"] { #expect(first.errors.contains(line)) }
        // It is there now, and the next one would be partial.
        let again = try shop.run(["allocate", "offers.csv", "--output", "who.csv", "--budget", "2"])
        #expect(again.code == 73)
        #expect(shop.read("who.csv")?.contains("a,coupon") == true)
        #expect(try shop.run(["allocate", "offers.csv", "--output", "who.csv", "--replace-partial"]).code == 0)
        let strict = try shop.run(["allocate", "offers.csv", "--strict"])
        #expect(strict.code == 65)
        #expect(strict.errors.contains("offers.csv:6") && strict.errors.contains("nan"))
        #expect(try shop.run(["allocate", "none.csv"]).code == 66)
        #expect(try shop.run(["allocate", "offers.csv", "--budget", "x"]).code == 64)
        #expect(try shop.run(["allocate", "offers.csv", "--explain", "nobody"]).code == 64)
    }

    @Test func fromATrialToAnAllocation() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        var trial = "customer,arm,outcome,x\n"
        for i in 0..<4_000 {
            // A coupon brings 2 with those of x = 1, nothing with the others.
            let treated = (i / 2) % 2 == 0
            let works = i % 2 == 1
            trial += "\(i),\(treated ? "coupon" : "none"),\(Double(i % 7) / 7 + (treated && works ? 2 : 0)),\(i % 2)\n"
        }
        try shop.write(trial, to: "trial.csv")
        try shop.write("customer,x\np,1\nq,0\nr,1\n", to: "customers.csv")
        let refused = try shop.run(["allocate", "fit", "trial.csv", "--control", "none"])
        #expect(refused.code == 65)
        let fit = try shop.run([
            "allocate", "fit", "trial.csv", "--control", "none", "--shares", "none=0.5,coupon=0.5", "--cost", "coupon=0.5",
            "--model",
            "uplift.json",
        ])
        #expect(fit.code == 0, "\(fit.errors)")
        #expect(fit.output.contains("established"))
        let scored = try shop.run(["allocate", "score", "uplift.json", "customers.csv", "--output", "offers.csv"])
        #expect(scored.code == 0, "\(scored.errors)")
        #expect(shop.read("offers.csv")?.hasPrefix("customer,benefit,value,cost\np,coupon,") == true)
        let run = try shop.run([
            "allocate", "customers.csv", "--model", "uplift.json", "--budget", "1", "--output", "who.csv",
        ])
        #expect(run.code == 0, "\(run.errors)")
        #expect(shop.read("who.csv") == "customer,benefit\np,coupon\nq,\nr,coupon\n")
        // Data without a trial leave their warning on all that is made from them.
        let guessed = try shop.run([
            "allocate", "fit", "trial.csv", "--control", "none", "--observational", "--cost", "coupon=0.5", "--model",
            "guess.json",
        ])
        #expect(guessed.code == 0)
        let later = try shop.run(["allocate", "customers.csv", "--model", "guess.json", "--json"])
        #expect(later.output.contains("incentives.warning-observational"))
        #expect(later.errors.contains("randomized"))
        try shop.write("{}", to: "broken.json")
        #expect(try shop.run(["allocate", "score", "broken.json", "customers.csv", "--output", "o.csv"]).code == 65)
    }
}
