import SiteModel

/// Relative addresses of what goes to a page in another folder: there they lead where they led.
///
/// Style sheets in the page, and other texts, are left as they are.
package struct RelativeLinks: Sendable {
    private let old: [Substring]
    private let new: [Substring]

    /// - Parameters:
    ///   - file: The page's file, relative to the site's folder.
    ///   - other: The file of its copy, or of the page that what stands on it goes to.
    package init(from file: String, to other: String) {
        old = file.split(separator: "/").dropLast()
        new = other.split(separator: "/").dropLast()
    }

    /// The same by the pages.
    package init(from page: Node, to other: Node, in site: Site) {
        self.init(from: Self.file(of: page, in: site), to: Self.file(of: other, in: site))
    }

    /// The file of a page, in whose folder its relative addresses begin.
    package static func file(of page: Node, in site: Site) -> String {
        page.fields[.file]?.plain ?? file(ofPage: site.pagePaths()[page.id] ?? "/")
    }

    /// The file that a static host serves at the path of a page: `/` is `index.html`, `/about` is `about.html`.
    package static func file(ofPage path: String) -> String {
        let name = SiteFiles.fileName(forPage: path)
        return SiteFiles.safe(name) ?? name
    }

    /// Whether every address stays as it is.
    package var changeNothing: Bool { old == new }

    /// An address as it has to be said there; what is not relative to the page's folder stays as it is.
    package func moved(_ address: String) -> String {
        // Browsers pass over spaces around an address.
        let written = address.drop(while: \.isWhitespace).trimmingEnd(while: \.isWhitespace)
        guard !changeNothing, WebAddress(address) == .local,
            let first = written.first, !"/#?\\".contains(first)
        else { return address }
        let path = written.prefix { $0 != "?" && $0 != "#" }
        let steps = path.split(separator: "/")
        var parts = old
        for part in steps where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            guard parts.popLast() != nil else { return address }
        }
        let isFolder = path.hasSuffix("/") || steps.last == "." || steps.last == ".."
        let folder = isFolder ? parts : parts.dropLast()
        let shared = zip(folder, new).prefix { $0 == $1 }.count
        var moved = Array(repeating: "..", count: new.count - shared)
        moved += parts.dropFirst(shared).map(String.init)
        if isFolder { moved.append("") }
        // An empty first step would mean the page itself, a colon in it a scheme.
        if moved[0].isEmpty || moved[0].contains(":") { moved.insert(".", at: 0) }
        return moved.joined(separator: "/") + written[path.endIndex...]
    }

    /// A page, or a node of one, as it has to be said there.
    ///
    /// - Parameter blobs: The bytes that the site was imported from.
    /// - Returns: The draft, and the bytes of its new head where that had to change.
    package func moved(
        _ draft: NodeDraft, blobs: [Digest: [UInt8]]
    ) -> (draft: NodeDraft, head: [UInt8]?) {
        guard !changeNothing else { return (draft, nil) }
        var copy = moved(attributesOf: draft)
        guard let shell = draft.content.shell, let bytes = blobs[shell.blob],
            shell.suffix.upperBound <= bytes.count, let moved = moved(shell, bytes)
        else { return (copy, nil) }
        copy.content.shell = moved.shell
        return (copy, moved.bytes)
    }

    /// The attributes of a node that have to say something else there.
    package func changedAttributes(of node: Node) -> [(name: FieldName, value: FieldValue)] {
        guard !changeNothing else { return [] }
        return node.fields.sorted { $0.key < $1.key }.compactMap { name, value in
            let new = moved(value, of: name)
            return new == value ? nil : (name, new)
        }
    }

    /// A refused attribute stays as it was written.
    private func moved(_ value: FieldValue, of name: FieldName) -> FieldValue {
        guard let attribute = name.attributeName, case .text(let text) = value else { return value }
        return .text(AttributeAddresses.mapped(text, of: attribute, moved))
    }

    private func moved(attributesOf draft: NodeDraft) -> NodeDraft {
        var copy = draft
        copy.fields = draft.fields.map { ($0.name, moved($0.value, of: $0.name)) }
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
        guard attribute.prefix.isEmpty, let range = attribute.quotedValueRange else { return nil }
        let value = AttributeAddresses.mapped(attribute.value, of: attribute.name, moved)
        guard value != attribute.value else { return nil }
        var out: [UInt8] = [0x22]
        MarkupText.appendEscapedAttribute(value, to: &out)
        return (range, out + [0x22])
    }
}

extension Substring {
    fileprivate func trimmingEnd(while isDropped: (Character) -> Bool) -> Substring {
        self[..<(lastIndex { !isDropped($0) }.map(index(after:)) ?? startIndex)]
    }
}

extension Range<Int> {
    fileprivate func shifted(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}
