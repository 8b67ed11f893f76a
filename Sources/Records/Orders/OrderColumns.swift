// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Which columns of an orders file say what.
public struct OrderColumns: Sendable, Hashable {
    /// Column names; nil lets the header's synonyms decide.
    public var customer, time, amount, order, channel, goods, status: String?

    public init(
        customer: String? = nil, time: String? = nil, amount: String? = nil, order: String? = nil, channel: String? = nil,
        goods: String? = nil, status: String? = nil
    ) {
        self.customer = customer
        self.time = time
        self.amount = amount
        self.order = order
        self.channel = channel
        self.goods = goods
        self.status = status
    }

    /// What the columns are called, in the normal form of `HeaderName`. Data: extend it as files are met.
    private static func synonyms(of field: OrderField) -> [String] {
        switch field {
        case .customer:
            [
                "customer", "customerid", "userid", "user", "buyer", "buyerid", "买家id", "买家", "买家会员名", "会员名", "客户id", "客户",
                "用户id",
            ]
        case .time:
            [
                "time", "datetime", "date", "ordertime", "orderdate", "paidat", "invoicedate", "付款时间", "订单付款时间", "下单时间",
                "订单创建时间", "成交时间", "日期",
            ]
        case .amount:
            [
                "amount", "value", "total", "revenue", "sales", "price", "monetary", "实付金额", "买家实际支付金额", "实际支付金额", "成交金额",
                "支付金额", "订单金额", "金额",
            ]
        case .order: ["order", "orderid", "ordernumber", "invoice", "invoiceno", "订单编号", "订单号", "主订单编号", "订单id"]
        case .channel: ["channel", "source", "acquisitionchannel", "渠道", "来源", "获客渠道", "成交渠道"]
        case .status: ["status", "orderstatus", "financialstatus", "订单状态", "交易状态", "状态"]
        case .goods: ["goods", "goodsid", "item", "sku", "product", "商品id", "货品id", "宝贝id", "宝贝标题", "商品标题"]
        }
    }

    /// True for the status of an order that was closed, cancelled or not paid: it is no purchase.
    static func isUnpaid(_ status: String) -> Bool {
        let status = status.lowercased()
        return ["关闭", "取消", "等待买家付款", "待付款", "未付款", "cancel", "closed", "unpaid", "pending", "void"].contains {
            status.contains($0)
        }
    }

    private func name(of field: OrderField) -> String? {
        switch field {
        case .customer: customer
        case .time: time
        case .amount: amount
        case .order: order
        case .channel: channel
        case .goods: goods
        case .status: status
        }
    }

    /// Finds the columns in a header.
    func positions(in header: [String], place: Place) throws(RecordsError) -> OrderPositions {
        let plain = header.map { HeaderName($0).plain }
        var found: [OrderField: Int] = [:]
        for field in OrderField.allCases {
            if let name = name(of: field) {
                guard let column = header.firstIndex(of: name) else {
                    throw .unknownColumn(place, found: name, nearest: nearestName(to: name, in: header), accepted: header)
                }
                found[field] = column
            } else {
                found[field] = OrderColumns.synonyms(of: field).lazy.compactMap { plain.firstIndex(of: $0) }.first
            }
        }
        func required(_ field: OrderField) throws(RecordsError) -> Int {
            guard let column = found[field] else { throw .missingColumn(place, name: field.rawValue) }
            return column
        }
        return OrderPositions(
            customer: try required(.customer), time: try required(.time), amount: try required(.amount),
            hasOrder: found[.order] != nil, channel: found[.channel], goods: found[.goods], status: found[.status])
    }
}

/// What a column of an orders file can say.
enum OrderField: String, CaseIterable {
    case customer, time, amount, order, channel, goods, status
}

/// Places of the columns in a row.
struct OrderPositions {
    var customer, time, amount: Int
    /// True: the file has order numbers.
    var hasOrder: Bool
    var channel, goods, status: Int?
}
