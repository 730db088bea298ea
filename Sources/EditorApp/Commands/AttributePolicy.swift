import EditorCore
import SiteHistory
import SiteStore

/// Attributes that a person sets pass the same table as HTML does.
enum AttributePolicy {
    /// - Throws: A refusal with exit code 4 when the policy does not take a value that the edits set.
    static func require(_ edits: [SiteEdit], in state: SiteState) throws(CommandFailure) {
        guard
            let refused = AttributeRule.refusal(
                of: edits, in: state.site, conflicts: state.conflicts, ownedBy: state.replicas)
        else { return }
        throw CommandFailure(.refused, refused.sentence, hint: refused.fix)
    }
}
