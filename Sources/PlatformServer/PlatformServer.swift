// The API: what do people's devices get from us?
//
// One folder per service: `Auth` (accounts, tokens), `Sites` (whose they are), `Sync` (hello, push, pull, events),
// `Observability` (health, metrics). `HTTP` holds what all routes share: problems, limits, the API's description. The
// rules about a log are not here: they are `WireProtocol/Log`, over the shelf that `Sync/SQLiteShelf.swift` is.
//
// Unit of position: operations in a site's log. Unit of wall time: milliseconds since 1970, for display only.
//
// Invariants:
//  - a push is answered after its transaction is on the disk (synchronous = FULL); what waits meanwhile shares the next;
//  - the log only grows, and every entry is found by (replica, first) for ever;
//  - an epoch is minted at every start, before the first request is answered; one process serves a folder at a time;
//  - tokens are stored as hashes; a site of another account cannot be told from one that does not exist;
//  - every error is a problem (RFC 9457); nothing but the listening line goes to stdout.
//
// `Preview` is the odd one: it serves no device but its own, a site of whose store it shows to a browser on this machine.
//
// Left out on purpose: TLS (a proxy ends it), compaction of logs.
// Read `ServerApplication.swift` first, then `Sync/LogWriter.swift`.
import WireProtocol

/// Why a server does not start.
package enum ServerError: Error, Equatable, Sendable {
    /// The address given with `--listen` is none.
    case badAddress(String)
    /// Plain HTTP beyond this machine, and no proxy that ends TLS.
    case notLoopback(String)
    /// Another server runs on the data folder.
    case folderInUse(String)
    /// The data folder cannot be made, read or written.
    case folderUnusable(String, reason: String)
    /// The database was made by a newer program.
    case newerDatabase(String)
    /// Something else listens there, or it may not be listened on.
    case cannotListen(String, reason: String)
    /// The e-mail address is none.
    case badEmail(String)
    /// The site to preview is not in the store, or the store cannot be read.
    case siteUnreadable(String)
}

extension ServerError: CustomStringConvertible {
    /// One sentence of what, where and what to do.
    package var description: String {
        switch self {
        case .badAddress(let text):
            "cannot listen on \(text): give an address and a port, like 127.0.0.1:8787"
        case .notLoopback(let host):
            "\(host) is not this machine: put a proxy that ends TLS in front and listen on 127.0.0.1, "
                + "or say --behind-proxy if the proxy is on another machine of a private network"
        case .folderInUse(let path):
            "another pagemagicd runs on \(path): stop it, or give another --data"
        case .folderUnusable(let path, let reason): "cannot use the data folder \(path): \(reason)"
        case .newerDatabase(let path): "\(path) was made by a newer pagemagicd: install that one"
        case .cannotListen(let url, let reason): "cannot listen on \(url): \(reason)"
        case .badEmail(let text): "\"\(text)\" is not an e-mail address"
        case .siteUnreadable(let reason): "the site cannot be previewed: \(reason)"
        }
    }

    /// As `--json` says it on stdout.
    package func json(code: Int32) -> String {
        let error = JSONValue.members([
            ("code", .integer(Int64(code))), ("message", .string("\(self)")),
            ("hint", .string("")),
        ])
        return String(decoding: JSONValue.members([("error", error)]).bytes, as: UTF8.self)
    }
}
