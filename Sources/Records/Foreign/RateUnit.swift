// SPDX-License-Identifier: GPL-3.0-or-later

/// How a column writes rates: 15.5 % stands as `0.155`, `15.5` or `1550` in one report or another.
enum RateUnit: String, Sendable {
    case share
    case percent
    case hundredths = "hundredths of a percent"

    /// The unit of a column by its values: above 100 they can only be hundredths of a percent, above 1 percent. Values with a sign do
    /// not count.
    init(_ values: some Sequence<Double>) {
        let largest = values.max() ?? 0
        self = largest > 100 ? .hundredths : largest > 1 ? .percent : .share
    }

    /// A field's rate as a share; a percent sign goes before the column's unit. Nil when not known, negative or above 100 %.
    func share(_ bytes: [UInt8], _ field: ScannedField, _ number: LooseNumber) -> Double? {
        guard case .number(let value) = number.value(bytes, field) else { return nil }
        let hasSign = field.end > field.start && (bytes[field.end - 1] == 0x25 || bytes[field.end - 1] == 0x85)
        let share =
            switch self {
            case _ where hasSign: value
            case .share: value
            case .percent: value / 100
            case .hundredths: value / 10_000
            }
        return (0...1).contains(share) ? share : nil
    }
}
