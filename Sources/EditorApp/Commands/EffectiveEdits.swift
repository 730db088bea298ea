import SiteHistory
import SiteModel

/// Of several changes made by one command, those that change something: one that does not refuses no other.
enum EffectiveEdits {
    /// - Throws: `nothingToChange` when none is left.
    static func of(_ edits: [SiteEdit], in site: Site) throws(HistoryError) -> [SiteEdit] {
        let left = edits.filter { changesSomething($0, in: site) }
        guard !left.isEmpty else { throw .nothingToChange }
        return left
    }

    private static func changesSomething(_ edit: SiteEdit, in site: Site) -> Bool {
        switch edit {
        case .setText(_, let from, let to): !from.utf8.elementsEqual(to.utf8)
        case .setField(let node, let name, let value): site[node]?.fields[name] != value
        case .setClasses(let node, let classes): site[node]?.classes ?? [] != classes
        default: true
        }
    }
}
