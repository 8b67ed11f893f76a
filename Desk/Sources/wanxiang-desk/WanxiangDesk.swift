// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Desk
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Market
import NIOCore
import Report

/// What `wanxiang serve` starts.
@main
struct WanxiangDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wanxiang-desk", abstract: "The workspace in a browser, on this machine.")

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
        let tag = lang ?? ProcessInfo.processInfo.environment["LANG"] ?? "en"
        let language = Language(tag: tag) ?? .english
        let catalogue = MessageCatalogue(language)
        guard (0...65535).contains(port) else { throw ValidationError("--port: 0 to 65535") }
        let options: DeskOptions
        do {
            options = try DeskOptions(folder: workspace, host: host, port: port, token: token, language: language)
        } catch let error as DeskError {
            FileHandle.standardError.write(
                Data((FaultText(catalogue).lines([error.fault]).joined(separator: "\n") + "\n").utf8))
            throw ExitCode(error.fault.kind.rawValue)
        }
        var logger = Logger(label: "wanxiang-desk")
        logger.logLevel = .warning
        let host = options.host
        let application = Application(
            router: DeskService(options).router(),
            // Clients that send nothing, or a byte now and then, are let go.
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), availableConnectionsDelegate: MaximumAvailableConnections(512)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                let text = catalogue.text("desk.listening", ["address": .text("http://\(host):\(port)/")])
                FileHandle.standardOutput.write(Data((text + "\n").utf8))
            }, logger: logger)
        try await application.runService()
    }
}
