// SPDX-License-Identifier: GPL-3.0-or-later

/// The frame of every page: one file without scripts and without anything from the network, for light, dark and paper.
enum HTMLPage {
    /// A whole document; `body` is markup, `title` is text. `script` is the address of a script of the same origin, for pages that a server
    /// serves; what such a page may load the server says.
    static func document(title: String, language: Language, body: String, script: String? = nil) -> String {
        let head =
            script.map { "<script src=\"\($0)\" defer></script>" }
            ?? "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            \(head)
            <title>\(Markup.escaped(title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            \(body)
            </main>
            </body>
            </html>

            """
    }

    /// A section with its heading; nothing where the content is empty.
    static func section(_ heading: String, _ content: String) -> String {
        content.isEmpty ? "" : "<section>\n<h2>\(Markup.escaped(heading))</h2>\n\(content)\n</section>\n"
    }

    static func paragraph(_ text: String) -> String { "<p>\(Markup.escaped(text))</p>\n" }

    static func list(_ items: [String]) -> String {
        items.isEmpty ? "" : "<ul>\n" + items.map { "<li>\(Markup.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }

    /// A table; columns that `numbers` names by position are set right.
    static func table(_ header: [String], _ rows: [[String]], numbers: Set<Int>) -> String {
        func cells(_ texts: [String], _ tag: String) -> String {
            texts.enumerated().map { index, text in
                let scope = tag == "th" ? " scope=\"col\"" : ""
                return "<\(tag)\(scope)\(numbers.contains(index) ? " class=\"n\"" : "")>\(Markup.escaped(text))</\(tag)>"
            }.joined()
        }
        let head = header.allSatisfy(\.isEmpty) ? "" : "<thead><tr>\(cells(header, "th"))</tr></thead>\n"
        let body = rows.map { "<tr>\(cells($0, "td"))</tr>\n" }.joined()
        return "<div class=\"wide\"><table>\n\(head)<tbody>\n\(body)</tbody>\n</table></div>\n"
    }

    /// A figure by name with what stands below it.
    static func card(_ name: String, _ value: String, _ below: String) -> String {
        """
        <div class="card"><div class="name">\(Markup.escaped(name))</div><div class="value">\(Markup.escaped(value))</div>\
        <div class="below">\(Markup.escaped(below))</div></div>

        """
    }

    private static let style = """
        :root{--ink:#1b1b1b;--soft:#5a5a5a;--line:#dcdcdc;--paper:#fff;--card:#f5f6f7;--warn:#8a4b00}
        @media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b0b0b0;--line:#444;--paper:#1d1f21;--card:#292c2f;--warn:#f0b060}}
        @media print{:root{--ink:#000;--soft:#444;--line:#ccc;--paper:#fff;--card:#f5f5f5}section{break-inside:avoid}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);line-height:1.5;
        font:15px system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
        main{max-width:1000px;margin:0 auto;padding:24px 20px 60px}
        h1{font-size:24px;margin:0 0 4px}h3{font-size:15px;margin:18px 0 4px}h2{font-size:18px;margin:32px 0 8px;border-bottom:1px solid var(--line);padding-bottom:4px}
        p{margin:6px 0;overflow-wrap:anywhere}.lead{color:var(--soft)}
        .cards{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}
        .card{background:var(--card);border-radius:8px;padding:10px 14px;min-width:150px;flex:1}
        .card .name{color:var(--soft);font-size:13px}.card .value{font-size:22px;font-weight:600}.card .below{color:var(--soft);font-size:13px}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th{color:var(--soft);font-weight:500}th,td{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--line);
        vertical-align:top}td{overflow-wrap:break-word;min-width:4em}.n{text-align:right}td.n{white-space:nowrap}
        .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:16px}
        figure{margin:8px 0}figcaption{font-size:13px;color:var(--soft);overflow-wrap:anywhere}svg.chart{width:100%;height:auto}
        .warnings li{color:var(--warn)}button,input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:4px;padding:3px 8px}
        button:disabled{opacity:.5}.export{font-size:12px;padding:1px 6px;margin:2px 4px 0 0}@media print{button,form{display:none}}
        :focus-visible{outline:2px solid #0072b2;outline-offset:2px}a{color:inherit}
        pre{white-space:pre-wrap;font:13px ui-monospace,monospace;margin:6px 0}summary{cursor:pointer;color:var(--soft)}code{overflow-wrap:anywhere}
        """
}
