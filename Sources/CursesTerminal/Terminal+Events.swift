import CNcursesw
import EditorCore
import Glibc

/// What `CursesTerminal.wait` reports.
package enum TerminalEvent: Hashable, Sendable {
    case input(InputEvent)
    /// The window has another size; or what stands on it is not known any more (after a stop): draw again.
    case resized(columns: Int, rows: Int)
    /// `TerminalWaker.wake` was called.
    case woken
    /// SIGTSTP from outside: call `suspend()`.
    case suspendRequested
    /// SIGTERM, SIGHUP or SIGINT (the signal's number), or the terminal is gone (0): end now.
    case terminationRequested(Int32)
}

extension CursesTerminal {
    /// The most that one `wait` reads, so that a flood of input still gets drawn.
    private static let readBytesMax = 1 << 20

    /// Sleeps until something happens.
    ///
    /// - Parameter timeout: The longest sleep; nil sleeps for as long as nothing moves.
    /// - Returns: What happened, in order; empty when the time is over.
    package func wait(timeout: Duration? = nil) -> [TerminalEvent] {
        let escape = parser.needsTimeout ? InputParser.escapeDelay : nil
        var descriptors = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        ]
        let limit = [timeout, escape].compactMap { $0 }.min()
        let ready = poll(&descriptors, 3, limit.map(Self.milliseconds) ?? -1)
        guard ready > 0 else {
            // Only the parser's own delay may be taken for the end of a sequence.
            return escape != nil && limit == escape ? parser.timeout().compactMap(event) : []
        }
        var events: [TerminalEvent] = []
        if descriptors[0].revents != 0 { events += signalEvents() }
        if descriptors[1].revents != 0 {
            pm_wake_drain(waker.descriptor)
            events.append(.woken)
        }
        if descriptors[2].revents != 0 { events += inputEvents() }
        return events
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        let milliseconds = min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
        // Rounded up: poll must not come back early and be asked again at once.
        return Int32(
            clamping: max(0, milliseconds + (attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0)))
    }

    private func inputEvents() -> [TerminalEvent] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        repeat {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { break }
            guard count > 0 else {
                return parser.feed(bytes).compactMap(event) + [.terminationRequested(0)]
            }
            bytes += buffer[..<count]
        } while bytes.count < Self.readBytesMax && hasMoreInput
        return parser.feed(bytes).compactMap(event)
    }

    private var hasMoreInput: Bool {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLIN) != 0
    }

    /// An event for the caller; nil for an answer to a question of this terminal's own.
    private func event(_ event: InputEvent) -> TerminalEvent? {
        guard case .reply(.mode(2026, let isKnown)) = event else { return .input(event) }
        knowsSynchronized = isKnown
        return nil
    }

    private func signalEvents() -> [TerminalEvent] {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(signals, &buffer, buffer.count)
        guard count > 0 else { return [] }
        let numbers = Set(buffer[..<count].map(Int32.init))
        var events: [TerminalEvent] = []
        if let end = [SIGTERM, SIGHUP, SIGINT].first(where: numbers.contains) {
            events.append(.terminationRequested(end))
        }
        if numbers.contains(SIGTSTP) { events.append(.suspendRequested) }
        if numbers.contains(SIGCONT) { cameBack() }
        if numbers.contains(SIGCONT) || numbers.contains(SIGWINCH) && measure() {
            events.append(.resized(columns: columns, rows: rows))
        }
        return events
    }
}
