import SiteHistory
import SiteModel

/// The result of a conflict, typed by hand in the field that edits in place.
extension EditorState {
    /// Opens the field on the result; Enter then settles the conflict with what it says.
    mutating func editResult() -> [EditorEffect] {
        guard let conflict = conflictAtHand, let item = merge.item else { return [] }
        if item.canType, conflict.id.field == FieldName.path.rawValue {
            if refusesChanges() { return [] }
            let before = overlay
            openPath(PathOwner(page: conflict.node, settling: conflict.id))
            cover(before)
            return []
        }
        guard item.canType, let target = fieldTarget(of: conflict) else {
            say("Nothing can be typed here: take ours or theirs.")
            return []
        }
        if refusesChanges() { return [] }
        if editing?.settling != nil {
            // The field that lies beneath goes on.
            overlay = nil
            return []
        }
        let kept = editing != nil ? commitField() : []
        let typed =
            merge.picking?.result ?? item.texts?.ours
            ?? conflict.sides(ownedBy: document?.ownReplicas ?? []).ours.value ?? ""
        overlay = nil
        reveal(Self.item(of: target))
        let place = MergePlace(document?.site ?? Site(id: conflict.node))
        editing = EditSession(
            target: target, title: place.name(of: conflict.node, field: conflict.id.field),
            base: base(of: target), inlines: document?.site[conflict.node]?.content.inlines ?? [],
            typed: typed, settling: conflict.id)
        return kept + (editing.map { [.saveDraft($0.draft)] } ?? [])
    }

    static func item(of ref: TextRef) -> TreeItem {
        if let name = ref.attributeField?.attributeName { return .attribute(ref.node, name: name) }
        return ref.key == .css ? .asset(ref.node) : .text(ref.node, field: ref.key.field)
    }

    /// The text or attribute that a conflict is about; of a section's name the `id` of its root, which says it. nil for a path
    /// and the like.
    func fieldTarget(of conflict: Conflict) -> TextRef? {
        if let section = document?.site[conflict.node], section.kind == .section {
            return conflict.id.field == FieldName.name.rawValue
                ? section.children.first.map { TextRef(attribute: "id", of: $0) } : nil
        }
        if let attribute = FieldName(conflict.id.field).attributeName {
            return TextRef(attribute: attribute, of: conflict.node)
        }
        return document?.site[conflict.node]?.texts.keys.first {
            $0.description == conflict.id.field
        }.map { TextRef(conflict.node, $0) }
    }

    /// Enter in that field.
    mutating func settle(with session: EditSession, _ id: ConflictID) -> [EditorEffect] {
        openMergeScreen()
        guard let conflict = document?.conflicts.first(where: { $0.id == id }) else {
            notice = Notice(
                .warning,
                "It was settled elsewhere; “Restore the cancelled text” has what you typed.")
            return setAside(session.draft)
        }
        merge.picking = nil
        return settle(conflict, choice(for: session.field.text.cleanedForText, of: conflict))
            + endDraft(of: session.target)
    }

    /// Esc in that field: back to where it was opened.
    mutating func returnToMerges() { openMergeScreen() }
}
