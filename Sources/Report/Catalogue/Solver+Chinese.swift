// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: the solver.
    static let solverChinese = #"""
        solver.not-finite	问题里有一个数无法使用：{place} 处的 {value}。必须是普通的有限数字。
        solver.bad-shape	问题的结构不对：{what}。
        solver.needs-bound	{variable} 需要上限：它的响应曲线形状不一致，没有上限就无法证明最优。
        solver.library	线性求解器停止了：{message}。
        solver.memory	内存不足，无法求解。
        solver.file	文件 {path} 无法使用（系统代码 {code}）。
        solver.lost	求解已中断，无法继续；请重新开始。
        """#
}
