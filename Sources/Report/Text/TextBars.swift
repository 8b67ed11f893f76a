// SPDX-License-Identifier: GPL-3.0-or-later

/// Small pictures made of block characters.
public enum TextBars {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar of `share` (0 … 1) of `width` cells, to an eighth of a cell; a share above zero shows at least an eighth.
    public static func bar(_ share: Double, width: Int) -> String {
        guard share.isFinite, share > 0, width > 0 else { return "" }
        let parts = max(1, Int((min(share, 1) * Double(width) * 8).rounded()))
        return String(repeating: "█", count: parts / 8) + eighths[parts % 8]
    }

    /// One block a value, from zero (`▁`) to the largest (`█`); values that are not finite are blank. Longer series are averaged into
    /// `width` cells.
    public static func sparkline(_ values: [Double], width: Int = 60) -> String {
        guard width > 0, !values.isEmpty else { return "" }
        let cells = min(width, values.count)
        let shown: [Double] = (0..<cells).map { cell in
            let part = values[(cell * values.count / cells)..<((cell + 1) * values.count / cells)]
            return part.reduce(0, +) / Double(part.count)
        }
        let largest = shown.filter(\.isFinite).max() ?? 0
        return shown.map { value in
            guard value.isFinite else { return " " }
            guard largest > 0 else { return levels[0] }
            return levels[min(7, max(0, Int((value / largest * 7).rounded())))]
        }.joined()
    }
}
