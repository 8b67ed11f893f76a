// SPDX-License-Identifier: GPL-3.0-or-later

/// Named points in a plane that two cut lines divide into four parts: channels by return and share of new customers.
public struct QuadrantChart: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
        public var name: String
        public var x: Double
        public var y: Double
        /// Drawn as area: the money behind the point.
        public var size: Double

        public init(_ name: String, x: Double, y: Double, size: Double = 1) {
            self.name = name
            self.x = x
            self.y = y
            self.size = size
        }
    }

    public var title: String
    public var description: String
    public var x: ChartAxis
    public var y: ChartAxis
    public var points: [Point]
    /// Where the cut lines lie: the mean over all points, weighted by money.
    public var cut: LineChart.Point
    public var width: Double
    public var height: Double

    public init(
        _ title: String, description: String, x: ChartAxis, y: ChartAxis, points: [Point], cut: LineChart.Point,
        width: Double = 640, height: Double = 340
    ) {
        self.title = title
        self.description = description
        self.x = x
        self.y = y
        self.points = points
        self.cut = cut
        self.width = width
        self.height = height
    }

    /// The picture as an SVG element; points that are not finite are left out. `id` has to be unique on its page.
    public func svg(id: String) -> String {
        let shown = points.filter { $0.x.isFinite && $0.y.isFinite && $0.size.isFinite }
        func room(_ values: [Double]) -> ClosedRange<Double> {
            let range = LineChart.range(values.filter(\.isFinite), withZero: true)
            return range.lowerBound...(range.upperBound + 0.1 * (range.upperBound - range.lowerBound))
        }
        let frame = ChartFrame(
            title: title, description: description, x: x, y: y, xRange: room(shown.map(\.x) + [cut.x]),
            yRange: room(shown.map(\.y) + [cut.y]), width: width, height: height)
        func at(_ value: Double) -> String { ChartFrame.at(value) }
        var parts: [String] = []
        if cut.x.isFinite, cut.y.isFinite {
            let left = at(frame.px(frame.xRange.lowerBound))
            let right = at(frame.px(frame.xRange.upperBound))
            let top = at(frame.py(frame.yRange.upperBound))
            let bottom = at(frame.py(frame.yRange.lowerBound))
            parts.append(
                #"<line class="cut" x1="\#(at(frame.px(cut.x)))" x2="\#(at(frame.px(cut.x)))" y1="\#(top)" y2="\#(bottom)"/>"#)
            parts.append(
                #"<line class="cut" x1="\#(left)" x2="\#(right)" y1="\#(at(frame.py(cut.y)))" y2="\#(at(frame.py(cut.y)))"/>"#)
        }
        let largest = shown.map(\.size).max() ?? 1
        for (index, point) in shown.enumerated() {
            let radius = 4 + 12 * (largest > 0 ? max(0, point.size / largest) : 0).squareRoot()
            let cx = frame.px(point.x)
            let cy = frame.py(point.y)
            parts.append(
                #"<circle class="mark f\#(index % ChartFrame.colours)" cx="\#(at(cx))" cy="\#(at(cy))" r="\#(at(radius))"><title>\#(Markup.escaped(point.name)): \#(Markup.escaped(x.text(point.x))), \#(Markup.escaped(y.text(point.y)))</title></circle>"#
            )
            let name = DisplayWidth.truncated(SafeText.line(point.name), to: 22)
            // Above and below in turn: neighbours mostly differ in one of the two.
            let y = index % 2 == 0 ? cy - radius - 5 : cy + radius + 13
            parts.append(
                #"<text class="name" x="\#(at(cx))" y="\#(at(y))" text-anchor="middle">\#(Markup.escaped(name))</text>"#)
        }
        return frame.svg(id: id, content: parts.joined(separator: "\n"))
    }
}
