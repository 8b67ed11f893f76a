// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Planning
import Solver
import TestSupport
import Testing

/// 200 goods × 8 commission levels × 3 stages beside 20 lines over 38 days: globally optimal to 10⁻⁴.
@Suite struct LargeSurfaceTests {
    @Test func commissionsOfALargeShop() throws {
        let plan = try Planner.plan(LargeSurface().problem(seed: 1)).plan
        #expect(plan.certificate.status == .optimal && plan.certificate.gap <= 1e-4, "\(plan.certificate)")
        #expect(plan.certificate.violation <= 1e-9)
        #expect(plan.delivery.choices.count == 600)
    }
}
