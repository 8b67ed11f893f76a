// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One benefit that a customer may get: a coupon, a message, a sample (千人千权). Not to give anything is always possible and is
/// not a benefit of its own.
public struct Benefit: Sendable, Hashable, Codable {
    public var name: String
    /// What the benefit is worth to who redeems it; nil when costs come by customer.
    public var faceValue: Money?
    /// Expected share of those given it who redeem it, from 0 to 1.
    public var redemption: Double
    /// Name of the group of benefits whose caps it shares; nil for none.
    public var group: String?

    public init(name: String, faceValue: Money? = nil, redemption: Double = 1, group: String? = nil) {
        self.name = name
        self.faceValue = faceValue
        self.redemption = redemption
        self.group = group
    }

    /// Face value times redemption, to the nearest fen: the cost where a customer has none of its own.
    public var expectedCost: Money? {
        guard let faceValue, redemption >= 0, redemption <= 1 else { return nil }
        return Money(yuan: faceValue.yuan * redemption)
    }

    enum CodingKeys: String, CodingKey {
        case name
        case faceValue = "face_value_fen"
        case redemption = "redemption_share"
        case group
    }
}
