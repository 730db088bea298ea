import WireProtocol

/// Which addresses are spoken to, and how.
enum ServerAddress {
    /// Nil for `https://…`, and for `http://…` on this machine.
    static func fault(in url: String) -> TransportFailure? {
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return bad(url) }
        if url.hasPrefix("https://") { return host(of: url.dropFirst(8)) == nil ? bad(url) : nil }
        guard url.hasPrefix("http://"), let host = host(of: url.dropFirst(7)) else {
            return bad(url)
        }
        guard isLoopback(host) else {
            return TransportFailure(
                .plainRefused,
                "\(host) is not this machine, and plain HTTP goes no further: use https://")
        }
        return nil
    }

    private static func bad(_ url: String) -> TransportFailure {
        // Only what somebody typed: the API's own path comes behind it.
        let address = url.firstRange(of: "/v1/").map { url[..<$0.lowerBound] } ?? url[...]
        return TransportFailure(
            .badAddress,
            "\(address.prefix(200)) is not a server's address: it begins with https:// (http:// on this machine only)"
        )
    }

    /// The host; nil where there is none, or a name and password before it.
    private static func host(of rest: Substring) -> String? {
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { return nil }
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        let host = authority.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
