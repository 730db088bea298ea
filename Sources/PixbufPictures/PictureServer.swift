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
            guard write(PictureMessage.answer(answer(question, bytes))) else { return 1 }
        }
        return 0
    }

    private static func answer(
        _ question: PictureMessage.Question, _ bytes: [UInt8]
    ) -> Result<CellPicture, PictureFault> {
        do throws(PictureFault) {
            return .success(
                try PictureDecoder.picture(
                    bytes, columns: question.columns, rows: question.rows,
                    covers: question.covers, colors: question.colors))
        } catch {
            return .failure(error)
        }
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
