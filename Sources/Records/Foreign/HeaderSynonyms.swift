// SPDX-License-Identifier: GPL-3.0-or-later

/// What the columns of platform reports are called. Data: extend it when a platform renames something.
///
/// Names are in the normal form of `HeaderName`: lower case, without blanks, units and brackets. Where a report has several names of
/// one field, the earliest here is taken.
enum HeaderSynonyms {
    /// Advertising reports of Taobao and Tmall (直通车, 引力魔方, 万相台, 淘宝客), by campaign, goods or audience.
    static let taobao: [ImportField: [String]] = [
        .date: dates,
        .hour: ["小时", "时段", "时间段", "分时", "hour"],
        .channel: [
            "场景名字", "场景名称", "场景", "渠道", "渠道名称", "推广渠道", "推广场景", "营销场景", "channel", "产品线", "投放场景", "一级场景名字", "产品名称",
            "推广产品", "媒体", "平台",
        ],
        .campaign: ["计划名字", "计划名称", "计划", "推广计划", "推广计划名称", "计划基本信息", "campaign", "campaignname"],
        .goods: [
            "主体id", "商品id", "宝贝id", "货品id", "goods", "goodsid", "itemid", "商品编号", "推广宝贝id", "推广商品id", "商品编码",
            "sku", "skuid", "productid",
        ],
        .goodsTitle: [
            "主体名称", "主体名字", "商品名称", "宝贝名称", "商品标题", "宝贝标题", "货品名称", "推广宝贝", "推广商品", "商品信息", "宝贝信息", "商品",
            "宝贝", "itemtitle", "title", "productname", "goodsname", "itemname",
        ],
        .goodsType: ["主体类型", "推广主体类型"],
        .audience: [
            "人群", "人群名字", "人群名称", "人群包", "人群包名称", "定向名称", "定向人群", "人群标签", "audience", "audiencename",
        ],
        .spend: [
            "花费", "消耗", "总消耗", "总花费", "推广花费", "花销", "推广消耗", "广告花费", "广告消耗", "消耗金额", "花费金额", "实际消耗", "推广费用", "spend", "cost",
            "adspend", "支付佣金", "佣金支出", "付款佣金支出", "预估付款佣金支出", "付款佣金", "结算佣金", "佣金",
        ],
        .impressions: ["展现量", "展现", "展现次数", "曝光量", "曝光", "曝光次数", "展示量", "展示次数", "impressions", "展现pv", "impression"],
        .clicks: ["点击量", "点击", "点击次数", "点击数", "clicks", "点击pv", "进店量", "引流点击量", "click"],
        .carts: [
            "总购物车数", "加购数", "加购量", "总加购数", "加购件数", "加购次数", "宝贝加购数", "商品加购件数", "添加购物车量", "购物车数", "carts",
            "addtocart",
        ],
        .orders: [
            "总成交笔数", "成交笔数", "成交订单数", "成交订单量", "总成交订单数", "订单数", "订单量", "支付笔数", "付款笔数", "支付订单数", "成交量", "orders",
        ],
        .newCustomers: ["成交新客数", "新客数", "成交新客", "新客成交人数", "新客人数", "成交新客人数", "首购新客数", "newcustomers"],
        .gmv: [
            "总成交金额", "成交金额", "支付金额", "付款金额", "成交额", "总成交额", "成交总额", "订单金额", "gmv", "sales", "revenue",
        ],
        .commissionRate: ["佣金率", "佣金比例", "佣金比率", "平均佣金率", "平均佣金比率"],
        .ignored: [
            "场景id", "计划id", "单元id", "单元名字", "单元名称", "创意id", "创意名称", "关键词", "关键词id", "点击率", "平均点击花费", "千次展现花费",
            "千次展现成本", "点击转化率", "转化率", "投入产出比", "含预售投产比", "投产比", "成交新客占比", "自然流量转化金额", "自然流量曝光量", "平台补贴金额",
            "直接成交金额", "间接成交金额", "直接成交笔数", "间接成交笔数", "直接购物车数", "间接购物车数", "收藏宝贝数", "收藏店铺数", "总收藏数", "总收藏加购数",
            "总预售成交金额", "总预售成交笔数", "直接预售成交金额", "直接预售成交笔数", "间接预售成交金额", "间接预售成交笔数", "总成交成本", "加购率", "加购成本",
            "收藏率", "拍下订单笔数", "拍下订单金额", "优惠券领取量", "旺旺咨询量", "引导访问量", "引导访问人数", "引导访问潜客数", "引导访问潜客占比",
            "引导访问率", "深度访问量", "平均访问页面数", "入会率", "入会量", "会员首购人数", "会员成交金额", "会员成交笔数", "成交人数", "人均成交笔数",
            "人均成交金额", "购物金充值笔数", "购物金充值金额", "原二级场景id", "原二级场景名字", "宝贝收藏成本", "店铺收藏成本", "总收藏加购成本", "ctr", "cpc", "cpm",
            "roi", "cvr", "类目", "品牌",
        ],
    ]

    /// Totals of a shop by day (生意参谋).
    static let taobaoShop: [ImportField: [String]] = [
        .date: dates,
        .visitors: ["访客数", "店铺访客数", "uv", "访客人数", "访问人数", "总访客数", "visitors"],
        .orders: ["支付子订单数", "支付订单数", "支付父订单数", "支付笔数", "成交笔数", "订单数", "支付买家数", "orders"],
        .newCustomers: ["支付新买家数", "新买家数", "新客数", "新成交客户数", "成交新客数", "newcustomers"],
        .gmv: ["支付金额", "成交金额", "支付总金额", "销售额", "gmv", "revenue", "sales"],
        .settledGMV: ["结算金额", "确认收货金额", "净支付金额", "settledgmv"],
        .goods: ["商品id", "宝贝id", "主体id", "货品id", "goods"],
        .ignored: [
            "浏览量", "pv", "支付转化率", "客单价", "uv价值", "支付件数", "支付买家数", "支付老买家数", "老买家支付金额", "成功退款金额", "退款金额", "加购人数",
            "加购件数", "收藏人数", "商品收藏买家数", "店铺收藏买家数", "下单金额", "下单买家数", "下单件数", "下单转化率", "跳失率", "人均浏览量", "平均停留时长",
            "老访客数", "新访客数", "关注店铺人数", "店铺名称", "终端", "评价数", "人均支付件数", "件单价",
        ],
    ]

    /// Lists of goods.
    static let taobaoGoods: [ImportField: [String]] = [
        .goods: ["商品id", "宝贝id", "货品id", "主体id", "商品编号", "goods", "goodsid", "itemid", "productid", "skuid", "id"],
        .goodsTitle: [
            "商品名称", "宝贝名称", "商品标题", "宝贝标题", "货品名称", "主体名称", "标题", "名称", "title", "itemtitle", "name",
        ],
        .category: ["类目", "类目名称", "商品类目", "叶子类目", "分类", "category"],
        .price: ["价格", "一口价", "售价", "单价", "销售价", "商品价格", "price"],
        .unitMargin: ["单件毛利", "毛利", "毛利额", "单件利润", "利润", "unitmargin", "margin"],
        .stock: ["库存", "库存数量", "可售库存", "商品库存", "总库存", "库存量", "数量", "stock"],
        .listedOn: ["上架时间", "上架日期", "上新时间", "上新日期", "发布时间", "创建时间", "listedon", "listed"],
        .ignored: ["商家编码", "状态", "商品状态", "货号", "品牌", "主图", "图片", "链接", "商品链接"],
    ]

    static let googleAds: [ImportField: [String]] = [
        .date: ["day", "segments.date", "天", "日期", "date", "week", "segments.week", "month", "segments.month", "周", "月"],
        .hour: ["hourofday", "hour", "segments.hour", "小时"],
        .channel: [
            "campaigntype", "advertisingchanneltype", "campaign.advertisingchanneltype", "广告系列类型", "kampagnentyp",
            "typedecampagne",
        ],
        .campaign: ["campaign", "campaignname", "campaign.name", "广告系列", "广告系列名称", "kampagne", "campagne"],
        .audience: ["adgroup", "adgroupname", "adgroup.name", "广告组", "广告组名称", "anzeigengruppe"],
        .spend: ["cost", "metrics.costmicros", "costmicros", "费用", "花费", "kosten", "coût"],
        .impressions: ["impr.", "impressions", "impr", "metrics.impressions", "展示次数", "展示", "impressionen"],
        .clicks: ["clicks", "metrics.clicks", "点击次数", "点击", "klicks", "clics"],
        .orders: ["conversions", "metrics.conversions", "转化次数", "转化", "conv."],
        .gmv: [
            "conv.value", "conversionvalue", "conversionsvalue", "metrics.conversionsvalue", "totalconv.value",
            "totalconversionvalue",
            "转化价值", "转化总价值",
        ],
        .currency: ["currencycode", "currency", "customer.currencycode", "货币代码", "货币", "währungscode"],
        .ignored: [
            "campaignid", "campaign.id", "campaignstatus", "campaignstate", "budget", "budgetname", "budgettype", "status",
            "statusreasons", "optimizationscore", "account", "accountname", "bidstrategytype", "bidstrategy", "interactions",
            "interactionrate", "ctr", "avg.cpc", "avg.cost", "avg.cpm", "avg.cpv", "conv.rate", "cost/conv.", "conv.value/cost",
            "view-throughconv.", "allconv.", "allconv.value", "device", "network", "customerid", "adgroupid", "adgroup.id",
            "views",
            "viewrate", "value/conv.", "adgroupstatus", "search impr.share", "searchimpr.share", "segments.device", "广告系列状态",
            "点击率",
            "平均每次点击费用", "广告系列id",
        ],
    ]

    static let metaAds: [ImportField: [String]] = [
        .date: [
            "day", "datestart", "reportingstarts", "天", "单日", "日期", "报告开始日期", "报告起始日期", "开始日期", "date",
        ],
        .endDate: ["reportingends", "datestop", "报告结束日期", "结束日期"],
        .hour: ["timeofday", "timeofdayadaccounttimezone"],
        .campaign: ["campaignname", "campaign", "广告系列名称", "广告系列", "推广活动名称"],
        .audience: ["adsetname", "adset", "广告组名称", "广告组"],
        .spend: ["amountspent", "spend", "已花费金额", "花费金额", "已花费", "花费"],
        .impressions: ["impressions", "展示次数", "展示"],
        .clicks: ["linkclicks", "inlinelinkclicks", "clicks", "链接点击量", "链接点击次数", "点击量全部", "点击量"],
        .carts: ["addstocart", "websiteaddstocart", "加入购物车次数", "加入购物车", "网站加入购物车次数"],
        .orders: ["purchases", "websitepurchases", "购物次数", "购物", "网站购物次数"],
        .gmv: [
            "purchasesconversionvalue", "websitepurchasesconversionvalue", "purchaseconversionvalue",
            "websitepurchaseconversionvalue",
            "购物转化价值", "网站购物转化价值",
        ],
        .currency: ["currency", "accountcurrency", "货币", "币种"],
        .ignored: [
            "campaigndelivery", "adsetdelivery", "delivery", "attributionsetting", "results", "resultindicator", "reach",
            "frequency",
            "costperresults", "costperresult", "adsetbudget", "adsetbudgettype", "campaignbudget", "campaignbudgettype", "ends",
            "starts",
            "cpm", "ctr", "cpc", "campaignid", "adsetid", "adid", "adname", "accountname", "accountid", "purchaseroas",
            "purchaseroasreturnonadspend", "websitepurchaseroas", "objective", "landingpageviews", "age", "gender", "platform",
            "placement",
            "country", "覆盖人数", "频次", "成效", "归因设置",
        ],
    ]

    private static let dates = [
        "日期", "统计日期", "数据日期", "日期时间", "统计时间", "数据时间", "时间", "date", "日", "day", "投放日期", "交易日期", "统计周期", "ds", "dt",
    ]

    /// Cells that mark a row of totals.
    static let totals: Set<String> = [
        "合计", "总计", "汇总", "小计", "共计", "总和", "总合计", "汇总数据", "总数", "日合计", "账户合计", "全部合计", "合计：", "总计：", "合计:", "总计:",
        "total", "totals", "total:", "grandtotal", "subtotal", "sum", "gesamt", "summe", "insgesamt",
    ]

    /// Cells that may mark a row of totals: the row is one when its numbers are the sum of the day's others.
    static let possibleTotals: Set<String> = [
        "全部", "整体", "所有", "全店", "全部计划", "全部场景", "所有计划", "账户整体", "all", "overall", "results",
    ]

    /// Values of a goods type column that mean one item for sale.
    static let itemTypes = ["商品", "宝贝", "单品", "货品", "item", "goods", "product"]

    /// Fields that mean: not known.
    static let unknown: Set<String> = [
        "", "-", "--", "---", "—", "——", "–", "/", "\\", "n/a", "#n/a", "na", "null", "(null)", "nil", "none", "nan", "无",
        "无数据", "暂无",
        "暂无数据", "\\n", "<10", "<1",
    ]

    static func table(of format: ImportFormat) -> [ImportField: [String]] {
        switch format {
        case .googleAds: googleAds
        case .metaAds: metaAds
        case .taobaoShop: taobaoShop
        case .taobaoGoods: taobaoGoods
        default: taobao
        }
    }
}
