import Glibc
import WireProtocol

extension CurlTransport: HTTPTransport {
    @discardableResult
    package func send(
        _ request: WireRequest,
        completion: @escaping @Sendable (Result<WireResponse, TransportFailure>) -> Void
    ) -> TransferID {
        start(request, .whole(completion))
    }

    package func stream(
        _ request: WireRequest, onEvent: @escaping @Sendable (StreamEvent) -> Void
    ) -> TransferID {
        start(request, .stream(onEvent))
    }

    package func cancel(_ transfer: TransferID) { mailbox.put(.cancel(transfer)) }

    /// Sends and waits for the answer. Not from a callback of this transport.
    package func perform(_ request: WireRequest) -> Result<WireResponse, TransportFailure> {
        let answer = Awaited<Result<WireResponse, TransportFailure>>()
        send(request) { answer.set($0) }
        return answer.wait()
    }

    private func start(_ request: WireRequest, _ consumer: Consumer) -> TransferID {
        let id = newTransfer()
        let order = TransferOrder(
            id: id, request: request, consumer: consumer, limits: limits, userAgent: userAgent)
        if let failure = ServerAddress.fault(in: request.url) {
            consumer.fail(failure)
        } else if !mailbox.put(.start(order)) {
            consumer.fail(TransportFailure(.cancelled, "the connection was closed"))
        }
        return id
    }
}

/// Who is told.
enum Consumer: Sendable {
    case whole(@Sendable (Result<WireResponse, TransportFailure>) -> Void)
    case stream(@Sendable (StreamEvent) -> Void)

    func fail(_ failure: TransportFailure) {
        switch self {
        case .whole(let completion): completion(.failure(failure))
        case .stream(let onEvent): onEvent(.closed(failure))
        }
    }
}

/// One request on its way to the thread.
struct TransferOrder: Sendable {
    let id: TransferID
    let request: WireRequest
    let consumer: Consumer
    let limits: CurlTransport.Limits
    let userAgent: String
}
