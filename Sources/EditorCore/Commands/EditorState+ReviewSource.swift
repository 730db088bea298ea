import SiteHistory
import SiteMarkup
import SiteModel

/// The HTML of the hunk that is shown.
extension EditorState {
    /// The HTML that goes and the HTML that comes with the shown hunk.
    package var reviewSource: [(isAdded: Bool, line: String)] {
        guard let hunk = reviewedHunk, let site = document?.site else { return [] }
        let (before, after) = hunk.source(in: site, locale: reviewed?.head.locale ?? locale)
        return lines(before).map { (false, $0) } + lines(after).map { (true, $0) }
    }

    private func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter {
            !$0.allSatisfy(\.isWhitespace)
        }
    }
}

extension ProposalHunk {
    /// What it takes away and what it brings, as HTML; an attribute as it is written.
    fileprivate func source(in site: Site, locale: String) -> (before: String, after: String) {
        switch change {
        case .text: return writing(in: site) ?? ("", "")
        case .field(_, let name, let from, let to):
            let attribute = name.attributeName ?? name.rawValue
            func written(_ value: FieldValue?) -> String {
                value.map { attribute + "=\"" + $0.plain + "\"" } ?? ""
            }
            return (written(from), written(to))
        case .classes:
            let (before, after) = reading(in: site)
            return (before.map { "class=\"\($0)\"" } ?? "", after.map { "class=\"\($0)\"" } ?? "")
        case .add(let draft, _, _): return ("", draft.html(locale))
        case .remove(let node, _): return (site.html(node, locale), "")
        case .move(let node, _, _): return (site.html(node, locale), site.html(node, locale))
        case .spacing: return ("", "")
        case .whole(let draft, _): return (site.html(section, locale), draft.html(locale))
        }
    }
}

extension Site {
    fileprivate func html(_ node: NodeID, _ locale: String) -> String {
        guard self[node] != nil else { return "" }
        return String(
            decoding: SourceWriter.html(ofNode: node, in: self, locale: locale), as: UTF8.self)
    }
}

extension NodeDraft {
    fileprivate func html(_ locale: String) -> String { Site(draft: self).html(id, locale) }
}
