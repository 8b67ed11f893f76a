// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market

extension DecodingError {
    /// The error with the path of the field that it is about.
    public func asFault(file: String) -> CommandError {
        switch self {
        case .keyNotFound(let key, let context):
            return .notJSON(file: file, field: CodingPath.text(context.codingPath + [key]), detail: "this key is missing")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return .notJSON(
                file: file, field: CodingPath.text(context.codingPath), detail: "not a \(DecodingError.word(for: type))")
        case .dataCorrupted(let context):
            return .notJSON(file: file, field: CodingPath.text(context.codingPath), detail: context.debugDescription)
        @unknown default:
            return .notJSON(file: file, field: "", detail: "\(self)")
        }
    }

    private static func word(for type: Any.Type) -> String {
        switch type {
        case is Double.Type: "number"
        case is Int.Type, is Int64.Type: "whole number"
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        default: String(describing: type).hasPrefix("Array") ? "list" : "object"
        }
    }
}
