// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Testing

@Suite struct ModelTests {
    @Test func rowsAreMergedAndConstantsMoved() {
        var model = Model()
        let x = model.variable("x")
        let y = model.variable("y", kind: .binary)
        model.subject {
            rule("r") { 2 * x + y + 3.0 <= x + 10.0 }
        }
        // 2x + y + 3 ≤ x + 10 is x + y ≤ 7.
        #expect(model.rows[0].terms == [Term(x, 1), Term(y, 1)])
        #expect(model.rows[0].upper == 7 && model.rows[0].lower == -.infinity)
        #expect(model.upper[1] == 1 && model.hasIntegers)
    }
}
