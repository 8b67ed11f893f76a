// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantiles of a sample by linear interpolation between order statistics (Hyndman & Fan 1996, type 7).
public enum Quantile {
    /// The value below which `share` (0…1) of the rising numbers lie; 0 for none.
    public static func of(sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let position = share * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}
