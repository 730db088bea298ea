import EditorCore
import ScreenCore
import Synchronization

/// What other threads have for the thread that paints.
enum EditorMessage: Sendable {
    case event(EditorEvent)
    case theme(Theme)
}

/// Messages on their way to the thread that paints, in order.
final class EditorMailbox: Sendable {
    private struct Content {
        var messages: [EditorMessage] = []
        var wake: (@Sendable () -> Void)?
    }

    private let content = Mutex(Content())

    /// Whom to wake; messages that came before wake it at once.
    func connect(_ wake: @escaping @Sendable () -> Void) {
        let isWaiting = content.withLock { content in
            content.wake = wake
            return !content.messages.isEmpty
        }
        if isWaiting { wake() }
    }

    /// From any thread.
    func post(_ message: EditorMessage) {
        let wake = content.withLock { content -> (@Sendable () -> Void)? in
            content.messages.append(message)
            // Whoever found it empty has woken the reader already.
            return content.messages.count == 1 ? content.wake : nil
        }
        wake?()
    }

    func post(_ event: EditorEvent) { post(.event(event)) }

    /// All messages, oldest first.
    func take() -> [EditorMessage] {
        content.withLock { content in
            defer { content.messages = [] }
            return content.messages
        }
    }
}
