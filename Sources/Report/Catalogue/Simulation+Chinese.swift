// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: market worlds.
    static let simulationChinese = #"""
        world.unknown-key	世界文件里没有叫 {key} 的设置。可用的设置：{known}。
        world.did-you-mean	是不是想写 {key}？
        world.repeated-key	设置 {key} 写了两次，请只保留一个。
        world.missing-key	缺少设置 {key}，必须填写。
        world.wrong-shape-map	这里应该是设置，每行一个 "name: value"。
        world.wrong-shape-list	这里应该是列表，例如 [search, feed]。
        world.wrong-shape-value	这里应该是单个值。
        world.not-a-number	这不是数字；可接受 {low} 到 {high} 的数。
        world.not-whole	这不是整数；可接受 {low} 到 {high} 的整数。
        world.out-of-range	超出范围；可接受 {low} 到 {high}。
        world.not-one-of	不认识这个词；可以写：{choices}。
        world.not-a-day	这不是日期；日期写成 2026-07-04。
        world.not-money	这不是金额；请写元，最多两位小数，例如 1200.50。
        world.event-order	活动 {event} 的日期顺序不对：蓄水、预售、爆发、返场、结束必须依次排列。
        world.event-overlap	活动 {event} 和活动 {other} 重叠；请把日期错开。
        world.too-large	这个世界太大：人数乘以天数为 {size}，最多模拟 {limit}。请减少人数或天数。
        world.too-many-tastes	这个世界太大：人数乘以货品数为 {size}，最多模拟 {limit}。请减少人数或货品。
        world.repeated-channel	渠道 {channel} 写了两次，请只保留一个。
        simulate.refused-choice	{day} 的选择“{kind}”没有执行。{reason}
        simulate.refused-money	方案里有 {money} 投给了这家店没有的投放单元，这笔钱没有花出去。
        simulate.experiment	{channel} 在 {begin} 至 {end} 的实验：花费 {spend}，带来成交 {effect}，标准误 {error}。
        """#
}
