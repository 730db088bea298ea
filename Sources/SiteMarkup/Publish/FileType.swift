/// What a published file is, told by its name.
package enum FileType {
    /// The media type for `Content-Type`; texts are UTF-8.
    ///
    /// Source: IANA's registry; for fonts RFC 8081, for WebP RFC 9649.
    package static func media(ofFile path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard let dot = name.lastIndex(of: ".") else { return unknown }
        return known[String(name[name.index(after: dot)...]).asciiLowercased] ?? unknown
    }

    /// Whether it is a page, which a policy has to go with.
    package static func isPage(_ path: String) -> Bool { media(ofFile: path) == page }

    /// Whether it is named as something else than a page.
    package static func isFile(_ path: String) -> Bool {
        ![page, unknown].contains(media(ofFile: path))
    }

    private static let page = "text/html; charset=utf-8"
    private static let unknown = "application/octet-stream"
    private static let known = [
        "html": page, "htm": page, "css": "text/css; charset=utf-8",
        "txt": "text/plain; charset=utf-8", "md": "text/plain; charset=utf-8",
        "json": "application/json", "webmanifest": "application/manifest+json",
        "xml": "application/xml", "pdf": "application/pdf",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "bmp": "image/bmp",
        "ico": "image/vnd.microsoft.icon", "woff2": "font/woff2", "woff": "font/woff",
        "ttf": "font/ttf", "otf": "font/otf", "mp4": "video/mp4", "webm": "video/webm",
        "ogv": "video/ogg", "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav",
    ]
}
