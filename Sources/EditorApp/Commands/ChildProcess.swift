import Glibc

/// A program that runs beside this one, in a process group of its own and with no signal blocked: what stops or interrupts this
/// program at the terminal does not reach it, and SIGTERM does.
struct ChildProcess: Sendable {
    /// What stands behind a standard stream of a child.
    enum Stream {
        case nothing
        /// Of this process; it stays open here.
        case descriptor(Int32)
    }

    let id: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: Of its file.
    ///   - words: Its name, and its arguments.
    ///   - environment: nil for this program's own.
    /// - Throws: ``CommandFailure`` with the system's reason.
    init(
        _ path: String, _ words: [String], environment: [String: String]? = nil, input: Stream,
        output: Stream, errors: Stream
    ) throws(CommandFailure) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (stream, standard) in [
            (input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO),
        ] {
            switch stream {
            case .nothing:
                posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
            case .descriptor(let descriptor):
                posix_spawn_file_actions_adddup2(&actions, descriptor, standard)
            }
        }
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let arguments = Self.list(words)
        let settings = environment.map { Self.list($0.map { "\($0.key)=\($0.value)" }) }
        defer { for word in arguments + (settings ?? []) { free(word) } }
        var id = pid_t()
        let code =
            if let settings {
                posix_spawn(&id, path, &actions, &attributes, arguments, settings)
            } else {
                posix_spawn(&id, path, &actions, &attributes, arguments, environ)
            }
        guard code == 0 else {
            throw CommandFailure(
                .failed, "\(path) cannot be started: \(String(cString: strerror(code))).")
        }
        self.id = id
    }

    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        return attributes
    }

    private static func list(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        words.map { strdup($0) } + [nil]
    }

    // MARK: - Its end

    /// Asks it to end.
    func terminate() { kill(id, SIGTERM) }

    /// Whether it has not ended; what has ended is let go of, once.
    var isRunning: Bool { waitpid(id, nil, WNOHANG) == 0 }

    /// What it ended with, -1 where a signal ended it; nil while it runs. What has ended is let go of, once.
    var exitCode: Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) != 0 else { return nil }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }

    /// Waits until it has ended.
    func wait() { waitpid(id, nil, 0) }

    /// Ends it: by force, if it takes longer than so many hundredths of a second.
    func end(patienceHundredths: Int) {
        terminate()
        for _ in 0..<patienceHundredths {
            guard isRunning else { return }
            usleep(10_000)
        }
        kill(id, SIGKILL)
        wait()
    }

    // MARK: - What it says

    /// Reads to the first newline, at most 1,000 bytes; less where it ends, or says nothing for so long.
    static func firstLine(of descriptor: Int32, patienceMilliseconds: Int32) -> String {
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
