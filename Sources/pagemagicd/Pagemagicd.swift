import ArgumentParser
import Foundation
import Logging
import PlatformServer

/// The platform's server.
@main
struct Pagemagicd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pagemagicd", abstract: "The server that pagemagic syncs with.",
        version: "pagemagicd 0.1.0",
        subcommands: [Serve.self, IssueToken.self, Preview.self])
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM.")

    @Option(help: "Address and port; port 0 picks a free one.")
    var listen = "127.0.0.1:8787"

    @Option(help: "The folder of the server's data; made if there is none.")
    var data: String

    @Flag(help: "A proxy ends TLS in front, so plain HTTP beyond this machine is meant.")
    var behindProxy = false

    @Option(
        help:
            "The key that seals logs, kept out of the backups of the data folder; without it a file beside the folder."
    )
    var sealKey: String?

    @Option(
        help:
            "Least level of what is logged to stderr: trace, debug, info, notice, warning, error, critical."
    )
    var logLevel = "notice"

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)  // whoever started it may close its output
        let level = Logger.Level(rawValue: logLevel) ?? .notice
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        do {
            let configuration = try ServerConfiguration(
                listen: listen, dataFolder: data, isBehindProxy: behindProxy, sealKeyFile: sealKey)
            let server = try ServerApplication(configuration, logger: Logger(label: "pagemagicd"))
            try await server.run { address in
                print("pagemagicd listening on \(address)")
                fflush(nil)
            } onOverdue: {
                Foundation.exit(0)
            }
        } catch let error as ServerError {
            throw error.told
        }
    }
}

struct IssueToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print an access token; works while a server runs on the folder.")

    @Option(help: "The folder of the server's data.")
    var data: String

    @Option(help: "Whose token; the account is made if there is none.")
    var email: String

    func run() async throws {
        do throws(ServerError) {
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            print(try Accounts(DataFolder(data)).issueToken(email: email, now: now))
        } catch {
            throw error.told
        }
    }
}

struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a site of a device's store to a browser: pagemagic preview --serve.")

    @Option(help: "The folder of the device's store.")
    var store: String

    @Option(help: "The site's id.")
    var site: String

    @Option(help: "The id of the page to begin with; without it, the site's address.")
    var page: String?

    @Option(help: "A locale; without it, the site's own.")
    var locale: String?

    @Option(help: "0 picks a free one; without it, the first free one from 8788.")
    var port: UInt16?

    @Flag(help: "Answer in JSON.")
    var json = false

    @Flag(help: "End when standard input does: with the program at its other end.")
    var untilInputEnds = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        if untilInputEnds { Self.endWithInput() }
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
        do {
            let preview = try PreviewApplication(
                store: store, site: site, page: page, locale: locale, port: port,
                logger: Logger(label: "pagemagic"))
            try await preview.run { [json] address in
                print(json ? address.json : address.url)
                fflush(nil)
                ServerError.say("The page follows every edit. Ctrl-C stops.")
            } onOverdue: {
                Foundation.exit(0)
            }
        } catch let error as ServerError {
            ServerError.say("pagemagic: \(error)")
            if json { print(error.json(code: 1)) }
            throw ExitCode(1)
        }
    }
}

extension Preview {
    /// As SIGTERM would, once there is nothing more to be read.
    fileprivate static func endWithInput() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count > 0 || count < 0 && errno == EINTR { continue }
                break
            }
            kill(getpid(), SIGTERM)
        }
    }
}

extension ServerError {
    /// A line on stderr.
    fileprivate static func say(_ sentence: String) {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }

    /// Says it on stderr, as one sentence; the program ends with its code: 64 for what was asked wrongly, else 1.
    fileprivate var told: ExitCode {
        ServerError.say("pagemagicd: \(self)")
        return switch self {
        case .badAddress, .notLoopback, .badEmail: ExitCode(64)
        case .folderInUse, .folderUnusable, .newerDatabase, .cannotListen, .siteUnreadable:
            ExitCode(1)
        }
    }
}
