import EditorCore
import UnixTerminal

extension CursesTerminal {
    /// Sleeps until something happens.
    ///
    /// - Parameter timeout: The longest sleep; nil sleeps for as long as nothing moves.
    /// - Returns: What happened, in order; empty when the time is over.
    package func wait(timeout: Duration? = nil) -> [TerminalEvent] {
        device.wait(timeout: timeout).compactMap(event)
    }

    private func event(_ event: DeviceEvent) -> TerminalEvent? {
        switch event {
        case .plain(let event): return event
        case .reply(.mode(2026, let isKnown)):
            knowsSynchronized = isKnown
            return nil
        case .reply: return nil
        case .continued:
            cameBack()
            return .resized(columns: columns, rows: rows)
        case .windowChanged: return measure() ? .resized(columns: columns, rows: rows) : nil
        }
    }
}
