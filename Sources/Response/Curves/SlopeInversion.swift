// SPDX-License-Identifier: GPL-3.0-or-later

/// Inverts a slope that falls from `start` on, for families without a closed form.
enum SlopeInversion {
    /// The largest x ≥ start with slope(x) ≥ target. Brackets by doubling, then bisects to the last bit, so that the result does not
    /// depend on how well conditioned the slope is.
    static func input(
        atSlope target: Double, from start: Double, scale: Double, slope: (Double) -> Double
    ) -> Double {
        guard slope(start) >= target || (start == 0 && slope(scale * 1e-300) >= target) else { return start }
        var low = start
        var high = max(start, scale)
        var doublings = 0
        while slope(high) >= target {
            low = high
            high *= 2
            doublings += 1
            if doublings > 1000 || !high.isFinite { return .infinity }
        }
        while true {
            let middle = low > 0 && high / low > 4 ? (low * high).squareRoot() : low + (high - low) / 2
            if middle <= low || middle >= high { return low }
            if low == 0, middle < scale * 1e-300 { return 0 }
            if slope(middle) >= target { low = middle } else { high = middle }
            if high - low <= 1e-15 * high { return low }
        }
    }
}
