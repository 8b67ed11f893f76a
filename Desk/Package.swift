// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// The strategist's browser workspace, apart from the command so that planning does not need a web server.
let package = Package(
    name: "wanxiang-desk",
    products: [.executable(name: "wanxiang-desk", targets: ["wanxiang-desk"])],
    dependencies: [
        .package(name: "wanxiang", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(
            name: "Desk",
            dependencies: [
                .product(name: "Wanxiang", package: "wanxiang"), .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: common),
        .executableTarget(
            name: "wanxiang-desk",
            dependencies: [
                "Desk", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: common),
        .testTarget(
            name: "DeskTests",
            dependencies: [
                "Desk", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
