// SPDX-License-Identifier: GPL-3.0-or-later

/// One number that a scenario can be told, under `settings:`.
public struct SettingTerm: Sendable, Hashable {
    /// How the number is written.
    public enum Unit: String, Sendable, Hashable, Codable {
        /// Yuan with at most two decimals.
        case yuan
        /// Whole days.
        case days
        /// A whole number.
        case count
        /// `0.3` or `30 %`; read as 0.3.
        case share
        /// Any number.
        case number
    }

    public var name: String
    public var unit: Unit
    /// What is accepted, bounds included, in the unit (shares as 0…1).
    public var bounds: ClosedRange<Double>
    /// The value when the brief says nothing.
    public var standard: Double
    /// Why nothing beyond the bounds is accepted.
    public var reason: BoundReason

    public init(name: String, unit: Unit, bounds: ClosedRange<Double>, standard: Double, reason: BoundReason) {
        self.name = name
        self.unit = unit
        self.bounds = bounds
        self.standard = standard
        self.reason = reason
    }
}

/// What a reader of briefs has to know of a scenario.
public struct ScenarioTerms: Sendable, Hashable {
    public var name: String
    public var settings: [SettingTerm]

    public init(name: String, settings: [SettingTerm] = []) {
        self.name = name
        self.settings = settings
    }
}
