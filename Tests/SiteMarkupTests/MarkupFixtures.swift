import Foundation
import SiteModel

@testable import SiteMarkup

/// Ids in sequence: tests need no randomness.
final class CountingIDs {
    private var last: UInt64 = 0
    func next() -> NodeID {
        last += 1
        return NodeID(high: 7, low: last)
    }
}

enum Fixtures {
    static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "shared/data")

    /// Folders of real pages; empty where the data is absent.
    static var folders: [URL] {
        ["pages", "sites"].flatMap { kind in
            let root = data.appendingPathComponent(kind)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
            return names.sorted().map { root.appendingPathComponent($0) }
        }
    }

    static func files(in folder: URL) -> [SourceFile] {
        let names =
            FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.sorted().compactMap { name in
            guard name.hasSuffix(".html") || name.hasSuffix(".css"),
                let bytes = FileManager.default.contents(
                    atPath: folder.appendingPathComponent(name).path)
            else { return nil }
            return SourceFile(path: name, bytes: Array(bytes))
        }
    }

    static func imported(_ files: [SourceFile]) throws -> (site: Site, result: ImportedSite) {
        let ids = CountingIDs()
        let result = try SiteImporter.importFiles(files, makeID: ids.next)
        return (Site(draft: result.draft, blobs: result.blobs), result)
    }

    static func imported(html: String) throws -> Site {
        try imported([SourceFile(path: "index.html", bytes: Array(html.utf8))]).site
    }
}

extension Site {
    /// The source form of the first page.
    var firstPage: String {
        pages.first.map { String(decoding: SourceWriter.html(of: $0.id, in: self), as: UTF8.self) }
            ?? ""
    }

    func keyed(_ key: String) -> KeyedText? { keyedTexts().first { $0.key == key } }

    mutating func setText(_ key: String, _ value: String) {
        guard let text = keyed(key) else { return }
        let key = TextKey(text.field, defaultLocale)
        nodes[text.node]?.texts[key] = value
    }

    func value(_ key: String) -> String? {
        keyed(key).flatMap { text(of: $0.node, $0.field, locale: defaultLocale) }
    }

    func element(_ tag: String) -> Node? {
        subtree(of: id).first { $0.kind == .element && $0.content.tag == tag }
    }
}
