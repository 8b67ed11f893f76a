// SPDX-License-Identifier: GPL-3.0-or-later

extension CataloguePages {
    /// Chinese: workspaces.
    static let workspacesChinese = #"""
        workspace.missing	这里没有工作区；请用 init 新建，或指定工作区文件夹。
        workspace.not-a-workspace	这个文件不是工作区；请换一个文件夹，或把文件移走。
        workspace.newer	这个工作区由更新的版本写成；请升级程序。
        workspace.damaged	工作区已损坏（{detail}）；请从备份恢复。
        workspace.busy	另一个程序写这个工作区已超过两分钟；请稍后再试。
        workspace.inaccessible	无法读写（{detail}）
        workspace.no-shop	没有这个店铺；现有：{known}。
        workspace.shop-exists	已有同名店铺；请换一个名称。
        workspace.no-document	没有叫这个名称的 {kind}。
        workspace.no-version	这个 {kind} 没有第 {version} 版。
        workspace.not-json	这个 {kind} 的内容不是 JSON。
        workspace.other-customer-key	本店铺的客户是用另一把密钥保存的：请把原工作区的 customers.key 放到数据库旁边。
        workspace.customers-hashed	本店铺的客户以隐藏名保存；请不加 --plain-ids 导入，或把这些订单导入另一个店铺。
        workspace.customers-plain	本店铺的客户以原编号保存；请加 --plain-ids 导入，或把这些订单导入另一个店铺。
        workspace.no-orders	本店铺没有订单：请导入订单文件，或指明一个。
        """#
}
