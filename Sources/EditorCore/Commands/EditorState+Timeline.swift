import SiteHistory
import SiteModel

/// Who changed what and when, and the way back.
extension EditorState {
    /// How many lines of a step's difference stand below the list.
    private static let noteCount = 6

    mutating func showTimeline() -> [EditorEffect] {
        guard document != nil else { return [] }
        timeline = Timeline()
        overlay = Overlay(.timeline, "Timeline", [])
        return [.readHistory(skipping: 0)]
    }

    mutating func takeHistory(_ steps: [TimelineStep], skipping skipped: Int, isEnd: Bool) {
        guard timeline != nil else { return }
        timeline?.take(steps, skipping: skipped, isEnd: isEnd)
        let items = timelineItems()
        refill(.timeline, with: items)
        timeline?.list?.show(items)
    }

    /// Older steps are read when the cursor comes near the last one that is known.
    mutating func readMoreHistory(_ effects: inout [EditorEffect]) {
        guard let overlay, overlay.kind == .timeline, let timeline, !timeline.isReading,
            !timeline.isComplete, overlay.cursor + rows >= overlay.items.count
        else { return }
        self.timeline?.isReading = true
        effects.append(.readHistory(skipping: timeline.steps.count))
    }

    private func timelineItems() -> [OverlayItem] {
        (timeline?.steps ?? []).map { step in
            OverlayItem(
                step.what, detail: step.who, keys: step.when, action: .step(step.id),
                notes: step.lines.prefix(Self.noteCount).map(Self.note), name: step.when)
        }
    }

    private static func note(_ line: DifferenceLine) -> OverlayItem.Note {
        switch line.kind {
        case .page, .heading, .note: .init(kind: .plain, text: line.text)
        case .removed: .init(kind: .removed, text: "- " + line.text)
        case .added: .init(kind: .added, text: "+ " + line.text)
        }
    }

    // MARK: - One step

    /// Lays a step's difference over the list.
    mutating func showStep(_ id: OperationID) {
        guard let step = timeline?.step(id) else { return }
        timeline?.list = overlay
        timeline?.shown = id
        let layout = OverlayLayout(columns: columns, rows: rows, .init(hasNotes: false))
        let lines = step.lines.flatMap { Self.wrapped($0, width: layout.list.width) }
        overlay = Overlay(
            .difference, "\(step.what) · \(step.who) · \(step.when)",
            lines.map { OverlayItem($0.text, look: $0.look) }, searches: false)
    }

    private static func wrapped(_ line: DifferenceLine, width: Int) -> [(
        text: String, look: OverlayItem.Note.Kind
    )] {
        let (lead, look): (String, OverlayItem.Note.Kind) =
            switch line.kind {
            case .page: ("", .title)
            case .heading: ("  ", .plain)
            case .removed: ("    - ", .removed)
            case .added: ("    + ", .added)
            case .note: ("      ", .dim)
            }
        let field = TextField(line.text)
        let rest = String(repeating: " ", count: lead.count)
        return field.layout(width: max(8, width - lead.count)).enumerated().map { number, part in
            ((number == 0 ? lead : rest) + field.text(of: part), look)
        }
    }

    /// Back to the list; false where no difference lies over it.
    mutating func leaveStep() -> Bool {
        guard overlay?.kind == .difference, let list = timeline?.list else { return false }
        overlay = list
        timeline?.list = nil
        timeline?.shown = nil
        return true
    }

    // MARK: - The way back

    /// Keys of the timeline and of a step's difference.
    mutating func useTimeline(_ name: String) -> [EditorEffect] {
        guard let id = stepAtHand, let step = timeline?.step(id), let scope = scope(of: name)
        else { return [] }
        if refusesChanges() { return [] }
        let effects = editing != nil ? commitField() : []
        overlay = nil
        timeline = nil
        return effects + [
            .rewind(scope, to: .after(id), summary: Self.words(for: scope, step), token: token())
        ]
    }

    private static func words(for scope: RewindScope, _ step: TimelineStep) -> String {
        let what =
            switch scope {
            case .site: "The site"
            case .node: "The section"
            case .text, .field: "The text"
            }
        return
            "\(what) is brought back to how it stood after “\(step.what)”, \(step.when); undo takes that back."
    }

    private var stepAtHand: OperationID? {
        if overlay?.kind == .difference { return timeline?.shown }
        if overlay?.kind == .timeline, case .step(let id)? = overlay?.current?.action { return id }
        return nil
    }

    /// What a key brings back; nil, with a word why, where the cursor of the tree is on no such thing.
    private mutating func scope(of name: String) -> RewindScope? {
        switch name {
        case "rewind-site": return .site
        case "rewind-section":
            if let section = currentSection ?? currentPage { return .node(section) }
            notice = Notice(.info, "Go to a section in the tree first.")
        case "rewind-field":
            if let ref = tree.current.flatMap({ ref(of: $0.item) }) {
                return ref.attributeField.map { .field(ref.node, $0) }
                    ?? .text(ref.node, field: ref.key.field, locale: ref.key.locale)
            }
            notice = Notice(.info, "Go to a text or an attribute in the tree first.")
        default: break
        }
        return nil
    }
}
