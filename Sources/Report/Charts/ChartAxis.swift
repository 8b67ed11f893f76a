// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// One axis: its title with the unit, how its numbers are written, and where its ticks lie.
public struct ChartAxis: Sendable, Hashable {
    /// How a value of the axis is written.
    public enum Format: Sendable, Hashable {
        case money
        case number
        case share
        /// Value 0 is this day, and every further 1 is so many days later.
        case days(from: Day, step: Int)
        /// Value 0 is the first of these, 1 the second.
        case names([String])
    }

    public var title: String
    public var format: Format
    /// Whose habit of writing large numbers the labels follow.
    public var language: Language

    public init(_ title: String, _ format: Format = .number, language: Language = .english) {
        self.title = title
        self.format = format
        self.language = language
    }

    /// A value as a reader sees it: large amounts in thousands or millions (in Chinese in 万 or 亿), so that labels stay short.
    func text(_ value: Double) -> String {
        switch format {
        case .money: short(value, sign: "¥")
        case .number: short(value, sign: "")
        case .share: NumberText.share(value)
        case .names(let names):
            names.indices.contains(Int(value.rounded()))
                ? DisplayWidth.truncated(SafeText.line(names[Int(value.rounded())]), to: 14) : ""
        case .days(let day, let step): String(day.advanced(by: Int(value.rounded()) * step).description.dropFirst(5))
        }
    }

    private func short(_ value: Double, sign: String) -> String {
        if language == .chinese, let text = NumberText.inMyriads(value, sign: sign, digits: 3) { return text }
        let size = abs(value)
        let minus = value < 0 ? "-" : ""
        if size >= 1e6 { return minus + sign + NumberText.significant(size / 1e6, 3) + "M" }
        if size >= 1e4 { return minus + sign + NumberText.significant(size / 1e3, 3) + "k" }
        return minus + sign + NumberText.significant(size, 3)
    }

    /// Round values (1, 2 or 5 times a power of ten apart) that cover `low` … `high` in about `count` steps.
    static func ticks(from low: Double, to high: Double, count: Int = 5) -> [Double] {
        guard low.isFinite, high.isFinite, high > low else { return [low.isFinite ? low : 0] }
        let raw = (high - low) / Double(max(1, count))
        var power = 1.0
        while power > raw { power /= 10 }
        while power * 10 <= raw { power *= 10 }
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw * (1 - 1e-9) } ?? power * 10
        guard step > 0, step.isFinite else { return [low, high] }
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard last - first < 1000 else { return [low, high] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }
}
