// SPDX-License-Identifier: GPL-3.0-or-later
import Response
import Testing

@Suite("Maturity of reports")
struct MaturityTests {
    @Test("Shares are interpolated between the table's ages")
    func interpolation() {
        let table = MaturityTable.default
        #expect(table.share(age: 1) == 0.75)
        // Half way between 75 % after one day and 89 % after three.
        #expect(abs(table.share(age: 2) - 0.82) < 1e-12)
        #expect(table.share(age: 30) == 1)
        #expect(table.matureAge == 15)
    }
}
