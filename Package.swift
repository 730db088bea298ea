// swift-tools-version: 6.2
// The rings of docs/ARCHITECTURE.md as targets. Every arrow of the package is a row of `modules`; the tidy test
// (Tests/TidyTests) holds each `import` in the tree against the same table.
//
// PM_ONLY=PreviewCore,SiteHistory swift test   builds and tests only these modules and what they stand on.
import Foundation
import PackageDescription

/// A module of ours: what it may import, and the C libraries it links.
struct Module {
    enum Form {
        case library
        case cLibrary([String])
        case executable
        case support
        /// C of ours that only simulations and tests use.
        case cSupport([String])
    }
    let name: String
    let form: Form
    let uses: [String]
    let packages: [Target.Dependency]
    /// What its tests stand on besides.
    let tests: [String]

    init(
        _ name: String, _ form: Form = .library, uses: [String] = [],
        packages: [Target.Dependency] = [], tests: [String] = []
    ) {
        self.name = name
        self.form = form
        self.uses = uses
        self.packages = packages
        self.tests = tests
    }
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let modules: [Module] = [
    Module("CNcursesw", .cLibrary(["ncursesw", "tinfo"])),
    Module("CTerminal", .cLibrary([])),
    Module("CCurl", .cLibrary(["dl"])),
    Module("CGumbo", .cLibrary(["gumbo"])),
    Module("CPicture", .cLibrary(["dl"])),
    Module("CZlib", .cLibrary(["z"])),
    Module("CCrypto", .cLibrary(["crypto"])),
    Module("SiteModel", uses: ["CCrypto"]),
    Module("SiteMarkup", uses: ["SiteModel", "CGumbo"]),
    Module("SiteHistory", uses: ["SiteModel", "CZlib"]),
    Module(
        "WireProtocol", uses: ["SiteHistory", "SiteModel", "CZlib"], tests: ["FuzzTargets"]),
    Module("SyncCore", uses: ["WireProtocol", "SiteHistory", "SiteModel"]),
    Module("GenerationCore", uses: ["WireProtocol", "SiteHistory", "SiteMarkup", "SiteModel"]),
    Module("PreviewCore", uses: ["SiteMarkup", "SiteModel"]),
    Module("EditorCore", uses: ["SiteHistory", "SiteMarkup", "PreviewCore", "SiteModel"]),
    Module(
        "ScreenCore", uses: ["EditorCore", "PreviewCore", "SiteModel"],
        tests: ["TerminalTestSupport"]),
    Module("Settings", uses: ["EditorCore", "ScreenCore"], packages: [toml]),
    Module(
        "SiteStore", uses: ["SiteHistory", "SiteModel"], packages: [grdb], tests: ["SiteMarkup"]),
    Module("CurlTransport", uses: ["WireProtocol", "CCurl"]),
    Module("PixbufPictures", uses: ["PreviewCore", "SiteMarkup", "CPicture"]),
    Module(
        "UnixTerminal", uses: ["EditorCore", "ScreenCore", "CTerminal"]),
    Module(
        "CursesTerminal",
        uses: ["EditorCore", "ScreenCore", "UnixTerminal", "CTerminal", "CNcursesw"],
        tests: ["TerminalTestSupport"]),
    Module(
        "EditorApp",
        uses: [
            "SiteModel", "SiteMarkup", "SiteHistory", "SiteStore", "SyncCore", "GenerationCore",
            "PreviewCore",
            "EditorCore", "ScreenCore", "WireProtocol", "Settings", "CurlTransport",
            "UnixTerminal", "CursesTerminal", "PixbufPictures",
        ], packages: [argumentParser]),
    Module(
        "PlatformServer",
        uses: [
            "WireProtocol", "SiteHistory", "SiteMarkup", "SiteModel", "GenerationCore", "SiteStore",
        ],
        packages: [hummingbird, grdb, logging], tests: ["CurlTransport", "SyncCore"]),
    Module("pagemagic", .executable, uses: ["EditorApp"], packages: [argumentParser]),
    Module(
        "pagemagicd", .executable, uses: ["PlatformServer"], packages: [argumentParser, logging]),
    Module(
        "pagesim", .executable,
        uses: ["PageSimulation"], packages: [argumentParser]),
    Module(
        "pagebench", .executable,
        uses: [
            "SiteModel", "SiteMarkup", "SiteHistory", "SiteStore", "PreviewCore", "WireProtocol",
            "SyncCore",
            "EditorCore", "EditorApp", "CurlTransport", "CZlib",
        ], packages: [argumentParser, grdb]),
    Module("PageTestSupport", .support, uses: ["SiteModel", "SiteHistory"]),
    Module(
        "TerminalTestSupport", .support,
        uses: ["EditorCore", "ScreenCore", "PreviewCore", "SiteModel", "CTerminal"]),
    Module(
        "FuzzTargets", .support,
        uses: ["PageTestSupport", "WireProtocol", "SiteHistory", "SiteModel"]),
    Module(
        "PageSimulation", .support,
        uses: [
            "PageTestSupport", "SiteModel", "SiteHistory", "WireProtocol", "SyncCore", "SiteStore",
            "CFaultyFiles",
        ]),
    Module("CFaultyFiles", .cSupport(["sqlite3"])),
]

let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
/// Whether a module has tests of its own.
func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

/// The modules to build: all of them, or what `PM_ONLY` names and stands on.
let wanted: Set<String> = {
    let byName = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0) })
    guard let only = Context.environment["PM_ONLY"], !only.isEmpty else { return Set(byName.keys) }
    var names: Set<String> = []
    func add(_ name: String) {
        guard let module = byName[name], names.insert(name).inserted else { return }
        for used in module.uses { add(used) }
    }
    for name in only.split(separator: ",").map(String.init) {
        add(name)
        for used in byName[name]?.tests ?? [] { add(used) }
    }
    add("PageTestSupport")
    return names
}()
/// The modules whose tests are built: the named ones, or all.
let tested: Set<String> = {
    guard let only = Context.environment["PM_ONLY"], !only.isEmpty else {
        return Set(modules.map(\.name))
    }
    return Set(only.split(separator: ",").map(String.init))
}()

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// What the loader does not have to do when the editor starts (docs/decisions/0033): C libraries are taken from
/// `.build/archives` where `make` has put their archives, no address is left to be worked out, and no
/// symbol is exported.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-no-pie", "-static-libgcc", "-L\(root)/.build/archives", "-Wl,--no-export-dynamic",
        ].flatMap { ["-Xclang-linker", $0] }, .when(platforms: [.linux], configuration: .release))
]

func folder(of module: Module) -> String {
    switch module.form {
    case .support, .cSupport: "Tests/\(module.name)"
    default: "Sources/\(module.name)"
    }
}

var targets: [Target] = []
for module in modules where wanted.contains(module.name) {
    let dependencies = module.uses.map { Target.Dependency.target(name: $0) } + module.packages
    switch module.form {
    case .cLibrary(let libraries):
        targets.append(
            .target(name: module.name, linkerSettings: libraries.map { .linkedLibrary($0) }))
    case .cSupport(let libraries):
        targets.append(
            .target(
                name: module.name, path: folder(of: module),
                linkerSettings: libraries.map { .linkedLibrary($0) }))
    case .library:
        targets.append(
            .target(name: module.name, dependencies: dependencies, swiftSettings: strict))
    case .support:
        targets.append(
            .target(
                name: module.name, dependencies: dependencies, path: folder(of: module),
                swiftSettings: strict))
    case .executable:
        targets.append(
            .executableTarget(
                name: module.name, dependencies: dependencies, swiftSettings: strict,
                linkerSettings: module.name == "pagemagic" ? quickStart : []))
    }
    let tests = "Tests/\(module.name)Tests"
    if tested.contains(module.name), exists(tests) {
        let support: [Target.Dependency] =
            module.name == "PageTestSupport" || module.uses.contains("PageTestSupport")
            ? [] : ["PageTestSupport"]
        targets.append(
            .testTarget(
                name: "\(module.name)Tests",
                dependencies: [.target(name: module.name)] + dependencies + support
                    + module.tests.map { .target(name: $0) },
                swiftSettings: strict))
    }
}
if Context.environment["PM_ONLY"] == nil {
    targets.append(.testTarget(name: "TidyTests", swiftSettings: strict))
}

let packageAddresses: [(package: String, Package.Dependency)] = [
    (
        "swift-argument-parser",
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ),
    ("GRDB.swift", .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")),
    ("TOMLKit", .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0")),
    (
        "hummingbird",
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1")
    ),
    ("swift-log", .package(url: "https://github.com/apple/swift-log", from: "1.16.2")),
]
let neededPackages = Set(
    modules.filter { wanted.contains($0.name) }.flatMap(\.packages)
        .compactMap {
            if case .productItem(_, let package, _, _) = $0 { return package }
            return nil
        })

let package = Package(
    name: "pagemagic",
    products: ["pagemagic", "pagemagicd", "pagesim", "pagebench"].filter {
        wanted.contains($0)
    }.map { .executable(name: $0, targets: [$0]) },
    dependencies: packageAddresses.filter { neededPackages.contains($0.package) }.map(\.1),
    targets: targets
)
