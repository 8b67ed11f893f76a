// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Foundation
import Market

/// The browser workspace is a program of its own, so that planning does not need a web server; this verb finds and becomes it.
struct ServeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Opens the workspace in a browser, on this machine.",
        discussion: """
            Example:
              wanxiang serve --workspace scenarios --port 8080

            Needs the browser workspace to be built: make desk. Listening beyond this machine needs --token.
            """)

    @Option(help: ArgumentHelp("Folder with briefs, and a workspace where there is one.", valueName: "folder"))
    var workspace = "."

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "host"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Port; 0 takes a free one.", valueName: "port"))
    var port = 8080

    @Option(help: ArgumentHelp("Token that every request needs; required beyond this machine.", valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("Language of the pages: en or zh.", valueName: "language"))
    var lang: String?

    func run() async throws {
        let console = CommonOptions.console(lang: lang)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: workspace, isDirectory: &isFolder), isFolder.boolValue else {
            throw console.fail(CommandError.noFile(workspace))
        }
        guard let program = Self.program() else {
            console.note(Notice("desk.not-built"))
            throw ExitCode(FaultKind.noInput.rawValue)
        }
        var arguments = [program, "--workspace", workspace, "--host", host, "--port", "\(port)"]
        if let token { arguments += ["--token", token] }
        if let lang { arguments += ["--lang", lang] }
        // This process becomes the server, so that signals and exit codes are its own.
        var pointers = unsafe arguments.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        unsafe execv(program, &pointers)
        throw console.fail(CommandError.notReadable(program))
    }

    /// The server beside this command, or where `make desk` builds it.
    private static func program() -> String? {
        let own = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
        let beside = own.deletingLastPathComponent()
        let built = "Desk/.build/release/wanxiang-desk"
        // .build/<triple>/release/wanxiang lies three folders below the project's own.
        let root = beside.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return [beside.appendingPathComponent("wanxiang-desk").path, root.appendingPathComponent(built).path, built]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
