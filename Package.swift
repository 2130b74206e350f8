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

/// Files of the service's pages, which stand in the program itself.
let pages = [
  "Assets/ask.js", "Assets/data.js", "Assets/icon.svg", "Assets/later.js", "Assets/ripple.css",
  "Assets/sign-in.js", "Assets/spread-address.js", "Assets/spread-camera.js", "Assets/spread-canvas.js",
  "Assets/spread-charts.js", "Assets/spread-choices.js", "Assets/spread-colours.js", "Assets/spread-curve.js",
  "Assets/spread-discs.js", "Assets/spread-hands.js", "Assets/spread-marks.js", "Assets/spread-model.js",
  "Assets/spread-names.js", "Assets/spread-network.js", "Assets/spread-outcomes.js", "Assets/spread-panel.js",
  "Assets/spread-path.js", "Assets/spread-scene.js", "Assets/spread-search.js", "Assets/spread-sight.js",
  "Assets/spread-state.js", "Assets/spread-svg.js", "Assets/spread-take.js", "Assets/spread-time.js",
  "Assets/spread-timeline.js", "Assets/spread-tree.js", "Assets/spread-view.js", "Assets/spread-words.js",
  "Assets/spread.css", "Assets/spread.js", "Templates/access.mustache", "Templates/data.mustache",
  "Templates/help.mustache", "Templates/me.mustache", "Templates/peers.mustache", "Templates/plan.mustache",
  "Templates/problem.mustache", "Templates/shell.mustache", "Templates/sign-in.mustache",
  "Templates/spread.mustache", "Templates/take.mustache",
]

let layers = [
  "Graph", "Records", "Algorithms", "Insight", "Interchange", "Disclosure", "Rendering", "Store", "Synthesis",
]

let package = Package(
  name: "Ripple",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "ripple", targets: ["ripple"])]
    + layers.map { .library(name: $0, targets: [$0]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(name: "Graph", swiftSettings: library),
    .target(name: "Records", dependencies: ["Graph"], swiftSettings: library),
    .target(name: "Algorithms", dependencies: ["Graph"], swiftSettings: library),
    .target(
      name: "Insight", dependencies: ["Records", "Graph", "Algorithms"], swiftSettings: library),
    .target(
      name: "Interchange", dependencies: ["Records", "Graph", "CLibXML2", "CZLib"], swiftSettings: library),
    .target(
      name: "Disclosure",
      dependencies: ["Records", "Graph", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: library),
    .target(
      name: "Rendering",
      dependencies: ["Algorithms", "Insight", "Interchange", "Disclosure", "Store", "Records", "Graph"],
      swiftSettings: library),
    .target(
      name: "Store",
      dependencies: [
        "Records", "Graph", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: library),
    // Of programs alone, so that nobody needs libpq for the sake of a library.
    .target(
      name: "PostgresStore",
      dependencies: ["Store", "CPostgreSQL", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: library),
    .target(
      name: "RippleService",
      dependencies: [
        "Insight", "Interchange", "Disclosure", "Rendering", "Store", "Records", "Graph", "CZLib",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        // A package that Hummingbird's need has a module of the name of one of ours, and is called otherwise here.
        .product(name: "Algorithms", package: "swift-algorithms", moduleAliases: ["Algorithms": "SwiftAlgorithms"]),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOFoundationEssentialsCompat", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Mustache", package: "swift-mustache"),
      ], resources: pages.map { .embedInCode("Pages/\($0)") }, swiftSettings: library),
    .target(name: "Synthesis", dependencies: ["Records", "Graph"], swiftSettings: library),
    .executableTarget(
      name: "ripple",
      dependencies: [
        "Algorithms", "Insight", "Interchange", "Disclosure", "PostgresStore", "Rendering", "RippleService", "Store",
        "Synthesis", "Records", "Graph",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ripple-bench", dependencies: ["Algorithms", "Graph", "Insight", "Interchange", "Records"],
      path: "Sources/ripple-bench",
      swiftSettings: strict),
    .executableTarget(
      name: "ripple-drill", dependencies: ["PostgresStore", "Store", "Records"], swiftSettings: strict),
    // What Hummingbird costs by itself, for scripts/bench-service.
    .executableTarget(
      name: "ripple-bare",
      dependencies: [
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], swiftSettings: strict),
    // Replays the fuzzer's files; scripts/fuzz builds the fuzzer of it.
    .executableTarget(
      name: "ripple-fuzz", dependencies: ["Interchange", "Records"], path: "Sources/ripple-fuzz", swiftSettings: strict),
  ]
    + layers.map {
      .testTarget(
        name: "\($0)Tests",
        dependencies: layers.map { .byName(name: $0) } + [.product(name: "GRDB", package: "GRDB.swift")]
          + ($0 == "Store" ? ["PostgresStore"] : []),
        exclude: $0 == "Interchange" ? ["corpus"] : [], swiftSettings: library)
    }
    + [
      .testTarget(
        name: "RippleServiceTests",
        dependencies: [
          "RippleService", "Store",
          .product(name: "Configuration", package: "swift-configuration"),
          .product(name: "Crypto", package: "swift-crypto"),
          .product(name: "CryptoExtras", package: "swift-crypto"),
          .product(name: "HTTPTypes", package: "swift-http-types"),
          .product(name: "HummingbirdCore", package: "hummingbird"),
          .product(name: "Logging", package: "swift-log"),
          .product(name: "NIOCore", package: "swift-nio"),
          .product(name: "NIOEmbedded", package: "swift-nio"),
          .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        ], swiftSettings: library)
    ]
)
