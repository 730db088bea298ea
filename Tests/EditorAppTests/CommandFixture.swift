import Foundation
import SiteStore
import Synchronization
import WireProtocol

@testable import EditorApp

/// A device in a folder of its own; runs commands as a shell would.
final class CommandFixture {
    struct Answer {
        let code: Int32
        let output: String
        let errors: String

        /// The JSON on stdout.
        var json: JSONValue { (try? JSONValue(bytes: Array(output.utf8))) ?? .null }
    }

    typealias Transport = (WireRequest) -> Result<WireResponse, TransportFailure>

    let home: String

    init() { home = NSTemporaryDirectory() + "pm-device-\(UUID().uuidString)" }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:])
        -> Answer
    {
        run(arguments, input: input, environment: environment)
    }

    func store() throws -> SiteStore { try SiteStore(directory: home + "/data") }

    func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        transport: @escaping Transport = { _ in .failure(TransportFailure(.unreachable, "")) }
    ) -> Answer {
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
        let console = Console { stream, bytes in
            if stream == .output {
                output.withLock { $0 += bytes }
            } else {
                errors.withLock { $0 += bytes }
            }
        }
        let program = Program(
            environment: ["PAGEMAGIC_HOME": home].merging(environment) { $1 }, console: console,
            transport: transport, standardInput: { Array(input.utf8) })
        let code = program.run(arguments)
        return Answer(
            code: code, output: output.withLock { String(decoding: $0, as: UTF8.self) },
            errors: errors.withLock { String(decoding: $0, as: UTF8.self) })
    }

    /// A site from a prompt; its id.
    func makeSite() -> String {
        run("new", "a vegan bakery", "--seed", "1", "--json").json["id"]?.text ?? ""
    }
}

extension JSONValue {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Int64? { if case .integer(let number) = self { number } else { nil } }
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var names: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }

    /// This node and all below it in a tree's answer.
    var walk: [JSONValue] { [self] + (self["children"]?.items.flatMap(\.walk) ?? []) }

    func nodes(_ kind: String) -> [JSONValue] { walk.filter { $0["kind"]?.text == kind } }
}
