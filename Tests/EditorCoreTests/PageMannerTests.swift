import PreviewCore
import SiteModel
import Testing

@testable import EditorCore

struct PageMannerTests {
    private func requests(_ effects: [EditorEffect]) -> [PreviewRequest] {
        effects.compactMap { if case .renderPreview(let request) = $0 { request } else { nil } }
    }

    @Test func `the device goes round, from wherever the keyboard is`() {
        var state = EditorState.drawn()

        let seen = (0..<3).map { _ in requests(state.pressDrawn("f12")).map(\.platform) }

        #expect(seen == [[.tablet], [.mobile], [.desktop]])
    }

    @Test func `the section at the top stays there when the device changes`() {
        var state = EditorState.drawn(columns: 80, rows: 17, at: "/#opening-hours")
        state.pressDrawn("tab")
        let section = state.page.sections.index(ofRow: state.page.top)
        let before = state.page.top
        #expect(section != 0)

        state.pressDrawn("v", "v")

        #expect(state.page.platform == .mobile && state.page.top > before)
        #expect(state.page.sections.index(ofRow: state.page.top) == section)
    }

    @Test func `two devices, three, and one again, as far as there is room`() {
        var state = EditorState.drawn(columns: 180, rows: 40)
        state.pressDrawn("tab")

        state.pressDrawn("b")
        #expect(state.layout.beside.map(\.platform) == [.mobile])
        state.pressDrawn("b")
        #expect(state.layout.beside.map(\.platform) == [.tablet, .mobile])
        state.pressDrawn("b")
        #expect(state.layout.beside.isEmpty && state.page.beside.isEmpty)

        _ = state.update(.resized(columns: 80, rows: 24))
        state.pressDrawn("b")
        #expect(state.layout.beside.isEmpty && state.notice?.text.contains("72 columns") == true)
    }

    @Test func `devices side by side show the same section at the top`() {
        var state = EditorState.drawn(columns: 120, rows: 18)
        state.pressDrawn("tab", "b", "page-down")
        _ = state.update(.rested)

        let mobile = state.page.beside[.mobile]
        #expect(state.page.top > 0 && (mobile?.top ?? 0) > state.page.top)
        #expect(
            state.page.sections.index(ofRow: state.page.top)
                == mobile?.sections.index(ofRow: mobile?.top ?? 0))
    }

    @Test func `the cursor goes to the device beside without anything drawn anew`() {
        var state = EditorState.drawn(columns: 180, rows: 40)
        state.pressDrawn("tab", "b", "b")

        let effects = state.pressDrawn("v")

        #expect(requests(effects).isEmpty && state.page.preview != nil)
        #expect(state.page.platform == .tablet)
        #expect(state.layout.beside.map(\.platform) == [.desktop, .mobile])
    }

    @Test func `an edit is drawn in every device that is shown`() {
        var state = EditorState.drawn(columns: 120, rows: 40)
        state.pressDrawn("tab", "b")
        var site = SampleSite().site
        site.nodes[site.id]?.fields[.title] = .text("Other")

        let effects = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))

        #expect(requests(effects).map(\.platform) == [.desktop, .mobile])
        #expect(requests(effects).allSatisfy { $0.together == [.desktop, .mobile] })
    }

    @Test func `the zoom goes by its steps and stops at its ends`() {
        var state = EditorState.drawn()
        state.pressDrawn("tab")

        func zoom() -> Int { state.page.requested?.viewport.zoomPercent ?? 0 }
        state.pressDrawn("+")
        #expect(zoom() == 125)
        state.pressDrawn("+", "+", "+")
        #expect(zoom() == 150)
        state.pressDrawn("=")
        #expect(zoom() == 100)
        for _ in 0..<5 { state.pressDrawn("-") }
        #expect(zoom() == 50 && state.notice?.text.contains("2400") == true)
    }

    @Test func `spacing and styles are switched and switched back`() {
        var state = EditorState.drawn()
        state.pressDrawn("tab", "e", "t")
        #expect(state.page.requested?.viewport.isCompact == false)
        #expect(state.page.requested?.viewport.takesStyles == false)

        state.pressDrawn("e", "t")
        #expect(state.page.requested?.viewport == PreviewViewport())
    }

    @Test func `big headings are in block letters from one key to the next`() {
        var state = EditorState.drawn()
        state.pressDrawn("tab", "B")
        #expect(state.page.requested?.viewport.hasBlockLetters == true)
        #expect(state.notice?.text.contains("block letters") == true)

        state.pressDrawn("B")
        #expect(state.page.requested?.viewport == PreviewViewport())
    }

    @Test func `dark and light follow the terminal until somebody says otherwise`() {
        var state = EditorState.drawn()
        func isDark() -> Bool? { state.page.requested?.viewport.prefersDark }
        #expect(isDark() == false)

        _ = state.update(.groundChanged(isDark: true))
        #expect(isDark() == true)
        _ = state.perform("color-scheme")
        _ = state.update(.groundChanged(isDark: true))
        #expect(isDark() == false)
        _ = state.update(.groundChanged(isDark: false))
        #expect(isDark() == false)
        _ = state.perform("color-scheme")
        _ = state.update(.rested)
        #expect(isDark() == true && state.page.manner.scheme == .dark)
        _ = state.perform("color-scheme")
        _ = state.update(.rested)
        #expect(isDark() == false && state.page.manner.scheme == .terminal)
    }

    @Test func `another site is shown as this one was`() {
        var state = EditorState.drawn()
        state.pressDrawn("tab", "v", "+")

        _ = state.update(
            .opened(SiteDocument(site: SampleSite().site, revision: 1), drafts: [], at: nil))

        #expect(state.page.requested?.viewport == PreviewViewport(.tablet, zoomPercent: 125))
    }

    @Test(arguments: [(1, 1), (20, 5), (40, 10), (59, 40), (60, 16), (100, 24), (300, 80)])
    func `the parts of the pane lie in it and apart`(columns: Int, rows: Int) {
        for focus in Pane.allCases {
            for platform in PreviewPlatform.allCases {
                for arrangement in [PageManner.Arrangement.one, .two, .all] {
                    let layout = PaneLayout(
                        columns: columns, rows: rows, focus: focus, isZoomed: false,
                        promptRows: 1, treeRows: 9,
                        pages: .init(platform, arrangement, namesSections: true))
                    guard let pane = layout.pagePane else { continue }
                    let parts = ([layout.page] + layout.beside.map(\.area) + [layout.names])
                        .compactMap(\.self).sorted { $0.column < $1.column }
                    #expect(parts.first?.column == pane.column)
                    #expect(
                        parts.last.map { $0.column + $0.width } == pane.column + pane.width)
                    for (one, next) in zip(parts, parts.dropFirst()) {
                        #expect(one.column + one.width + 1 == next.column || layout.names == next)
                        #expect(one.width >= 24)
                    }
                }
            }
        }
    }

    @Test func `sections have a line each where the page is longer than the pane`() {
        let sections = PageSections(
            (0..<4).map {
                .init(
                    node: NodeID(high: 0, low: UInt64($0)), name: "s\($0)",
                    rows: $0 * 100..<($0 + 1) * 100)
            })

        #expect(sections.lines(height: 8, rowCount: 400) == [0: 0, 2: 1, 4: 2, 6: 3])
        #expect(sections.lines(height: 2, rowCount: 400) == [0: 0, 1: 1])
        #expect(sections.index(ofRow: 250) == 2 && sections.index(ofRow: 900) == 3)
    }
}
