// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Delivery
import Foundation
import Market
import Planning
import Response
import Solver
import TestSupport
import Testing

/// How many random problems: a few hundred, or thousands where `WANXIANG_VERIFY=1` is set.
enum Effort {
    static let isFull = ProcessInfo.processInfo.environment["WANXIANG_VERIFY"] == "1"
    static func count(_ quick: UInt64, full: UInt64) -> ClosedRange<UInt64> { 1...(isFull ? full : quick) }
}

/// What holds of every plan, on random problems with carry-over, crossing budgets, floors, choices, stock, returns, packages.
@Suite struct PlanPropertyTests {
    static func bytes(_ plan: Plan) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(plan)
    }

    /// The plan after so many nodes of a search, nil where none was found by then.
    private static func plan(_ problem: DeliveryProblem, nodes: Int) throws -> Plan? {
        do {
            return try Planner.plan(problem, options: PlanOptions(nodeLimit: nodes)).plan
        } catch {
            if case .noneFound = error { return nil }
            throw error
        }
    }

    /// Bound above value, value as worked out from the fen, gap as defined, every rule on money kept to the fen, no bound broken,
    /// and the budget spent to the fen where more money would bring more and nothing else stands in the way.
    @Test func claimsHold() throws {
        var whole = 0
        var wholeProved = 0
        var left: [String] = []
        for seed in Effort.count(320, full: 3000) {
            var random = RandomDelivery(seed)
            let problem = random.problem()
            // A tree cut short keeps the suite quick; what is claimed must be true all the same.
            guard let plan = try Self.plan(problem, nodes: 40) else {
                whole += 1
                continue
            }
            let certificate = plan.certificate
            let ledger = PlanLedger(plan.delivery, of: problem)
            #expect(ledger.breaches.isEmpty, "seed \(seed): \(ledger.breaches)")
            #expect(
                plan.cost == plan.delivery.media + plan.delivery.commissionReserve && plan.delivery.media.fen == ledger.media)
            #expect(certificate.bound >= certificate.value, "seed \(seed): \(certificate)")
            #expect(certificate.violation <= 1e-9, "seed \(seed): \(certificate)")
            let value = ledger.value
            #expect(abs(certificate.value - value) <= 2e-6 * max(1, abs(value)), "seed \(seed): \(value) \(certificate)")
            // The gap without what rounding to fen took is within what was asked, or the status says that it is not.
            let size = (certificate.bound - certificate.value) / max(certificate.gap, .leastNormalMagnitude)
            let proved = certificate.gap - certificate.roundingLoss / max(size, 0.01) <= certificate.gapAsked * 1.01
            #expect(
                (certificate.status == .optimal) == (certificate.gap <= certificate.gapAsked), "seed \(seed): \(certificate)")
            if problem.lines.contains(where: { $0.package != nil || $0.minimumIfUsed != nil || !$0.curve.curve.isConcave }) {
                whole += 1
                wholeProved += proved ? 1 : 0
            } else {
                #expect(proved, "seed \(seed): \(certificate)")
            }
            let others = plan.explanation.binding.filter { $0.rule != "total budget" }
            if let price = plan.explanation.marginalReturn, price > 1e-6, others.isEmpty, ledger.hasRoomBesidesBudget {
                let unspent = try #require(plan.budget).fen - plan.cost.fen
                if unspent != 0 { left.append("seed \(seed): \(unspent) fen unspent at a price of \(price)") }
            }
        }
        // One in 3,000 keeps a few fen at full count; in the quick count there must be none.
        #expect(left.count <= Int(Effort.count(320, full: 3000).upperBound / 1000), "\(left)")
        // Most trees are finished within 40 nodes.
        #expect(whole > 50 && Double(wholeProved) > 0.85 * Double(whole), "\(wholeProved) of \(whole)")
    }

    /// Lines and choices in any order give the same plan byte for byte.
    @Test func orderOfLinesChangesNothing() throws {
        for seed in Effort.count(60, full: 1000) {
            var random = RandomDelivery(5000 + seed)
            let problem = random.problem([.choices, .stock, .ratio, .floors, .profit])
            var numbers = SeededNumbers(seed, 1)
            var turned = problem
            turned.lines = numbers.shuffled(problem.lines)
            turned.choices = numbers.shuffled(problem.choices)
            #expect(try Self.bytes(Planner.plan(problem).plan) == Self.bytes(Planner.plan(turned).plan), "seed \(seed)")
        }
    }

    /// The same input gives the same bytes, also when several threads plan at once.
    @Test func sameInputSameBytes() async throws {
        for seed in Effort.count(12, full: 200) {
            var random = RandomDelivery(6000 + seed)
            let problem = random.problem()
            let options = PlanOptions(nodeLimit: 40)
            let once = try Self.bytes(Planner.plan(problem, options: options).plan)
            let again = try await withThrowingTaskGroup(of: Data.self) { group in
                for _ in 0..<3 { group.addTask { try Self.bytes(Planner.plan(problem, options: options).plan) } }
                var all: [Data] = []
                for try await data in group { all.append(data) }
                return all
            }
            #expect(again.allSatisfy { $0 == once }, "seed \(seed)")
        }
    }

    /// A larger budget never brings less, up to the gap and what rounding to fen takes.
    @Test func moreBudgetNeverBringsLess() throws {
        for seed in Effort.count(60, full: 1000) {
            var random = RandomDelivery(7000 + seed)
            let problem = random.problem([.choices, .stock, .profit])
            guard let budget = problem.totalBudget?.limit else { continue }
            var before: PlanCertificate?
            for factor in [0.25, 0.5, 1, 1.5, 3] {
                guard let money = Money(yuan: budget * factor) else { continue }
                let certificate: PlanCertificate
                do { certificate = try Planner.plan(problem.with(budget: money)).plan.certificate } catch PlanError.impossible {
                    // A quarter of the budget may be less than the cheapest options cost.
                    continue
                } catch {
                    Issue.record("seed \(seed) × \(factor): \(error)")
                    continue
                }
                if let before { #expect(certificate.bound >= before.value * (1 - 1e-12), "seed \(seed) × \(factor)") }
                if let before {
                    let slack = max(0, certificate.bound - certificate.value) + 1e-9 * abs(certificate.value)
                    #expect(certificate.value >= before.value - slack, "seed \(seed) × \(factor): \(before) \(certificate)")
                }
                before = certificate
            }
        }
    }

    /// Values in millionths, and money in millions, give the same relative value.
    @Test func unitsChangeNothing() throws {
        for seed in Effort.count(60, full: 1000) {
            var random = RandomDelivery(8000 + seed)
            // Money times a million, so that rounding to fen does not hide anything.
            let problem = random.problem([.ratio, .floors, .profit]).scaled(money: 1000, worth: 1)
            let plain = try Planner.plan(problem).plan.certificate
            for (money, worth) in [(1.0, 1e-6), (1e6, 1.0), (1e3, 1e6)] {
                let scaled = try Planner.plan(problem.scaled(money: money, worth: worth)).plan.certificate
                let size = max(abs(plain.bound), (plain.bound - plain.value) / max(plain.gap, 1e-300))
                #expect(
                    abs(scaled.value / worth - plain.value) <= 1e-6 * size,
                    "seed \(seed), money × \(money), values × \(worth): \(plain) \(scaled)")
            }
        }
    }
}
