import Glibc
import Synchronization

/// A server on this machine that answers every request with the same bytes, then closes the connection.
final class CannedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[String]>([])
    private let answer: [[UInt8]]
    private let holdsOpen: Bool

    /// - Parameters:
    ///   - answer: Sent in these pieces, one after the other.
    ///   - holdsOpen: Whether the connection stays open, silent, after the last of them.
    init(_ answer: [String], holdsOpen: Bool = false) {
        self.answer = answer.map { Array($0.utf8) }
        self.holdsOpen = holdsOpen
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutablePointer(to: &address) { [listener] address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 8) == 0 else { return }
                getsockname(listener, address, &length)
            }
            return UInt16(bigEndian: address.pointee.sin_port)
        }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { @Sendable context in
                if let context {
                    Unmanaged<CannedServer>.fromOpaque(context).takeRetainedValue().serve()
                }
                return nil
            }, context)
        pthread_detach(thread)
    }

    var url: String { "http://127.0.0.1:\(port)" }
    /// The requests so far, as they came.
    var requests: [String] { seen.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            let request = read(connection)
            seen.withLock { $0.append(request) }
            for piece in answer { _ = send(connection, piece, piece.count, Int32(MSG_NOSIGNAL)) }
            if holdsOpen {
                var byte: UInt8 = 0
                _ = recv(connection, &byte, 1, 0)
            }
            close(connection)
        }
    }

    private func read(_ connection: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { break }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            if bytes.first == 0x16 { break }  // the first record of TLS
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text.lowercased().range(of: "content-length: ").flatMap {
                Int(text[$0.upperBound...].prefix { $0.isNumber })
            }
            if text[end.upperBound...].utf8.count >= length ?? 0 { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
