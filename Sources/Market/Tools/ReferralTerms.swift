// SPDX-License-Identifier: GPL-3.0-or-later

/// Old brings new (老带新): what a known customer gets for a new one, and how many that brings.
public struct ReferralTerms: Sendable, Hashable {
    public struct Level: Sendable, Hashable {
        /// Yuan for each new customer brought.
        public var reward: Double
        /// Share of the known customers who invite somebody in a day.
        public var invitations: Double

        public init(reward: Double, invitations: Double) {
            self.reward = reward
            self.invitations = invitations
        }
    }

    /// Known customers at the beginning.
    public var known: Double
    /// In rising order of reward; one of them is chosen.
    public var levels: [Level]
    /// New customers from one invitation: they resemble who invites them and convert better than strangers.
    public var conversion: Double
    /// Yuan an order.
    public var orderValue: Double

    public init(known: Double, levels: [Level], conversion: Double, orderValue: Double) {
        self.known = known
        self.levels = levels
        self.conversion = conversion
        self.orderValue = orderValue
    }
}
