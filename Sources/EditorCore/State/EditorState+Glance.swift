import SiteModel

/// How far the page was scrolled.
struct PageView: Hashable, Sendable {
    let page: NodeID
    let top: Int
}

/// The page shows what a list's cursor is on, without anybody going there.
extension EditorState {
    /// What the list's cursor is on, if it stands on a page.
    package var glance: TreeItem? {
        guard let overlay, overlay.kind.glances, let action = overlay.current?.action else {
            return nil
        }
        switch action {
        case .goTo(let item): return item
        case .moveTo(let node): return document?.site[node].flatMap { Self.item(of: $0) }
        case .match(let index):
            guard let form = overlay.search, form.matches.indices.contains(index) else {
                return nil
            }
            return form.matches[index].item
        default: return nil
        }
    }

    /// Rows of the page that no list covers.
    var pageRows: Int {
        let layout = layout
        let height = layout.height(of: .page)
        guard overlay != nil, let page = layout.page else { return height }
        let free = overlayLayout.area.row - page.row
        return free > 2 ? min(height, free) : height
    }

    /// After every event: scrolls to what the list's cursor came to.
    mutating func followGlance() {
        let now = glance
        if overlay == nil, !isReturning { viewBefore = nil }
        guard now != glanced else { return }
        if glanced == nil, viewBefore == nil, let shown = page.shown?.page {
            viewBefore = PageView(page: shown, top: page.top)
        }
        glanced = now
        if now != nil { revealCursorInPage() }
    }

    /// A list was left without going anywhere: the page is as it was.
    mutating func returnFromGlance() {
        glanced = nil
        isReturning = viewBefore != nil
        restoreView()
    }

    /// Scrolls back, as soon as the page is there; false where nothing is to be restored.
    @discardableResult
    mutating func restoreView() -> Bool {
        guard isReturning, let view = viewBefore, overlay == nil else { return false }
        guard page.shown?.page == view.page else { return true }
        page.top = view.top
        page.scroll(by: 0, height: layout.height(of: .page))
        viewBefore = nil
        isReturning = false
        return true
    }
}
