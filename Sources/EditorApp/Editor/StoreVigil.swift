import EditorCore
import Foundation
import SiteStore
import Synchronization

/// Says when what was typed is to be kept, and when to look whether others changed the store.
///
/// Both on one thread, which sleeps in between: while somebody types, each waking of a thread costs more than what it is woken for.
final class StoreVigil: Sendable {
    /// A commit shows a moment after the write that is told of, through memory that is not watched.
    private static let commitDelay = 40_000_000 as UInt64
    /// How often is looked where the kernel has no watch left.
    private static let unwatchedDelay = 500_000_000 as UInt64
    /// Between two looks at files that are being written.
    private static let lookMicroseconds: UInt32 = 4_000

    /// How long after the last key what is typed is kept.
    private static let rest = 200_000_000 as UInt64
    /// How long what is typed without a rest may wait: as long as letters may be on the screen alone, so that those are kept at once when they are
    /// told.
    private static let patience = UInt64(TypingRun.patience / .nanoseconds(1))

    /// Times in nanoseconds since the machine's start.
    private struct Work {
        var firstUnkept: UInt64?
        var last: UInt64?
        /// Letters may be on the screen that are still to be told of.
        var isRunning = false
        /// Until when the thread sleeps.
        var wakesAt = UInt64.max
        /// Rings for the thread; nil until it runs.
        var files: StoreWatch?
        var isOver = false
        var keep: (@Sendable () -> Void)?
        var look: (@Sendable () -> Void)?
        var rest: (@Sendable () -> Void)?

        /// When what is typed is to be kept; nil where all is.
        var due: UInt64? {
            firstUnkept.map { first in
                let latest = first + StoreVigil.patience
                guard !isRunning, let last else { return latest }
                return min(latest, last + StoreVigil.rest)
            }
        }

        /// Wakes the thread where it would sleep too long.
        func ringWhereLate() {
            if let due, due < wakesAt { files?.ring() }
        }
    }

    /// What the thread has in hand as well.
    private final class Shared: Sendable {
        let work = Mutex(Work())

        private func keep() {
            work.withLock { work in
                work.firstUnkept = nil
                return work.keep
            }?()
        }

        private func look() { work.withLock { $0.look }?() }

        func run(_ files: StoreWatch) {
            var nextLook: UInt64?
            var nextRest: UInt64?
            while true {
                let (due, isOver) = work.withLock { ($0.due, $0.isOver) }
                if isOver { return }
                let now = DispatchTime.now().uptimeNanoseconds
                func hasCome(_ time: UInt64?) -> Bool { time.map { $0 <= now } ?? false }
                if hasCome(due) {
                    keep()
                    // Told was our own write. Had another one that was told with it not shown yet, it does when this comes round
                    // again, or when it would have.
                    files.drain()
                    look()
                    nextRest = now + StoreVigil.patience + StoreVigil.commitDelay
                    continue
                }
                if hasCome(nextLook) || hasCome(nextRest) {
                    nextLook = nil
                    look()
                    if hasCome(nextRest) {
                        nextRest = nil
                        work.withLock { $0.rest }?()
                    }
                    continue
                }
                if files.descriptor < 0 { nextLook = nextLook ?? now + StoreVigil.unwatchedDelay }
                // Asked again: who types meanwhile must find when this wakes.
                let wakesAt = work.withLock { work in
                    work.wakesAt = [work.due, nextLook, nextRest].compactMap(\.self).min() ?? .max
                    return work.wakesAt
                }
                let left =
                    wakesAt == .max
                    ? nil : Int32(clamping: (max(now, wakesAt) - now) / 1_000_000 + 1)
                if files.waitOrRing(milliseconds: left ?? -1) {
                    look()
                    usleep(StoreVigil.lookMicroseconds)
                    nextLook = now + StoreVigil.commitDelay
                }
            }
        }
    }

    private let directory: String
    private let shared = Shared()

    /// - Parameter directory: Where the store's files are.
    init(directory: String) { self.directory = directory }

    deinit {
        shared.work.withLock {
            $0.isOver = true
            $0.files?.ring()
        }
    }

    /// When a key was typed last, or letters were told of; nil where there was none.
    var lastKey: DispatchTime? {
        shared.work.withLock { $0.last.map { DispatchTime(uptimeNanoseconds: $0) } }
    }

    /// - Parameters:
    ///   - keep: Keeps what was typed. All are called on the vigil's own thread.
    ///   - look: Looks whether others changed the store.
    ///   - rest: What waits until nobody types; called a while after the last that was kept.
    func whenDue(
        _ keep: @escaping @Sendable () -> Void, look: @escaping @Sendable () -> Void,
        rest: @escaping @Sendable () -> Void
    ) {
        shared.work.withLock { work in
            (work.keep, work.look, work.rest) = (keep, look, rest)
        }
    }

    /// Looks after the files from here on.
    func begin() { shared.work.withLock { begin(&$0) } }

    private func begin(_ work: inout Work) {
        guard work.files == nil else { return }
        let files = StoreWatch(directory: directory)
        work.files = files
        Thread.detachNewThread { [shared] in shared.run(files) }
    }

    /// There is something to be kept, as of now.
    ///
    /// - Parameters:
    ///   - since: When it began to be typed.
    ///   - goesOn: Letters may come that are told of later; `rested()` ends that.
    func typed(since: ContinuousClock.Instant, goesOn: Bool) {
        let now = DispatchTime.now().uptimeNanoseconds
        let age = UInt64(max(0, since.duration(to: .now) / .nanoseconds(1)))
        shared.work.withLock { work in
            work.last = now
            work.isRunning = goesOn
            if work.firstUnkept == nil { work.firstUnkept = now - min(now, age) }
            begin(&work)
            work.ringWhereLate()
        }
    }

    /// No letters are on the screen that were not told of; the last key came a rest of the typing ago.
    func rested() {
        let rest = UInt64(TypingRun.rest / .nanoseconds(1))
        let now = DispatchTime.now().uptimeNanoseconds
        shared.work.withLock { work in
            guard work.isRunning else { return }
            work.isRunning = false
            work.last = now - min(now, rest)
            work.ringWhereLate()
        }
    }
}
