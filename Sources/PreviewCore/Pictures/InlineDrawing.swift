import SiteMarkup

/// A drawing that stands in a page (`svg`), as a file of its own that a decoder takes.
///
/// What the page's style sheets say of its parts is not in it, but for the colour that `currentColor` means.
struct InlineDrawing {
    /// Well-formed XML.
    let source: String
    /// In CSS pixels, where the page's styles say no other.
    let size: PictureSize

    private static let nodesMax = 1000
    private static let bytesMax = 32 << 10
    /// They show what is elsewhere, or do something.
    private static let refused: Set<String> = [
        "script", "handler", "listener", "foreignobject", "image", "feimage", "iframe", "animate",
        "animatemotion", "animatetransform", "set",
    ]
    /// The names that have capitals (HTML standard, 13.2.6.5), for XML tells them apart.
    private static let names: [String: String] = {
        let names = """
            altGlyph altGlyphDef altGlyphItem clipPath feBlend feColorMatrix feComponentTransfer
            feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
            feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
            feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
            glyphRef linearGradient radialGradient textPath
            """
        return Dictionary(
            names.split(whereSeparator: \.isWhitespace).map { ($0.lowercased(), String($0)) },
            uniquingKeysWith: { first, _ in first })
    }()

    /// nil for one that is large, or is not drawn from what is in it alone.
    ///
    /// - Parameter width: That of the window: a drawing that says no width takes all that there is.
    init?(_ node: Int, in document: HTMLDocument, color: RGBA, width: Double) {
        var writer = Writer(document: document)
        guard writer.write(node, root: color), writer.references.isSubset(of: writer.names) else {
            return nil
        }
        source = writer.text
        let element = document.nodes[node]
        func number(_ name: String) -> Double? {
            guard let text = element.attribute(name), text.last != "%" else { return nil }
            return Double(text.prefix { $0.isNumber || $0 == "." })
        }
        let view = (element.attribute("viewBox") ?? "").split { $0 == " " || $0 == "," }
            .compactMap { Double($0) }
        let ratio = view.count == 4 && view[2] > 0 && view[3] > 0 ? view[2] / view[3] : nil
        let own = (width: number("width"), height: number("height"))
        let wide = own.width ?? own.height.flatMap { height in ratio.map { height * $0 } }
        let used = wide ?? (ratio == nil ? 300 : width)
        let tall = own.height ?? ratio.map { used / $0 } ?? 150
        guard used.isFinite, tall.isFinite, used < 1e5, tall < 1e5,
            let size = PictureSize(width: Int(used.rounded()), height: Int(tall.rounded()))
        else { return nil }
        self.size = size
    }

    private struct Writer {
        let document: HTMLDocument
        var text = ""
        /// Parts that are named, and those that are used.
        var names: Set<String> = []
        var references: Set<String> = []
        private var count = 0

        init(document: HTMLDocument) { self.document = document }

        /// False where it cannot be written.
        mutating func write(_ index: Int, root color: RGBA? = nil) -> Bool {
            let node = document.nodes[index]
            count += 1
            guard count <= InlineDrawing.nodesMax, text.utf8.count <= InlineDrawing.bytesMax else {
                return false
            }
            switch node.kind {
            case .text, .whitespace, .cdata:
                text += Self.escaped(node.text)
                return true
            case .element: break
            default: return true
            }
            guard !InlineDrawing.refused.contains(node.tag), Self.isName(node.tag) else {
                return false
            }
            let tag = InlineDrawing.names[node.tag] ?? node.tag
            text += "<" + tag
            if let color {
                text += " xmlns=\"http://www.w3.org/2000/svg\""
                text += " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                text += " color=\"" + Self.hex(color) + "\""
            }
            for attribute in node.attributes { note(attribute, isRoot: color != nil) }
            text += ">"
            for child in node.children { guard write(child) else { return false } }
            text += "</" + tag + ">"
            return true
        }

        private mutating func note(_ attribute: HTMLAttribute, isRoot: Bool) {
            let name = attribute.name
            guard Self.isName(name), attribute.prefix != "xmlns", name != "xmlns",
                !name.hasPrefix("data-"), !name.hasPrefix("on"), !(isRoot && name == "color")
            else { return }
            if name == "id" { names.insert(attribute.value) }
            if name == "href" {
                // An address elsewhere is no name of a part, and so refuses the drawing.
                references.insert(
                    attribute.value.hasPrefix("#")
                        ? String(attribute.value.dropFirst()) : "\u{0}" + attribute.value)
            }
            let prefix = attribute.prefix.isEmpty ? "" : attribute.prefix + ":"
            text += " " + prefix + name + "=\"" + Self.escaped(attribute.value) + "\""
        }

        private static func isName(_ name: String) -> Bool {
            guard let first = name.utf8.first, (first | 0x20) &- 0x61 < 26 else { return false }
            return name.utf8.allSatisfy {
                ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F
                    || $0 == 0x2E
            }
        }

        private static func hex(_ color: RGBA) -> String {
            let digits = String(color.hex, radix: 16)
            return "#" + String(repeating: "0", count: 6 - digits.count) + digits
        }

        private static func escaped(_ text: String) -> String {
            var out = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": out += "&amp;"
                case "<": out += "&lt;"
                case ">": out += "&gt;"
                case "\"": out += "&quot;"
                case "\t", "\n", "\r": out.unicodeScalars.append(" ")
                default: if scalar.value >= 0x20 { out.unicodeScalars.append(scalar) }
                }
            }
            return out
        }
    }
}
