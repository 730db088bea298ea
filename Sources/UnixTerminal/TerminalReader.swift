import Glibc

/// The program at the other end of a pty.
package enum TerminalReader {
    /// Lets it read what was written, before this thread goes on: a thread of the kernel carries it there, and waits for this
    /// processor for as long as this thread computes. For what is written ahead of work that is still to be done.
    package static func letRead() { sched_yield() }
}
