import Glibc
import PreviewCore

/// The process that decodes: it reads questions from its standard input and writes answers to its standard output, until
/// there is no more to read. It has no more memory than it needs, writes no file and leaves no core.
package enum PictureServer {
    /// What the program is started with to be this.
    package static let argument = "--decode-pictures"

    /// - Returns: The exit code.
    package static func run() -> Int32 {
        limit()
        while let head = read(PictureMessage.Question.headByteCount),
            let question = PictureMessage.Question(head: head),
            let bytes = read(question.byteCount)
        {
            // Ends it where a decoder hangs and whoever asked is gone.
            alarm(UInt32(2 * PictureLimits.millisecondsMax / 1000))
            let answer = answer(question, bytes)
            alarm(0)
            guard write(answer) else { return 1 }
        }
        return 0
    }

    private static func answer(_ question: PictureMessage.Question, _ bytes: [UInt8]) -> [UInt8] {
        if let drawing = question.drawing {
            return PictureMessage.answer(
                Result { () throws(PictureFault) in
                    try PictureDecoder.drawn(
                        bytes, columns: question.columns, rows: question.rows,
                        covers: question.covers, drawing)
                })
        }
        return PictureMessage.answer(
            Result { () throws(PictureFault) in
                try PictureDecoder.picture(
                    bytes, columns: question.columns, rows: question.rows,
                    covers: question.covers, colors: question.colors)
            })
    }

    private static func limit() {
        func set(_ resource: UInt32, _ most: Int) {
            var limits = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
            setrlimit(__rlimit_resource_t(resource), &limits)
        }
        set(RLIMIT_AS.rawValue, PictureLimits.memoryByteCountMax)
        set(RLIMIT_CORE.rawValue, 0)
        set(RLIMIT_FSIZE.rawValue, 0)
        signal(SIGPIPE, SIG_IGN)
        // The editor takes its signals otherwise; this process takes them as they come.
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
    }

    private static func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(STDIN_FILENO, $0.baseAddress.map { $0 + done }, count - done)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            done += got
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
