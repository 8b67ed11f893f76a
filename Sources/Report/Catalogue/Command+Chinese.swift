// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the command.
    static let commandChinese = #"""
        command.begins-in-history	投放开始日期落在历史数据之内，历史的最后一天是 {last}。请推后开始日期，或用 --as-of {before} 隐藏之后的日子。
        command.as-of-too-late	隐藏数据的截止日必须早于投放开始日 {begin}。
        command.no-file	没有这个文件，请检查路径。
        command.not-readable	无法读取。请检查它是不是文件、有没有读取权限。
        command.cannot-write	无法写入。请检查文件夹是否存在、有没有写入权限。
        command.folder-in-use	这个文件夹不是空的。请指定新的或空的文件夹。
        command.not-json	这不是这里需要的 JSON：{detail}。
        command.no-history	没有历史数据：投放需求没有写，工作区里也没有。请在 `history:` 写上文件名，或先导入数据。
        command.no-scenario	没有这个场景。现有场景：{known}。
        command.bad-option	{option} 不接受这个值。可以填：{accepted}。
        command.fault	程序出错了：{detail}。请反馈给我们。
        command.first-delivery	还没有历史数据。所有响应曲线都来自同类渠道的一般经验，因此区间很宽；首次投放时每个渠道都给一点预算，学到的最多。
        command.file-skipped	已跳过 {file}（{reason}）。
        command.reference	单独用 GLPK 求解完整切线规划：{optimum}（{rows} 行，{columns} 列，状态 {status}）；本方案：{value}，上界：{bound}。
        command.import-file	{file}：{format}，{encoding}；共 {rows} 行，采用 {taken} 行。
        command.import-days	{first} 到 {last}，{lines} 个投放单元
        command.import-dropped	丢弃 {count} 行，原因：{reason}；行号 {lines}
        command.import-dropped-field	丢弃 {count} 行，原因：{reason}；行号 {lines}（例如 {field}“{found}”）
        command.import-repeated	表头重复的列，只用第一列：{columns}
        command.import-unused	没有用到的列：{columns}
        command.import-missing	文件里没有：{outcomes}
        command.import-need	还缺：{outcome}。{scenarios} 需要它。
        command.import-reading	正在读取 {file}：{rows} 行
        command.import-spend-changed	有 {count} 行的花费变了，这不寻常：花费次日就不再变动。是不是两个文件属于不同渠道？请分别用 --channel 指明。
        command.import-older	有 {count} 行替换了下载时间更晚的数字：文件的导入顺序是不是反了？
        command.no-exports	这里没有可以导入的内容：没有已知格式的 CSV、TSV、zip 或 xlsx 文件。
        command.import-dry-run	试运行，没有写入任何内容。
        command.import-written	已写入 {folder}。
        command.import-orders	{file}：订单；共 {rows} 行，采用 {taken} 行，{customers} 位客户，{first} 至 {last}
        command.import-orders-hidden	客户以无法还原的名字保存；生成名字的密钥在 {file}。请与工作区一起保管，不要和备份放在一起。
        command.import-orders-stored	已保存 {count} 笔订单；value 不带文件时读取它们。
        command.import-orders-left	{file}：订单只能进入工作区，已略过。
        command.import-stored	新增 {added} 行，更新 {restated} 行，未变 {unchanged} 行。
        command.initialized	工作区已建好。请先读 {brief}，然后生成方案。
        command.initialized-empty	工作区已建好。请导入报表，填好 {brief}，然后生成方案。
        command.simulated	已写入 {rows} 行和 {goods} 个货品到 {folder}。
        records.drop.total	合计行
        records.drop.header	重复的表头
        records.drop.ragged	字段个数不对
        records.drop.bad-date	不是日期
        records.drop.bad-number	不是数字
        records.drop.negative	小于零
        records.drop.repeated	重复
        records.drop.odd-period	周期不完整
        records.drop.bad-encoding	文字无法识别
        records.skip.copy	另一个文件的副本
        records.skip.lock	锁文件或临时文件
        records.skip.kind	不是表格
        records.skip.unknown	其他类型的表格
        """#
}
