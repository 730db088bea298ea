import PreviewCore
import SiteModel

@testable import EditorCore

/// Drawings of the sample site as a renderer would make them, in a few plain rows.
enum PageSample {
    /// Each text takes so many rows, with an empty one behind; the menu's cards stand side by side.
    static func drawing(_ site: Site, _ page: NodeID, rowsOfText: Int = 3) -> PreviewPage {
        var rows: [PreviewRow] = []
        var places: [String: Range<Int>] = [:]
        func add(_ cells: [(text: String, node: String)]) {
            var runs: [PreviewRun] = []
            for (index, cell) in cells.enumerated() {
                let column = index * 20
                let used = runs.reduce(0) { $0 + $1.text.count }
                runs.append(
                    PreviewRun(
                        text: String(repeating: " ", count: max(0, column - used)),
                        style: PreviewStyle()))
                runs.append(
                    PreviewRun(text: cell.text, style: PreviewStyle(), node: cell.node))
                places[cell.node] = rows.count..<rows.count + rowsOfText
            }
            rows.append(PreviewRow(runs: runs))
            rows += Array(repeating: PreviewRow(runs: []), count: rowsOfText)
        }
        for section in site.sections(of: page) {
            let start = rows.count
            let texts = site.subtree(of: section.id).filter { $0.kind == .text }.map {
                (text: $0.texts[.text("en")] ?? "", node: $0.parent?.description ?? "")
            }
            if texts.count == 4 {
                add([texts[0], texts[2]])
                add([texts[1], texts[3]])
            } else {
                for text in texts { add([text]) }
            }
            for child in section.children { places[child.description] = start..<rows.count }
        }
        return PreviewPage(rows: rows, honesty: PreviewHonesty(), nodeRows: places)
    }
}

extension EditorState {
    /// Does what the thread that draws would do, until nothing is asked of it any more.
    mutating func answer(_ effects: [EditorEffect]) {
        var left = effects
        while !left.isEmpty, let site = document?.site {
            switch left.removeFirst() {
            case .renderPreview(let request):
                let drawing = PageSample.drawing(
                    site, request.page, rowsOfText: request.platform == .mobile ? 6 : 3)
                left += update(
                    .previewReady(
                        request, drawing, PageSections(of: request.page, in: site, drawing)))
            case .findInPage(let request):
                left += update(
                    .foundInPage(
                        request,
                        PageFinder.matches(of: request, in: site, preview: page.preview)))
            default: continue
            }
        }
    }

    /// An editor with the sample site open and its page drawn.
    static func drawn(columns: Int = 80, rows: Int = 24, at target: String? = nil) -> EditorState {
        var state = EditorState.sample(columns: columns, rows: rows, at: target)
        state.answer(state.update(.resized(columns: columns, rows: rows)))
        state.redraw()
        return state
    }

    /// Answers what was asked for last, as if it were asked now.
    mutating func redraw() {
        guard let request = page.requested else { return }
        answer([.renderPreview(request)])
    }

    /// Presses keys and answers what they ask for.
    @discardableResult
    mutating func pressDrawn(_ keys: String...) -> [EditorEffect] {
        var all: [EditorEffect] = []
        for key in keys {
            let strokes =
                key.count > 1 ? KeyStroke(name: key).map { [$0] } : nil
            for stroke in strokes ?? key.map({ KeyStroke.character($0) }) {
                let effects = update(.input(.key(stroke)))
                all += effects
                answer(effects)
            }
        }
        return all
    }
}
