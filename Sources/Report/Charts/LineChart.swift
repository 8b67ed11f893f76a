// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines with bands around them, marked points, and a shaded part of the x axis.
public struct LineChart: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
        public var x: Double
        public var y: Double

        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct BandPoint: Sendable, Hashable {
        public var x: Double
        public var low: Double
        public var high: Double

        public init(_ x: Double, _ low: Double, _ high: Double) {
            self.x = x
            self.low = low
            self.high = high
        }
    }

    public struct Series: Sendable, Hashable {
        public var name: String
        public var points: [Point]
        public var band: [BandPoint]
        public var marks: [Point]

        public init(_ name: String, _ points: [Point], band: [BandPoint] = [], marks: [Point] = []) {
            self.name = name
            self.points = points
            self.band = band
            self.marks = marks
        }
    }

    public var title: String
    /// The text alternative: what the picture shows, in a sentence.
    public var description: String
    public var x: ChartAxis
    public var y: ChartAxis
    public var series: [Series]
    /// A part of the x axis that is shaded (the range seen).
    public var shaded: ClosedRange<Double>?
    public var width: Double
    public var height: Double

    public init(
        _ title: String, description: String, x: ChartAxis, y: ChartAxis, series: [Series], shaded: ClosedRange<Double>? = nil,
        width: Double = 640, height: Double = 300
    ) {
        self.title = title
        self.description = description
        self.x = x
        self.y = y
        self.series = series
        self.shaded = shaded
        self.width = width
        self.height = height
    }

    /// The picture as an SVG element; points that are not finite are left out. `id` has to be unique on its page.
    public func svg(id: String) -> String {
        let points = series.flatMap { $0.points + $0.marks }.filter { $0.x.isFinite && $0.y.isFinite }
        let bands = series.flatMap(\.band).filter { $0.x.isFinite && $0.low.isFinite && $0.high.isFinite }
        let xs =
            points.map(\.x) + bands.map(\.x) + [shaded?.upperBound, shaded?.lowerBound].compactMap { $0 }.filter(\.isFinite)
        let ys = points.map(\.y) + bands.flatMap { [$0.low, $0.high] }
        let frame = ChartFrame(
            title: title, description: description, x: x, y: y, xRange: Self.range(xs, withZero: false),
            yRange: Self.range(ys, withZero: true), width: width, height: height, legend: series.map(\.name))
        var parts: [String] = []
        if let shaded, shaded.lowerBound.isFinite, shaded.upperBound.isFinite {
            let from = frame.px(shaded.lowerBound)
            let to = frame.px(shaded.upperBound)
            let top = frame.py(frame.yRange.upperBound)
            parts.append(
                #"<rect class="seen" x="\#(ChartFrame.at(from))" y="\#(ChartFrame.at(top))" width="\#(ChartFrame.at(to - from))" height="\#(ChartFrame.at(frame.baseline - top))"/>"#
            )
        }
        for (index, one) in series.enumerated() { parts += draw(one, index, frame) }
        return frame.svg(id: id, content: parts.joined(separator: "\n"))
    }

    private func draw(_ series: Series, _ index: Int, _ frame: ChartFrame) -> [String] {
        let colour = index % ChartFrame.colours
        func place(_ x: Double, _ y: Double) -> String { ChartFrame.at(frame.px(x)) + "," + ChartFrame.at(frame.py(y)) }
        var parts: [String] = []
        let band = series.band.filter { $0.x.isFinite && $0.low.isFinite && $0.high.isFinite }
        if band.count > 1 {
            let outline = band.map { place($0.x, $0.high) } + band.reversed().map { place($0.x, $0.low) }
            parts.append(#"<polygon class="band f\#(colour)" points="\#(outline.joined(separator: " "))"/>"#)
        }
        let line = series.points.filter { $0.x.isFinite && $0.y.isFinite }
        if line.count > 1 {
            let dash = index >= ChartFrame.colours ? " dash" : ""
            let places = line.map { place($0.x, $0.y) }.joined(separator: " ")
            parts.append(#"<polyline class="curve s\#(colour)\#(dash)" points="\#(places)"/>"#)
        }
        for mark in series.marks where mark.x.isFinite && mark.y.isFinite {
            parts.append(
                #"<circle class="mark f\#(colour)" cx="\#(ChartFrame.at(frame.px(mark.x)))" cy="\#(ChartFrame.at(frame.py(mark.y)))" r="5"><title>\#(Markup.escaped(series.name)): \#(Markup.escaped(x.text(mark.x))), \#(Markup.escaped(y.text(mark.y)))</title></circle>"#
            )
        }
        return parts
    }

    /// From the smallest to the largest value with a little room above; never empty.
    static func range(_ values: [Double], withZero: Bool) -> ClosedRange<Double> {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if withZero {
            low = min(low, 0)
            high = max(high, 0)
            high += 0.05 * (high - low)
        }
        // Beyond this a difference of two ends is no finite number any more.
        low = max(low, -1e300)
        high = min(high, 1e300)
        return high > low ? low...high : low...(low + max(1, abs(low)))
    }
}
