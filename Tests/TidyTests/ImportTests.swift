import Foundation
import Testing

/// The table of docs/ARCHITECTURE.md: what each module may import beside Swift itself.
struct ImportTests {
    static let anywhere: Set<String> = ["Glibc", "Synchronization"]
    static let site: Set<String> = ["SiteModel", "SiteMarkup", "SiteHistory", "SiteStore"]
    static let cores: Set<String> = [
        "SyncCore", "GenerationCore", "PreviewCore", "EditorCore", "ScreenCore",
    ]

    /// Modules of a core may use FoundationEssentials, never Foundation.
    static let allowed: [String: Set<String>] = [
        "SiteModel": ["CCrypto", "FoundationEssentials"],
        "SiteMarkup": ["SiteModel", "CGumbo", "FoundationEssentials"],
        "SiteHistory": ["SiteModel", "CZlib", "FoundationEssentials"],
        "WireProtocol": ["SiteHistory", "SiteModel", "CZlib", "FoundationEssentials"],
        "SyncCore": ["WireProtocol", "SiteHistory", "SiteModel", "FoundationEssentials"],
        "GenerationCore": [
            "WireProtocol", "SiteHistory", "SiteMarkup", "SiteModel", "FoundationEssentials",
        ],
        "PreviewCore": ["SiteMarkup", "SiteModel", "FoundationEssentials"],
        "EditorCore": [
            "SiteHistory", "SiteMarkup", "PreviewCore", "SiteModel", "FoundationEssentials",
        ],
        "ScreenCore": ["EditorCore", "PreviewCore", "SiteModel", "FoundationEssentials"],
        "Settings": ["EditorCore", "ScreenCore", "TOMLKit", "FoundationEssentials"],
        "SiteStore": ["SiteHistory", "SiteModel", "GRDB", "Foundation"],
        "CurlTransport": ["WireProtocol", "CCurl", "Foundation"],
        "PixbufPictures": ["PreviewCore", "SiteMarkup", "CPicture"],
        "UnixTerminal": ["EditorCore", "ScreenCore", "CTerminal"],
        "CursesTerminal": [
            "EditorCore", "ScreenCore", "UnixTerminal", "CTerminal", "CNcursesw", "Foundation",
        ],
        "EditorApp": site.union(cores).union([
            "WireProtocol", "Settings", "CurlTransport", "UnixTerminal", "CursesTerminal",
            "PixbufPictures",
            "ArgumentParser", "Foundation", "Logging",
        ]),
        "PlatformServer": [
            "WireProtocol", "SiteHistory", "SiteMarkup", "SiteModel", "GenerationCore", "SiteStore",
            "Hummingbird",
            "GRDB", "HTTPTypes", "NIOCore", "Logging", "Foundation",
        ],
        "pagemagic": ["EditorApp", "ArgumentParser", "Foundation"],
        "pagemagicd": ["PlatformServer", "ArgumentParser", "Logging", "Foundation"],
        "pagesim": ["PageSimulation", "ArgumentParser", "Foundation"],
        "pagebench": site.union(cores).union([
            "WireProtocol", "EditorApp", "CurlTransport", "ArgumentParser", "CZlib", "GRDB",
            "Foundation",
        ]),
        "PageTestSupport": ["SiteModel", "SiteHistory", "Foundation"],
        "TerminalTestSupport": [
            "EditorCore", "ScreenCore", "PreviewCore", "SiteModel", "CTerminal",
        ],
        "FuzzTargets": ["PageTestSupport", "SiteModel", "SiteHistory", "WireProtocol"],
        "PageSimulation": [
            "PageTestSupport", "SiteModel", "SiteHistory", "WireProtocol", "SyncCore", "SiteStore",
            "CFaultyFiles",
        ],
        "TidyTests": ["Testing", "Foundation"],
    ]

    /// What a module's tests stand on besides.
    static let testsBesides: [String: Set<String>] = [
        "PlatformServer": ["CurlTransport", "SyncCore"],
        "WireProtocol": ["FuzzTargets"],
        "SiteStore": ["SiteMarkup"],
        "ScreenCore": ["TerminalTestSupport"],
        "CursesTerminal": ["TerminalTestSupport"],
    ]

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file below a folder with the module it belongs to.
    static func files(in folder: String) -> [(module: String, path: String)] {
        let base = root.appendingPathComponent(folder)
        let found =
            FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".swift") }.map { path in
            (String(path.prefix { $0 != "/" }), base.appendingPathComponent(path).path)
        }
    }

    static func imports(in path: String) throws -> [String] {
        let words = CharacterSet.whitespaces
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "func", "protocol", "typealias", "var", "let",
        ]
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
            line in
            let parts = line.trimmingCharacters(in: words).split(separator: " ").filter {
                !$0.hasPrefix("@")
            }
            let rest = parts.drop {
                ["package", "public", "internal", "private", "fileprivate"].contains($0)
            }
            guard rest.first == "import" else { return nil }
            let names = rest.dropFirst().drop { kinds.contains($0) }
            return names.first?.split(separator: ".").first.map(String.init)
        }
    }

    /// A module's tests may import Testing, Foundation, the module, its arrows and the test support.
    static func allowedNames(for module: String) -> Set<String>? {
        if let own = allowed[module] { return own.union(anywhere) }
        guard module.hasSuffix("Tests"), let own = allowed[String(module.dropLast(5))] else {
            return nil
        }
        let besides = testsBesides[String(module.dropLast(5))] ?? []
        return own.union(anywhere).union(besides).union([
            String(module.dropLast(5)), "Testing", "Foundation", "PageTestSupport", "SiteModel",
            "SiteHistory",
            "HummingbirdTesting",
        ])
    }

    @Test(arguments: ["Sources", "Tests"]) func `every import is in the table`(folder: String)
        throws
    {
        let files = Self.files(in: folder)

        let strays = try files.flatMap { file -> [String] in
            guard let names = Self.allowedNames(for: file.module) else {
                return ["\(file.path): no such module"]
            }
            return try Self.imports(in: file.path).filter { !names.contains($0) }.map {
                "\(file.path) imports \($0)"
            }
        }

        #expect(!files.isEmpty)
        #expect(strays == [])
    }
}
