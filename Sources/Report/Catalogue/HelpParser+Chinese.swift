// SPDX-License-Identifier: GPL-3.0-or-later

extension HelpWording {
    /// Chinese: what the argument parser itself says.
    static let chineseParser = #"""
        Error: 	错误：
        USAGE: 	用法：
        Help:  	说明：
        ARGUMENTS:	参数：
        OPTIONS:	选项：
        SUBCOMMANDS:	命令：
        (default: 	（默认：
        )	）
        See	详见
        for detailed help.	。
        for more information.	。
        Unknown option '…'	没有 '…' 这个选项
        Unknown option '…'. Did you mean '…'?	没有 '…' 这个选项。是不是 '…'？
        Missing value for '…'	'…' 后面缺少值
        The option '…' does not take any value, but '…' was specified.	选项 '…' 不带值，却给了 '…'。
        Unexpected argument '…'	多出参数 '…'
        Missing expected argument '…'	缺少参数 '…'
        The value '…' is invalid for '…'	'…' 不能用作 '…' 的值
        Invalid option: …	无效选项：…
        Missing required subcommand.	缺少命令。
        Value to be set with flag '…' had already been set with flag '…'	'…' 与前面的 '…' 重复
        '…' is not a known language; use en or zh.	没有 '…' 这种语言；请用 en 或 zh。
        """#
}
