import SiteMarkup

/// Attributes that style an element (HTML standard, 15.2), as declarations weaker than any rule.
enum PresentationalHints {
    static func declarations(for node: HTMLNode) -> [Declaration] {
        var found: [Declaration] = []
        for attribute in node.attributes {
            switch attribute.name {
            case "align": found += align(attribute.value, node.tag)
            case "bgcolor": found += color(.backgroundColor, attribute.value)
            case "color" where node.tag == "font": found += color(.color, attribute.value)
            case "text" where node.tag == "body": found += color(.color, attribute.value)
            case "width" where sized.contains(node.tag): found += length(.width, attribute.value)
            case "height" where sized.contains(node.tag): found += length(.height, attribute.value)
            case "border" where node.tag == "table": found += border(attribute.value)
            case "dir": found += keyword(.direction, attribute.value)
            case "nowrap":
                found.append(Declaration(property: .whiteSpace, value: .keyword(.nowrap)))
            case "valign": found += keyword(.verticalAlign, attribute.value)
            case "clear" where node.tag == "br":
                found += keyword(.clear, attribute.value == "all" ? "both" : attribute.value)
            case "type" where node.tag == "ol" || node.tag == "ul" || node.tag == "li":
                found += marker(attribute.value)
            default: continue
            }
        }
        return found
    }

    private static let sized: Set<String> = [
        "img", "table", "td", "th", "video", "iframe", "canvas", "svg", "object", "embed", "hr",
        "input", "colgroup",
    ]

    private static func keyword(_ property: Property, _ text: String) -> [Declaration] {
        let keyword = Keyword(NameHash.folded(text))
        return keyword == .other ? [] : [Declaration(property: property, value: .keyword(keyword))]
    }

    private static func align(_ text: String, _ tag: String) -> [Declaration] {
        if tag == "img" || tag == "table" || tag == "iframe", text == "left" || text == "right" {
            return keyword(.float, text)
        }
        if tag == "table", text == "center" {
            return [Property.marginLeft, .marginRight].map {
                Declaration(property: $0, value: .length(.auto))
            }
        }
        guard tag != "img" else { return [] }
        return keyword(.textAlign, text == "center" && tag != "p" ? "-webkit-center" : text)
    }

    private static func color(_ property: Property, _ text: String) -> [Declaration] {
        var reader = ValueReader(Tokenizer.tokens(of: text))
        if let color = reader.color() {
            return [Declaration(property: property, value: .color(color))]
        }
        guard let bare = ValueReader.hexColor(text) else { return [] }
        return [Declaration(property: property, value: .color(.value(bare)))]
    }

    /// A number of pixels, or a percentage.
    private static func length(_ property: Property, _ text: String) -> [Declaration] {
        var reader = ValueReader(Tokenizer.tokens(of: text))
        guard let token = reader.next() else { return [] }
        let value: CSSLength? =
            switch token.kind {
            case .number, .dimension: .plain(token.number, .px)
            case .percentage: .plain(token.number, nil)
            default: nil
            }
        return value.map { [Declaration(property: property, value: .length($0))] } ?? []
    }

    /// Of a table; its cells have theirs from the browser's sheet.
    private static func border(_ text: String) -> [Declaration] {
        let width = Int(text.prefix { $0.isNumber }) ?? 1
        let sides: [(Property, Property)] = [
            (.borderTopWidth, .borderTopStyle), (.borderRightWidth, .borderRightStyle),
            (.borderBottomWidth, .borderBottomStyle), (.borderLeftWidth, .borderLeftStyle),
        ]
        return sides.flatMap { size, style in
            [
                Declaration(property: size, value: .length(.plain(Double(width), .px))),
                Declaration(property: style, value: .keyword(.outset)),
            ]
        }
    }

    private static func marker(_ text: String) -> [Declaration] {
        let type: Keyword =
            switch text {
            case "1": .decimal
            case "a": .lowerAlpha
            case "A": .upperAlpha
            case "i": .lowerRoman
            case "I": .upperRoman
            case "disc": .disc
            case "square": .square
            case "circle": .circle
            default: .other
            }
        return type == .other ? [] : [Declaration(property: .listStyleType, value: .keyword(type))]
    }
}
