import SiteHistory
import SiteMarkup
import SiteModel

/// Attributes that a person sets pass the same table as HTML does.
package enum AttributeRule {
    /// Why the policy does not take a value; nil where it does.
    ///
    /// - Throws: `MarkupError` for a value that is too large to be looked at.
    package static func refusal(
        of name: String, _ value: String, on element: Node
    ) throws(MarkupError) -> Finding? {
        // A translatable attribute's other locales are written `name@locale`.
        let plain = name.split(separator: "@", maxSplits: 1).first.map(String.init) ?? name
        var html = Array("<\(element.content.tag) \(plain)=\"".utf8)
        html += value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").utf8
        html += "\">".utf8
        let document = try HTMLDocument(
            parsingFragment: html, context: context(of: element.content.tag))
        return Policy().findings(in: document, lines: SourceLines(html)).first {
            $0.severity == .error
        }
    }

    /// The first value among the edits that the policy does not take, whichever way it is set; nil where there is none.
    ///
    /// - Parameter conflicts: Those that are open: the edits may settle one with a side of it.
    package static func refusal(
        of edits: [SiteEdit], in site: Site, conflicts: @autoclosure () -> [Conflict],
        ownedBy replicas: Set<ReplicaID>
    ) -> RefusedValue? {
        for edit in edits {
            switch edit {
            case .setField(let node, let field, .text(let value)?):
                if let refused = refusal(of: field, value, on: site[node]) { return refused }
            case .resolve(let id, let choice):
                guard let conflict = conflicts().first(where: { $0.id == id }), id.kind == .value,
                    let value = conflict.value(of: choice, ownedBy: replicas),
                    let refused = refusal(of: FieldName(id.field), value, on: site[conflict.node])
                else { continue }
                return refused
            default: continue
            }
        }
        return nil
    }

    /// The same of one field; nil for what is no attribute.
    package static func refusal(of field: FieldName, _ value: String, on element: Node?)
        -> RefusedValue?
    {
        guard let element, let name = field.attributeName else { return nil }
        let place = "\(name) of <\(element.content.tag)>"
        do {
            return try refusal(of: name, value, on: element).map {
                RefusedValue(place: place, reason: $0.message, fix: $0.fix)
            }
        } catch {
            return RefusedValue(
                place: place, reason: "The value cannot be looked at.", fix: "Make it shorter.")
        }
    }

    /// Where such an element is parsed as itself.
    private static func context(of tag: String) -> String {
        switch tag {
        case "tr": "tbody"
        case "td", "th": "tr"
        case "tbody", "thead", "tfoot", "caption", "colgroup": "table"
        case "col": "colgroup"
        case "option", "optgroup": "select"
        default: "body"
        }
    }
}

/// An attribute's value that the policy does not take.
package struct RefusedValue: Hashable, Sendable {
    /// As in `href of <a>`.
    package let place: String
    /// A sentence.
    package let reason: String
    /// What to do, as a sentence.
    package let fix: String

    /// What is said of a change that was not made.
    package var sentence: String { "Refused, nothing was changed: \(place): \(reason)" }
}

extension Conflict {
    /// What an attribute would say once the conflict is settled so; nil where it would say nothing.
    fileprivate func value(of choice: ConflictChoice, ownedBy replicas: Set<ReplicaID>) -> String? {
        switch choice {
        case .ours: sides(ownedBy: replicas).ours.value
        case .theirs: sides(ownedBy: replicas).theirs.value
        case .side(let operation): side(of: operation)?.value
        case .value(let value): value
        // Of texts and class lists only.
        case .both: nil
        }
    }
}
