import ArgumentParser
import Foundation
import Glibc
import Synchronization

/// Whoever answers on a port whose server is away, as a proxy does: every request with one status and `Retry-After`.
final class TurningAway: Sendable {
    private let listener: Int32
    private let answer: [UInt8]
    private let state = Mutex((isOpen: true, count: 0))

    /// Answers until `close`.
    init(port: UInt16, status: Int, retryAfter: Int) throws {
        answer = Array(
            "HTTP/1.1 \(status) Later\r\nRetry-After: \(retryAfter)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .utf8)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard listener >= 0, bound == 0, listen(listener, 4_096) == 0 else {
            throw ValidationError(
                "port \(port) cannot be taken: \(String(cString: strerror(errno)))")
        }
        Thread { [self] in run() }.start()
    }

    /// - Returns: How many were turned away.
    func close() -> Int {
        let count = state.withLock { state in
            state.isOpen = false
            return state.count
        }
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
        return count
    }

    private func run() {
        while state.withLock({ $0.isOpen }) {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            var request = [UInt8](repeating: 0, count: 64 << 10)
            _ = recv(connection, &request, request.count, 0)
            _ = answer.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, 0) }
            shutdown(connection, Int32(SHUT_WR))
            Glibc.close(connection)
            state.withLock { $0.count += 1 }
        }
    }
}
