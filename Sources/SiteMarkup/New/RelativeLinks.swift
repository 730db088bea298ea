import SiteModel

/// Relative addresses of a page whose copy is kept in another folder: in the copy they lead where they led.
///
/// Addresses inside style texts are left as they are.
package struct RelativeLinks: Sendable {
    private let old: [Substring]
    private let new: [Substring]

    /// - Parameters:
    ///   - file: The page's file, relative to the site's folder.
    ///   - copy: The file of its copy.
    package init(from file: String, to copy: String) {
        old = file.split(separator: "/").dropLast()
        new = copy.split(separator: "/").dropLast()
    }

    /// The file that a static host serves at the path of a page: `/` is `index.html`, `/about` is `about.html`.
    package static func file(ofPage path: String) -> String {
        let name = SiteFiles.fileName(forPage: path)
        return SiteFiles.safe(name) ?? name
    }

    /// An address as the copy has to say it; what is not relative to the page's folder stays as it is.
    package func moved(_ address: String) -> String {
        guard old != new, WebAddress(address) == .local,
            let first = address.first, !"/#?\\".contains(first)
        else { return address }
        let path = address.prefix { $0 != "?" && $0 != "#" }
        var parts = old
        for part in path.split(separator: "/") where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            guard parts.popLast() != nil else { return address }
        }
        let shared = zip(parts, new).prefix { $0 == $1 }.count
        var moved = Array(repeating: "..", count: new.count - shared)
        moved += parts.dropFirst(shared).map(String.init)
        if path.hasSuffix("/") { moved.append("") }
        return moved.joined(separator: "/") + address[path.endIndex...]
    }

    /// A page, or a node of one, as its copy has to say it.
    ///
    /// - Parameter blobs: The bytes that the site was imported from.
    /// - Returns: The draft, and the bytes of its new head where that had to change.
    package func moved(
        _ draft: NodeDraft, blobs: [Digest: [UInt8]]
    ) -> (draft: NodeDraft, head: [UInt8]?) {
        guard old != new else { return (draft, nil) }
        var copy = moved(attributesOf: draft)
        guard let shell = draft.content.shell, let bytes = blobs[shell.blob],
            shell.suffix.upperBound <= bytes.count, let moved = moved(shell, bytes)
        else { return (copy, nil) }
        copy.content.shell = moved.shell
        return (copy, moved.bytes)
    }

    private static let names = ["href", "src", "poster", "action"]

    private func moved(attributesOf draft: NodeDraft) -> NodeDraft {
        var copy = draft
        copy.fields = draft.fields.map { field in
            let attribute = field.name.attributeName ?? ""
            let value = field.value.plain
            if attribute == "srcset" {
                return (field.name, .text(SourceSetText.mapped(value, moved)))
            }
            guard Self.names.contains(attribute) else { return field }
            return (name: field.name, value: .text(moved(value)))
        }
        copy.children = draft.children.map(moved(attributesOf:))
        return copy
    }

    /// The bytes around a page's children, with their ranges; nil where they need no change.
    private func moved(_ shell: PageShell, _ bytes: [UInt8]) -> (shell: PageShell, bytes: [UInt8])?
    {
        guard let document = try? HTMLDocument(parsing: Array(bytes[shell.prefix])) else {
            return nil
        }
        let start = shell.prefix.lowerBound
        let edits = document.nodes.flatMap(\.attributes).compactMap { attribute in
            edit(of: attribute).map { (range: $0.range.shifted(by: start), bytes: $0.bytes) }
        }
        guard !edits.isEmpty else { return nil }
        var out: [UInt8] = []
        var at = start
        var copy = shell
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where edit.range.lowerBound >= at {
            out += bytes[at..<edit.range.lowerBound] + edit.bytes
            at = edit.range.upperBound
            let growth = edit.bytes.count - edit.range.count
            if let title = shell.title, title.lowerBound >= at {
                copy.title = copy.title?.shifted(by: growth)
            }
            if let description = shell.description, description.lowerBound >= at {
                copy.description = copy.description?.shifted(by: growth)
            }
        }
        out += bytes[at..<shell.prefix.upperBound]
        copy.title = copy.title?.shifted(by: -start)
        copy.description = copy.description?.shifted(by: -start)
        copy.prefix = 0..<out.count
        out += bytes[shell.suffix]
        copy.suffix = copy.prefix.upperBound..<out.count
        copy.blob = Digest.of(out)
        return (copy, out)
    }

    private func edit(of attribute: HTMLAttribute) -> (range: Range<Int>, bytes: [UInt8])? {
        guard Self.names.contains(attribute.name), attribute.prefix.isEmpty,
            let range = attribute.quotedValueRange, moved(attribute.value) != attribute.value
        else { return nil }
        var out: [UInt8] = [0x22]
        MarkupText.appendEscapedAttribute(moved(attribute.value), to: &out)
        return (range, out + [0x22])
    }
}

/// The text of a `srcset` attribute: addresses with a size behind each.
package enum SourceSetText {
    /// Its addresses.
    package static func addresses(in text: String) -> [String] {
        var found: [String] = []
        _ = mapped(text) {
            found.append($0)
            return $0
        }
        return found
    }

    /// The same with other addresses; one that holds bytes itself (`data:`) is left as it is, with all beside it.
    package static func mapped(_ text: String, _ address: (String) -> String) -> String {
        guard !text.contains("data:") else { return text }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { candidate in
            let start = candidate.prefix { $0.isWhitespace }
            let old = candidate[start.endIndex...].prefix { !$0.isWhitespace }
            return old.isEmpty
                ? String(candidate)
                : start + address(String(old)) + candidate[old.endIndex...]
        }.joined(separator: ",")
    }
}

extension Range<Int> {
    fileprivate func shifted(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}
