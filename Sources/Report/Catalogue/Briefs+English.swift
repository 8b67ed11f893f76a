// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: briefs: what is wrong in them, and what would be accepted.
    static let briefs = #"""
        brief.no-file	There is no such file. Check the path.
        brief.unreadable	The file cannot be read (system error {code}). Check that you may read it.
        brief.not-a-file	This is a folder or a device, not a file. Name a YAML or JSON file.
        brief.too-large	The file is larger than {limit} bytes. A brief is a page of text; put data into CSV files and name them.
        brief.empty	The file is empty. The smallest brief has scenario, begin, end and budget.
        brief.not-utf8	The text is not in UTF-8. Save the file as UTF-8.
        brief.syntax	The file cannot be read from here on: {problem}. Write `key: value`, with spaces to indent and a space behind the colon.
        brief.syntax-tab	A tab begins the line. Indent with spaces only.
        brief.syntax-full-width-colon	A full-width colon ： stands here. Write a plain colon and a space, as in `budget: 1000`.
        brief.syntax-open-quote	A quote is opened and not closed. Close it on the same line.
        brief.alias	Anchors (&name) and aliases (*name) are not accepted. Write the value out, or put it in quotes if it is a text with & or *.
        brief.tag	Type tags such as !!int are not accepted. Leave the tag out.
        brief.bad-key	A key has to be a plain text. Write `key: value`.
        brief.repeated-key	This key is written twice. Keep one of them.
        brief.too-deep	More than {limit} levels inside of one another. A brief needs no more than four.
        brief.too-many-values	More than {limit} values. Put data into CSV files and name them.
        brief.not-a-map	This has to be a group of `key: value` lines.
        brief.not-a-list	This has to be a list: `[a, b]`, or lines that begin with `- `.
        brief.not-one-value	This has to be one value, not a group or a list.
        brief.unknown-key	There is no such key here. Accepted are: {accepted}.
        brief.nearest	Did you mean {name}?
        brief.missing-key	{key} is missing. It has to be given.
        brief.missing-budget	The budget is missing. Write `budget: 262410.50` (yuan, in total), or `budget: flexible` if targets decide how much is spent.
        brief.empty-value	There is no value behind the colon. Write one, or leave the key out.
        brief.empty-list	The list is empty. Name at least one, or leave the key out.
        brief.too-many-items	The list is too long. At most {limit} are accepted.
        brief.unknown-scenario	There is no such scenario. The scenarios are: {accepted}.
        brief.unknown-channel	No such channel in the history. The channels there are: {accepted}.
        brief.unknown-goods	No such goods. The goods there are: {accepted}.
        brief.unknown-audience	No such audience in the history. The audiences there are: {accepted}.
        brief.bad-money	This is not an amount of yuan. Write digits with at most two decimals, such as 262410.50, without unit or separators.
        brief.money-decimals	An amount has at most two decimals: the smallest is one fen, 0.01 yuan.
        brief.negative	This is below zero. Zero or more is accepted.
        brief.bad-number	This is not a number. Write digits such as 3 or 1.5.
        brief.bad-count	This is not a whole number. Write digits such as 7.
        brief.setting-out-of-range	The setting {setting} takes {lower} to {upper} ({unit}). {reason}
        brief.out-of-range	This is out of range. Accepted is {lower} to {upper} {unit}.
        brief.bad-share	This is not a share. Write a fraction such as 0.3, or percent such as 30 %.
        brief.ambiguous-share	A bare number above 1 is not clear. Write {fraction}, or {percent} with the sign.
        brief.bad-percent	This is not a number of percent. Write a number such as 15.5.
        brief.ambiguous-percent	A bare number below 1 is not clear: percent are asked for here. Write {small} with the sign, or {large}.
        brief.percent-above-hundred	Percent are asked for here, and this is above 100. Some reports write hundredths of a percent: then it is {hundredths}.
        brief.bad-date	This is not a date. Write year, month and day as in 2026-07-04.
        brief.no-such-date	There is no such day in the calendar (years 1900 to 2999). Write a date such as 2026-07-04.
        brief.bad-word	This word is not known here. Accepted are: {accepted}.
        brief.bad-flag	Write true or false.
        brief.bad-name	This is no name: names are on one line, at most 200 characters, without spaces at the ends.
        brief.bad-path	This is not the path of a file. Write it on one line, relative to the brief, such as history.csv.
        brief.ends-before-begin	This ends before it begins, on {begin}. The end has to be the same day or later.
        brief.period-too-long	The period has more days than are accepted: at most {limit}.
        brief.minimum-above-maximum	The minimum is above {other}, which is {limit}. Lower the one or raise the other.
        brief.outside-of-period	This day is outside of the brief's period, {begin} to {end}.
        brief.stages-overlap	This stage begins on {day}, before stage {other} has ended. Stages must not share a day.
        brief.repeated-name	This stands in the list twice. Keep one of them.
        brief.exclude-each-other	This cannot be given together with {other}. Keep one of them.
        brief.scenarios-overlap	This scenario stands in the brief twice for the same goods. Keep one entry, or give each its own goods under `goods_select`.
        brief.first-at-line	It was first given in line {line}.
        brief.other-at-line	The other value is in line {line}.
        """#
}
