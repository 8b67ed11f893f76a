// SPDX-License-Identifier: GPL-3.0-or-later

/// From one total to another by steps: from what is brought without the plan's changes to what the plan brings.
public struct WaterfallChart: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        public var name: String
        /// Added to the total so far; may be negative.
        public var change: Double

        public init(_ name: String, _ change: Double) {
            self.name = name
            self.change = change
        }
    }

    public var title: String
    public var description: String
    public var y: ChartAxis
    /// The first total, as a step from nothing.
    public var start: Step
    public var steps: [Step]
    public var endName: String
    public var width: Double
    public var height: Double

    public init(
        _ title: String, description: String, y: ChartAxis, start: Step, steps: [Step],
        endName: String,
        width: Double = 900, height: Double = 320
    ) {
        self.title = title
        self.description = description
        self.y = y
        self.start = start
        self.steps = steps
        self.endName = endName
        self.width = width
        self.height = height
    }

    /// The total at the end.
    public var end: Double { steps.reduce(start.change) { $0 + $1.change } }

    /// The picture as an SVG element; steps that are not finite are left out. `id` has to be unique on its page.
    public func svg(id: String) -> String {
        let shown = steps.filter { $0.change.isFinite }
        var levels = [start.change]
        for step in shown { levels.append((levels.last ?? 0) + step.change) }
        let names = [start.name] + shown.map(\.name) + [endName]
        let frame = ChartFrame(
            title: title, description: description, x: ChartAxis("", .names(names)), y: y,
            xRange: -0.5...(Double(names.count) - 0.5), yRange: LineChart.range(levels, withZero: true), width: width,
            height: height)
        func at(_ value: Double) -> String { ChartFrame.at(value) }
        let wide = frame.px(1) - frame.px(0)
        var parts: [String] = []
        func bar(_ index: Int, from: Double, to: Double, colour: Int, text: String) {
            let top = frame.py(max(from, to))
            let x = frame.px(Double(index)) - 0.35 * wide
            parts.append(
                #"<rect class="bar f\#(colour)" x="\#(at(x))" y="\#(at(top))" width="\#(at(0.7 * wide))" height="\#(at(max(1, frame.py(min(from, to)) - top)))"><title>\#(Markup.escaped(names[index])): \#(Markup.escaped(text))</title></rect>"#
            )
            parts.append(
                #"<text class="value" x="\#(at(frame.px(Double(index))))" y="\#(at(max(12, top - 4)))" text-anchor="middle">\#(Markup.escaped(text))</text>"#
            )
        }
        bar(0, from: 0, to: start.change, colour: 6, text: y.text(start.change))
        for (index, step) in shown.enumerated() {
            let before = levels[index]
            // Up and down differ by colour and by their sign.
            bar(
                index + 1, from: before, to: before + step.change, colour: step.change >= 0 ? 2 : 5,
                text: (step.change >= 0 ? "+" : "") + y.text(step.change))
            let level = at(frame.py(before))
            parts.append(
                #"<line class="link" x1="\#(at(frame.px(Double(index)) + 0.35 * wide))" x2="\#(at(frame.px(Double(index + 1)) - 0.35 * wide))" y1="\#(level)" y2="\#(level)"/>"#
            )
        }
        let last = levels.last ?? start.change
        bar(names.count - 1, from: 0, to: last, colour: 0, text: y.text(last))
        return frame.svg(
            id: id, xTicks: names.indices.map(Double.init), content: parts.joined(separator: "\n"))
    }
}
