import CTerminal
import EditorCore
import Glibc
import ScreenCore

/// The terminal as the system gives it: bytes in, bytes out, its modes and its size.
///
/// One at a time; used by one thread, but for `waker`.
package final class TerminalDevice {
    /// Wakes `wait` from any thread.
    package let waker: TerminalWaker
    package let input: Int32
    package let output: Int32
    package private(set) var columns = 80
    package private(set) var rows = 24
    /// The pixels of a cell, where the system knows them.
    package private(set) var cell: PixelSize?

    let signals: Int32
    var parser = InputParser()
    /// What is read into; kept so that no key allocates it.
    var buffer = [UInt8](repeating: 0, count: 65536)
    /// How many bytes of it were read and are still to be told.
    var unread = 0
    /// The signals, the waker and the keys, as they are waited for.
    var polled: [pollfd]
    private let modesBefore: termios
    private var isOpen = true

    /// Takes the signals; the modes stay as they are until `makeRaw`. The thread is woken quickly from here on: it is the one
    /// that answers keys, whatever else keeps the processors busy.
    ///
    /// - Throws: ``TerminalError/notATerminal``, ``TerminalError/system(call:code:)``.
    package init(input: Int32 = 0, output: Int32 = 1) throws(TerminalError) {
        var modes = termios()
        guard isatty(output) == 1, tcgetattr(input, &modes) == 0 else { throw .notATerminal }
        let wake = pm_wake_open()
        let signals = pm_signals_open()
        guard wake >= 0, signals >= 0 else { throw .system(call: "pipe", code: errno) }
        self.input = input
        self.output = output
        self.signals = signals
        modesBefore = modes
        polled = [signals, wake, input].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        waker = TerminalWaker(descriptor: wake)
        _ = pm_wake_quickly()
    }

    deinit { close() }

    /// Gives back the modes and the signals. Twice is once.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        var modes = modesBefore
        tcsetattr(input, TCSAFLUSH, &modes)
        pm_emergency(output, "", 0, &modes)
        pm_signals_close()
    }

    /// Every key arrives as its bytes, at once and unseen; a line feed only feeds a line.
    package func makeRaw() {
        var modes = modesBefore
        modes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | IXON | ISTRIP | PARMRK)
        modes.c_oflag &= ~tcflag_t(ONLCR)
        modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        modes.c_cc.6 = 1  // VMIN
        modes.c_cc.5 = 0  // VTIME
        tcsetattr(input, TCSADRAIN, &modes)
    }

    /// The modes as they were found, for another program.
    package func restoreModes() {
        var modes = modesBefore
        tcsetattr(input, TCSADRAIN, &modes)
    }

    /// An answer that is still on its way is no command for the shell.
    package func dropInput() { tcflush(input, TCIFLUSH) }

    /// What is written, with the modes as they were found, by whatever ends the program without `close`.
    ///
    /// - Parameter rescue: At most 512 bytes.
    package func guardAgainstDeath(_ rescue: String) {
        var modes = modesBefore
        pm_emergency(output, rescue, Int32(rescue.utf8.count), &modes)
    }

    /// Stops the process group, as Ctrl-Z does elsewhere, until it is continued.
    package func stop() { pm_stop_self() }

    /// Asks the window's size; whether it is another one than before.
    package func measure() -> Bool {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return false
        }
        cell = PixelSize(
            cellWidth: Int(size.ws_xpixel / size.ws_col),
            cellHeight: Int(size.ws_ypixel / size.ws_row))
        guard (Int(size.ws_col), Int(size.ws_row)) != (columns, rows) else { return false }
        (columns, rows) = (Int(size.ws_col), Int(size.ws_row))
        return true
    }

    package func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes all of the bytes, unless the terminal is gone.
    package func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    waitUntilWritable()
                    continue
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// A terminal may have been left non-blocking by another program.
    private func waitUntilWritable() {
        var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        _ = poll(&descriptor, 1, -1)
    }
}

/// Wakes the thread that waits in `TerminalDevice.wait`.
package struct TerminalWaker: Sendable {
    let descriptor: Int32

    /// May be called from any thread, any number of times.
    package func wake() { pm_wake(descriptor) }
}
