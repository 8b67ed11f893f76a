// SPDX-License-Identifier: GPL-3.0-or-later

/// Any key of a JSON object, to find those that nobody reads.
struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// Refuses keys that are not known: a misspelt rule must not be left out silently.
    func refuseKeys(otherThan known: some Collection<String>) throws {
        let container = try container(keyedBy: AnyKey.self)
        let allowed = Set(known)
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) where !allowed.contains(key.stringValue) {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: container.codingPath + [key],
                    debugDescription: "unknown key '\(key.stringValue)'; known here: \(known.sorted().joined(separator: ", "))")
            )
        }
    }
}
