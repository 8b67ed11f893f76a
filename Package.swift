// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Settings of every Swift target: all imports are spelled out, existentials are visible, a warning is an error.
let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// All targets but the one that talks to GLPK are checked for memory safety.
let safe = common + [.strictMemorySafety()]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "wanxiang",
    products: [
        .executable(name: "wanxiang", targets: ["wanxiang"]),
        .library(name: "Algebra", targets: ["Algebra"]),
        .library(name: "Solver", targets: ["Solver"]),
        .library(
            name: "Wanxiang",
            targets: [
                "Market", "Briefs", "Records", "Workspaces", "Response", "Delivery", "Scenarios", "Planning", "Incentives",
                "Simulation", "Replay", "Report", "Campaigns",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Market", swiftSettings: safe),
        .target(name: "Algebra", swiftSettings: safe),
        .target(name: "Briefs", dependencies: ["Market", "Algebra", yams], swiftSettings: safe),
        .target(name: "Records", dependencies: ["Market"], swiftSettings: safe),
        .target(name: "Workspaces", dependencies: ["Market", "Records", grdb, crypto], swiftSettings: safe),
        .target(name: "Response", dependencies: ["Market", "Records", "Algebra"], swiftSettings: safe),
        .target(name: "Delivery", dependencies: ["Market", "Response", "Algebra"], swiftSettings: safe),
        .target(name: "Scenarios", dependencies: ["Briefs", "Delivery"], swiftSettings: safe),
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
        .target(name: "CGLPKShim", dependencies: ["CGLPK"]),
        .target(name: "Solver", dependencies: ["Algebra", "CGLPKShim"], swiftSettings: common),
        .target(name: "Planning", dependencies: ["Briefs", "Delivery", "Solver", "Incentives"], swiftSettings: safe),
        .target(name: "Incentives", dependencies: ["Market", "Solver"], swiftSettings: safe),
        .target(name: "Simulation", dependencies: ["Market"], swiftSettings: safe),
        .target(name: "Replay", dependencies: ["Planning", "Incentives", "Simulation", "Records"], swiftSettings: safe),
        .target(
            name: "Report", dependencies: ["Response", "Planning", "Incentives", "Simulation", "Replay"], swiftSettings: safe),
        .target(
            name: "Campaigns",
            dependencies: [
                "Market", "Algebra", "Briefs", "Records", "Workspaces", "Response", "Delivery", "Scenarios", "Solver",
                "Planning", "Incentives", "Simulation", "Replay", "Report",
            ],
            swiftSettings: safe),
        .executableTarget(
            name: "wanxiang",
            dependencies: [
                "Market", "Algebra", "Briefs", "Records", "Workspaces", "Response", "Delivery", "Scenarios", "Solver",
                "Planning", "Incentives", "Simulation", "Replay", "Report", "Campaigns", argumentParser,
            ],
            swiftSettings: safe),
        .target(
            name: "TestSupport", dependencies: ["Market", "Algebra", "Delivery", "Response"], path: "Tests/Support",
            swiftSettings: common),
        .testTarget(name: "MarketTests", dependencies: ["Market"], swiftSettings: common),
        .testTarget(name: "AlgebraTests", dependencies: ["Algebra"], swiftSettings: common),
        .testTarget(name: "BriefsTests", dependencies: ["Algebra", "Briefs", "Market"], swiftSettings: common),
        .testTarget(name: "RecordsTests", dependencies: ["Market", "Records"], swiftSettings: common),
        .testTarget(name: "WorkspacesTests", dependencies: ["Market", "Records", "Workspaces", grdb], swiftSettings: common),
        .testTarget(
            name: "ResponseTests", dependencies: ["Algebra", "Market", "Records", "Response", "Simulation"],
            exclude: ["Fixtures"],
            swiftSettings: common),
        .testTarget(name: "DeliveryTests", dependencies: ["Algebra", "Delivery", "Market", "Response"], swiftSettings: common),
        .testTarget(
            name: "ScenariosTests",
            dependencies: [
                "Algebra", "Briefs", "Campaigns", "Delivery", "Market", "Planning", "Records", "Report", "Response",
                "Scenarios", "Solver",
            ],
            exclude: ["Cases"],
            swiftSettings: common),
        .testTarget(name: "SolverTests", dependencies: ["Algebra", "Solver"], swiftSettings: common),
        .testTarget(name: "SolverPricingTests", dependencies: ["Algebra", "Market", "Solver"], swiftSettings: common),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Algebra", "Delivery", "Incentives", "Market", "Planning", "Response", "Solver", "TestSupport"],
            exclude: ["Problems"],
            swiftSettings: common),
        .testTarget(name: "IncentivesTests", dependencies: ["Incentives", "Market"], swiftSettings: common),
        .testTarget(name: "SimulationTests", dependencies: ["Market", "Simulation"], swiftSettings: common),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "Algebra", "Delivery", "Market", "Planning", "Records", "Replay", "Response", "Simulation", "TestSupport",
            ],
            swiftSettings: common),
        .testTarget(
            name: "ReportTests", dependencies: ["Algebra", "Market", "Planning", "Replay", "Report", "Response", "Solver"],
            swiftSettings: common),
        .testTarget(name: "CommandTests", dependencies: ["wanxiang"], swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
