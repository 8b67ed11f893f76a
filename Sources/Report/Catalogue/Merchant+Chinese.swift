// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the merchant's daily work: calendar, requests, the daily round, the care of workspaces.
    static let merchantChinese = #"""
        calendar.enrol	报名{programme}：今天是最后一天。
        calendar.create	按投放单新建 {count} 个计划，{day} 开始投放，预算共 {budget}。
        calendar.top-up	账户余额备足 {amount}，用于 {begin} 到 {end}。
        calendar.choice	设置{kind} {option}，货品 {goods}，到 {end} 为止。
        calendar.stock	按本方案，{goods} 大约今天售罄（库存 {stock}）。请补货，或停掉它的计划。
        today.no-plan	{brief} 还没有方案。请先规划（在工作区中运行 `wanxiang plan {brief}` 会保存方案），或用 --plan 指定。
        today.own-history	需求单指定了自己的历史文件，导入工作区的报表它看不到。请去掉 `history`，或不用 --downloads。
        today.not-begun	活动自 {begin} 开始，历史数据只到 {until}：还没有可比较的。
        today.no-history	活动自 {begin} 开始，还没有历史数据：请先导入下载的报表。
        today.head	方案第 {days} 天，数据到 {until}（{begin} 到 {end}）
        today.spent	到目前计划花费 {planned}，实际花费 {spent}（{pace}）；整个方案的媒体预算是 {total}。
        today.roi	到目前的投入产出比（不含最近几天）：{roi}。
        today.roi-expected	到目前的投入产出比（不含最近几天）：{roi}；方案全程预期 {low} 到 {high}。
        today.roi-early	现在判断投入产出比还太早：最近几天的成交还在增长。
        today.planned	计划花费
        today.actual	实际花费
        today.pace	进度
        today.fine	一切正常。
        today.behind	进度落后：应花 {planned}，实际 {spent}（{share}）。请提高日限额或出价，或重做剩余方案。
        today.ahead	进度超前：应花 {planned}，实际 {spent}（{share}）。请降低日限额。
        today.channel-pace	{channel} 到目前花了计划的 {share}。
        today.used-up-early	预算已花 {share}；照此速度 {day} 就会花完，早于 {end}。
        today.roi-low	投入产出比 {roi} 低于方案预期区间 {low} 到 {high}。
        today.roi-high	投入产出比 {roi} 高于方案预期区间 {low} 到 {high}。请检查成交有没有重复计算。
        today.learning-stuck	{count} 个单元卡在学习期（7 天内点击不足 100 次，或成交不足 5 笔且加购不足 15 次）：{lines}。请提高出价或预算，或合并单元。
        request.submitted	需求 {number} 已提交：{scenario}，{begin} 到 {end}，{budget}。方案编号 {digest}。
        request.again	这就是需求 {number}：投放需求、数据和方案都没有变。
        request.none	还没有提交过需求。请提交：wanxiang submit brief.yaml
        request.number	编号
        request.goal	场景
        request.period	周期
        request.state	状态
        request.spent-so-far	已花费
        request.draft	草稿
        request.state-submitted	已提交
        request.state-running	投放中
        request.state-ended	已结束
        request.state-replayed	已回放
        request.no-request	没有这个编号的需求。现有：{known}。
        request.flexible	不限
        request.plan-digest	方案（SHA-256）
        request.inputs	所用数据（SHA-256）
        shop.name	店铺
        shop.days	历史数据
        shop.imports	导入次数
        shop.documents	文档数
        shop.created	店铺 {name} 已建好。
        shop.renamed	店铺 {old} 已改名为 {name}。
        shop.deleted	店铺 {name} 及其全部数据已删除。
        shop.sure	这会删除 {name} 的全部数据。确认请加 --yes。
        shop.last	工作区至少要保留一个店铺。
        doctor.fine	{file}：没有问题。{shops} 个店铺，{rows} 行历史数据，{documents} 份文档。
        doctor.problem	问题：{problem}
        doctor.damaged	工作区有 {count} 处损坏。请从备份恢复：wanxiang restore FILE
        backup.done	工作区已备份到 {file}。
        backup.restored	已从 {file} 恢复工作区。原来的文件保留在 {kept}。
        init.question-goal	想达到什么目标？可选场景：{known}
        init.question-budget	总预算多少元？
        init.question-dates	从哪天到哪天？
        init.not-understood	看不懂。请写成 {accepted} 这样。
        brief.head-comment	想达到什么目标、花多少钱。金额单位是元，日期是北京时间。
        brief.budget-comment	总预算：媒体花费加预计佣金
        brief.rest-comment	以下都可以不写。
        brief.change-comment	相邻两天花费的最大变化
        brief.data-comment	历史数据和货品来自本文件夹的工作区（wanxiang import）。
        """#
}
