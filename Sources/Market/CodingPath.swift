// SPDX-License-Identifier: GPL-3.0-or-later

/// Where in a document a decoder stands, as a person writes it: `lines[3].curve.gain`.
public enum CodingPath {
    public static func text(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
