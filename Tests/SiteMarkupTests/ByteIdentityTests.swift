import Foundation
import SiteModel
import Testing

@testable import SiteMarkup

struct ByteIdentityTests {
    private static let folders = Fixtures.folders.map(\.lastPathComponent)

    private func files(_ folder: String) throws -> [SourceFile] {
        let url = try #require(Fixtures.folders.first { $0.lastPathComponent == folder })
        return Fixtures.files(in: url)
    }

    @Test(.enabled(if: !folders.isEmpty, "no ../shared/data"), arguments: folders)
    func `every file of a real site comes back byte for byte`(folder: String) throws {
        let files = try files(folder)
        let (site, result) = try Fixtures.imported(files)

        let written = Dictionary(
            uniqueKeysWithValues: SourceWriter.files(of: site).map { ($0.path, $0.bytes) })
        for file in files { #expect(written[file.path] == file.bytes, "\(file.path)") }
        #expect(!result.findings.contains { $0.code == "kept-whole" })
        #expect(site.invariantViolations() == [])
        #expect(result.nodeCount == site.nodes.count)
    }

    private func occursOnce(_ text: String, in whole: Data) -> Bool {
        guard let first = whole.range(of: Data(text.utf8)) else { return false }
        return whole.range(of: Data(text.utf8), in: first.upperBound..<whole.count) == nil
    }

    @Test(.enabled(if: !folders.isEmpty, "no ../shared/data"), arguments: folders)
    func `an edited text of a real site changes its own bytes only`(folder: String) throws {
        let files = try files(folder)
        let whole = files.reduce(into: Data()) { $0 += $1.bytes + [0] }
        let (site, _) = try Fixtures.imported(files)
        let found = site.keyedTexts().first { text in
            let old = site.text(of: text.node, text.field, locale: site.defaultLocale) ?? ""
            return old.utf8.count > 12 && old.utf8.allSatisfy { $0 < 0x80 }
                && occursOnce(old, in: whole) && !old.contains { "<>&\"'".contains($0) }
        }
        let text = try #require(found)
        let old = try #require(site.text(of: text.node, text.field, locale: site.defaultLocale))

        var edited = site
        edited.nodes[text.node]?.texts[TextKey(text.field, site.defaultLocale)] = "Zebra <b> & 4711"

        let written = Dictionary(
            uniqueKeysWithValues: SourceWriter.files(of: edited).map { ($0.path, $0.bytes) })
        for file in files {
            let source = String(decoding: file.bytes, as: UTF8.self)
            let expected = source.replacing(old, with: "Zebra &lt;b&gt; &amp; 4711")
            #expect(written[file.path] == Array(expected.utf8), "\(file.path): \(text.key)")
        }
    }

    @Test(.enabled(if: !folders.isEmpty, "no ../shared/data"), arguments: folders)
    func `any text of a real site can be edited and touches nothing else`(folder: String) throws {
        let files = try files(folder)
        let (site, _) = try Fixtures.imported(files)
        for page in site.pages {
            let source = SourceWriter.html(of: page.id, in: site)
            for (number, text) in site.keyedTexts(of: page.id).enumerated() where number % 7 == 0 {
                var edited = site
                edited.nodes[text.node]?.texts[TextKey(text.field, site.defaultLocale)] =
                    "Zebra 4711"
                let written = SourceWriter.html(of: page.id, in: edited)
                #expect(ByteSearch.all("Zebra 4711", in: written).count == 1, "\(text.key)")
                let head = zip(written, source).prefix { $0 == $1 }.count
                let tail = zip(written.reversed(), source.reversed()).prefix { $0 == $1 }.count
                #expect(written.count - head - tail <= 10, "\(text.key)")
            }
        }
    }
}
