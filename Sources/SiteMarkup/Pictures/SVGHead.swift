/// The first tag of an SVG file, which says its size.
struct SVGHead {
    private let attributes: [(name: String, value: String)]

    /// nil for what does not begin as SVG does: behind a declaration, comments and a document type its first tag is `svg`.
    init?(_ bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes.prefix(PictureFormat.headByteCount), as: UTF8.self)
        var rest = Substring(text)
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.hasPrefix("<?") {
                guard Self.skip(&rest, past: "?>") else { return nil }
            } else if rest.hasPrefix("<!--") {
                guard Self.skip(&rest, past: "-->") else { return nil }
            } else if rest.hasPrefix("<!DOCTYPE svg") {
                guard Self.skip(&rest, past: ">") else { return nil }
            } else {
                break
            }
        }
        guard rest.hasPrefix("<svg"), let end = rest.firstIndex(of: ">") else { return nil }
        let tag = rest[rest.index(rest.startIndex, offsetBy: 4)..<end]
        guard tag.first.map({ $0.isWhitespace || $0 == "/" }) ?? true else { return nil }
        attributes = Self.attributes(of: tag)
    }

    private static func skip(_ rest: inout Substring, past mark: String) -> Bool {
        guard let found = rest.firstRange(of: mark) else { return false }
        rest = rest[found.upperBound...]
        return true
    }

    private static func attributes(of tag: Substring) -> [(String, String)] {
        var found: [(String, String)] = []
        var rest = tag
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].split(whereSeparator: \.isWhitespace).last ?? ""
            rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = rest.first, quote == "\"" || quote == "'" else { break }
            rest.removeFirst()
            guard let end = rest.firstIndex(of: quote) else { break }
            found.append((String(name), String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        return found
    }

    private func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// From its width and height, else from its view box (SVG 2, 8.2); what says neither is as large as a browser makes it.
    var size: PictureSize? {
        let box = (value("viewBox") ?? "").split { $0.isWhitespace || $0 == "," }.compactMap {
            Double($0)
        }
        let ratio = box.count == 4 && box[2] > 0 && box[3] > 0 ? box[2] / box[3] : nil
        let sides = (Self.pixels(value("width")), Self.pixels(value("height")))
        switch sides {
        case (let width?, let height?): return Self.size(width, height)
        case (let width?, nil): return Self.size(width, width / (ratio ?? 2))
        case (nil, let height?): return Self.size(height * (ratio ?? 2), height)
        case (nil, nil):
            return ratio == nil ? Self.size(300, 150) : Self.size(box[2], box[3])
        }
    }

    private static func size(_ width: Double, _ height: Double) -> PictureSize? {
        func whole(_ side: Double) -> Int {
            side.isFinite ? Int(max(1, min(Double(PictureSize.sideMax), side.rounded()))) : 0
        }
        return PictureSize(width: whole(width), height: whole(height))
    }

    private static func pixels(_ text: String?) -> Double? {
        guard let text else { return nil }
        let number = text.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(number), value > 0 else { return nil }
        switch text.dropFirst(number.count) {
        case "", "px": return value
        case "pt": return value * 4 / 3
        case "mm": return value * 96 / 25.4
        case "cm": return value * 96 / 2.54
        case "in": return value * 96
        case "em": return value * 16
        default: return nil
        }
    }
}
