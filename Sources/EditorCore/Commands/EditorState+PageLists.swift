import PreviewCore
import SiteModel

/// What a page is read for: equal requests have equal answers.
package struct PageReadRequest: Hashable, Sendable {
    package enum List: String, Hashable, Sendable { case landmarks, focusOrder, gaps }

    package let list: List
    package let page: NodeID
    package let viewport: PreviewViewport
    package let locale: String
    /// The document's revision.
    package let revision: UInt64
}

/// Lists of the page: landmarks and headings, the order of Tab, what the preview left undone.
extension EditorState {
    /// nil for other commands.
    mutating func listPage(_ name: String) -> [EditorEffect]? {
        let list: PageReadRequest.List
        switch name {
        case "landmarks": list = .landmarks
        case "focus-order": list = .focusOrder
        case "preview-gaps": list = .gaps
        default: return nil
        }
        guard let document, let here = shownPage else {
            notice = Notice(.info, "Open a site first.")
            return []
        }
        let request = PageReadRequest(
            list: list, page: here,
            viewport: page.manner.viewport(page.platform, isDark: isGroundDark), locale: locale,
            revision: document.revision)
        awaitedReading = request
        return [.readPage(request)]
    }

    mutating func take(_ reading: PageReading, for request: PageReadRequest) {
        guard awaitedReading == request else { return }
        awaitedReading = nil
        let before = overlay
        defer { cover(before) }
        switch request.list {
        case .landmarks:
            overlay = Overlay(
                .landmarks, title("Landmarks and headings", reading.outline),
                reading.outline.map { row(of: $0, number: nil) })
        case .focusOrder:
            overlay = Overlay(
                .focusOrder, title("Order of Tab", reading.focusOrder),
                reading.focusOrder.enumerated().map { row(of: $1, number: $0 + 1) })
        case .gaps:
            overlay = Overlay(.gaps, "What the preview leaves out", reading.gaps.map(row))
        }
    }

    private func title(_ words: String, _ stops: [PageStop]) -> String {
        let marked = stops.count { !$0.faults.isEmpty }
        return marked == 0 ? words : "\(words): \(marked) to look at"
    }

    private func row(of stop: PageStop, number: Int?) -> OverlayItem {
        let before = number.map { "\($0) " } ?? String(repeating: "  ", count: stop.depth)
        let faults = stop.faults.map(\.words).joined(separator: ", ")
        return OverlayItem(
            before + stop.role + (stop.name.isEmpty ? "" : "  " + stop.name),
            detail: faults.isEmpty ? "" : "⚠ " + faults,
            action: item(of: stop).map { .goTo($0) } ?? .none)
    }

    /// A landmark is its element; anything else is the first text in it.
    private func item(of stop: PageStop) -> TreeItem? {
        guard let id = stop.node.flatMap({ NodeID($0) }) else { return nil }
        let isLandmark = stop.faults.isEmpty && Self.landmarks.contains(stop.role)
        return isLandmark
            ? document?.site[id].flatMap { Self.item(of: $0) } : shownItem(of: id)
    }

    private static let landmarks: Set<String> = [
        "header", "footer", "main", "nav", "aside", "section", "search", "form",
    ]

    /// What somebody means who points at an element: the first text in it, else itself.
    func shownItem(of id: NodeID) -> TreeItem? {
        guard let site = document?.site, let node = site[id] else { return nil }
        let text = site.subtree(of: id).first { $0.kind == .text }
        return text.flatMap { Self.item(of: $0) } ?? Self.item(of: node)
    }

    private func row(of gap: PreviewGap) -> OverlayItem {
        OverlayItem(
            gap.name, detail: gap.words,
            action: gap.node.flatMap { NodeID($0) }.flatMap { shownItem(of: $0) }
                .map { .goTo($0) } ?? .none,
            notes: gap.examples.map { .init(kind: .plain, text: $0) })
    }
}
