/// How a server is to run.
package struct ServerConfiguration: Sendable {
    package var host: String
    /// 0 for any free one.
    package var port: Int
    package var dataFolder: String
    /// Where the key lies that seals logs; nil for beside the data folder, so that a backup of the folder is without it and
    /// a lost folder leaves it.
    package var sealKeyFile: String?

    /// - Parameters:
    ///   - listen: `HOST:PORT`; an IPv6 host stands in brackets.
    ///   - isBehindProxy: Whether plain HTTP may be served beyond this machine, for a proxy that ends TLS.
    /// - Throws: ``ServerError/badAddress(_:)``, ``ServerError/notLoopback(_:)``.
    package init(
        listen: String, dataFolder: String, isBehindProxy: Bool = false, sealKeyFile: String? = nil
    )
        throws(ServerError)
    {
        guard let colon = listen.lastIndex(of: ":"),
            let port = UInt16(listen[listen.index(after: colon)...])
        else {
            throw .badAddress(listen)
        }
        var host = listen[..<colon]
        if host.first == "[", host.last == "]" {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw .badAddress(listen)
        }
        guard !host.isEmpty, !dataFolder.isEmpty else { throw .badAddress(listen) }
        self.host = String(host)
        self.port = Int(port)
        self.dataFolder = dataFolder
        self.sealKeyFile = sealKeyFile
        guard isBehindProxy || ServerConfiguration.isLoopback(self.host) else {
            throw .notLoopback(self.host)
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The address as it stands in a URL.
    func url(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
