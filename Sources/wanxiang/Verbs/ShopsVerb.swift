// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Market
import Report
import Workspaces

struct ShopsVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shops", abstract: "Lists the shops of a workspace; adds, renames and deletes them.",
        discussion: """
            Example:
              wanxiang shops
              wanxiang shops --add flagship
              wanxiang shops --rename flagship=outlet
              wanxiang shops --delete outlet --yes

            A workspace keeps several shops apart; --shop of the other verbs, or `shop:` in a brief, says which one is meant.
            """)

    @Option(help: ArgumentHelp("Make a shop of this name.", valueName: "name"))
    var add: String?

    @Option(help: ArgumentHelp("Give a shop another name.", valueName: "old=new"))
    var rename: String?

    @Option(help: ArgumentHelp("Delete a shop with all that it holds; needs --yes.", valueName: "name"))
    var delete: String?

    @Flag(help: "Really delete.")
    var yes = false

    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if [add, rename, delete].compactMap({ $0 }).count > 1 {
            throw ValidationError("Use one of --add, --rename and --delete.")
        }
    }

    func run() async throws {
        try await common.run { console in
            // Any shop will do to look at the others.
            let place = try ShopWorkspace.openAny(folder: workspace)
            if let add {
                guard !add.isEmpty, add.count <= 200 else {
                    throw CommandError.badOption("--add", found: add, accepted: "a name of at most 200 letters")
                }
                _ = try place.createShop(add)
                console.note(Notice("shop.created", ["name": .text(add)]))
            } else if let rename {
                let parts = rename.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, !parts[1].isEmpty else {
                    throw CommandError.badOption("--rename", found: rename, accepted: "OLD=NEW")
                }
                _ = try place.shop(named: parts[0]).renameShop(to: parts[1])
                console.note(Notice("shop.renamed", ["old": .text(parts[0]), "name": .text(parts[1])]))
            } else if let delete {
                let shop = try place.shop(named: delete)
                guard yes else { throw WorkspaceCareError.unsure(delete) }
                guard try place.shops().count > 1 else { throw WorkspaceCareError.lastShop(delete) }
                try shop.deleteShop()
                console.note(Notice("shop.deleted", ["name": .text(delete)]))
            }
            try list(console)
        }
    }

    private func list(_ console: Console) throws {
        let contents = try ShopWorkspace.openAny(folder: workspace).contents()
        if console.isJSON { return console.print(json: try JSONText.text(contents)) }
        let say = console.catalogue
        var table = TextTable([
            .init(say.text("shop.name"), maximum: 40), .init(say.text("shop.days"), .right),
            .init(say.text("shop.imports"), .right),
            .init(say.text("shop.documents"), .right),
        ])
        for shop in contents {
            table.add([
                shop.name, NumberText.count(shop.rows), NumberText.count(shop.imports), NumberText.count(shop.documents),
            ])
        }
        console.print(table.lines(width: 100, style: console.outputStyle))
    }
}

/// What must not be done without a word.
enum WorkspaceCareError: FaultError {
    case unsure(String)
    case lastShop(String)
    case damaged(String, problems: [String])
    case noRequest(String, known: [String])

    var fault: Fault {
        switch self {
        case .unsure(let name): Fault(.usage, Notice("shop.sure", ["name": .text(name)]))
        case .lastShop(let name): Fault(.usage, found: name, Notice("shop.last"))
        case .damaged(let file, let problems):
            Fault(
                .data, at: Place(file: file), Notice("doctor.damaged", ["count": .count(problems.count)]),
                notes: problems.map { Notice("doctor.problem", ["problem": .text($0)]) })
        case .noRequest(let number, let known):
            Fault(.usage, found: number, Notice("request.no-request", ["known": .list(known)]))
        }
    }
}
