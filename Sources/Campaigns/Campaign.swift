// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Briefs
import Foundation
public import Market
public import Records
public import Response
public import Simulation
import Workspaces

/// A brief with everything that it refers to.
public struct Campaign: Sendable {
    public let brief: Brief
    /// The brief's file.
    public let file: String
    /// What may be known when the plan is made: later days are hidden.
    public let known: CampaignHistory
    /// All that was recorded, for replays.
    public let recorded: CampaignHistory
    /// The market world in place of a history.
    public let world: WorldDescription?
    /// Last day that fit and plan may see; nil where nothing had to be hidden.
    public let asOf: Day?
    /// Folder of the brief.
    public let folder: String
    /// SHA-256 of every input file by its name.
    public let digests: [String: String]
    /// Earlier reports of the same days, where the history comes from a workspace: how conversions mature.
    public let versions: [ReportVersion]

    /// Reads a brief and its history, goods, shop or world.
    ///
    /// - Parameters:
    ///   - path: the brief, or a folder with a `brief.yaml`.
    ///   - asOf: hides all later days.
    ///   - isReplay: a replay may begin within the recorded days: they are hidden from the first day on.
    ///   - isReplan: a replan begins within the recorded days, which it sees.
    public init(path: String, asOf: Day?, workspace: String?, isReplay: Bool = false, isReplan: Bool = false) throws {
        let (brief, file) = try Campaign.brief(at: path)
        try self.init(
            brief: brief, file: file, asOf: asOf, workspace: workspace, isReplay: isReplay, isReplan: isReplan)
    }

    /// The brief of a file, or of a folder with a `brief.yaml`, and its file.
    public static func brief(at path: String) throws -> (brief: Brief, file: String) {
        let file = try briefFile(path)
        return (try ScenarioNames.reader.read(path: file), file)
    }

    /// The folder of the workspace that a brief without a history of its own plans from: the one given, else the brief's own folder where it
    /// has a workspace, else the current one.
    public static func workspaceFolder(_ given: String?, briefFolder: String) -> String {
        given ?? (ShopWorkspace.exists(in: briefFolder) ? briefFolder : ".")
    }

    /// The same for a brief that is already read; `file` is where it stands, or would stand.
    public init(
        brief: Brief, file: String, asOf: Day?, workspace: String?, isReplay: Bool = false, isReplan: Bool = false
    ) throws {
        self.brief = brief
        self.file = file
        folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        var digests = [URL(fileURLWithPath: file).lastPathComponent: ContentDigest.sha256(of: brief.canonicalText)]
        if let path = brief.world {
            let description = try WorldFile.read(path.value.resolved)
            world = description
            versions = []
            digests[path.value.written] = try Campaign.digest(of: path.value.resolved)
            recorded = try WorldFile.history(of: description, until: brief.begin.value)
        } else {
            world = nil
            recorded = try Campaign.history(brief, folder: folder, workspace: workspace)
            versions = try Campaign.versions(brief, folder: folder, workspace: workspace)
            for path in [brief.history, brief.goods, brief.shop, brief.curves].compactMap({ $0 }) + brief.pastPlans {
                digests[path.value.written] = try Campaign.digest(of: path.value.resolved)
            }
        }
        self.digests = digests
        let begin = brief.begin.value
        if let asOf, asOf >= begin, !isReplan { throw CommandError.asOfTooLate(asOf: asOf, begin: begin) }
        if let ends = recorded.coveredUntil, ends >= begin, asOf == nil, !isReplay, !isReplan {
            let origin = brief.begin.origin
            throw CommandError.beginsInHistory(
                origin.map { Place(file: $0.file, line: $0.line, field: $0.field) }, begin: begin, historyEnds: ends)
        }
        let hidden = asOf ?? (isReplay && world == nil ? begin.advanced(by: -1) : nil)
        self.asOf = hidden
        known = if let hidden { recorded.hiding(after: hidden) } else { recorded }
        try checkNames()
    }

    /// Names that neither history nor goods list nor the product knows are errors: a misspelt rule must not be left out silently.
    private func checkNames() throws {
        let said = brief.channels.filter { $0.kind != nil || ChannelKind.isKnown($0.channel.value) }.map(\.channel.value)
        let affiliate = brief.affiliate.map { [$0.channel.value] } ?? []
        let channels = Set(known.channels).union(said).union(affiliate)
        let usual: Set<Channel> = known.isEmpty ? Set(ChannelKind.allCases.map { Channel(rawValue: $0.rawValue) }) : []
        let items = Set(known.goods.map(\.id)).union(known.lines.map(\.goods))
        // Curves of another tool say which lines there are.
        let curves = try brief.curves.map { try CurveFile.read($0.value.resolved).lines.map(\.line) } ?? []
        let audiences = Set((known.lines + curves).map(\.audience))
        try brief.checkNames(
            channels: channels.union(usual).union(curves.map(\.channel)),
            goods: items.isEmpty ? nil : items.union(curves.map(\.goods)), audiences: audiences.isEmpty ? nil : audiences)
    }

    private static func briefFile(_ path: String) throws -> String {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError.noFile(path)
        }
        guard isFolder.boolValue else { return path }
        let inside = path.hasSuffix("/") ? path + "brief.yaml" : path + "/brief.yaml"
        guard FileManager.default.fileExists(atPath: inside) else { throw CommandError.noFile(inside) }
        return inside
    }

    private static func history(_ brief: Brief, folder: String, workspace: String?) throws -> CampaignHistory {
        if let path = brief.history {
            return try CampaignHistory.read(
                history: path.value.resolved, goods: brief.goods?.value.resolved, shop: brief.shop?.value.resolved)
        }
        let place = workspaceFolder(workspace, briefFolder: folder)
        let goods = try brief.goods.map { try GoodsCSV.read(path: $0.value.resolved) } ?? []
        if workspace != nil || ShopWorkspace.exists(in: place) {
            let shop = brief.shopName?.value ?? ShopWorkspace.defaultShop
            let stored = try ShopWorkspace.open(folder: place, shop: shop).history()
            return goods.isEmpty ? stored : try stored.with(goods: goods)
        }
        return try CampaignHistory(records: [], goods: goods, cadence: .daily)
    }

    /// Empty where the brief names its own history, or the workspace has none of these days twice.
    private static func versions(_ brief: Brief, folder: String, workspace: String?) throws -> [ReportVersion] {
        guard brief.history == nil else { return [] }
        let place = workspaceFolder(workspace, briefFolder: folder)
        guard workspace != nil || ShopWorkspace.exists(in: place) else { return [] }
        let shop = brief.shopName?.value ?? ShopWorkspace.defaultShop
        return try ShopWorkspace.open(folder: place, shop: shop).maturity().joined().map {
            ReportVersion(imported: $0.importedOn, record: $0.record)
        }
    }

    private static func digest(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandError.notReadable(path) }
        return ContentDigest.sha256(of: [UInt8](data))
    }
}
