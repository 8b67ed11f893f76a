// SPDX-License-Identifier: GPL-3.0-or-later

/// The pictures of a page as files of their own, for a deck.
public enum ChartFiles {
    /// Every picture of a page that this target made, by the name under which it stands there (`over-time`, `curve-0`).
    public static func pictures(of html: String) -> [(name: String, svg: String)] {
        var found: [(String, String)] = []
        var rest = html[...]
        while let start = rest.firstRange(of: "<svg class=\"chart\""),
            let end = rest[start.lowerBound...].firstRange(of: "</svg>")
        {
            let svg = String(rest[start.lowerBound..<end.upperBound])
            rest = rest[end.upperBound...]
            guard let label = svg.firstRange(of: "aria-labelledby=\""), let stop = svg[label.upperBound...].firstIndex(of: " ")
            else {
                continue
            }
            // The first reference is that of the title: NAME-t.
            let name = svg[label.upperBound..<stop].dropLast(2).filter { $0.isLetter || $0.isNumber || $0 == "-" }
            if !name.isEmpty { found.append((String(name), svg + "\n")) }
        }
        return found
    }
}
