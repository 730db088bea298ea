import CTerminal
import EditorCore
import Glibc
import ScreenCore

/// What a terminal has to tell the program.
package enum TerminalEvent: Hashable, Sendable {
    case input(InputEvent)
    /// The window has another size; or what stands on it is not known any more (after a stop): draw again.
    case resized(columns: Int, rows: Int)
    /// The terminal's own ground is dark, or light.
    case ground(isDark: Bool)
    /// It can draw pictures itself, or cannot; or its cells have another size.
    case graphics(GraphicsAnswer)
    /// `TerminalWaker.wake` was called.
    case woken
    /// SIGTSTP from outside: call `suspend()`.
    case suspendRequested
    /// SIGTERM, SIGHUP or SIGINT (the signal's number), or the terminal is gone (0): end now.
    case terminationRequested(Int32)
}

/// What `TerminalDevice.wait` reports to the back end that draws.
package enum DeviceEvent: Hashable, Sendable {
    /// Nothing for the back end to do: the program is to know it.
    case plain(TerminalEvent)
    case reply(TerminalReply)
    /// The program was stopped and goes on: another may have had the terminal meanwhile.
    case continued
    /// The window may have another size.
    case windowChanged
}

/// What came while the program listened.
package enum Heard<Event: Sendable>: Sendable {
    /// A key that types this letter of printable ASCII, and nothing else: most of what is typed, told without a list of one.
    case letter(UInt8)
    /// Letters of a run, which the terminal shows already: what they are is still to be taken in.
    case shown(ShownLetters)
    /// What happened, in order; empty when the time is over.
    case events([Event])
}

/// Letters that were shown as they came.
package struct ShownLetters: Hashable, Sendable {
    package let letters: [UInt8]
    /// When the first of them came.
    package let since: ContinuousClock.Instant
    /// Whether no other has come for the time of a rest.
    package let isAtRest: Bool

    package init(_ letters: [UInt8], since: ContinuousClock.Instant, isAtRest: Bool) {
        self.letters = letters
        self.since = since
        self.isAtRest = isAtRest
    }
}

extension Heard<TerminalEvent> {
    package init(_ events: [TerminalEvent]) {
        if events.count == 1, case .input(.key(let stroke)) = events[0],
            let letter = stroke.typed?.asciiValue, 0x20..<0x7F ~= letter
        {
            self = .letter(letter)
        } else {
            self = .events(events)
        }
    }
}

extension TerminalDevice {
    /// The most that one `wait` reads, so that a flood of input still gets drawn.
    private static let readBytesMax = 1 << 20
    /// No key sends as many.
    private static let keyBytesMax = 256

    /// Sleeps until something happens.
    ///
    /// - Parameter timeout: The longest sleep; nil sleeps for as long as nothing moves.
    /// - Returns: What happened, in order; empty when the time is over.
    package func wait(timeout: Duration? = nil) -> [DeviceEvent] {
        switch hear(timeout: timeout) {
        case .letter(let letter):
            [.plain(.input(.key(.character(Character(Unicode.Scalar(letter))))))]
        case .events(let events): events
        // There was no run.
        case .shown: []
        }
    }

    /// The same, with a letter told by itself.
    ///
    /// - Parameter run: Letters of it are written as they come, and told when it is over.
    package func hear(timeout: Duration? = nil, run: TypingRun? = nil) -> Heard<DeviceEvent> {
        if let run, parser.isAtRest, unread == 0, let heard = show(run, timeout: timeout) {
            return heard
        }
        if unread > 0 {
            defer { unread = 0 }
            return .events(inputEvents(unread))
        }
        var limit = timeout.map(Self.milliseconds) ?? -1
        var endsSequence = false
        if let patience = parser.patience.map(Self.milliseconds), limit < 0 || patience <= limit {
            limit = patience
            endsSequence = true
        }
        guard poll(&polled, UInt(polled.count), limit) > 0 else {
            // Only the parser's own delay may be taken for the end of a sequence.
            return .events(endsSequence ? parser.timeout().map(event) : [])
        }
        let isAlone = polled[0].revents == 0 && polled[1].revents == 0
        var events: [DeviceEvent] = []
        if polled[0].revents != 0 { events += signalEvents() }
        if polled[1].revents != 0 {
            pm_wake_drain(waker.descriptor)
            events.append(.plain(.woken))
        }
        guard polled[2].revents != 0 else { return .events(events) }
        let count = read(input, &buffer, buffer.count)
        if count == 1, isAlone, 0x20..<0x7F ~= buffer[0], parser.isAtRest {
            return .letter(buffer[0])
        }
        return .events(events + inputEvents(count))
    }

    /// Writes letters of a run as they come.
    ///
    /// - Returns: nil where something else came before the first of them: it is still to be heard.
    private func show(_ run: TypingRun, timeout: Duration?) -> Heard<DeviceEvent>? {
        var terms = pm_run(
            letters: run.letters.words, room: Int32(clamping: run.room),
            timeout: timeout.map(Self.milliseconds) ?? -1,
            rest: Self.milliseconds(TypingRun.rest),
            patience: Self.milliseconds(TypingRun.patience))
        var shown = pm_shown()
        let letters = [UInt8](unsafeUninitializedCapacity: run.room) { letters, count in
            shown = pm_show(
                &terms, &polled, output, &buffer, Int32(buffer.count), letters.baseAddress)
            count = Int(shown.count)
        }
        unread = Int(shown.unread)
        let isAtRest = shown.end == PM_RUN_RESTED
        if letters.isEmpty { return isAtRest ? .events([]) : nil }
        return .shown(
            ShownLetters(
                letters, since: .now - .milliseconds(Int(shown.age)), isAtRest: isAtRest))
    }

    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        let milliseconds = min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
        // Rounded up: poll must not come back early and be asked again at once.
        return Int32(
            clamping: max(0, milliseconds + (attoseconds % 1_000_000_000_000_000 > 0 ? 1 : 0)))
    }

    /// - Parameter firstCount: What the first `read` into the buffer gave.
    private func inputEvents(_ firstCount: Int) -> [DeviceEvent] {
        var bytes: [UInt8] = []
        var count = firstCount
        while true {
            if count < 0, errno == EINTR || errno == EAGAIN { break }
            guard count > 0 else {
                return parser.feed(bytes).map(event) + [.plain(.terminationRequested(0))]
            }
            bytes += buffer[..<count]
            // A key is all that there was to read; only of more there may be still more.
            guard count >= Self.keyBytesMax, bytes.count < Self.readBytesMax, hasMoreInput else {
                break
            }
            count = read(input, &buffer, buffer.count)
        }
        return parser.feed(bytes).map(event)
    }

    private var hasMoreInput: Bool {
        var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLIN) != 0
    }

    private func event(_ event: InputEvent) -> DeviceEvent {
        if case .reply(let reply) = event { .reply(reply) } else { .plain(.input(event)) }
    }

    private func signalEvents() -> [DeviceEvent] {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(signals, &buffer, buffer.count)
        guard count > 0 else { return [] }
        let numbers = Set(buffer[..<count].map(Int32.init))
        var events: [DeviceEvent] = []
        if let end = [SIGTERM, SIGHUP, SIGINT].first(where: numbers.contains) {
            events.append(.plain(.terminationRequested(end)))
        }
        if numbers.contains(SIGTSTP) { events.append(.plain(.suspendRequested)) }
        if numbers.contains(SIGCONT) { events.append(.continued) }
        if numbers.contains(SIGWINCH) { events.append(.windowChanged) }
        return events
    }
}
