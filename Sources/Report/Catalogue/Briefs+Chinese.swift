// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: briefs: what is wrong in them, and what would be accepted.
    static let briefsChinese = #"""
        brief.no-file	没有这个文件，请检查路径。
        brief.unreadable	文件无法读取（系统错误 {code}），请检查读取权限。
        brief.not-a-file	这是文件夹或设备，不是文件。请指定一个 YAML 或 JSON 文件。
        brief.too-large	文件超过 {limit} 字节。投放需求只需一页文字；数据请放进 CSV 文件，再在需求里写文件名。
        brief.empty	文件是空的。最简单的投放需求包含 scenario、begin、end 和 budget。
        brief.not-utf8	文字不是 UTF-8 编码，请另存为 UTF-8。
        brief.syntax	从这里起无法读懂：{problem}。请写成 `key: value`，用空格缩进，冒号后留一个空格。
        brief.syntax-tab	行首是制表符（Tab）。请只用空格缩进。
        brief.syntax-full-width-colon	这里是全角冒号 ：。请用半角冒号加空格，例如 `budget: 1000`。
        brief.syntax-open-quote	引号没有成对，请在同一行补上。
        brief.alias	不接受锚点（&name）和别名（*name）。请把值写全；如果文字里本来就有 & 或 *，请加引号。
        brief.tag	不接受 !!int 这类类型标签，请去掉。
        brief.bad-key	键必须是普通文字，请写成 `key: value`。
        brief.repeated-key	这个键写了两次，请只保留一个。
        brief.too-deep	层级超过 {limit} 层。投放需求最多只需四层。
        brief.too-many-values	值超过 {limit} 个。数据请放进 CSV 文件，再写文件名。
        brief.not-a-map	这里应该是一组 `key: value`。
        brief.not-a-list	这里应该是列表：`[a, b]`，或每行以 `- ` 开头。
        brief.not-one-value	这里应该是单个值，不是一组，也不是列表。
        brief.unknown-key	这里没有这个键。可以写：{accepted}。
        brief.nearest	是不是想写 {name}？
        brief.missing-key	缺少 {key}，必须填写。
        brief.missing-budget	缺少预算。请写 `budget: 262410.50`（单位元，总预算）；如果由目标决定花多少，请写 `budget: flexible`。
        brief.empty-value	冒号后面没有值。请补上，或删掉这个键。
        brief.empty-list	列表是空的。请至少写一项，或删掉这个键。
        brief.too-many-items	列表太长，最多 {limit} 项。
        brief.unknown-scenario	没有这个场景。现有场景：{accepted}。
        brief.unknown-channel	历史数据里没有这个渠道。现有渠道：{accepted}。
        brief.unknown-goods	没有这个货品。现有货品：{accepted}。
        brief.unknown-audience	历史数据里没有这个人群。现有人群：{accepted}。
        brief.bad-money	这不是金额（元）。请只写数字，最多两位小数，例如 262410.50，不带单位和千分位。
        brief.money-decimals	金额最多两位小数：最小单位是一分，即 0.01 元。
        brief.negative	小于零。只接受零或正数。
        brief.bad-number	这不是数字。请写 3 或 1.5 这样的数字。
        brief.bad-count	这不是整数。请写 7 这样的整数。
        brief.setting-out-of-range	设置 {setting} 可取 {lower} 到 {upper}（{unit}）。{reason}
        brief.out-of-range	超出范围。可接受 {lower} 到 {upper} {unit}。
        brief.bad-share	这不是比例。请写小数如 0.3，或百分数如 30 %。
        brief.ambiguous-share	大于 1 的数不写单位会有歧义。请写 {fraction}，或带百分号写 {percent}。
        brief.bad-percent	这不是百分数。请写 15.5 这样的数字。
        brief.ambiguous-percent	小于 1 的数不写单位会有歧义：这里要填的是百分数。请带百分号写 {small}，或写 {large}。
        brief.percent-above-hundred	这里要填百分数，而这个数大于 100。有些报表以万分之一为单位，那么应写 {hundredths}。
        brief.bad-date	这不是日期。请按年月日写成 2026-07-04。
        brief.no-such-date	日历上没有这一天（年份 1900 到 2999）。请写成 2026-07-04 这样的日期。
        brief.bad-word	这里不认识这个词。可以写：{accepted}。
        brief.bad-flag	请写 true 或 false。
        brief.bad-name	这不能作名称：名称只占一行，最多 200 个字符，首尾没有空格。
        brief.bad-path	这不是文件路径。请写成一行，相对投放需求文件所在位置，例如 history.csv。
        brief.ends-before-begin	结束早于开始（{begin}）。结束日期应为同一天或更晚。
        brief.period-too-long	周期天数过多，最多 {limit} 天。
        brief.minimum-above-maximum	下限高于{other}的 {limit}。请降低下限或提高上限。
        brief.outside-of-period	这一天不在投放周期 {begin} 到 {end} 之内。
        brief.stages-overlap	这个阶段从 {day} 开始，而阶段 {other} 还没结束。阶段之间不能有重叠的日子。
        brief.repeated-name	列表里写了两次，请只保留一个。
        brief.exclude-each-other	不能和 {other} 同时填写，请只保留一个。
        brief.scenarios-overlap	同一场景在本需求中两次用于相同的货品。请只保留一个，或用 `goods_select` 给每个场景各自的货品。
        brief.first-at-line	第一次写在第 {line} 行。
        brief.other-at-line	另一个值在第 {line} 行。
        """#
}
