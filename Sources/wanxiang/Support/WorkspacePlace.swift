// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Campaigns
import Workspaces

/// Which workspace and which of its shops a verb is about.
struct WorkspaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the workspace.", valueName: "folder"))
    var workspace: String = "."

    @Option(help: ArgumentHelp("Shop of the workspace; without it the one called main.", valueName: "name"))
    var shop: String?

    var shopName: String { shop ?? ShopWorkspace.defaultShop }

    var exists: Bool { ShopWorkspace.exists(in: workspace) }

    func open() throws -> ShopWorkspace { try ShopWorkspace.open(folder: workspace, shop: shopName) }

    /// Opens the workspace, and makes it and the shop where they are not there yet.
    func openOrCreate() throws -> ShopWorkspace {
        try CampaignFolder.make(workspace)
        // `create` opens what is there; another process may be making it at this moment.
        let place = try ShopWorkspace.create(folder: workspace)
        guard let shop, shop != ShopWorkspace.defaultShop else { return place }
        return try place.shops().contains(shop) ? place.shop(named: shop) : place.createShop(shop)
    }
}
