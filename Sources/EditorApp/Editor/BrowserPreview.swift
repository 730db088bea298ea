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
        let id: pid_t
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
        kill(last.id, SIGTERM)
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
            var status: Int32 = 0
            guard waitpid(known.id, &status, WNOHANG) == 0 else {
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
        else { throw Self.failure(String(cString: strerror(errno))) }
        let id = Self.spawn(path, words, talkingTo: ends[1])
        close(ends[1])
        guard let id else {
            close(ends[0])
            throw Self.failure("\(path) cannot be started")
        }
        let line = Self.firstLine(ends[0])
        guard line.hasPrefix("http://") else {
            close(ends[0])
            kill(id, SIGTERM)
            waitpid(id, nil, 0)
            throw Self.failure(line.isEmpty ? "it says nothing" : Printable.line(line))
        }
        return Child(site: site, id: id, descriptor: ends[0], address: line)
    }

    private static func failure(_ reason: String) -> CommandFailure {
        CommandFailure(.failed, "The preview for a browser did not start: \(reason).")
    }

    /// Starts it in a process group of its own: what stops the editor does not stop it.
    private static func spawn(
        _ path: String, _ words: [String], talkingTo descriptor: Int32
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for standard in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_adddup2(&actions, descriptor, standard)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        let arguments = words.map { strdup($0 as String) } + [nil]
        defer { arguments.forEach { free($0) } }
        var id = pid_t()
        return posix_spawn(&id, path, &actions, &attributes, arguments, environ) == 0 ? id : nil
    }

    /// What it says first: an address, or why there is none.
    private static func firstLine(_ descriptor: Int32) -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 1000 {
            var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&one, 1, patienceMilliseconds)
            if count < 0, errno == EINTR { continue }
            guard count > 0, read(descriptor, &byte, 1) == 1, byte != 0x0A else { break }
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
