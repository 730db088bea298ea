import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

/// Conflicts as answers, as this device sees them: both sides, who wrote each and when.
struct ConflictAnswer {
    private let state: SiteState
    private let writers: Writers
    private let names: SiteNames

    /// - Parameter ownTimes: When own batches were made (``SiteStore/ownTimes(of:)``).
    init(_ state: SiteState, ownTimes: [OperationID: Int64]) {
        self.state = state
        writers = Writers(of: state, ownTimes: ownTimes)
        names = SiteNames(state.site)
    }

    func json(_ conflict: Conflict) -> JSONValue {
        let sides = conflict.sides(ownedBy: state.replicas)
        let (ours, theirs) = (
            writers.writer(of: sides.ours.operation), writers.writer(of: sides.theirs.operation)
        )
        return .members([
            ("id", .string(conflict.id.description)), ("kind", .string(conflict.id.kind.rawValue)),
            ("node", .id(conflict.node)), ("field", .string(fieldName(conflict))),
            ("base", value(base(of: conflict), of: conflict)),
            ("ours", value(sides.ours.value, of: conflict)),
            ("theirs", value(sides.theirs.value, of: conflict)),
            ("others", .array(conflict.others.map { value($0.value, of: conflict) })),
            ("author", .optional(theirs.author)),
            ("ourAuthor", .optional(ours.author)), ("theirAuthor", .optional(theirs.author)),
            ("ourTime", .time(ours.time)), ("theirTime", .time(theirs.time)),
        ])
    }

    /// What both had seen; of a text that was replaced as a whole, the history knows it.
    private func base(of conflict: Conflict) -> String? {
        guard conflict.id.kind == .value else { return conflict.base }
        return conflict.base ?? state.engine.detail(of: conflict).base
    }

    private func value(_ text: String?, of conflict: Conflict) -> JSONValue {
        .optional(text.map { conflict.id.kind == .value ? $0.withoutInlineMarks : $0 })
    }

    private func fieldName(_ conflict: Conflict) -> String {
        FieldName(conflict.id.field).attributeName ?? conflict.id.field
    }

    // MARK: For people

    /// What collided, each side with its author and time, what was there before, and the id for `resolve`.
    func lines(_ conflict: Conflict) -> [String] {
        let sides = conflict.sides(ownedBy: state.replicas)
        var lines = [
            headline(conflict),
            "  ours:   \(words(sides.ours, of: conflict))",
            "  theirs: \(words(sides.theirs, of: conflict))",
        ]
        lines += conflict.others.map { "  also:   \(words($0, of: conflict))" }
        if let base = base(of: conflict) {
            lines.append("  before: “\(Excerpt.of(base.withoutInlineMarks))”")
        }
        return lines + ["  id:     \(conflict.id)"]
    }

    /// A text in which both changed the same words: what it was, each side, and what it says now.
    func lines(_ merge: ListedMerge, _ texts: MergedTexts) -> [String] {
        func side(_ text: String, _ operation: OperationID) -> String {
            "“\(Excerpt.of(text.withoutInlineMarks))”  (\(writers.words(for: operation)))"
        }
        let place = Printable.line(names.label(of: merge.merge.node))
        let now = merge.merge.text.flatMap { state.site[merge.merge.node]?.texts[$0] }
        return [
            "\(place): both changed the same words; it has both",
            "  ours:   \(side(texts.ours, merge.staying))",
            "  theirs: \(side(texts.theirs, merge.taken))",
            "  before: “\(Excerpt.of(texts.base.withoutInlineMarks))”",
            "  now:    “\(Excerpt.of((now ?? texts.merged).withoutInlineMarks))”",
        ]
    }

    private func headline(_ conflict: Conflict) -> String {
        let place = Printable.line(names.label(of: conflict.node))
        switch conflict.id.kind {
        case .move: return "\(place) was moved to two places"
        case .revived: return "\(place) was deleted by one and changed by the other; it is kept"
        case .value: return valueHeadline(conflict, place)
        }
    }

    private func valueHeadline(_ conflict: Conflict, _ place: String) -> String {
        let field = FieldName(conflict.id.field)
        if let attribute = field.attributeName {
            return "\(place): two values of the attribute \(Printable.line(attribute))"
        }
        if field == .name || field == .path, conflict.shown.value == conflict.lost.value {
            return "\(place): two of one name, “\(Printable.line(conflict.lost.value ?? ""))”"
        }
        let isText = state.site[conflict.node]?.texts.keys.contains {
            $0.description == conflict.id.field
        }
        return isText == true
            ? "\(place): two whole texts; it says both"
            : "\(place): two values of its \(Printable.line(conflict.id.field))"
    }

    private func words(_ side: ConflictSide, of conflict: Conflict) -> String {
        "\(what(side, of: conflict))  (\(writers.words(for: side.operation)))"
    }

    private func what(_ side: ConflictSide, of conflict: Conflict) -> String {
        guard let text = side.value else { return "nothing" }
        switch conflict.id.kind {
        case .value: return "“\(Excerpt.of(text.withoutInlineMarks))”"
        case .move:
            return NodeID(text).map { "to \(Printable.line(names.label(of: $0)))" }
                ?? "this choice: \(choice(text))"
        case .revived where text == "deleted": return "deleted it"
        case .revived: return "kept it" + change(side.operation)
        }
    }

    /// What a resolution took, where two of them differ: the side is named by its operation.
    private func choice(_ text: String) -> String {
        OperationID(text).map { "the change of \(writers.words(for: $0))" } ?? Printable.line(text)
    }

    /// The edit that kept it: ` and changed the text hero.title`.
    private func change(_ id: OperationID) -> String {
        guard let operation = writers.writer(of: id).operation, let node = operation.node else {
            return ""
        }
        return ": changed the \(operation.word) of \(Printable.line(names.label(of: node)))"
    }
}
