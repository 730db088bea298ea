import ArgumentParser
import Glibc
import SiteModel

/// Which port a preview for browsers answers on.
enum PreviewPort: ExpressibleByArgument, Equatable {
    /// The first free one from 8788 on.
    case usual
    /// This one; 0: any free one.
    case asked(UInt16)

    /// What is none: the parser would take it for an option without a value.
    case wrong(String)

    init(argument: String) {
        self = UInt16(argument).map(PreviewPort.asked) ?? .wrong(argument)
    }
}

/// A site for browsers, served by `pagemagicd`, which this process becomes.
///
/// The server's program does it because its HTTP library is there already: linked into this one, it would make every
/// command and the editor start later (decision 35).
struct ServedPreview {
    let store: String
    let site: NodeID
    let page: NodeID?
    let locale: String?
    let port: PreviewPort
    let isJSON: Bool

    /// The server's arguments, without its name.
    var arguments: [String] {
        var words = ["preview", "--store", store, "--site", site.description]
        if let page { words += ["--page", page.description] }
        if let locale { words += ["--locale", locale] }
        if case .asked(let port) = port { words += ["--port", "\(port)"] }
        return isJSON ? words + ["--json"] : words
    }

    /// Becomes the server; returns only by a failure.
    func start(in program: Program) throws(CommandFailure) -> Never {
        let binary = try ServerBinary.path(for: program)
        let words = ([binary] + arguments).map { strdup($0) } + [nil]
        execv(binary, words)
        let reason = String(cString: strerror(errno))
        for word in words { free(word) }
        throw CommandFailure(
            .failed, "\(binary) cannot be started: \(reason).", hint: "Build both: make build.")
    }
}
