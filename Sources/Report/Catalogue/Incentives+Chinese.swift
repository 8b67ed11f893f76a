// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: benefits for customers.
    static let incentivesChinese = #"""
        incentives.no-file	没有这个文件。
        incentives.unreadable	文件无法读取（系统错误 {code}）。
        incentives.unwritable	文件无法写入（系统错误 {code}）。
        incentives.bad-numpy	无法读取这个 NumPy 文件；只接受小端 f4、f8、i4 或 i8 的 .npy 文件。
        incentives.wrong-shape	数据形状不对：每个客户一行、每个权益一列，价值和成本要一致。
        incentives.too-many-customers	客户太多，一次最多 {limit} 个。
        incentives.too-many-benefits	权益太多，最多 {limit} 个。
        incentives.too-many-rules	规则太多，最多 {limit} 条。
        incentives.too-many-filters	筛选条件把客户分成了太多类，最多 {limit} 类。
        incentives.repeated-benefit	这个权益写了两次，每个权益只写一次。
        incentives.missing-column	缺少列 {name}，必须有这一列。
        incentives.unknown-column	这一列无法识别或重复。长表的列是 customer、benefit、value、cost；宽表的列是 customer 和 value:NAME、cost:NAME。
        incentives.no-cost	权益 {benefit} 没有成本：请加上成本列，或在权益表里写面额。
        incentives.bad-row-missing-customer	这一行没有客户。
        incentives.bad-row-unknown-benefit	这一行的权益不在权益表里。
        incentives.bad-row-duplicate-pair	这个客户和权益的组合出现了两次。
        incentives.bad-row-bad-value	这个价值不是可用的数字。
        incentives.bad-row-bad-cost	这个成本不是可用的金额（元）。
        incentives.bad-row-negative-cost	成本小于零；成本必须大于等于零。
        incentives.bad-row-wrong-fields	这一行的字段个数和表头不一致。
        incentives.no-customers	{column} 列要从客户表里取：请指定客户表（请求里的 `customers:`，或 --customers）。
        incentives.impossible	没有分配方案能同时满足这些规则：{rules}。请放宽其中一条。
        incentives.no-objective	这个方案的目标不是可以用来计算客户权益价值的结果指标。
        incentives.none-found	没有找到满足所有规则的分配方案；是否存在尚不确定。
        incentives.bad-cell	第 {row} 行（从 0 数起）有一格无法使用。
        incentives.dropped-missing-customer	{count} 行没有客户，第一处在 {file}:{line}，已略过。
        incentives.dropped-unknown-benefit	{count} 行的权益不在权益表里，第一处在 {file}:{line}，已略过。
        incentives.dropped-duplicate-pair	{count} 行的客户和权益前面已经出现，第一处在 {file}:{line}，已略过。
        incentives.dropped-bad-value	{count} 个价值不是可用的数字，第一处在 {file}:{line}，已略过。
        incentives.dropped-bad-cost	{count} 个成本不是可用的金额（元），第一处在 {file}:{line}，已略过。
        incentives.dropped-negative-cost	{count} 个成本小于零，第一处在 {file}:{line}，已略过。
        incentives.dropped-wrong-fields	{count} 行的字段个数和表头不一致，第一处在 {file}:{line}，已略过。
        incentives.dropped-value-not-a-number	{count} 个价值不是数字，第一个在第 {row} 行（从 0 数起），已略过。
        incentives.dropped-cost-not-a-number	{count} 个成本不是数字，第一个在第 {row} 行（从 0 数起），已略过。
        incentives.dropped-cost-below-zero	{count} 个成本小于零，第一个在第 {row} 行（从 0 数起），已略过。
        incentives.dropped-out-of-range	{count} 格的数值大得不合理，第一个在第 {row} 行（从 0 数起），已略过。
        incentives.warning-absent	客户表里没有 {count} 个客户的信息，筛选条件会把他们排除。
        incentives.warning-attribute-rows	客户表有 {count} 行无法使用，第一处在第 {line} 行。
        incentives.partial	输入中有 {rows} 行无法使用，而文件已经存在：不完整的分配不会覆盖它。请修正这些行，或明确要求覆盖。
        incentives.solver	求解器自行停止了。
        incentives.observational	文件没有说明每个客户被分到各组的概率。请指定概率列或各组比例；没有随机试验，就无法从谁领到权益看出权益带来了什么。
        incentives.trial-one-arm	试验需要一个对照组和至少一个其他组。
        incentives.trial-lengths	试验各列的长度不一致。
        incentives.trial-small-arm	这一组不足十个客户，说明不了问题。
        incentives.trial-propensity	概率必须大于 0 且不超过 1。
        incentives.unknown-benefit	规则 {rule} 提到的权益或分组不存在；现有：{accepted}。
        incentives.repeated-rule	有两条规则同名，每条规则要有自己的名称。
        incentives.bad-limit	规则 {rule} 的上限无法使用；必须是大于等于零的数。
        incentives.unknown-customer	没有这个客户。
        incentives.warning-observational	这些价值来自没有随机试验的数据，可能把谁领到权益误当成权益的效果。
        incentives.warning-propensity	{arm} 组的客户数是其概率应得数的 {share}：这些概率和试验不符。
        incentives.warning-not-established	试验未能确认：无论发给所有客户还是选出的客户，没有哪个权益的收益高于成本。
        """#
}
