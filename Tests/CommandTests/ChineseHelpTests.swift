// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Help and complaints about arguments in Chinese.
@Suite struct ChineseHelpTests {
    /// Has a Chinese character, or at least the punctuation.
    private static func isChinese(_ line: String) -> Bool {
        line.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
    }

    /// The names under `SUBCOMMANDS` in English help.
    private func verbs(of path: [String], _ shop: CommandHarness) throws -> [[String]] {
        let lines = try shop.run(path + ["--help"]).output.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "SUBCOMMANDS:") else { return [] }
        return lines[(start + 1)...].prefix { !$0.isEmpty }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .map { path + [String($0.split(separator: " ")[0])] }
    }

    /// Every sentence has its translation: what is not Chinese is an option's name or an example.
    @Test func everyVerbSpeaksChinese() throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        var paths: [[String]] = [[]]
        var index = 0
        while index < paths.count {
            paths += try verbs(of: paths[index], shop)
            index += 1
        }
        #expect(paths.count > 25)
        for path in paths {
            let answer = try shop.run(path + ["--help", "--lang", "zh"])
            #expect(answer.code == 0 && answer.errors.isEmpty, "\(path): \(answer.errors)")
            let lines = answer.output.split(separator: "\n").map(String.init)
            let usage = try #require(lines.firstIndex { $0.hasPrefix("用法：") })
            for (index, line) in lines.enumerated() where !Self.isChinese(line) {
                // An example or a file's content above the usage, an option that is too long for its text, what a text goes on with.
                let isExample = index < usage && line.hasPrefix("  ")
                let isLabel = line.hasPrefix("  -") && (line.hasSuffix(">") || !line.dropFirst(2).contains(" "))
                let isContinued = line.hasPrefix(String(repeating: " ", count: 26))
                #expect(isLabel || isExample || isContinued, "\(path): \(line)")
            }
        }
        #expect(try shop.run(["help", "plan"], environment: ["LC_ALL": "zh_CN.UTF-8"]).output.contains("用法：wanxiang plan"))
        #expect(try shop.run(["plan", "--help"]).output.contains("USAGE: wanxiang plan"))
        #expect(try shop.run(["--version", "--lang", "zh"]).output == "0.1.0\n")
    }

    @Test(arguments: [
        (["plan"], "缺少参数 '<brief>'"), (["plan", "x", "--cvs", "y"], "没有 '--cvs' 这个选项。是不是 '--csv'？"),
        (["plan", "x", "--csv"], "'--csv <file>' 后面缺少值"), (["nonsense"], "多出参数 'nonsense'"),
        (["plan", "x", "--gap", "much"], "'much' 不能用作 '--gap <gap>' 的值"), (["compare", "one.yaml"], "至少"),
    ])
    func complaints(arguments: [String], expected: String) throws {
        let shop = try CommandHarness()
        defer { shop.remove() }
        let answer = try shop.run(arguments, environment: ["LANG": "zh_CN.UTF-8"])
        #expect(answer.code == 64 && answer.output.isEmpty)
        #expect(answer.errors.contains(expected), "\(answer.errors)")
        // The same in English stays as it was.
        #expect(try shop.run(arguments).errors.hasPrefix("Error: "))
    }
}
