// SPDX-License-Identifier: GPL-3.0-or-later

/// The name out of `names` that `found` was most likely meant to be: the one with the fewest single-character edits (Levenshtein
/// distance; case, `-` and `_` make no difference), the first of equals, nil when none is near.
public func nearestName(to found: String, in names: [String]) -> String? {
    func folded(_ name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.prefix(64).map { $0 == "-" ? "_" : $0 }
    }
    let wanted = folded(found)
    var best: (name: String, distance: Int)?
    for name in names {
        let candidate = folded(name)
        var row = Array(0...candidate.count)
        for (i, scalar) in wanted.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in candidate.enumerated() {
                let substituted = diagonal + (scalar == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        let distance = row[candidate.count]
        // Of a short name, not every letter may change.
        let allowed = min(max(2, candidate.count / 3), max(1, candidate.count - 1))
        if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}
