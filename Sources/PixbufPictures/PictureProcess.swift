import Glibc
import PreviewCore

/// Asks a process of its own for pictures in cells, one after the other. It is started with the first question.
///
/// For one thread at a time.
package final class PictureProcess {
    private let program: String
    private let deadline: Int
    private var child: Child?
    private var clock = timespec()

    private struct Child {
        let id: pid_t
        /// One end of a pair of sockets, the other of which is its standard input and output.
        let descriptor: Int32
    }

    /// - Parameters:
    ///   - program: What is started, with ``PictureServer/argument`` as its only argument.
    ///   - milliseconds: How long an answer may take.
    package init(
        program: String = "/proc/self/exe",
        milliseconds: Int = PictureLimits.millisecondsMax + 1_000
    ) {
        self.program = program
        deadline = milliseconds
    }

    deinit { finish() }

    /// The picture, as ``PictureDecoder`` makes it.
    ///
    /// - Throws: ``PictureFault/gaveUp`` where there was no answer in time, or the process died; the next question is asked
    ///   of another.
    package func picture(
        _ bytes: [UInt8], _ request: PictureRequest, colors: PictureColors = .all
    ) throws(PictureFault) -> CellPicture {
        let question = PictureMessage.Question(request, colors, byteCount: bytes.count)
        let (child, end) = try ask(question, bytes)
        let count = PictureMessage.answerByteCount(columns: request.columns, rows: request.rows)
        guard let rest = receive(count, from: child, until: end),
            let picture = PictureMessage.picture(
                rest, columns: request.columns, rows: request.rows)
        else { throw giveUp() }
        return picture
    }

    /// The picture as a terminal draws it.
    ///
    /// - Throws: ``PictureFault/tooLarge``, too, for one of more pixels than a terminal is handed.
    package func picture(
        _ bytes: [UInt8], _ request: PictureRequest, drawing: PictureDrawing
    ) throws(PictureFault) -> CellPicture {
        let question = PictureMessage.Question(request, .all, byteCount: bytes.count, drawing)
        let (child, end) = try ask(question, bytes)
        guard
            let head = receive(PictureMessage.DrawnReader.headByteCount, from: child, until: end),
            var reader = PictureMessage.DrawnReader(head: head),
            let lengths = receive(reader.lengthsByteCount, from: child, until: end),
            let count = reader.partsByteCount(lengths),
            let parts = receive(count, from: child, until: end),
            let picture = reader.picture(parts).picture(
                drawing, columns: request.columns, rows: request.rows)
        else { throw giveUp() }
        return picture
    }

    /// Asks and reads the first word of the answer.
    ///
    /// - Returns: Whom was asked, and until when the rest is waited for.
    private func ask(
        _ question: PictureMessage.Question, _ bytes: [UInt8]
    ) throws(PictureFault) -> (Child, Int) {
        guard bytes.count <= PictureLimits.byteCountMax else { throw .tooLarge }
        let end = now() + deadline
        guard let child = child ?? start(), send(question.head, to: child, until: end),
            send(bytes, to: child, until: end), let first = receive(4, from: child, until: end)
        else { throw giveUp() }
        let code = PictureMessage.word(first, 0)
        guard code == 0 else {
            throw UInt8(exactly: code).flatMap(PictureFault.init(rawValue:)) ?? giveUp()
        }
        return (child, end)
    }

    /// Ends the process; the next question starts another.
    package func finish() {
        guard let child else { return }
        self.child = nil
        close(child.descriptor)
        kill(child.id, SIGKILL)
        var status: Int32 = 0
        while waitpid(child.id, &status, 0) < 0, errno == EINTR {}
    }

    private func giveUp() -> PictureFault {
        finish()
        return .gaveUp
    }

    // MARK: Starting

    private func start() -> Child? {
        var ends: [Int32] = [-1, -1]
        guard
            socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
                == 0
        else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        // What a library has to say is for nobody: the screen is not its own.
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var id = pid_t()
        let arguments = ["pagemagic", PictureServer.argument].map { strdup($0 as String) } + [nil]
        defer { arguments.forEach { free($0) } }
        let code = posix_spawn(&id, program, &actions, nil, arguments, environ)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            return nil
        }
        child = Child(id: id, descriptor: ends[0])
        return child
    }

    // MARK: Talking

    private func now() -> Int {
        clock_gettime(CLOCK_MONOTONIC, &clock)
        return clock.tv_sec * 1000 + clock.tv_nsec / 1_000_000
    }

    /// Waits until something can be done; false at the end of the time.
    private func wait(_ child: Child, for events: Int32, until end: Int) -> Bool {
        var one = pollfd(fd: child.descriptor, events: Int16(events), revents: 0)
        while true {
            let left = end - now()
            guard left > 0 else { return false }
            let count = poll(&one, 1, Int32(left))
            if count < 0 && errno == EINTR { continue }
            return count > 0
        }
    }

    private func send(_ bytes: [UInt8], to child: Child, until end: Int) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard wait(child, for: POLLOUT, until: end) else { return false }
            let count = rest.withUnsafeBytes {
                Glibc.send(
                    child.descriptor, $0.baseAddress, $0.count,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func receive(_ count: Int, from child: Child, until end: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            guard wait(child, for: POLLIN, until: end) else { return nil }
            let got = bytes.withUnsafeMutableBytes {
                recv(
                    child.descriptor, $0.baseAddress.map { $0 + done }, count - done,
                    Int32(MSG_DONTWAIT))
            }
            if got < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard got > 0 else { return nil }
            done += got
        }
        return bytes
    }
}
