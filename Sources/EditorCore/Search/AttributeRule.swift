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
