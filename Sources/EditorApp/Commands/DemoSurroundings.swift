import Foundation
import Glibc
import Synchronization

/// What a command printed.
final class Lines: Sendable {
    private let taken = Mutex<(output: [UInt8], errors: [UInt8])>(([], []))

    func take(_ stream: Console.Stream, _ bytes: [UInt8]) {
        taken.withLock { if stream == .output { $0.output += bytes } else { $0.errors += bytes } }
    }

    func clear() { taken.withLock { $0 = ([], []) } }
    var output: String { taken.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var errors: String { taken.withLock { String(decoding: $0.errors, as: UTF8.self) } }
}

/// A folder that goes away again.
final class TemporaryFolder: Sendable {
    let path: String

    init(environment: [String: String]) throws {
        let base = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((base + "/pagemagic-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                .failed, "No folder can be made in \(base): \(String(cString: strerror(errno))).",
                hint: "Set TMPDIR to a folder that you may write in.")
        }
        path = String(
            decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The server's program.
enum ServerBinary {
    /// `pagemagicd` beside this program, or else on the path.
    static func path(for program: Program) throws(CommandFailure) -> String {
        try path(beside: program.executable, or: program.environment["PATH"] ?? "")
    }

    /// The same.
    ///
    /// - Parameter search: `PATH`.
    static func path(
        beside executable: String?, or search: String
    ) throws(CommandFailure) -> String {
        let folders =
            [executable.map { ($0 as NSString).deletingLastPathComponent }].compactMap(\.self)
            + search.split(separator: ":").map(String.init)
        guard
            let found = folders.map({ $0 + "/pagemagicd" }).first(where: { access($0, X_OK) == 0 })
        else {
            throw CommandFailure(
                .notFound, "The server pagemagicd is not beside this program.",
                hint: "Build both: make build.")
        }
        return found
    }
}

/// A `pagemagicd` of our own on a free loopback port.
final class DemoServer: Sendable {
    private struct Running { var process: pid_t = 0, port = 0 }

    private let binary: String
    private let data: String
    private let environment: [String: String]
    private let running = Mutex(Running())

    init(program: Program, data: String) throws {
        self.data = data
        environment = program.environment
        binary = try ServerBinary.path(for: program)
    }

    var address: String { running.withLock { "http://127.0.0.1:\($0.port)" } }

    /// Starts it, the second time on the same port, and waits until it answers.
    func start() throws {
        let port = running.withLock { $0.port }
        let (process, output) = try spawn([
            "serve", "--listen", "127.0.0.1:\(port)", "--data", data,
        ])
        running.withLock { $0.process = process }
        let line = try firstLine(of: output)
        guard let colon = line.lastIndex(of: ":"), line.contains("listening on"),
            let said = Int(line[line.index(after: colon)...].prefix { $0.isNumber })
        else {
            stop()
            throw CommandFailure(
                .failed, "The server did not start.", hint: "Try: pagemagicd serve --data DIR.")
        }
        running.withLock { $0.port = said }
    }

    func stop() {
        let process = running.withLock { running in
            defer { running.process = 0 }
            return running.process
        }
        guard process > 0 else { return }
        kill(process, SIGTERM)
        for _ in 0..<200 {
            if waitpid(process, nil, WNOHANG) != 0 { return }
            usleep(20_000)
        }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    /// An access token for the demo's account.
    func token() throws -> String {
        let (process, output) = try spawn(["token", "--data", data, "--email", "demo@example.com"])
        let line = try firstLine(of: output)
        waitpid(process, nil, 0)
        guard !line.isEmpty else { throw CommandFailure(.failed, "The server gave no token.") }
        return line
    }

    private func spawn(_ arguments: [String]) throws -> (pid_t, Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw failure() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Own group and no blocked signals: Ctrl-C is ours to handle, SIGTERM must reach it.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] =
            ([binary] + arguments).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        let code = posix_spawn(&process, binary, &actions, &attributes, &words, &settings)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw failure()
        }
        return (process, ends[0])
    }

    private func failure() -> CommandFailure {
        CommandFailure(.failed, "\(binary) cannot be started: \(String(cString: strerror(errno))).")
    }

    /// Reads to the first newline; nothing after 30 s. The rest of the output is let go.
    private func firstLine(of descriptor: Int32) throws -> String {
        defer { close(descriptor) }
        var line: [UInt8] = []
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        while poll(&request, 1, 30_000) > 0, read(descriptor, &byte, 1) == 1, byte != 0x0A {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}

/// Cleans up where the play is interrupted: its server and its folder go with it.
final class EndSignals: Sendable {
    init(folder: TemporaryFolder, server: DemoServer) {
        var set = Self.signals
        pthread_sigmask(SIG_BLOCK, &set, nil)
        Thread.detachNewThread {
            var set = Self.signals
            var received: Int32 = 0
            guard sigwait(&set, &received) == 0, received != SIGUSR2 else { return }
            server.stop()
            folder.remove()
            exit(128 + received)
        }
    }

    /// Ends the watching.
    func end() { kill(getpid(), SIGUSR2) }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGUSR2] { sigaddset(&set, signal) }
        return set
    }
}
