import SiteMarkup
import SiteModel

/// Attributes that a person sets pass the same table as HTML does.
enum AttributePolicy {
    /// - Throws: A refusal with exit code 4 when the policy does not take the value.
    static func require(_ name: String, _ value: String, on element: Node) throws {
        // A translatable attribute's other locales are written `name@locale`.
        let plain = name.split(separator: "@", maxSplits: 1).first.map(String.init) ?? name
        var html = Array("<\(element.content.tag) \(plain)=\"".utf8)
        html += value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").utf8
        html += "\">".utf8
        let document = try HTMLDocument(
            parsingFragment: html, context: context(of: element.content.tag))
        let findings = Policy().findings(in: document, lines: SourceLines(html)).filter {
            $0.severity == .error
        }
        guard let first = findings.first else { return }
        throw CommandFailure(
            .refused,
            "Refused, nothing was changed: \(name) of <\(element.content.tag)>: \(first.message)",
            hint: first.fix)
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
