// swift-tools-version: 6.2
import PackageDescription

/// Of every target.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Of libraries, which say what of their imports their users see.
let library = strict + [.enableUpcomingFeature("InternalImportsByDefault")]

let layers = ["Graph", "Records", "Algorithms", "Insight", "Interchange", "Rendering", "Store", "Synthesis"]

let package = Package(
  name: "Ripple",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "ripple", targets: ["ripple"])]
    + layers.map { .library(name: $0, targets: [$0]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "Graph", swiftSettings: library),
    .target(name: "Records", dependencies: ["Graph"], swiftSettings: library),
    .target(name: "Algorithms", dependencies: ["Graph"], swiftSettings: library),
    .target(
      name: "Insight", dependencies: ["Records", "Graph", "Algorithms"], swiftSettings: library),
    .target(
      name: "Interchange", dependencies: ["Records", "Graph", "CLibXML2", "CZLib"], swiftSettings: library),
    .target(
      name: "Rendering", dependencies: ["Algorithms", "Insight", "Interchange", "Store", "Records", "Graph"],
      swiftSettings: library),
    .target(
      name: "Store",
      dependencies: [
        "Records", "Graph", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: library),
    .target(name: "Synthesis", dependencies: ["Records", "Graph"], swiftSettings: library),
    .executableTarget(
      name: "ripple",
      dependencies: [
        "Algorithms", "Insight", "Interchange", "Rendering", "Store", "Synthesis", "Records", "Graph",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ripple-bench", dependencies: ["Algorithms", "Graph", "Interchange", "Records"],
      path: "Sources/ripple-bench",
      swiftSettings: strict),
    .executableTarget(name: "ripple-drill", dependencies: ["Store", "Records"], swiftSettings: strict),
    // Replays the fuzzer's files; scripts/fuzz builds the fuzzer of it.
    .executableTarget(
      name: "ripple-fuzz", dependencies: ["Interchange", "Records"], path: "Sources/ripple-fuzz", swiftSettings: strict),
  ]
    + layers.map {
      .testTarget(
        name: "\($0)Tests",
        dependencies: layers.map { .byName(name: $0) } + [.product(name: "GRDB", package: "GRDB.swift")],
        exclude: $0 == "Interchange" ? ["corpus"] : [], swiftSettings: library)
    }
)
