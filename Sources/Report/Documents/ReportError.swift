// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What can go wrong in reporting.
public enum ReportError: FaultError, Hashable {
    /// A document holds a number that is not finite: a fault of the program that must not reach a file.
    case notFinite

    public var fault: Fault {
        switch self {
        case .notFinite: Fault(.fault, Notice("report.not-finite"))
        }
    }
}
