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
    private struct Running { var process: ChildProcess?, port = 0 }

    /// How long it may take to say its address, or a token.
    private static let patienceMilliseconds: Int32 = 30_000

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
        let line = firstLine(of: output)
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
            defer { running.process = nil }
            return running.process
        }
        process?.end(patienceHundredths: 400)
    }

    /// An access token for the demo's account.
    func token() throws -> String {
        let (process, output) = try spawn(["token", "--data", data, "--email", "demo@example.com"])
        let line = firstLine(of: output)
        process.wait()
        guard !line.isEmpty else { throw CommandFailure(.failed, "The server gave no token.") }
        return line
    }

    /// - Returns: The process, and where what it prints is read.
    private func spawn(_ arguments: [String]) throws -> (ChildProcess, Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw CommandFailure(
                .failed, "\(binary) cannot be started: \(String(cString: strerror(errno))).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        do throws(CommandFailure) {
            defer { close(ends[1]) }
            let process = try ChildProcess(
                binary, [binary] + arguments, environment: environment, input: .nothing,
                output: .descriptor(ends[1]), errors: .nothing)
            return (process, ends[0])
        } catch {
            close(ends[0])
            throw error
        }
    }

    /// The rest of the output is let go.
    private func firstLine(of descriptor: Int32) -> String {
        defer { close(descriptor) }
        return ChildProcess.firstLine(
            of: descriptor, patienceMilliseconds: Self.patienceMilliseconds)
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
