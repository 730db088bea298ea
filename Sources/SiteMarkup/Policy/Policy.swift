import SiteModel

/// Why the policy does not take an element, an attribute or a style, without its place.
struct Refusal: Equatable, Sendable {
    var code: String
    var message: String
    var fix: String
    var severity = Finding.Severity.error
}

/// What may stand on a site's pages: one table for import, new HTML and the published form.
///
/// Refused is what runs code, loads code, fonts or frames from elsewhere, or changes where the page's links lead.
/// Remote images and links are fine.
package struct Policy: Hashable, Sendable {
    /// Hosts whose style sheets, fonts and frames the site allows, in lower case.
    package var allowedHosts: Set<String>

    package init(allowedHosts: Set<String> = []) { self.allowedHosts = allowedHosts }

    /// Everything the policy refuses in a parsed source, with the place of each, in source order.
    ///
    /// What stands inside a refused element is not reported again.
    /// - Parameter lines: Of the bytes the document was parsed from.
    package func findings(in document: HTMLDocument, lines: SourceLines, page: String = "")
        -> [Finding]
    {
        refusals(in: document).map { found in
            let (line, column) = lines.position(of: found.offset)
            return Finding(
                code: found.refusal.code, severity: found.refusal.severity, page: page, line: line,
                column: column,
                message: found.refusal.message, fix: found.refusal.fix)
        }
    }

    /// A refusal and where it stands.
    struct Located {
        var refusal: Refusal
        var offset: Int
        var node: Int
    }

    func refusals(in document: HTMLDocument) -> [Located] {
        var found: [Located] = []
        var refused = Set<Int>()
        for index in document.nodes.indices {
            let node = document.nodes[index]
            if refused.contains(node.parent) {
                refused.insert(index)
                continue
            }
            guard node.kind == .element || node.kind == .template else { continue }
            let offset = node.startTag?.lowerBound ?? node.endTag?.lowerBound ?? 0
            if let refusal = refusal(ofElement: index, in: document) {
                found.append(Located(refusal: refusal, offset: offset, node: index))
                if refusal.severity == .error || refusal.code == "noscript" {
                    refused.insert(index)
                }
                continue
            }
            for attribute in node.attributes {
                guard let refusal = refusal(of: attribute, on: node) else { continue }
                let offset = attribute.nameRange?.lowerBound ?? offset
                found.append(Located(refusal: refusal, offset: offset, node: index))
            }
        }
        return found.sorted { $0.offset < $1.offset }
    }

    /// Whether the address leads to another host that the site does not allow.
    func isForeign(_ address: WebAddress) -> Bool {
        if case .remote(let host) = address { return !allowedHosts.contains(host) }
        return false
    }
}
