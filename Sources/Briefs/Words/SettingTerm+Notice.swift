// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension SettingTerm {
    /// What is said of a value beyond the bounds: the setting, the bounds and their reason.
    var outOfRange: Notice {
        Notice(
            "brief.setting-out-of-range",
            [
                "setting": .text(name), "lower": bound(bounds.lowerBound), "upper": bound(bounds.upperBound),
                "unit": .text(unit == .yuan || unit == .days ? unit.rawValue : ""), "reason": .notice(Notice(reason.key)),
            ])
    }

    private func bound(_ value: Double) -> MessageArgument { unit == .share ? .share(value) : .number(value) }
}
