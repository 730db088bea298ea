// How do bytes travel over HTTP?
//
// libcurl's multi interface on one thread of our own: requests and event streams go side by side over kept
// connections, and whoever asked is called back on that thread. `perform` is the same for callers that wait.
//
// Units: bytes; milliseconds in libcurl's options.
//
// Invariants:
//  - every libcurl call is made on the transport's thread, `curl_global_init` first;
//  - a completion is called exactly once, and nothing is called after `close` has returned;
//  - redirects are not followed; no cookies, no password file; a proxy of the environment is used for TLS only;
//  - plain HTTP goes to this machine only; TLS is 1.3 or newer, with the system's certificates;
//  - an answer above its limit, a connection that takes 5 s, an answer that stands still for 30 s or takes 5 min, a
//    stream that is silent for 45 s end with a failure that says so.
//
// Left out on purpose: what the bytes mean (WireProtocol), when to try again (SyncCore).
// Read `CurlTransport+Transport.swift` first, then `TransferLoop.swift`.
import Synchronization
import WireProtocol

/// HTTP through libcurl. Its thread starts with the first request and ends with `close`.
package final class CurlTransport: Sendable {
    /// How long things may take.
    package struct Limits: Sendable {
        package var connect = Duration.seconds(5)
        /// A request that is not a stream may stand still for so long; a large one on a slow line moves.
        package var standstill = Duration.seconds(30)
        /// From its start to its end.
        package var whole = Duration.seconds(300)
        /// Silence on a stream. The server says something every 15 s.
        package var silence = Duration.seconds(45)

        package init() {}
    }

    let limits: Limits
    let userAgent: String
    let mailbox: Mailbox
    private let nextNumber = Atomic<UInt64>(1)

    /// - Parameter userAgent: What the server's log shows.
    package init(userAgent: String = "pagemagic", limits: Limits = Limits()) {
        self.userAgent = userAgent
        self.limits = limits
        mailbox = Mailbox()
    }

    deinit { mailbox.close() }

    /// Ends the thread; what is under way ends with `cancelled`. Waits for it, so not from a callback.
    package func close() {
        mailbox.close()
        mailbox.waitForEnd()
    }

    func newTransfer() -> TransferID {
        TransferID(rawValue: nextNumber.add(1, ordering: .relaxed).oldValue)
    }
}
