// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: reading and writing histories and exports.
    static let recordsChinese = #"""
        records.bad-archive	无法读取这个 zip 压缩包；请先解压，再导入其中的文件。
        records.bad-date	这不是日期；应写成 2026-07-04。
        records.bad-encoding	无法按 UTF-8 文字读取；请另存为 UTF-8 编码的 CSV，或作为平台报表导入。
        records.bad-money	这不是金额（元）；应为数字，最多两位小数，例如 1234.50。
        records.bad-number	这不是数字；应为 310 或 310.5 这样的数字，不知道时留空。
        records.duplicate	{key} 在这里第二次出现；请只保留一行。
        records.duplicate-day	{key} 在 {day} 有第二行；每个投放单元每天只保留一行。
        records.empty	文件是空的；应有一行表头。
        records.empty-field	这个字段必须填写；不区分的维度请写 all。
        records.ends-before-begin	结束早于开始（{begin}）；应为同一天或更晚。
        records.first-at-line	第一次在第 {line} 行。
        records.import-currency	金额单位是 {units}；按原值采用，其他地方一律视为元。
        records.import-empty-spend	有 {count} 处花费为空，按零处理。
        records.import-no-channel	报表没有写明渠道，渠道记为 all。要分渠道做方案，请指定渠道名称。
        records.import-commission-computed	报表没有写实付佣金，按成交金额乘以佣金率计算，佣金率单位视为 {unit}。
        records.header-lacks	这一行像是表头，但缺少：{fields}。请用 --map "列名=spend" 指明各列。
        records.not-a-table	这不是文本表格。请另存为 CSV（或 xlsx）再导入。
        records.import-shop-only	只知道全店成交，不知道分渠道的成交；只能从两者如何一起变化来估计曲线。
        records.log-bad-propensity	日志第 {row} 行的概率不对；应大于 0，不超过 1。
        records.log-different-lengths	日志各列长度不一致。
        records.log-not-finite	日志第 {row} 行有不是普通数字的值。
        records.log-out-of-range	日志第 {row} 行的动作或位置不存在。
        records.log-too-few-rows	随机日志至少需要两行。
        records.missing-column	表头缺少列 {name}。
        records.mixed-cadence	从 {after} 到 {day} 的间隔打乱了节奏；应统一按天、按周或按月。
        records.nearest-column	是不是想写 {name}？
        records.negative	小于零；应为零或正数。
        records.no-file	没有这个文件；请检查文件名和文件夹。
        records.out-of-order	这一天早于第 {line} 行的 {previous}；请按日期排序。
        records.ragged-row	这一行有 {found} 个字段，而表头有 {expected} 个。
        records.repeated-column	表头里这一列出现了两次；请只保留一列。
        records.span-too-long	日期从 {first} 一直到这一天；跨度应少于一百年，其中必有一个写错了。
        records.sum-too-large	金额合计超过 {limit}；请检查金额列的单位。
        records.too-long-row	有一行超过 {limit} 字节；这是有换行的文本文件吗？
        records.too-many-columns	有一行超过 {limit} 列。
        records.too-many-rows	文件超过 {limit} 行；请按日期拆分。
        records.unknown-column	不认识这一列；可用的列：{accepted}。
        records.unknown-format	认不出这份报表；可识别的格式：{accepted}，或自己指定各列。
        records.unreadable	文件无法读取（系统错误 {code}）
        records.unterminated-quote	带引号的字段没有正确结束；引号里的引号要写两次（""）
        records.unwritable	文件无法写入（系统错误 {code}）；请检查文件夹是否存在、有没有写入权限。
        records.zero-byte	文件里有零字节，说明已损坏或不是文本文件；应为 CSV 文本。
        """#
}
