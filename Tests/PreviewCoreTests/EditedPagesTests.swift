import FoundationEssentials
import PageTestSupport
import SiteMarkup
import SiteModel
import Testing

@testable import PreviewCore

/// Real pages of `../shared/data/pages`, edited at random as the editor edits them: the rows that a session gives are
/// those of a render from nothing. Skipped where the data is absent.
struct EditedPagesTests {
    private struct Subject {
        var site: Site
        let page: NodeID
        let sheets: [(href: String, sheet: ParsedSheet)]
        private var written: AnnotatedPage?

        init(_ name: String) throws {
            let folder = PagesTests.data + "/pages/" + name + "/"
            let html = try Self.read(folder + "index.html")
            let document = try HTMLDocument(parsing: html)
            sheets = document.nodes.filter { $0.tag == "link" }.compactMap {
                $0.attribute("href")
            }.compactMap { href in
                (try? Self.read(folder + href)).map { (href: href, sheet: ParsedSheet(bytes: $0)) }
            }
            var number: UInt64 = 0
            let imported = try SiteImporter.importFiles(
                [SourceFile(path: "index.html", bytes: html)],
                makeID: {
                    number += 1
                    return NodeID(high: 7, low: number)
                })
            site = Site(draft: imported.draft, blobs: imported.blobs)
            page = try #require(site.pages.first).id
        }

        private static func read(_ path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CancellationError()
            }
            return [UInt8](data)
        }

        func sheet(_ href: String) -> ParsedSheet? { sheets.first { $0.href == href }?.sheet }

        /// As it is written from nothing, or after the last edit.
        mutating func pieces() -> PagePieces {
            if written?.update(page: page, in: site) != true {
                written = AnnotatedPage(page: page, in: site)
            }
            let pieces = written?.pieces ?? []
            return PagePieces(
                pieces.map { PagePieces.Piece($0.bytes, isSection: $0.isSection) })
        }

        /// One edit of a kind that the editor makes.
        mutating func edit(_ random: inout SplitMix64) {
            let nodes = site.subtree(of: page).filter { $0.id != page }.sorted { $0.id < $1.id }
            guard let node = random.pick(nodes) else { return }
            switch random.below(6) {
            case 0, 1:
                guard let text = random.pick(nodes.filter { $0.kind == .text }),
                    let key = text.texts.keys.sorted(by: { $0.field < $1.field }).first
                else { return }
                let words = ["Other words", "", "漢字 and 🎉", "a much longer text than before"]
                site.nodes[text.id]?.texts[key] = random.pick(words) ?? ""
            case 2: site.nodes[node.id]?.classes = random.chance(50) ? [] : ["container", "row"]
            case 3: site.nodes[node.id]?.fields[.attribute("style")] = .text("float:left")
            case 4: remove(node)
            default: moveUp(node)
            }
        }

        private mutating func remove(_ node: Node) {
            guard let parent = node.parent,
                node.kind != .section || site.sections(of: page).count > 1
            else { return }
            site.nodes[parent]?.children.removeAll { $0 == node.id }
        }

        private mutating func moveUp(_ node: Node) {
            guard let parent = node.parent, let at = site[parent]?.children.firstIndex(of: node.id),
                at > 0
            else { return }
            site.nodes[parent]?.children.swapAt(at, at - 1)
        }
    }

    @Test(arguments: PagesTests.pages, [UInt64(1), 2, 3])
    func `after random edits the rows are those of a render from nothing`(
        name: String, seed: UInt64
    ) throws {
        var subject = try Subject(name)
        var random = SplitMix64(seed: seed)
        let session = PreviewSession()
        var options = PreviewOptions(width: 100, imageDetails: seed == 2)

        for step in 0..<12 {
            let pieces = subject.pieces()
            #expect(
                pieces.html == SourceWriter.annotated(page: subject.page, in: subject.site),
                "\(name), seed \(seed), step \(step)")
            try SessionSample.check(
                session, pieces, sheets: subject.sheets, options,
                "\(name), seed \(seed), step \(step)")
            if random.chance(15) {
                options = PreviewOptions(
                    width: 30 + random.below(100),
                    viewport: PreviewViewport(hasBlockLetters: seed == 3))
            }
            subject.edit(&random)
        }
    }

    @Test(arguments: PagesTests.pages)
    func `an edit of a text lays out one section`(name: String) throws {
        var subject = try Subject(name)
        let session = PreviewSession()
        let options = PreviewOptions(width: 100)
        _ = session.render(subject.pieces(), options: options, sheet: subject.sheet)
        let text = try #require(
            subject.site.sections(of: subject.page).lazy
                .flatMap { subject.site.subtree(of: $0.id) }.first { $0.kind == .text })
        let key = try #require(text.texts.keys.first)

        subject.site.nodes[text.id]?.texts[key] = "Other words"
        _ = session.render(subject.pieces(), options: options, sheet: subject.sheet)

        #expect(session.freshSections == 1)
    }
}
