import Glibc
import Synchronization
import WireProtocol

/// Where a command's words go: data to one stream, words to the other.
///
/// Everything for people passes `Printable`; JSON escapes what it must; only `bytes` writes as is.
package final class Console: Sendable {
    package enum Stream: Sendable { case output, error }

    private let sink: @Sendable (Stream, [UInt8]) -> Void

    package init(_ sink: @escaping @Sendable (Stream, [UInt8]) -> Void) { self.sink = sink }

    /// A line of data for people.
    package func line(_ text: String) {
        sink(.output, Array((Printable.filtered(text) + "\n").utf8))
    }

    /// A line on stderr.
    package func note(_ text: String) {
        sink(.error, Array((Printable.filtered(text) + "\n").utf8))
    }

    /// A document on stdout.
    package func json(_ value: JSONValue) { sink(.output, value.bytes + [0x0A]) }

    /// Bytes as they are: exports.
    package func bytes(_ bytes: [UInt8]) { sink(.output, bytes) }

    /// The program's own streams.
    package static let standard = Console { stream, bytes in
        let descriptor = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
