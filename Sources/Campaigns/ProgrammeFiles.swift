// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Foundation
import Market

/// Programmes that a brief names without numbers: files `programmes/NAME.yaml` beside the brief or in a folder above it.
public enum ProgrammeFiles {
    /// All programmes of a brief, in its order. Throws where a named one has no file, or its numbers are wrong.
    public static func programmes(of brief: Brief) throws -> [Programme] {
        guard !brief.programmes.isEmpty else { return [] }
        var own = Dictionary(try ProgrammeReader.read(of: brief).map { ($0.name.value, $0) }) { first, _ in first }
        for entry in brief.programmes where entry.terms == nil {
            let name = entry.name.value
            guard let path = folders(of: brief).map({ $0 + "/" + name + ".yaml" }).first(where: FileManager.default.fileExists)
            else {
                throw BriefFaults(
                    .badWord(
                        Place(file: brief.file, line: entry.name.origin?.line, field: "programmes"), found: name,
                        nearest: nearestName(to: name, in: known(brief)), accepted: known(brief)))
            }
            var programme = try ProgrammeReader.read(tree: TextTree.read(path: path), file: path, field: "")
            // Rules name the place in the brief that asked for the programme.
            programme.name = entry.name
            own[name] = programme
        }
        return brief.programmes.compactMap { own[$0.name.value] }
    }

    /// Folders in which programmes are looked for, nearest first, the product's own last.
    private static func folders(of brief: Brief) -> [String] { folders(of: brief.file, named: "programmes") }

    /// Folders of a name beside a brief's file and above it, nearest first.
    static func folders(of file: String, named name: String) -> [String] {
        var folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        var found: [String] = []
        for _ in 0..<4 {
            found.append(folder + "/" + name)
            found.append(folder + "/scenarios/" + name)
            folder += "/.."
        }
        return found + shipped(name)
    }

    /// Where the product's own are: `share/wanxiang` beside the installed command, else the project that it was built in.
    private static func shipped(_ name: String) -> [String] {
        guard let command = Bundle.main.executablePath else { return [] }
        let beside = URL(fileURLWithPath: command).resolvingSymlinksInPath().deletingLastPathComponent()
        // .build/<triple>/release/wanxiang lies three folders below the project's own, the browser workspace's server one deeper.
        let project = beside.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return [
            beside.deletingLastPathComponent().appendingPathComponent("share/wanxiang/\(name)"),
            project.appendingPathComponent("scenarios/\(name)"),
            project.deletingLastPathComponent().appendingPathComponent("scenarios/\(name)"),
        ].map(\.path)
    }

    /// Names that would be found.
    private static func known(_ brief: Brief) -> [String] {
        let files = folders(of: brief).flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }
}
