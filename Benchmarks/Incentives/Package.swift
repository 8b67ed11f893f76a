// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let package = Package(
    name: "incentives-bench",
    dependencies: [.package(name: "wanxiang", path: "../..")],
    targets: [
        .executableTarget(
            name: "incentives-bench", dependencies: [.product(name: "Wanxiang", package: "wanxiang")],
            swiftSettings: [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))])
    ],
    swiftLanguageModes: [.v6]
)
