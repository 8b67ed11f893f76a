// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// English: workspaces.
    static let workspaces = #"""
        workspace.missing	There is no workspace here; make one with init, or name its folder.
        workspace.not-a-workspace	This file is not a workspace; name another folder, or move the file away.
        workspace.newer	This workspace was written by a later version; update the program.
        workspace.damaged	This workspace is damaged ({detail}); restore a backup.
        workspace.busy	Another program has been writing to this workspace for more than two minutes; try again.
        workspace.inaccessible	This cannot be read or written ({detail})
        workspace.no-shop	There is no shop of this name; there are {known}.
        workspace.shop-exists	There is a shop of this name already; choose another name.
        workspace.no-document	There is no {kind} of this name.
        workspace.no-version	There is no version {version} of this {kind}.
        workspace.not-json	The content of this {kind} is not JSON.
        workspace.other-customer-key	The customers of this shop are stored under another key: put the customers.key of the workspace that they came from beside the database.
        workspace.customers-hashed	The customers of this shop are stored under hidden names; import without --plain-ids, or these orders into another shop.
        workspace.customers-plain	The customers of this shop are stored by their ids; import with --plain-ids, or these orders into another shop.
        workspace.no-orders	This shop has no orders: import a file of orders, or name one.
        """#
}
