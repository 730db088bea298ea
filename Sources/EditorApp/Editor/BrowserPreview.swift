import EditorCore
import Foundation
import Glibc
import SiteModel
import Synchronization

/// A site in a browser, beside the editor: `pagemagicd preview` as a child that ends with it.
///
/// The child reads from a socket whose other end only the editor has: however that ends, the child notices.
final class BrowserPreview: Sendable {
    private struct Child {
        let site: NodeID
        let process: ChildProcess
        /// It reads from here until it is to end, and says here what it has to say.
        let descriptor: Int32
        let address: String
    }

    /// How long it may take to say its address.
    private static let patienceMilliseconds: Int32 = 10_000

    private let store: String
    private let binary: @Sendable () throws -> String
    private let post: @Sendable (Notice) -> Void
    private let copy: @Sendable (String) -> Bool
    private let queue = DispatchQueue(label: "pagemagic.browser", qos: .utility)
    private let child = Mutex<Child?>(nil)

    /// - Parameters:
    ///   - store: The folder of the store.
    ///   - binary: Where the server's program is.
    ///   - post: Tells a person.
    ///   - copy: Puts an address on the desktop's clipboard; false where there is none.
    init(
        store: String, binary: @escaping @Sendable () throws -> String,
        post: @escaping @Sendable (Notice) -> Void, copy: @escaping @Sendable (String) -> Bool
    ) {
        self.store = store
        self.binary = binary
        self.post = post
        self.copy = copy
    }

    deinit { finish() }

    /// Serves a site, where that is not done already, and says where; off the caller's thread.
    ///
    /// - Parameter page: What the address leads to, where it is served anew.
    func show(_ site: NodeID, page: NodeID?) {
        queue.async { [self] in
            if let known = running(site) { return say(known.address, isNew: false) }
            finish()
            do {
                let new = try start(site, page)
                child.withLock { $0 = new }
                say(new.address, isNew: true)
            } catch {
                let failure = CommandFailure(error)
                post(
                    Notice(
                        .warning,
                        [failure.message, failure.hint].compactMap(\.self).joined(separator: " ")))
            }
        }
    }

    /// Ends the child, if there is one; waits for nothing but its end.
    func finish() {
        let last = child.withLock { child in
            defer { child = nil }
            return child
        }
        guard let last else { return }
        close(last.descriptor)
        last.process.terminate()
    }

    private func say(_ address: String, isNew: Bool) {
        let isCopied = copy(address)
        post(
            Notice(
                .done,
                (isNew ? "In a browser, and following every edit: " : "In a browser: ") + address
                    + (isCopied ? " (copied)" : ""), link: address))
    }

    private func running(_ site: NodeID) -> Child? {
        child.withLock { child in
            guard let known = child else { return nil }
            guard known.process.isRunning else {
                close(known.descriptor)
                child = nil
                return nil
            }
            return known.site == site ? known : nil
        }
    }

    // MARK: - Starting

    private func start(_ site: NodeID, _ page: NodeID?) throws -> Child {
        let served = ServedPreview(
            store: store, site: site, page: page, locale: nil, port: .usual, isJSON: false)
        let words = ["pagemagicd"] + served.arguments + ["--until-input-ends"]
        let path = try binary()
        var ends: [Int32] = [-1, -1]
        guard
            socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
                == 0
        else { throw Self.failure(String(cString: strerror(errno)) + ".") }
        let child = ChildProcess.Stream.descriptor(ends[1])
        let process: ChildProcess
        do throws(CommandFailure) {
            defer { close(ends[1]) }
            process = try ChildProcess(path, words, input: child, output: child, errors: child)
        } catch {
            close(ends[0])
            throw Self.failure(error.message)
        }
        let line = ChildProcess.firstLine(
            of: ends[0], patienceMilliseconds: Self.patienceMilliseconds)
        guard line.hasPrefix("http://") else {
            close(ends[0])
            process.terminate()
            process.wait()
            throw Self.failure(line.isEmpty ? "it says nothing." : Printable.line(line) + ".")
        }
        return Child(site: site, process: process, descriptor: ends[0], address: line)
    }

    private static func failure(_ reason: String) -> CommandFailure {
        CommandFailure(.failed, "The preview for a browser did not start: \(reason)")
    }
}
