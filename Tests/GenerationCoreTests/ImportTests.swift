import SiteMarkup
import SiteModel
import Testing

@testable import GenerationCore

/// What the composer writes is held against the importer that will read it.
struct ImportTests {
    @Test(arguments: Vertical.allCases)
    func `the importer has nothing to say about a composed site`(vertical: Vertical) throws {
        for (number, language) in Language.allCases.enumerated() {
            var brief = Brief(language: language, promptLanguage: language)
            brief.vertical = vertical
            brief.requested = SectionKind.allCases
            let composed = TemplateComposer.compose(brief, seed: UInt64(number))
            var ids: UInt64 = 0
            let site = try SiteImporter.importFiles(
                composed.files.map { SourceFile(path: $0.path, bytes: Array($0.content.utf8)) },
                title: composed.title, locale: composed.locale,
                makeID: {
                    ids += 1
                    return NodeID(high: 1, low: ids)
                })

            #expect(site.findings == [], "\(vertical) \(language)")
            #expect(site.sectionCount == composed.sectionNames.count)
            #expect(site.pageCount == 1)
        }
    }
}
