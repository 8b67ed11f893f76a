// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers with their intervals below one another: plans by one figure, gains against several baselines.
public struct IntervalChart: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        public var name: String
        public var mean: Double
        public var low: Double?
        public var high: Double?

        public init(_ name: String, mean: Double, low: Double? = nil, high: Double? = nil) {
            self.name = name
            self.mean = mean
            self.low = low
            self.high = high
        }
    }

    public var title: String
    public var description: String
    public var x: ChartAxis
    public var rows: [Row]
    public var width: Double

    public init(_ title: String, description: String, x: ChartAxis, rows: [Row], width: Double = 640) {
        self.title = title
        self.description = description
        self.x = x
        self.rows = rows
        self.width = width
    }

    /// Most rows that are drawn; a picture with more of them cannot be read.
    static let mostRows = 40

    /// The picture as an SVG element; rows that are not finite are left out. `id` has to be unique on its page.
    public func svg(id: String) -> String {
        let shown = rows.filter { $0.mean.isFinite }.prefix(Self.mostRows)
        let values = shown.flatMap { [$0.mean, $0.low, $0.high].compactMap { $0 } }.filter(\.isFinite)
        var range = LineChart.range(values, withZero: true)
        if range.lowerBound < 0 { range = (range.lowerBound - 0.05 * (range.upperBound - range.lowerBound))...range.upperBound }
        let nameWidth = min(200, 16 + 7 * Double(shown.map { DisplayWidth.of(SafeText.line($0.name)) }.max() ?? 0))
        let step = 26.0
        let height = 14 + step * Double(shown.count) + 44
        let bottom = height - 44
        let right = 84.0
        func px(_ value: Double) -> Double {
            nameWidth + (value - range.lowerBound) / (range.upperBound - range.lowerBound) * (width - nameWidth - right)
        }
        func at(_ value: Double) -> String { ChartFrame.at(value) }
        var parts: [String] = []
        for tick in ChartAxis.ticks(from: range.lowerBound, to: range.upperBound, count: 5) {
            let x1 = at(px(tick))
            let style = tick == 0 ? "axis" : "grid"
            parts.append(#"<line class="\#(style)" x1="\#(x1)" x2="\#(x1)" y1="8" y2="\#(at(bottom))"/>"#)
            parts.append(
                #"<text class="tick" x="\#(x1)" y="\#(at(bottom + 16))" text-anchor="middle">\#(Markup.escaped(x.text(tick)))</text>"#
            )
        }
        for (index, row) in shown.enumerated() {
            let y = 14 + step * (Double(index) + 0.5)
            let name = DisplayWidth.truncated(SafeText.line(row.name), to: 26)
            parts.append(
                #"<text class="name" x="\#(at(nameWidth - 8))" y="\#(at(y + 4))" text-anchor="end">\#(Markup.escaped(name))</text>"#
            )
            var end = row.mean
            if let low = row.low, let high = row.high, low.isFinite, high.isFinite {
                parts.append(
                    #"<line class="range s0" x1="\#(at(px(low)))" x2="\#(at(px(high)))" y1="\#(at(y))" y2="\#(at(y))"/>"#)
                end = high
            }
            parts.append(
                #"<circle class="mark f0" cx="\#(at(px(row.mean)))" cy="\#(at(y))" r="5"><title>\#(Markup.escaped(row.name)): \#(Markup.escaped(x.text(row.mean)))</title></circle>"#
            )
            parts.append(
                #"<text class="value" x="\#(at(px(max(end, row.mean)) + 9))" y="\#(at(y + 4))">\#(Markup.escaped(x.text(row.mean)))</text>"#
            )
        }
        parts.append(
            #"<text class="label" x="\#(at((nameWidth + width - right) / 2))" y="\#(at(height - 8))" text-anchor="middle">\#(Markup.escaped(x.title))</text>"#
        )
        return ChartFrame.picture(
            id: id, title: title, description: description, width: width, height: height, content: parts.joined(separator: "\n")
        )
    }
}
