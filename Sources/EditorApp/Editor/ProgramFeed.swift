import Glibc

/// A program that is given bytes to read, and a time to do it in.
///
/// This side keeps the reading end of the pipe as well: so a program that ends early stops nothing, and what it left can be seen.
struct ProgramFeed {
    private let path: String
    private let words: [String]
    private let patience: Duration

    /// - Parameter words: The program's name, and its arguments.
    init(_ path: String, _ words: [String], _ patience: Duration) {
        self.path = path
        self.words = words
        self.patience = patience
    }

    /// Starts the program, which is ended when its time is over.
    ///
    /// - Returns: Whether it read all bytes and ended well in time.
    func reads(_ bytes: [UInt8]) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var isOpen = true
        defer { if isOpen { close(ends[1]) } }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        guard
            let process = try? ChildProcess(
                path, words, input: .descriptor(ends[0]), output: .nothing, errors: .nothing)
        else { return false }
        let end = ContinuousClock.now + patience
        var code: Int32?
        var written = 0
        while code == nil, ContinuousClock.now < end {
            if written < bytes.count {
                written += write(bytes[written...], to: ends[1])
            } else if isOpen {
                close(ends[1])
                isOpen = false
            } else {
                usleep(2000)
            }
            code = process.exitCode
        }
        if code == nil { process.end(patienceHundredths: 20) }
        return code == 0 && written == bytes.count && isEmpty(ends[0], until: end)
    }

    /// Writes what there is room for, and waits a moment where there is none.
    private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int {
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { return count }
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, 20)
        return 0
    }

    /// Whether nothing is left in the pipe; what goes on behind a program that ended may still read it.
    private func isEmpty(_ descriptor: Int32, until end: ContinuousClock.Instant) -> Bool {
        let last = min(end, ContinuousClock.now + .milliseconds(300))
        repeat {
            var rest = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&rest, 1, 0)
            if rest.revents & Int16(POLLIN) == 0 { return true }
            usleep(5000)
        } while ContinuousClock.now < last
        return false
    }
}
