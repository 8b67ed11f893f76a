// SPDX-License-Identifier: GPL-3.0-or-later

/// The name out of `names` that `found` was most likely meant to be: the one with the fewest single-letter edits
/// (Levenshtein distance, upper and lower case alike), nil when none is near.
func nearestName(to found: String, in names: [String]) -> String? {
    let wanted = Array(found.lowercased().unicodeScalars.prefix(64))
    var best: (name: String, distance: Int)?
    for name in names {
        let candidate = Array(name.lowercased().unicodeScalars)
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
        if distance <= max(2, name.count / 3), distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}
