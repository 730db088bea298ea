/// Where the keys of a TOML file stand.
///
/// The TOML reader gives values without places, so the lines are looked through once more: table headers, then the key
/// at the start of each line, then the keys inside a one-line table. What only looks like a key (inside a text over
/// several lines) is noted as well and never asked for.
struct SourceMap {
    struct Place: Hashable {
        let line: Int
        let column: Int
    }

    /// A key that stands where it stood before.
    struct Repeat: Hashable {
        let key: String
        let first: Place
        let again: Place
    }

    private var places: [[String]: Place] = [:]
    /// Keys and tables that stand twice, in order. No fault by themselves: in a text over several lines anything may stand.
    private(set) var repeats: [Repeat] = []

    init(_ text: String) {
        var header: [String] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            var scanner = KeyScanner(line)
            scanner.skipSpaces()
            let place = Place(line: index + 1, column: scanner.column)
            if scanner.skip(UInt8(ascii: "[")) {
                _ = scanner.skip(UInt8(ascii: "["))
                guard let keys = scanner.keys() else { continue }
                header = keys
                note(keys, place)
            } else if let keys = scanner.keys(), scanner.skip(UInt8(ascii: "=")) {
                note(header + keys, place)
                noteInline(under: header + keys, &scanner, index + 1)
            }
        }
    }

    /// The place of a key; where only a table around it is known, that one's; else the file's start.
    func place(of path: [String]) -> Place {
        var path = path[...]
        while !path.isEmpty {
            if let place = places[Array(path)] { return place }
            path = path.dropLast()
        }
        return Place(line: 1, column: 1)
    }

    private mutating func note(_ path: [String], _ place: Place) {
        if let first = places[path] {
            repeats.append(Repeat(key: path.last ?? "", first: first, again: place))
        } else {
            places[path] = place
        }
    }

    /// The keys of `{ a = 1, b = 2 }`.
    private mutating func noteInline(under path: [String], _ scanner: inout KeyScanner, _ line: Int)
    {
        scanner.skipSpaces()
        guard scanner.skip(UInt8(ascii: "{")) else { return }
        while true {
            scanner.skipSpaces()
            let place = Place(line: line, column: scanner.column)
            guard let keys = scanner.keys(), scanner.skip(UInt8(ascii: "=")) else { return }
            note(path + keys, place)
            guard scanner.skipValue() else { return }
        }
    }
}

/// Reads keys off a line.
private struct KeyScanner {
    private var rest: Substring.UTF8View
    private let start: Substring.UTF8View.Index

    init(_ line: Substring) {
        rest = line.utf8
        start = rest.startIndex
        whole = line.utf8
    }

    private let whole: Substring.UTF8View
    /// The column of what comes next, from 1.
    var column: Int { whole.distance(from: start, to: rest.startIndex) + 1 }

    mutating func skipSpaces() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// One or more keys with dots between, and the spaces after them; nil where none stands.
    mutating func keys() -> [String]? {
        var keys: [String] = []
        repeat {
            skipSpaces()
            guard let key = key() else { return nil }
            keys.append(key)
            skipSpaces()
        } while skip(UInt8(ascii: "."))
        return keys
    }

    private mutating func key() -> String? {
        guard let first = rest.first else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return quoted(first) }
        let bare = rest.prefix { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
        rest = rest[bare.endIndex...]
        return bare.isEmpty ? nil : String(decoding: bare, as: UTF8.self)
    }

    private mutating func quoted(_ quote: UInt8) -> String? {
        var bytes: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            if byte == quote { return String(decoding: bytes, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""),
                let escaped = rest.popFirst()
            {
                bytes.append(escaped)
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }

    /// Passes a value inside a one-line table and the comma after it; false at the table's end.
    mutating func skipValue() -> Bool {
        while let byte = rest.first {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                guard quoted(byte) != nil else { return false }
                continue
            }
            rest = rest.dropFirst()
            if byte == UInt8(ascii: ",") { return true }
            if byte == UInt8(ascii: "}") { return false }
        }
        return false
    }
}
