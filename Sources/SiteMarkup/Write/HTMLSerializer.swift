import SiteModel

/// Writes a parsed document canonically: lowercase names, double quotes, every end tag, references only where needed.
package enum HTMLSerializer {
    /// The document, or the fragment, as canonical bytes.
    package static func bytes(of document: HTMLDocument) -> [UInt8] {
        var out: [UInt8] = []
        for child in document.nodes[0].children { append(child, of: document, to: &out) }
        return out
    }

    /// One node with all below it.
    static func append(_ index: Int, of document: HTMLDocument, to out: inout [UInt8]) {
        var stack: [(index: Int, isEnd: Bool)] = [(index, false)]
        while let (index, isEnd) = stack.popLast() {
            let node = document.nodes[index]
            if isEnd {
                out += "</\(node.tag)>".utf8
                continue
            }
            guard node.kind == .element || node.kind == .template else {
                appendLeaf(node, parent: document.nodes[max(0, node.parent)], to: &out)
                continue
            }
            appendStartTag(node, to: &out)
            if HTMLTags.void.contains(node.tag), node.namespace == .html { continue }
            if HTMLTags.dropsFirstNewline.contains(node.tag), let first = node.children.first,
                document.nodes[first].text.utf8.first == 0x0A
            {
                out.append(0x0A)
            }
            stack.append((index, true))
            for child in node.children.reversed() { stack.append((child, false)) }
        }
    }

    private static func appendStartTag(_ node: HTMLNode, to out: inout [UInt8]) {
        out += "<\(node.tag)".utf8
        for attribute in node.attributes {
            out +=
                attribute.prefix.isEmpty
                ? " \(attribute.name)=\"".utf8 : " \(attribute.prefix):\(attribute.name)=\"".utf8
            MarkupText.appendEscapedAttribute(attribute.value, to: &out)
            out.append(0x22)
        }
        out.append(0x3E)
    }

    private static func appendLeaf(_ node: HTMLNode, parent: HTMLNode, to out: inout [UInt8]) {
        switch node.kind {
        case .document, .element, .template: return
        case .doctype: out += "<!DOCTYPE \(node.text)>".utf8
        case .comment: out += "<!--\(node.text)-->".utf8
        case .text, .whitespace, .cdata:
            if parent.namespace == .html, HTMLTags.rawText.contains(parent.tag) {
                out += node.text.utf8
            } else {
                MarkupText.appendEscaped(node.text, to: &out)
            }
        }
    }

    /// Whether two parsed sources say the same: structure, names, values and characters, whatever their bytes.
    package static func saySame(_ a: HTMLDocument, _ b: HTMLDocument) -> Bool {
        tokens(of: a) == tokens(of: b)
    }

    /// A document as a flat list of strings that is equal for equal trees.
    private static func tokens(of document: HTMLDocument) -> [[UInt8]] {
        var tokens: [[UInt8]] = []
        var depths = [Int](repeating: 0, count: document.nodes.count)
        for index in document.nodes.indices.dropFirst() {
            let node = document.nodes[index]
            depths[index] = depths[node.parent] + 1
            let isText = node.kind == .text || node.kind == .whitespace || node.kind == .cdata
            var token = Array(
                "\(depths[index]) \(isText ? "text" : "\(node.kind)") \(node.namespace) \(node.tag)"
                    .utf8)
            for attribute in node.attributes {
                token +=
                    [0] + attribute.prefix.utf8 + [0] + attribute.name.utf8 + [0]
                    + attribute.value.utf8
            }
            tokens.append(token + [0] + node.text.utf8)
        }
        return tokens
    }
}
