/// A request over HTTP, as far as an adapter needs to know it.
package struct WireRequest: Hashable, Sendable {
    package var method: String
    /// Absolute, `http://` or `https://`.
    package var url: String
    package var headers: [WireHeader]
    package var body: [UInt8]
    /// The largest body of an answer that is taken.
    package var answerByteCountMax: Int

    package init(
        method: String, url: String, headers: [WireHeader] = [], body: [UInt8] = [],
        answerByteCountMax: Int = WireLimits.jsonByteCountMax
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.answerByteCountMax = answerByteCountMax
    }
}

package struct WireHeader: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// An answer over HTTP, whole.
package struct WireResponse: Hashable, Sendable {
    package var status: Int
    package var headers: [WireHeader]
    package var body: [UInt8]

    package init(status: Int, headers: [WireHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of the name, in lower case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }

    /// `Retry-After` in seconds; a date is not read, for it would need a clock. At most an hour.
    package var retryAfter: Duration? {
        guard let text = header("retry-after"), let seconds = Int64(text), seconds >= 0 else {
            return nil
        }
        return .seconds(min(seconds, 3_600))
    }
}

/// Why there is no answer.
package struct TransportFailure: Error, Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// No connection, or it broke.
        case unreachable
        case timedOut
        /// No TLS of the wanted kind, or a certificate that does not hold.
        case tls
        /// Plain HTTP to a host that is not this machine: not even tried.
        case plainRefused
        /// The answer is larger than was agreed.
        case tooLarge
        /// Not HTTP, cut short, or not a message of ours.
        case nonsense
        /// The address is none.
        case badAddress
        case cancelled
    }

    package let kind: Kind
    /// One sentence for people.
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

/// What an event stream delivers, in this order: one `opened`, any number of `bytes`, one `closed`.
package enum StreamEvent: Hashable, Sendable {
    case opened
    case bytes([UInt8])
    /// The server ended it, it broke, or its status was not 200 (then the body is in `refused`).
    case closed(TransportFailure)
    case refused(WireResponse)
}

package struct TransferID: Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Bytes over HTTP. The callbacks come on a thread of the transport's own and must not block it.
package protocol HTTPTransport: Sendable {
    /// Starts a request; `completion` is called once.
    @discardableResult
    func send(
        _ request: WireRequest,
        completion: @escaping @Sendable (Result<WireResponse, TransportFailure>) -> Void
    ) -> TransferID
    /// Starts an event stream; it ends with `closed` or `refused`.
    func stream(_ request: WireRequest, onEvent: @escaping @Sendable (StreamEvent) -> Void)
        -> TransferID
    /// Ends a transfer, with `cancelled`; one that has ended already is left alone.
    func cancel(_ transfer: TransferID)
}
