import SiteHistory
import SiteModel
import SiteStore
import Testing

struct UndoTests {
    let home = StoreFixture()

    @Test func `undo and redo walk the steps in order`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        _ = try home.write("two", store)
        var seen: [String?] = []

        for scopeStep in [store.undo, store.undo, store.redo, store.redo] {
            _ = try scopeStep(home.site, .device)
            seen.append(try home.shownText(store))
        }

        #expect(seen == ["one", "Vegan bread", "one", "two"])
    }

    @Test func `the editor takes back its own newest step and leaves a command's`() throws {
        let store = try home.openWithSite()
        _ = try store.commit(
            [.setField(home.element, .attribute("title"), .text("mine"))], to: home.site,
            origin: .editor)
        _ = try home.write("from outside", store)

        _ = try store.undo(home.site, scope: .editor)

        #expect(
            try store.state(of: home.site).site[home.element]?.fields[.attribute("title")] == nil)
        #expect(try home.shownText(store) == "from outside")
        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.undo(home.site, scope: .editor)
        }
    }

    @Test func `undo and redo say what is so now`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)

        #expect(try store.undo(home.site, scope: .device).label == "title of hero: “Vegan bread”")
        #expect(try store.redo(home.site, scope: .device).label == "title of hero: “one”")
        _ = try store.commit([.delete(home.section)], to: home.site, origin: .command)
        #expect(try store.undo(home.site, scope: .device).label == "section hero is there")
        #expect(try store.redo(home.site, scope: .device).label == "section hero is gone")
    }

    @Test func `undo works after the store is opened again`() throws {
        _ = try home.write("one", try home.openWithSite(), origin: .editor)

        let reopened = try home.open(seed: 3)
        _ = try reopened.undo(home.site, scope: .editor)

        #expect(try home.shownText(reopened) == "Vegan bread")
    }

    @Test func `a new step takes the redo away`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store)
        _ = try store.undo(home.site, scope: .device)

        _ = try home.write("other", store)

        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.redo(home.site, scope: .device)
        }
    }

    @Test func `making a site is no step`() throws {
        let store = try home.openWithSite()

        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.undo(home.site, scope: .device)
        }
    }

    @Test func `an undo in a text that was written over since says that both are in it`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Alpha beta gamma", store, origin: .editor)
        let plain = try store.undo(home.site, scope: .editor)
        _ = try store.redo(home.site, scope: .editor)
        _ = try home.write("Delta epsilon gamma", store)

        let mixed = try store.undo(home.site, scope: .editor)

        #expect(plain.skipped == [])
        #expect(mixed.skipped.count == 1)
        #expect(mixed.skipped.first?.contains("see how it reads") == true)
    }

    @Test func `words that were written over since are not put beside what is there now`() throws {
        let store = try home.openWithSite()
        _ = try home.write("Editor words", store, origin: .editor)
        _ = try home.write("Shell says", store)

        let result = try store.undo(home.site, scope: .editor)

        #expect(result.state.site.text(of: home.text, locale: "en") == "Shell says")
        #expect(result.batch == nil)
        #expect(result.skipped.first?.contains("was changed since") == true)
        #expect(throws: StoreError.refused(.nothingToUndo)) {
            try store.undo(home.site, scope: .editor)
        }
    }

    @Test func `a step whose text is in the trash waits for it, and is not lost`() throws {
        let store = try home.openWithSite()
        _ = try home.write("one", store, origin: .editor)
        _ = try store.commit([.delete(home.section)], to: home.site, origin: .command)

        #expect(throws: StoreError.refused(.inTrash("title of hero: “one”"))) {
            try store.undo(home.site, scope: .editor)
        }
        _ = try store.undo(home.site, scope: .device)
        #expect(try home.shownText(store) == "one")
        _ = try store.undo(home.site, scope: .editor)

        #expect(try home.shownText(store) == "Vegan bread")
    }

    @Test func `a deletion whose surroundings are in the trash waits for them`() throws {
        let store = try home.openWithSite()
        let text = home.ref.node
        _ = try store.commit([.delete(text)], to: home.site, origin: .editor)
        _ = try store.commit([.delete(home.section)], to: home.site, origin: .command)

        #expect(throws: StoreError.self) { try store.undo(home.site, scope: .editor) }
        #expect(throws: StoreError.refused(.holderInTrash(home.section, name: "section “hero”"))) {
            try store.commit([.restore(text)], to: home.site, origin: .command)
        }
        _ = try store.undo(home.site, scope: .device)
        _ = try store.undo(home.site, scope: .editor)

        #expect(try home.shownText(store) == "Vegan bread")
    }

    @Test func `an older step is taken back where the newest waits, and that is said`() throws {
        let store = try home.openWithSite()
        _ = try store.commit(
            [.setField(home.site, .title, .text("Other"))], to: home.site, origin: .editor)
        _ = try home.write("one", store, origin: .editor)
        _ = try store.commit([.delete(home.section)], to: home.site, origin: .command)

        let result = try store.undo(home.site, scope: .editor)
        #expect(result.skipped.first?.contains("in the trash") == true)
        #expect(result.state.site[home.site]?.fields[.title] != .text("Other"))
        _ = try store.undo(home.site, scope: .device)
        _ = try store.undo(home.site, scope: .editor)

        #expect(try home.shownText(store) == "Vegan bread")
    }

    @Test func `a draft outlives its process and ends with its commit`() throws {
        let store = try home.openWithSite()
        try store.save(
            Draft(text: home.ref, base: "Vegan bread", value: "Vegan br", caret: 8), of: home.site)
        let reopened = try home.open(seed: 3)
        #expect(try reopened.drafts(of: home.site).map(\.value) == ["Vegan br"])

        _ = try reopened.commit(
            [.setText(home.ref, from: "Vegan bread", to: "Vegan brioche")], to: home.site,
            origin: .editor,
            ending: home.ref)

        #expect(try store.drafts(of: home.site).isEmpty)
    }
}
