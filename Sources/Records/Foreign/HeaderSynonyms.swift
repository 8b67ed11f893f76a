// SPDX-License-Identifier: GPL-3.0-or-later

/// What the columns of platform reports are called. Data: extend it when a platform renames something.
///
/// Names are in the normal form of `HeaderName`: lower case, without blanks, units and brackets removed.
enum HeaderSynonyms {
    static let taobao: [ImportField: [String]] = [
        .date: ["日期", "统计日期", "数据日期", "时间", "date", "日"],
        .channel: ["场景名字", "场景名称", "场景", "渠道", "渠道名称", "推广渠道", "推广场景", "营销场景", "channel", "产品线"],
        .campaign: ["计划名字", "计划名称", "计划", "推广计划", "推广计划名称", "campaign"],
        .goods: ["主体id", "商品id", "宝贝id", "货品id", "goods", "goodsid", "itemid", "商品编号"],
        .goodsTitle: ["主体名称", "主体名字", "商品名称", "宝贝名称", "商品标题", "宝贝标题", "货品名称", "itemtitle", "title"],
        .goodsType: ["主体类型", "推广主体类型"],
        .audience: ["人群", "人群名字", "人群名称", "人群包", "人群包名称", "audience"],
        .spend: ["花费", "消耗", "总消耗", "总花费", "推广花费", "花销", "spend", "cost"],
        .impressions: ["展现量", "展现", "展现次数", "曝光量", "曝光", "展示量", "impressions"],
        .clicks: ["点击量", "点击", "点击次数", "点击数", "clicks"],
        .carts: ["总购物车数", "加购数", "加购量", "总加购数", "加购件数", "加购次数", "宝贝加购数", "carts"],
        .orders: ["总成交笔数", "成交笔数", "成交订单数", "成交订单量", "订单数", "支付笔数", "orders"],
        .newCustomers: ["成交新客数", "新客数", "成交新客", "新客成交人数", "newcustomers"],
        .gmv: ["总成交金额", "成交金额", "支付金额", "成交额", "gmv"],
        .ignored: [
            "场景id", "计划id", "单元id", "单元名字", "单元名称", "点击率", "平均点击花费", "千次展现花费", "千次展现成本",
            "点击转化率", "转化率", "投入产出比", "含预售投产比", "成交新客占比", "自然流量转化金额", "平台补贴金额", "直接成交金额",
            "间接成交金额", "直接成交笔数", "间接成交笔数", "收藏宝贝数", "收藏店铺数", "ctr", "cpc", "cpm", "roi", "cvr",
        ],
    ]

    static let googleAds: [ImportField: [String]] = [
        .date: ["day", "天", "week", "month", "周", "月"],
        .channel: ["campaigntype", "advertisingchanneltype", "广告系列类型"],
        .campaign: ["campaign", "campaignname", "广告系列", "广告系列名称"],
        .audience: ["adgroup", "adgroupname", "广告组"],
        .spend: ["cost", "费用"],
        .impressions: ["impr.", "impressions", "展示次数"],
        .clicks: ["clicks", "点击次数"],
        .orders: ["conversions", "转化次数"],
        .gmv: ["conv.value", "conversionvalue", "totalconv.value", "转化价值"],
        .currency: ["currencycode", "currency", "货币代码"],
        .ignored: [
            "campaignid", "campaignstatus", "campaignstate", "budget", "budgetname", "budgettype", "status", "statusreasons",
            "optimizationscore", "account", "accountname", "bidstrategytype", "bidstrategy", "interactions",
            "interactionrate", "ctr", "avg.cpc", "avg.cost", "avg.cpm", "conv.rate", "cost/conv.", "conv.value/cost",
            "view-throughconv.", "all conv.", "allconv.", "device", "network", "customerid",
        ],
    ]

    static let metaAds: [ImportField: [String]] = [
        .date: ["day", "reportingstarts", "天", "报告开始日期"],
        .endDate: ["reportingends", "报告结束日期"],
        .campaign: ["campaignname", "广告系列名称"],
        .audience: ["adsetname", "广告组名称"],
        .spend: ["amountspent", "已花费金额", "花费金额"],
        .impressions: ["impressions", "展示次数"],
        .clicks: ["linkclicks", "clicks", "链接点击量"],
        .carts: ["addstocart", "websiteaddstocart", "加入购物车次数"],
        .orders: ["purchases", "websitepurchases", "购物次数"],
        .gmv: ["purchasesconversionvalue", "websitepurchasesconversionvalue", "purchaseconversionvalue", "购物转化价值"],
        .currency: ["currency", "货币"],
        .ignored: [
            "campaigndelivery", "adsetdelivery", "attributionsetting", "results", "resultindicator", "reach", "frequency",
            "costperresults", "costperresult", "adsetbudget", "adsetbudgettype", "ends", "starts", "cpm",
            "ctr", "cpc", "campaignid", "adsetid", "accountname", "accountid", "purchaseroas",
            "objective", "landingpageviews",
        ],
    ]

    /// First cells that mark a row of totals.
    static let totals = ["合计", "总计", "汇总", "小计", "total", "totals", "total:", "grandtotal"]

    /// Values of a goods type column that mean one item for sale.
    static let itemTypes = ["商品", "宝贝", "单品", "货品", "item", "goods", "product"]

    /// Fields that mean: not known.
    static let unknown: Set<String> = ["", "-", "--", "—", "——", "–", "n/a", "na", "null", "nil", "none", "nan", "无", "\\n"]

    static func table(of format: ImportFormat) -> [ImportField: [String]] {
        switch format {
        case .googleAds: googleAds
        case .metaAds: metaAds
        default: taobao
        }
    }
}

/// A header cell in normal form, with the unit that it names.
struct HeaderName {
    /// Lower case, no blanks, no brackets.
    var plain: String
    /// What stood in brackets, e.g. `元`, `分`, `usd`; nil when there was none.
    var unit: String?

    init(_ text: String) {
        var plain = ""
        var unit = ""
        var inBrackets = false
        for character in text.lowercased() {
            switch character {
            case "(", "（", "[", "【": inBrackets = true
            case ")", "）", "]", "】": inBrackets = false
            case " ", "\u{3000}", "\t", "\u{FEFF}", "\u{A0}", "_", "\"", "\n", "\r": break
            default: if inBrackets { unit.append(character) } else { plain.append(character) }
            }
        }
        for (suffix, name) in [("/元", "元"), ("/分", "分"), ("/万元", "万元")] where plain.hasSuffix(suffix) {
            plain.removeLast(suffix.count)
            unit = name
        }
        self.plain = plain
        self.unit = unit.isEmpty ? nil : unit
    }

    /// Yuan per unit of a money column, nil when the unit is no multiple of yuan.
    var yuan: Double? {
        switch unit {
        case nil, "元", "cny", "rmb", "¥", "￥", "人民币", "yuan": 1
        case "分", "fen": 0.01
        case "角": 0.1
        case "千元": 1000
        case "万元", "万": 10_000
        default: nil
        }
    }
}
