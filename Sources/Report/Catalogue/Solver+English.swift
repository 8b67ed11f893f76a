// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: the solver.
    static let solver = #"""
        solver.not-finite	A number of the problem is not usable: {value} at {place}. It must be an ordinary finite number.
        solver.bad-shape	The problem is put together wrongly: {what}.
        solver.needs-bound	{variable} needs an upper limit: its response is not the same kind of curve everywhere, and without a limit no best plan can be proved.
        solver.library	The linear solver stopped: {message}.
        solver.memory	There is not enough memory to solve this problem.
        solver.file	The file {path} cannot be used (system code {code}).
        solver.lost	The solve was broken off and cannot go on; start it again.
        """#
}
