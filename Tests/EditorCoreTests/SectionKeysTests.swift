import SiteModel
import Testing

@testable import EditorCore

/// The keys of one section's texts, without looking through the rest of its page.
struct SectionKeysTests {
    @Test func `a section's texts have the keys that they have on the whole page`() {
        let site = SampleSite().site

        for page in site.pages {
            let all = site.keyedTexts(of: page.id)
            let names = site.sectionNames(of: page.id)
            #expect(Site.areKeysApart(names))
            for section in site.sections(of: page.id) {
                let inside = Set(site.subtree(of: section.id).map(\.id))
                #expect(
                    site.keyedTexts(ofSection: section.id, called: names[section.id] ?? "")
                        == all.filter { inside.contains($0.node) })
            }
        }
    }

    @Test(arguments: ["page", "hero.text"])
    func `where another section's name has a say, the page is asked`(name: String) throws {
        var sample = SampleSite()
        let page = sample.site.pages[0].id
        sample.element("p", in: sample.section(name, on: page), text: "More")

        #expect(!Site.areKeysApart(sample.site.sectionNames(of: page)))
        var state = EditorState.sample()
        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))
        for text in sample.site.keyedTexts(of: page) where text.field == "text" {
            state.reveal(.text(text.node, field: "text"))
            _ = state.update(.rested)
            #expect(state.currentName == text.key)
        }
    }

    @Test func `the names follow the cursor and what others rename`() throws {
        var sample = SampleSite()
        var state = EditorState.sample(at: "hero.title")
        #expect(state.currentName == "hero.title")
        #expect(state.breadcrumb.last == "hero")

        sample.set(sample.id("hero"), .name, "top")
        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))
        #expect(state.currentName == "top.title")
        _ = state.press("ctrl-o", "sisters", "enter")

        #expect(state.currentName == "team.text")
        #expect(state.breadcrumb.last == "team")
    }
}
