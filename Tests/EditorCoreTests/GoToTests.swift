import SiteModel
import Testing

@testable import EditorCore

struct GoToTests {
    private func typing(_ words: String, at place: String) -> [OverlayItem] {
        var state = EditorState.sample(at: place)
        _ = state.press("ctrl-o", words)
        return state.overlay.map { Array($0.items) } ?? []
    }

    @Test func `no two rows look the same`() {
        let rows = typing("", at: "/#hero").map { [$0.title, $0.detail, $0.keys] }

        #expect(Set(rows).count == rows.count)
        #expect(rows.contains { $0[2] == "text" && $0[1].hasPrefix("/about#") })
    }

    @Test(arguments: [("/about#team", "team"), ("/#hero", "hero"), ("/about", "/about")])
    func `an address is found as lists write it`(address: String, title: String) {
        #expect(typing(address, at: "/#menu").first?.title == title)
    }

    @Test(arguments: ["/about#drawer", "about#drawer", "#drawer", "drawer"])
    func `what is exactly called so is first, whatever begins so`(address: String) {
        var sample = SampleSite()
        let about = sample.site.pages[1].id
        let header = sample.section("drawer-2", on: about)
        sample.element("a", in: header, text: "B")
        let drawer = sample.section("drawer", on: about)
        sample.element("a", in: drawer, text: "Blog")
        var state = EditorState.sample()
        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))

        _ = state.press("ctrl-o", address)

        #expect(state.overlay?.items.first?.title == "drawer")
        #expect((state.overlay?.items.count ?? 0) > 3)
    }

    @Test(arguments: ["/#hero", "/about#team"]) func `the page at hand comes first`(place: String) {
        let path = String(place.prefix { $0 != "#" })

        #expect(typing("", at: place).first?.title == path)
    }
}
