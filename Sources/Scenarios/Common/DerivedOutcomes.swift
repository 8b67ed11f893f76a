// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

extension DeliveryLine {
    /// Adds an outcome that follows from another at a rate; nothing where the line does not bring the other.
    mutating func derive(_ outcome: Outcome, from base: Outcome, times rate: Double) {
        if base == primary {
            rates[outcome] = .constant(rate)
        } else if let known = rates[base] {
            rates[outcome] = known.map { rate * $0 }
        }
    }
}
