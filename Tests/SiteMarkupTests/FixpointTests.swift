import Foundation
import SiteModel
import Testing

@testable import SiteMarkup

struct FixpointTests {
    /// The inputs of html5lib's tree-construction cases that have no context element.
    private static let cases: [String] = {
        let root = Fixtures.data.appendingPathComponent("html5lib")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".dat") }.flatMap { name -> [String] in
            guard
                let data = FileManager.default.contents(
                    atPath: root.appendingPathComponent(name).path)
            else { return [] }
            let text = String(decoding: data, as: UTF8.self)
            return text.components(separatedBy: "#data\n").dropFirst().compactMap { part in
                part.components(separatedBy: "\n#errors").first
            }
        }
    }()

    @Test(.enabled(if: !cases.isEmpty, "no ../shared/data"))
    func `every case comes in and goes out byte for byte`() throws {
        for html in Self.cases where !html.utf8.contains(0) {
            #expect(try Fixtures.imported(html: html).firstPage == html, "\(html)")
        }
    }

    @Test(.enabled(if: !cases.isEmpty, "no ../shared/data"))
    func `what the policy accepts has a canonical form that is stable`() throws {
        var accepted = 0
        for html in Self.cases {
            guard let drafts = try? FragmentParser.parse(html: html, makeID: CountingIDs().next)
            else { continue }
            accepted += 1
            let once = written(drafts)
            let again = try FragmentParser.parse(html: once, makeID: CountingIDs().next)
            #expect(Array(written(again).utf8) == Array(once.utf8), "\(html)")
        }
        #expect(accepted > 100)
        print("html5lib: \(accepted) of \(Self.cases.count) cases are accepted as new HTML")
    }

    @Test(.enabled(if: !cases.isEmpty, "no ../shared/data")) func `published pages are stable`()
        throws
    {
        for html in Self.cases where !html.utf8.contains(0) {
            let site = try Fixtures.imported(html: html)
            let page = try #require(PublishedWriter.files(of: site).first).bytes
            let again = try Fixtures.imported(html: String(decoding: page, as: UTF8.self))
            let twice = try #require(PublishedWriter.files(of: again).first).bytes
            #expect(twice == page, "\(html)")
        }
    }

    private func written(_ drafts: [NodeDraft]) -> String {
        drafts.map { draft in
            String(
                decoding: SourceWriter.html(ofNode: draft.id, in: Site(draft: draft)), as: UTF8.self
            )
        }.joined()
    }
}
