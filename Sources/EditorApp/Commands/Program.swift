import ArgumentParser
import CurlTransport
import Glibc
import PixbufPictures
import Settings
import SiteModel
import SiteStore
import Synchronization
import WireProtocol

/// One run of `pagemagic`: its surroundings as values, and the way from arguments to an exit code.
package final class Program {
    package let environment: [String: String]
    /// The program's own path, links resolved; nil where it is not known.
    package let executable: String?
    package let console: Console
    package let isTerminal: Bool
    package let ports: StoreEnvironment
    /// Sends one request and waits for the answer.
    package let transport: (WireRequest) -> Result<WireResponse, TransportFailure>
    private let standardInput: () throws -> [UInt8]
    private var openedStore: SiteStore?
    /// What a command that did its work ends with.
    package var status = ExitCode.done

    package init(
        environment: [String: String], executable: String? = nil, console: Console,
        isTerminal: Bool = false,
        ports: StoreEnvironment = .live,
        transport: @escaping (WireRequest) -> Result<WireResponse, TransportFailure> = { _ in
            .failure(TransportFailure(.unreachable, "there is no network here"))
        }, standardInput: @escaping () throws -> [UInt8] = { [] }
    ) {
        self.environment = environment
        self.executable = executable
        self.console = console
        self.isTerminal = isTerminal
        self.ports = ports
        self.transport = transport
        self.standardInput = standardInput
    }

    /// The running process.
    package static func live() -> Program {
        signal(SIGPIPE, SIG_IGN)
        return Program(
            environment: OwnProcess.environment, executable: OwnProcess.executable,
            console: .standard,
            isTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
            transport: { request in Wire.transport.perform(request) },
            standardInput: { try InputFile.read(descriptor: STDIN_FILENO, name: "standard input") })
    }

    /// The same program on another home.
    func moved(to environment: [String: String], console: Console? = nil) -> Program {
        Program(
            environment: environment, executable: executable, console: console ?? self.console,
            isTerminal: isTerminal, ports: ports, transport: transport, standardInput: standardInput
        )
    }

    /// Runs one command.
    ///
    /// - Parameter arguments: Without the program's name.
    /// - Returns: The exit code.
    package func run(_ arguments: [String]) -> Int32 {
        let code = perform(arguments)
        guard let fault = console.outputFault else { return code }
        console.note(
            "pagemagic: Not all of the output could be written: \(String(cString: strerror(fault))). "
                + "Send it to a disk with room.")
        return code == ExitCode.done.rawValue ? ExitCode.failed.rawValue : code
    }

    /// Runs one command with arguments as the system has them.
    ///
    /// - Parameter arguments: Without the program's name; bytes that are no UTF-8 are refused, for nothing would find
    ///   or keep them as they are.
    package func run(bytes arguments: [[UInt8]]) -> Int32 {
        let words = arguments.map { String(decoding: $0, as: UTF8.self) }
        guard
            let odd = arguments.firstIndex(where: { String(validating: $0, as: UTF8.self) == nil })
        else { return run(words) }
        let failure = CommandFailure(
            .badInput, "The argument “\(words[odd])” is not UTF-8.",
            hint: "Texts and names of files are given in UTF-8: convert it, or rename the file.")
        return report(failure, of: words)
    }

    private func perform(_ arguments: [String]) -> Int32 {
        if arguments == [PictureServer.argument] { return PictureServer.run() }
        do {
            if let fault = CommandWords(self).faultOfHelp(arguments) { throw fault }
            if let call = EditorCall(plain: arguments) {
                try call.perform(in: self)
                return status.rawValue
            }
            var command = try PageMagic.parseAsRoot(DashedValues.reordered(arguments))
            if let command = command as? any ProgramCommand {
                try command.perform(in: self)
            } else {
                try command.run()
            }
            return status.rawValue
        } catch {
            return report(error, of: arguments)
        }
    }

    private func report(_ error: any Error, of arguments: [String]) -> Int32 {
        let asJSON = arguments.prefix { $0 != "--" }.contains("--json")
        guard let failure = failure(for: error, of: arguments) else {
            console.bytes(Array((PageMagic.fullMessage(for: error) + "\n").utf8))
            return ExitCode.done.rawValue
        }
        if failure.code == .done {
            finish(Changed(batch: nil, nodes: []), failure.message, asJSON: asJSON)
            return failure.code.rawValue
        }
        console.note(
            "pagemagic: "
                + Printable.line(
                    [failure.message, failure.hint].filter { !$0.isEmpty }.joined(separator: " ")))
        if asJSON {
            console.json(
                .members([
                    (
                        "error",
                        .members([
                            ("code", .integer(Int64(failure.code.rawValue))),
                            ("message", .string(failure.message)),
                            ("hint", .string(failure.hint)),
                        ])
                    )
                ]))
        }
        return failure.code.rawValue
    }

    /// nil for a request for help or for the version, which is no failure.
    private func failure(for error: any Error, of arguments: [String]) -> CommandFailure? {
        if case StoreError.unknownSite(let name) = error {
            let slugs = (try? store().sites().map(\.slug)) ?? []
            return CommandFailure.unknownSite(name, among: slugs)
        }
        if let failure = Program.ours(error) { return failure }
        if PageMagic.exitCode(for: error) == .success { return nil }
        if let fault = CommandWords(self).faultOfFirst(arguments) { return fault }
        let text = PageMagic.message(for: error)
        let sentence =
            text.split(separator: "\n").first.map(String.init)
            ?? "The arguments were not understood."
        return CommandFailure(
            .usage, [".", "?"].contains(sentence.suffix(1)) ? sentence : sentence + ".",
            hint: CommandWords(self).hint(for: arguments))
    }

    /// A failure of a command, told from ArgumentParser's own errors, whose types it keeps to itself.
    private static func ours(_ error: any Error) -> CommandFailure? {
        let module = String(reflecting: type(of: error)).prefix { $0 != "." }
        return module == "ArgumentParser" ? nil : CommandFailure(error)
    }

    // MARK: What commands use

    package func home() throws -> Home { try Home(environment: environment) }

    /// The store, opened once.
    package func store() throws -> SiteStore {
        if let openedStore { return openedStore }
        let store = try SiteStore(directory: try home().data, environment: ports)
        openedStore = store
        return store
    }

    package func settings() throws -> SettingsFolders {
        SettingsFolders(configuration: try home().configuration, executable: executable)
    }

    /// The server and the token: the environment goes before `config.toml`.
    package func account() throws -> (server: String?, token: String?) {
        let configuration = try home().readConfiguration()
        func given(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        return (
            given("PAGEMAGIC_SERVER") ?? configuration.server,
            given("PAGEMAGIC_TOKEN") ?? configuration.token
        )
    }

    package func readStandardInput() throws -> [UInt8] { try standardInput() }

    /// A new id.
    package func newID() -> NodeID { ports.nodeID() }
}

/// The process's one connection keeper: made when the first request is.
private enum Wire {
    static let transport = CurlTransport(userAgent: PageMagic.version.replacing(" ", with: "/"))
}

/// What a change did, as the contract's answer.
package struct Changed {
    let batch: String?
    let nodes: [NodeID]
}

extension Program {
    /// The answer of a command that changes something.
    func finish(
        _ changed: Changed, _ sentence: String, asJSON: Bool, more: [(String, JSONValue?)] = []
    ) {
        if asJSON {
            console.json(
                .members(
                    [
                        ("batch", changed.batch.map(JSONValue.string) ?? .null),
                        ("changed", .array(changed.nodes.map { .string($0.description) })),
                    ] + more))
        } else {
            console.line(sentence)
        }
    }
}

/// The running process's own facts.
package enum OwnProcess {
    /// What it was called with, without the program's name.
    package static var arguments: [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { place in
            CommandLine.unsafeArgv[place].map {
                Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
            }
        }
    }

    static var environment: [String: String] {
        var found: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(
                decoding: UnsafeRawBufferPointer(start: entry, count: strlen(entry)), as: UTF8.self)
            if let equals = text.firstIndex(of: "=") {
                found[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return found
    }

    static var executable: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
