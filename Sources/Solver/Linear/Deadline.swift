// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment at which to stop, by the monotonic clock: the safety stop of a solve, never part of its result otherwise.
struct Deadline {
    private let end: ContinuousClock.Instant?

    /// Never, when `seconds` is nil.
    init(seconds: Double?) {
        end = seconds.map { ContinuousClock.now + .seconds(max(0, min($0, 1e9))) }
    }

    /// Milliseconds left as the library takes them: 0 for no limit, nil when the moment has passed.
    var millisecondsLeft: Int32? {
        guard let seconds = secondsLeft else { return end == nil ? 0 : nil }
        return Int32(clamping: max(1, Int(min(seconds * 1000, 2e9))))
    }

    /// Nil when there is no limit or it has passed.
    var secondsLeft: Double? {
        guard let end else { return nil }
        let left = end - ContinuousClock.now
        let seconds = Double(left.components.seconds) + Double(left.components.attoseconds) * 1e-18
        return seconds > 0 ? seconds : nil
    }

    var hasPassed: Bool { end != nil && secondsLeft == nil }
}
