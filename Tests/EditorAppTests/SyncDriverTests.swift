import Foundation
import SiteHistory
import SiteModel
import SiteStore
import Synchronization
import Testing
import WireProtocol

@testable import EditorApp
@testable import EditorCore

/// A network in which nobody answers.
private final class DeadTransport: HTTPTransport {
    let asked = Mutex(0)

    func send(
        _ request: WireRequest,
        completion: @escaping @Sendable (Result<WireResponse, TransportFailure>) -> Void
    ) -> TransferID {
        asked.withLock { $0 += 1 }
        completion(.failure(TransportFailure(.unreachable, "nobody is there")))
        return TransferID(rawValue: 1)
    }

    func stream(_ request: WireRequest, onEvent: @escaping @Sendable (StreamEvent) -> Void)
        -> TransferID
    {
        onEvent(.closed(TransportFailure(.unreachable, "nobody is there")))
        return TransferID(rawValue: 2)
    }

    func cancel(_ transfer: TransferID) {}
}

struct SyncDriverTests {
    @Test func `without an answer it is offline, says how much waits, and lets others sync`() throws
    {
        let folder = NSTemporaryDirectory() + "pm-driver-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try SiteStore(directory: folder)
        let site = try store.createSite(
            NodeID(high: 1, low: 1), slug: "a", fields: [FieldAssignment(.title, .text("A"))],
            edits: []
        ).state.site.id
        let said = Mutex<[SyncSegment]>([])
        let news = DispatchSemaphore(value: 0)
        let driver = SyncDriver(
            store: store, endpoint: ServerEndpoint(address: "http://127.0.0.1:1", token: "t"),
            transport: DeadTransport(),
            post: { event in
                guard case .syncChanged(let segment) = event else { return }
                said.withLock { $0.append(segment) }
                news.signal()
            }, pulled: {})

        driver.follow(site)
        while said.withLock({ $0.last?.connection != .offline }) {
            try #require(news.wait(timeout: .now() + 20) == .success)
        }
        driver.stop()

        #expect(
            said.withLock { $0.last }
                == SyncSegment(
                    connection: .offline, toSend: 1,
                    waiting: said.withLock { $0.last?.waiting ?? [] }))
        #expect(try store.takeSyncLease() != nil)
        #expect(try store.summary(of: site).syncProblem != nil)
    }
}
