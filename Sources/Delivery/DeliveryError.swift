// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Why a delivery problem cannot be stated.
public enum DeliveryError: FaultError, Hashable {
    /// A field of the problem has a value that it must not have: path, value, what would be accepted (a notice key).
    case badValue(path: String, found: String, notice: Notice)

    public var fault: Fault {
        switch self {
        case .badValue(let path, let found, let notice):
            Fault(.data, at: Place(file: "", field: path), found: found, notice)
        }
    }
}
