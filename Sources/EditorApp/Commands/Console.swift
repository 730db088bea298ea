import Glibc
import Synchronization
import WireProtocol

/// Where a command's words go: data to one stream, words to the other.
///
/// Everything for people passes `Printable`; JSON escapes what it must; only `bytes` writes as is.
/// What cannot be written ends the writing, and is known as ``outputFault`` at the command's end.
package final class Console: Sendable {
    package enum Stream: Sendable { case output, error }

    /// Writes all of the bytes; 0, or the `errno` of what went wrong.
    private let sink: @Sendable (Stream, [UInt8]) -> Int32
    private let fault = Mutex<Int32>(0)

    package init(_ sink: @escaping @Sendable (Stream, [UInt8]) -> Void) {
        self.sink = { stream, bytes in
            sink(stream, bytes)
            return 0
        }
    }

    /// - Parameters: Open descriptors of this process.
    package init(output: Int32, errors: Int32) {
        sink = { stream, bytes in
            Self.write(bytes, to: stream == .output ? output : errors)
        }
    }

    /// The program's own streams.
    package static let standard = Console(output: STDOUT_FILENO, errors: STDERR_FILENO)

    /// Why not all of the data was written, as an `errno`; nil where all was, or where the reader has left.
    package var outputFault: Int32? {
        fault.withLock { [0, EPIPE].contains($0) ? nil : $0 }
    }

    /// A line of data for people.
    package func line(_ text: String) {
        bytes(Array((Printable.filtered(text) + "\n").utf8))
    }

    /// A line on stderr.
    package func note(_ text: String) {
        // Nobody is left who could be told that this was not written.
        _ = sink(.error, Array((Printable.filtered(text) + "\n").utf8))
    }

    /// A document on stdout.
    package func json(_ value: JSONValue) { bytes(value.bytes + [0x0A]) }

    /// Bytes as they are: exports.
    package func bytes(_ bytes: [UInt8]) {
        fault.withLock { fault in
            // What follows a gap would be read as if nothing were missing.
            if fault == 0 { fault = sink(.output, bytes) }
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
