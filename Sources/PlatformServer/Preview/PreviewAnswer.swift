import SiteMarkup
import WireProtocol

/// What a preview answers to a request: decided here, sent by `PreviewResponder`.
struct PreviewAnswer: Equatable {
    enum Body: Equatable {
        case bytes([UInt8])
        /// The versions from now on, as events.
        case versions
    }

    var status: Int
    /// The media type; nil where there is no content.
    var type: String?
    var policy = PreviewAnswer.filePolicy
    /// Where to go instead.
    var location: String?
    var allow: String?
    var body: Body

    /// For what is no page: looked at by itself it runs nothing either.
    static let filePolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

    /// - Parameters:
    ///   - target: As the request has it, with its query.
    ///   - authority: The host, and the port if it has one, that the request says it asks.
    static func to(
        method: String, target: String, authority: String?, of site: ServedSite
    ) -> PreviewAnswer {
        guard let host = loopback(authority) else {
            return .plain(403, "This preview answers to 127.0.0.1 and localhost only.\n")
        }
        guard method == "GET" || method == "HEAD" else {
            var answer = PreviewAnswer.plain(405, "A preview is only looked at.\n")
            answer.allow = "GET, HEAD"
            return answer
        }
        let path = String(target.prefix { $0 != "?" && $0 != "#" })
        switch path {
        case PreviewedPage.scriptPath:
            return .file(
                200, Array(PreviewedPage.script.utf8), type: "text/javascript; charset=utf-8")
        case PreviewedPage.eventsPath:
            return PreviewAnswer(status: 200, type: MediaType.eventStream, body: .versions)
        default: return content(path, host, site)
        }
    }

    /// The host and port that were asked, where they are this machine's; any other name was pointed here by somebody
    /// else (DNS rebinding).
    static func loopback(_ authority: String?) -> String? {
        guard let authority else { return nil }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0] == "127.0.0.1" || parts[0].lowercased() == "localhost"
        else { return nil }
        let port = parts.count == 2 ? UInt16(parts[1]) : 80
        return port.map { "\(parts[0]):\($0)" }
    }

    private static func content(_ path: String, _ host: String, _ site: ServedSite)
        -> PreviewAnswer
    {
        switch site.answer(to: path) {
        case .file(let file, let bytes) where FileType.isPage(file):
            return page(200, bytes, host, site)
        case .file(let file, let bytes):
            return .file(200, bytes, type: FileType.media(ofFile: file))
        case .redirect(let address):
            var answer = PreviewAnswer.plain(302, "See \(address)\n")
            answer.location = address
            return answer
        case .missing where path == "/favicon.ico":
            // Browsers ask for it on their own account, and complain on the page's.
            return PreviewAnswer(status: 204, body: .bytes([]))
        case .missing where FileType.isFile(path):
            // Of its own type: what asked for it complains of what is missing, and not of a page in its place.
            return .file(404, [], type: FileType.media(ofFile: path))
        case .missing:
            return page(404, site.missingPage(for: path), host, site)
        }
    }

    private static func page(
        _ status: Int, _ published: [UInt8], _ host: String, _ site: ServedSite
    ) -> PreviewAnswer {
        let page = PreviewedPage(
            published: published, host: host, version: site.version.description)
        return PreviewAnswer(
            status: status, type: "text/html; charset=utf-8", policy: page.policy,
            body: .bytes(page.bytes))
    }

    private static func file(_ status: Int, _ bytes: [UInt8], type: String) -> PreviewAnswer {
        PreviewAnswer(status: status, type: type, body: .bytes(bytes))
    }

    static func plain(_ status: Int, _ sentence: String) -> PreviewAnswer {
        .file(status, Array(sentence.utf8), type: "text/plain; charset=utf-8")
    }
}
