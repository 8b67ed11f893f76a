// SPDX-License-Identifier: GPL-3.0-or-later

/// Files that are no text tables, told by their first bytes, so that the answer can say what to do with them.
public enum ForeignContent: String, Sendable, Hashable {
    /// A workbook of 1997–2003.
    case xls
    case pdf
    case image
    case gzip
    case rar
    case html
    case sqlite

    /// nil for everything that may be text.
    static func of(_ head: [UInt8]) -> ForeignContent? {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .xls }
        if head.starts(with: Array("%PDF".utf8)) { return .pdf }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) || head.starts(with: [0xFF, 0xD8, 0xFF])
            || head.starts(with: Array("GIF8".utf8))
        {
            return .image
        }
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: Array("Rar!".utf8)) { return .rar }
        if head.starts(with: Array("SQLite format 3".utf8)) { return .sqlite }
        let start = head.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }.prefix(15)
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table") ? .html : nil
    }
}
