/// What kind of place a URL names, read the way a careless browser would: white space and controls do not count.
enum WebAddress: Equatable {
    /// On this site, on this page, or empty.
    case local
    /// `https://host/…`, `//host/…`; the host in lower case.
    case remote(host: String)
    /// `mailto:`, `tel:` and other schemes that run nothing.
    case other(scheme: String)
    /// `data:image/png` and the like.
    case imageData
    /// `javascript:`, `data:text/html` …
    case dangerous(scheme: String)

    private static let dangerousSchemes: Set<String> = [
        "javascript", "vbscript", "livescript", "mocha", "jscript", "data", "blob", "filesystem",
        "view-source", "jar",
        "about", "file", "feed", "wyciwyg", "res",
    ]
    private static let imageTypes = [
        "png", "gif", "jpeg", "jpg", "webp", "avif", "x-icon", "svg+xml",
    ]

    init(_ text: String) {
        let bytes = text.unicodeScalars.filter {
            $0.value > 0x20 && !(0x7F..<0xA0).contains($0.value)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: bytes)
        let address = String(view).asciiLowercased.replacing("\\", with: "/")
        if address.hasPrefix("//") {
            self = .remote(host: WebAddress.host(address.dropFirst(2)))
            return
        }
        let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard scheme.endIndex < address.endIndex, address[scheme.endIndex] == ":", !scheme.isEmpty
        else {
            self = .local
            return
        }
        let rest = address[address.index(after: scheme.endIndex)...]
        self = WebAddress.classified(scheme: String(scheme), rest: rest)
    }

    private static func classified(scheme: String, rest: Substring) -> WebAddress {
        if scheme == "http" || scheme == "https" || scheme == "ftp" || scheme == "ws"
            || scheme == "wss"
        {
            return .remote(host: host(rest.drop { $0 == "/" }))
        }
        if scheme == "data", imageTypes.contains(where: { isImage(rest, type: $0) }) {
            return .imageData
        }
        if dangerousSchemes.contains(scheme) || scheme.hasSuffix("script") {
            return .dangerous(scheme: scheme)
        }
        return .other(scheme: scheme)
    }

    private static func isImage(_ rest: Substring, type: String) -> Bool {
        let prefix = "image/" + type
        guard rest.hasPrefix(prefix) else { return false }
        return [";", ","].contains(rest.dropFirst(prefix.count).first)
    }

    private static func host(_ rest: Substring) -> String {
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let withoutUser = authority.split(separator: "@").last ?? authority
        return String(withoutUser.prefix { $0 != ":" })
    }

    /// The addresses of a `srcset`.
    static func candidates(ofSourceSet text: String) -> [WebAddress] {
        text.split(separator: ",").map { WebAddress(String($0)) }
    }
}
