// SPDX-License-Identifier: GPL-3.0-or-later

/// The plot area of a chart, its scales, and the parts that all charts share: axes, grid, legend, colours, text alternative.
struct ChartFrame {
    var title: String
    var description: String
    var x: ChartAxis
    var y: ChartAxis
    var xRange: ClosedRange<Double>
    var yRange: ClosedRange<Double>
    var width: Double = 640
    var height: Double = 300
    /// Named colours of the legend in order; nothing is drawn for a single name.
    var legend: [String] = []

    private let left = 74.0
    private let right = 16.0
    private var top: Double { legend.count > 1 ? 16 + 18 * Double(legendRows.count) : 16 }
    private let bottom = 44.0

    /// Colours that people with any colour vision can tell apart (Okabe & Ito 2008), by position; after eight they repeat, dashed.
    static let colours = 8

    func px(_ value: Double) -> Double {
        left + (value - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound) * (width - left - right)
    }

    func py(_ value: Double) -> Double {
        height - bottom - (value - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound) * (height - top - bottom)
    }

    var baseline: Double { py(max(yRange.lowerBound, 0)) }

    /// A coordinate to a tenth of a pixel.
    static func at(_ value: Double) -> String {
        let tenths = (value * 10).rounded()
        guard tenths.isFinite, abs(tenths) < 1e9 else { return "0" }
        let whole = Int(tenths)
        return whole % 10 == 0 ? "\(whole / 10)" : "\(whole < 0 ? "-" : "")\(whole.magnitude / 10).\(whole.magnitude % 10)"
    }

    /// The whole picture around `content`. `id` makes references unique where several pictures share a page.
    func svg(id: String, xTicks: [Double]? = nil, content: String) -> String {
        var parts: [String] = []
        parts.append(grid(xTicks ?? ChartAxis.ticks(from: xRange.lowerBound, to: xRange.upperBound, count: 6)))
        parts.append(content)
        parts.append(legendText)
        return Self.picture(
            id: id, title: title, description: description, width: width, height: height, content: parts.joined(separator: "\n")
        )
    }

    /// An SVG element with its text alternative and style around `content`.
    static func picture(id: String, title: String, description: String, width: Double, height: Double, content: String)
        -> String
    {
        let name = Markup.escaped(id)
        return """
            <svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(at(width)) \(at(height))" \
            role="img" aria-labelledby="\(name)-t \(name)-d">
            <title id="\(name)-t">\(Markup.escaped(title))</title>
            <desc id="\(name)-d">\(Markup.escaped(description))</desc>
            <style>\(style)</style>
            \(content)
            </svg>
            """
    }

    private func grid(_ xTicks: [Double]) -> String {
        var parts: [String] = []
        for tick in ChartAxis.ticks(from: yRange.lowerBound, to: yRange.upperBound, count: 4) {
            let at = Self.at(py(tick))
            parts.append(
                #"<line class="grid" x1="\#(Self.at(left))" x2="\#(Self.at(width - right))" y1="\#(at)" y2="\#(at)"/>"#)
            parts.append(
                #"<text class="tick" x="\#(Self.at(left - 6))" y="\#(Self.at(py(tick) + 4))" text-anchor="end">\#(Markup.escaped(y.text(tick)))</text>"#
            )
        }
        for tick in xTicks {
            parts.append(
                #"<text class="tick" x="\#(Self.at(px(tick)))" y="\#(Self.at(height - bottom + 16))" text-anchor="middle">\#(Markup.escaped(x.text(tick)))</text>"#
            )
        }
        let axis = Self.at(height - bottom)
        parts.append(
            #"<line class="axis" x1="\#(Self.at(left))" x2="\#(Self.at(width - right))" y1="\#(axis)" y2="\#(axis)"/>"#)
        parts.append(
            #"<text class="label" x="\#(Self.at((left + width - right) / 2))" y="\#(Self.at(height - 8))" text-anchor="middle">\#(Markup.escaped(x.title))</text>"#
        )
        let middle = Self.at((top + height - bottom) / 2)
        parts.append(
            #"<text class="label" transform="translate(12 \#(middle)) rotate(-90)" text-anchor="middle">\#(Markup.escaped(y.title))</text>"#
        )
        return parts.joined(separator: "\n")
    }

    /// Names by rows, as many as fit; widths are estimated by display cells.
    private var legendRows: [[(index: Int, name: String, at: Double)]] {
        var rows: [[(index: Int, name: String, at: Double)]] = [[]]
        var at = left
        for (index, name) in legend.enumerated() {
            let shown = DisplayWidth.truncated(SafeText.line(name), to: 28)
            let needed = 30 + 7 * Double(DisplayWidth.of(shown))
            if at + needed > width - right, at > left {
                rows.append([])
                at = left
            }
            rows[rows.count - 1].append((index, shown, at))
            at += needed
        }
        return rows
    }

    private var legendText: String {
        guard legend.count > 1 else { return "" }
        var parts: [String] = []
        for (row, names) in legendRows.enumerated() {
            let y = 16 + 18 * Double(row)
            for (index, name, at) in names {
                parts.append(
                    #"<rect class="f\#(index % Self.colours)" x="\#(Self.at(at))" y="\#(Self.at(y - 9))" width="12" height="10"/>"#
                )
                parts.append(
                    #"<text class="legend" x="\#(Self.at(at + 17))" y="\#(Self.at(y))">\#(Markup.escaped(name))</text>"#)
            }
        }
        return parts.joined(separator: "\n")
    }

    /// Colours are variables, so that a page or a deck can set its own; the picture alone follows the reader's light or dark setting.
    static let style: String = {
        let light = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a7a7a", "#a58a00"]
        let dark = ["#4aa8e0", "#e69f00", "#2fc49a", "#e09bc2", "#8fd0f5", "#f0814a", "#a8a8a8", "#f0e442"]
        func variables(_ colours: [String]) -> String {
            colours.enumerated().map { "--c\($0.offset):\($0.element)" }.joined(separator: ";")
        }
        let classes = light.indices.map { ".chart .f\($0){fill:var(--c\($0))}.chart .s\($0){stroke:var(--c\($0))}" }.joined()
        return """
            .chart{\(variables(light));--ink:#1b1b1b;--soft:#5a5a5a;--line:#dcdcdc;--paper:#fff;\
            font:12px system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
            @media (prefers-color-scheme:dark){.chart{\(variables(dark));--ink:#ececec;--soft:#b0b0b0;--line:#444;--paper:#1d1f21}}
            @media print{.chart{\(variables(light));--ink:#000;--soft:#444;--line:#ccc;--paper:#fff}}
            \(classes)
            .chart .grid{stroke:var(--line)}.chart .axis{stroke:var(--soft)}.chart .tick,.chart .label{fill:var(--soft)}
            .chart .legend{fill:var(--ink)}.chart .curve{fill:none;stroke-width:2}.chart .band{opacity:.2;stroke:none}
            .chart .seen{fill:var(--line);opacity:.45}.chart .mark{stroke:var(--paper);stroke-width:1.5}
            .chart .bar{stroke:var(--paper);stroke-width:.5}.chart .dash{stroke-dasharray:5 4}
            .chart .cut{stroke:var(--soft);stroke-dasharray:3 3}.chart .range{stroke-width:2}.chart .link{stroke:var(--soft)}
            .chart .value{fill:var(--ink);font-weight:600}.chart .name{fill:var(--ink)}
            """
    }()
}
