import SiteHistory
import SiteModel

/// Values of attributes that the policy does not take: said, and never committed.
extension EditorState {
    /// The first refused value of what is about to be committed.
    func refusal(of edits: [SiteEdit]) -> RefusedValue? {
        guard let document else { return nil }
        return AttributeRule.refusal(
            of: edits, in: document.site, conflicts: document.conflicts,
            ownedBy: document.ownReplicas)
    }

    /// Why what was typed in a field is not taken.
    func refusal(of session: EditSession) -> RefusedValue? {
        guard session.hunk == nil, session.settling != nil || session.isChanged,
            let field = session.target.attributeField
        else { return nil }
        return AttributeRule.refusal(
            of: field, session.field.text.cleanedForText, on: document?.site[session.target.node])
    }

    /// Whether the field stays open with what was typed, for it cannot be taken; it is said then.
    mutating func keepsFieldOpen() -> Bool {
        guard let refused = editing.flatMap({ refusal(of: $0) }) else { return false }
        tell(refused)
        return true
    }

    mutating func tell(_ refused: RefusedValue) {
        notice = Notice(.error, "\(refused.sentence) \(refused.fix)")
    }
}
