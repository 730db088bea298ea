import Foundation
import Testing
import WireProtocol

@testable import PlatformServer

struct OpenAPITests {
    private let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "docs/openapi.yaml")

    /// With `PM_UPDATE_DOCS` set, writes the page instead.
    @Test func `the page in docs is the served description`() throws {
        let document = try JSONValue(bytes: OpenAPI.json)
        let text = Self.heading + YAML.lines(of: document).joined(separator: "\n") + "\n"

        if ProcessInfo.processInfo.environment["PM_UPDATE_DOCS"] != nil {
            try text.write(to: page, atomically: true, encoding: .utf8)
        }

        #expect(try String(contentsOf: page, encoding: .utf8) == text)
    }

    @Test func `every reference leads somewhere`() throws {
        let document = try JSONValue(bytes: OpenAPI.json)

        for reference in Self.references(in: document) {
            let path = reference.dropFirst(2).split(separator: "/").map(String.init)
            #expect(path.reduce(document) { $0?[$1] } != nil, "\(reference)")
        }
    }

    @Test(arguments: Problem.Kind.allCases)
    func `every kind of problem is described`(kind: Problem.Kind) throws {
        let document = try JSONValue(bytes: OpenAPI.json)

        let types = document["components"]?["schemas"]?["Problem"]?["properties"]?["type"]?["enum"]

        guard case .array(let names) = types else {
            Issue.record("no types")
            return
        }
        #expect(names.contains(.string("/problems/\(kind.rawValue)")))
    }

    private static let heading = """
        # The API of pagemagicd, served as GET /v1/openapi.json. Made from Sources/PlatformServer/HTTP/OpenAPI.swift; a test
        # holds the two together.

        """

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let values): values.flatMap(references)
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "$ref", case .string(let text) = member.value { return [text] }
                return references(in: member.value)
            }
        default: []
        }
    }
}

/// JSON as YAML in block style: enough for a description of an API.
private enum YAML {
    static func lines(of value: JSONValue) -> [String] {
        switch value {
        case .object(let members): members.flatMap { entry(name($0.name) + ":", $0.value) }
        case .array(let values): values.flatMap(item)
        default: [inline(value)]
        }
    }

    private static func entry(_ name: String, _ value: JSONValue) -> [String] {
        isInline(value) ? ["\(name) \(inline(value))"] : [name] + lines(of: value).map { "  " + $0 }
    }

    private static func item(_ value: JSONValue) -> [String] {
        if isInline(value) { return ["- " + inline(value)] }
        let lines = lines(of: value)
        return ["- " + lines[0]] + lines.dropFirst().map { "  " + $0 }
    }

    private static func isInline(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members): members.isEmpty
        case .array(let values): values.isEmpty
        default: true
        }
    }

    private static func inline(_ value: JSONValue) -> String {
        String(decoding: value.bytes, as: UTF8.self)
    }

    private static func name(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { $0 >= 65 } == true
            && name.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains($0))
            }
        return isPlain ? name : inline(.string(name))
    }
}
