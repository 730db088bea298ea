import SiteMarkup

/// A published page as the preview serves it: with the script that loads it again, and the policy that allows that
/// script and nothing else beyond what is published.
struct PreviewedPage {
    static let scriptPath = "/.pagemagic/reload.js"
    static let eventsPath = "/.pagemagic/events"

    let bytes: [UInt8]
    /// For the `Content-Security-Policy` header: policies in a header and in the page both hold, so the page's own goes
    /// up into it, whole but for what loads and feeds the script.
    let policy: String

    /// - Parameters:
    ///   - published: The page with its policy as `PublishedWriter` writes it; another one stays as it is.
    ///   - host: The checked host and port that the browser asks.
    ///   - version: Of the site that the page is from.
    init(published: [UInt8], host: String, version: String) {
        let element = Array(PublishedWriter.policyElement.utf8)
        guard let place = published.firstRange(of: element) else {
            bytes = published
            policy = PublishedWriter.contentSecurityPolicy
            return
        }
        let script =
            "<script src=\"\(PreviewedPage.scriptPath)\" data-seen=\"\(version)\" async></script>"
        bytes = published[..<place.lowerBound] + Array(script.utf8) + published[place.upperBound...]
        policy = PreviewedPage.policy(host: host)
    }

    private static func policy(host: String) -> String {
        let directives = PublishedWriter.contentSecurityPolicy.split(separator: "; ").map {
            switch $0.prefix(while: { $0 != " " }) {
            case "script-src": "script-src http://\(host)\(scriptPath)"
            case "connect-src": "connect-src http://\(host)\(eventsPath)"
            default: String($0)
            }
        }
        return (directives + ["frame-ancestors 'self'"]).joined(separator: "; ")
    }

    /// Opens the stream of events while the page can be seen (a browser has six connections for all its tabs), and
    /// loads the page again when it is told of another version; the browser keeps where it was scrolled to.
    static let script = """
        (() => {
          const seen = document.currentScript.dataset.seen;
          let events;
          const look = () => {
            if (document.hidden) { events?.close(); events = undefined; return; }
            if (events) return;
            events = new EventSource("\(eventsPath)?seen=" + seen);
            events.onmessage = (event) => { if (event.data !== seen) location.reload(); };
          };
          document.addEventListener("visibilitychange", look);
          addEventListener("pagehide", () => { events?.close(); events = undefined; });
          addEventListener("pageshow", look);
          look();
        })();

        """
}
