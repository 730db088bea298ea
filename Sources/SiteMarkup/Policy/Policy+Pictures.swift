/// Pictures that are more than pictures.
extension Policy {
    /// What an SVG file may not hold to be published: opened by itself it would be a page of the site's own host, and what
    /// is in it would run, load or lead there. In a page's `img` browsers run nothing of it; the file has an address all
    /// the same.
    ///
    /// The bytes are read as they are, without a parser: what only looks like it is refused, too.
    package static func activeContent(ofSVG bytes: [UInt8]) -> String? {
        let text = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        func holds(_ word: String) -> Bool { text.firstRange(of: Array(word.utf8)) != nil }
        if let tag = activeTags.first(where: { holds("<" + $0) || holds(":" + $0) }) {
            return "<\(tag)>"
        }
        if let word = activeWords.first(where: holds) { return word }
        return handler(in: text)
    }

    private static let activeTags = [
        "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "meta",
        "link", "base",
    ]

    /// Addresses that run, entities that could spell any of this, and what is loaded from elsewhere.
    private static let activeWords = [
        "javascript:", "vbscript:", "data:text/html", "<!entity", "<!doctype html",
        "<?xml-stylesheet",
        "@import", "href=\"http", "href='http", "href=\"//", "href='//", "url(http", "url(\"http",
        "url('http", "url(//", "src=\"http", "src='http",
    ]

    /// An attribute that is a handler: white space or a quote, `on`, letters, `=`.
    private static func handler(in text: [UInt8]) -> String? {
        for place in text.indices.dropFirst() where text[place] == 0x6F {
            let before = text[place - 1]
            guard before <= 0x20 || before == 0x22 || before == 0x27 || before == 0x2F,
                place + 2 < text.count, text[place + 1] == 0x6E
            else { continue }
            let name = text[(place + 2)...].prefix { (0x61...0x7A).contains($0) }
            let after = text[(place + 2 + name.count)...].first { $0 > 0x20 }
            if !name.isEmpty, after == 0x3D {
                return "on" + String(decoding: name, as: UTF8.self)
            }
        }
        return nil
    }
}
