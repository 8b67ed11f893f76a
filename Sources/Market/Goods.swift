// SPDX-License-Identifier: GPL-3.0-or-later

/// One item for sale, a row of the goods CSV.
public struct Goods: Sendable, Hashable, Codable {
    public var id: GoodsID
    public var title: String
    public var category: String
    /// Price of one piece.
    public var price: Money?
    /// Contribution of one piece before any marketing cost.
    public var unitMargin: Money?
    /// Pieces on hand; nil when not known or not limited.
    public var stock: Int64?
    public var listedOn: Day?

    public init(
        id: GoodsID, title: String = "", category: String = "", price: Money? = nil, unitMargin: Money? = nil,
        stock: Int64? = nil, listedOn: Day? = nil
    ) {
        self.id = id
        self.title = title
        self.category = category
        self.price = price
        self.unitMargin = unitMargin
        self.stock = stock
        self.listedOn = listedOn
    }

    /// Margin per yuan of price; nil where one of the two is not known.
    public var marginShare: Double? {
        guard let margin = unitMargin, let price, price > .zero else { return nil }
        return margin.yuan / price.yuan
    }
}
