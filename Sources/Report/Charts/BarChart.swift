// SPDX-License-Identifier: GPL-3.0-or-later

/// Bars stacked by series, one at each whole x from 0: money by channel over time.
public struct BarChart: Sendable, Hashable {
    public struct Series: Sendable, Hashable {
        public var name: String
        /// At least 0, one a bar.
        public var values: [Double]

        public init(_ name: String, _ values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    public var title: String
    public var description: String
    public var x: ChartAxis
    public var y: ChartAxis
    public var series: [Series]
    public var width: Double
    public var height: Double

    public init(
        _ title: String, description: String, x: ChartAxis, y: ChartAxis, series: [Series], width: Double = 640,
        height: Double = 300
    ) {
        self.title = title
        self.description = description
        self.x = x
        self.y = y
        self.series = series
        self.width = width
        self.height = height
    }

    /// The picture as an SVG element; values that are not finite or below 0 count as none. `id` has to be unique on its page.
    public func svg(id: String) -> String {
        let count = series.map(\.values.count).max() ?? 0
        func value(_ one: Series, _ index: Int) -> Double {
            guard index < one.values.count, one.values[index].isFinite else { return 0 }
            return max(0, one.values[index])
        }
        let totals = (0..<count).map { index in series.reduce(0) { $0 + value($1, index) } }
        let frame = ChartFrame(
            title: title, description: description, x: x, y: y, xRange: -0.5...(Double(max(1, count)) - 0.5),
            yRange: LineChart.range(totals, withZero: true), width: width, height: height, legend: series.map(\.name))
        var parts: [String] = []
        let wide = frame.px(1) - frame.px(0)
        for index in 0..<count {
            var sum = 0.0
            for (number, one) in series.enumerated() {
                let amount = value(one, index)
                guard amount > 0 else { continue }
                let top = frame.py(sum + amount)
                let bottom = frame.py(sum)
                sum += amount
                parts.append(
                    #"<rect class="bar f\#(number % ChartFrame.colours)" x="\#(ChartFrame.at(frame.px(Double(index)) - 0.4 * wide))" y="\#(ChartFrame.at(top))" width="\#(ChartFrame.at(0.8 * wide))" height="\#(ChartFrame.at(bottom - top))"><title>\#(Markup.escaped(x.text(Double(index)))), \#(Markup.escaped(one.name)): \#(Markup.escaped(y.text(amount)))</title></rect>"#
                )
            }
        }
        let step = max(1, (count + 7) / 8)
        let ticks = stride(from: 0, to: count, by: step).map(Double.init)
        return frame.svg(id: id, xTicks: ticks, content: parts.joined(separator: "\n"))
    }
}
