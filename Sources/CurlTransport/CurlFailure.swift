import CCurl
import WireProtocol

/// libcurl's codes as failures with sentences.
enum CurlFailure {
    /// Nil where the transfer went well.
    static func of(_ code: CURLcode, status: Int, isTooLarge: Bool, url: String)
        -> TransportFailure?
    {
        let server = url.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(
            separator: "/")
        if isTooLarge {
            return TransportFailure(.tooLarge, "\(server) answers with more than was agreed")
        }
        switch code {
        case CURLE_OK:
            return status == 0 ? TransportFailure(.nonsense, "\(server) does not speak HTTP") : nil
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            return TransportFailure(.unreachable, "\(server) cannot be reached: \(text(code))")
        case CURLE_OPERATION_TIMEDOUT:
            return TransportFailure(.timedOut, "\(server) does not answer in time")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
            CURLE_SSL_INVALIDCERTSTATUS:
            return TransportFailure(.tls, "no safe connection to \(server): \(text(code))")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_PARTIAL_FILE,
            CURLE_GOT_NOTHING,
            CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_WRITE_ERROR:
            return TransportFailure(.nonsense, "\(server) answers nonsense: \(text(code))")
        case CURLE_URL_MALFORMAT:
            return TransportFailure(.badAddress, "\(server) is not a server's address")
        default:
            return TransportFailure(.unreachable, "no answer from \(server): \(text(code))")
        }
    }

    private static func text(_ code: CURLcode) -> String {
        guard let words = pm_easy_strerror(code) else { return "code \(code.rawValue)" }
        return String(cString: words).lowercased()
    }
}
