// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Market
import Report
import Workspaces

struct DoctorVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks that a workspace is sound.",
        discussion: """
            Example:
              wanxiang doctor
              wanxiang doctor --workspace shop

            Checks SQLite's structures, the references between tables and every document against its digest. Exit code 65 when
            something is wrong.
            """)

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let place = try ShopWorkspace.openAny(folder: workspace)
            let contents = try place.contents()
            var problems = try place.check()
            for shop in contents { problems += try place.shop(named: shop.name).damagedDocuments() }
            guard problems.isEmpty else { throw WorkspaceCareError.damaged(place.path, problems: problems) }
            if console.isJSON { return console.print(json: try JSONText.text(contents)) }
            console.print([
                console.catalogue.text(
                    "doctor.fine",
                    [
                        "file": .text(place.path), "shops": .count(contents.count),
                        "rows": .count(contents.reduce(0) { $0 + $1.rows }),
                        "documents": .count(contents.reduce(0) { $0 + $1.documents }),
                    ])
            ])
        }
    }
}

struct BackupVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes a copy of the whole workspace, also while others use it.",
        discussion: """
            Example:
              wanxiang backup shop-2025-10-01.sqlite --workspace shop
            """)

    @Argument(help: ArgumentHelp("The copy; must not exist yet.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            try ShopWorkspace.openAny(folder: workspace).backup(to: file)
            console.note(Notice("backup.done", ["file": .text(file)]))
        }
    }
}

struct RestoreVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts a copy made by backup in the workspace's place; what was there is kept beside it.",
        discussion: """
            Example:
              wanxiang restore shop-2025-10-01.sqlite --workspace shop
            """)

    @Argument(help: ArgumentHelp("The copy.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.run { console in
            let kept = try ShopWorkspace.restore(file, to: workspace)
            console.note(Notice("backup.restored", ["file": .text(file), "kept": .text(kept ?? "–")]))
        }
    }
}
