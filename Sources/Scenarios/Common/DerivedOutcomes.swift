// SPDX-License-Identifier: GPL-3.0-or-later
import Delivery
import Market

extension DeliveryLine {
    /// Adds an outcome that follows from another at a rate; nothing where the line does not bring the other.
    mutating func derive(_ outcome: Outcome, from base: Outcome, times rate: Double) {
        if base == primary {
            rates[outcome] = .constant(rate)
        } else if let known = rates[base] {
            switch known {
            case .constant(let value): rates[outcome] = .constant(rate * value)
            case .each(let values): rates[outcome] = .each(values.map { rate * $0 })
            }
        }
    }
}
