import TOMLKit

/// A TOML file as values, with the places its keys stand at.
struct SettingsDocument {
    /// A value of a settings file.
    enum Item: Hashable {
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case table([String: Item])
        /// A list, a date, a fraction: nothing of ours is one.
        case other

        /// What it is, for a message.
        var kind: String {
            switch self {
            case .string: "a string"
            case .integer: "a number"
            case .boolean: "true or false"
            case .table: "a table"
            case .other: "a value of another kind"
            }
        }
    }

    let file: String
    let root: [String: Item]
    private let map: SourceMap

    /// Reads a file's text; a fault in its form is thrown with its place.
    init(_ text: String, file: String) throws(SettingsError) {
        self.file = file
        map = SourceMap(text)
        if let place = BrokenHeader.place(in: text) {
            throw .invalid([
                SettingsProblem(
                    file: file, line: place.line, column: place.column,
                    message: "a table's name is letters, digits, - and _, or stands in quotes")
            ])
        }
        do {
            root = Self.items(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            throw .invalid(Self.problems(error, map, file))
        } catch {
            throw .invalid([
                SettingsProblem(
                    file: file, line: 1, column: 1, message: "not a TOML file: \(error)")
            ])
        }
    }

    /// What the reader found; of keys that stand in the file twice all, in our words: its own name something else.
    private static func problems(
        _ error: TOMLParseError, _ map: SourceMap, _ file: String
    ) -> [SettingsProblem] {
        let begin = error.source.begin
        let line = max(1, Int(begin.line))
        let isRepeat = error.description.contains("redefine")
        let repeats = map.repeats.filter { isRepeat && $0.again.line >= line }
        guard repeats.isEmpty else {
            return repeats.map {
                SettingsProblem(
                    file: file, line: $0.again.line, column: $0.again.column,
                    message: "\"\($0.key)\" stands in line \($0.first.line) already")
            }
        }
        return [
            SettingsProblem(
                file: file, line: line, column: max(1, Int(begin.column)),
                message: isRepeat ? "this stands in the file already" : error.description)
        ]
    }

    private static func items(_ table: TOMLTable) -> [String: Item] {
        var items: [String: Item] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            items[key] = item(value)
        }
        return items
    }

    private static func item(_ value: any TOMLValueConvertible) -> Item {
        if let table = value.table { return .table(items(table)) }
        if let string = value.string { return .string(string) }
        if let integer = value.int { return .integer(integer) }
        if let boolean = value.bool { return .boolean(boolean) }
        return .other
    }

    /// A message at a key.
    func remark(_ path: [String], _ message: String) -> SettingsProblem {
        let place = map.place(of: path)
        return SettingsProblem(file: file, line: place.line, column: place.column, message: message)
    }

    /// A fault at a key.
    func problem(_ path: [String], _ message: String) -> SettingsError {
        .invalid([remark(path, message)])
    }

    /// The line of a key, from 1; keys sort by it as they stand in the file.
    func line(of path: [String]) -> Int { map.place(of: path).line }

    /// A string at the top of the file; nil where it is absent.
    func string(_ key: String) throws(SettingsError) -> String? {
        switch root[key] {
        case nil: return nil
        case .string(let value): return value
        case .some(let other): throw problem([key], "\(key) is to be a string, not \(other.kind)")
        }
    }

    /// The name that a theme or a keymap has to have.
    func name(of whose: String) throws(SettingsError) -> String {
        guard let name = try string("name"), !name.isEmpty else {
            throw problem(["name"], "\(whose) needs a name")
        }
        return name
    }

    /// A truth value at the top of the file; nil where it is absent.
    func boolean(_ key: String) throws(SettingsError) -> Bool? {
        switch root[key] {
        case nil: return nil
        case .boolean(let value): return value
        case .some(let other):
            throw problem([key], "\(key) is to be true or false, not \(other.kind)")
        }
    }

    /// A table at the top of the file; empty where it is absent.
    func table(_ key: String) throws(SettingsError) -> [String: Item] {
        switch root[key] {
        case nil: return [:]
        case .table(let items): return items
        case .some(let other): throw problem([key], "\(key) is to be a table, not \(other.kind)")
        }
    }

    /// Throws the keys, by line, that are none of these.
    func refuseOthers(than known: [String], in items: [String: Item], under path: [String] = [])
        throws(SettingsError)
    {
        let strangers = items.keys.filter { !known.contains($0) }
            .sorted { line(of: path + [$0]) < line(of: path + [$1]) }
        guard !strangers.isEmpty else { return }
        throw .invalid(
            strangers.map { remark(path + [$0], unknown("key", $0, among: known)) })
    }
}

/// Says that a word is not known, and which known one was perhaps meant.
func unknown(_ kind: String, _ word: String, among known: some Sequence<String>) -> String {
    let close = known.map { ($0, distance(word, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let close, close.1 <= max(2, word.count / 3) else { return "unknown \(kind) \"\(word)\"" }
    return "unknown \(kind) \"\(word)\"; perhaps \"\(close.0)\""
}

/// Insertions, deletions and replacements from one word to another.
private func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b.utf8)
    var row = Array(0...b.count)
    for (i, x) in a.utf8.prefix(80).enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let above = row[j + 1]
            row[j + 1] = min(diagonal + (x == b[j] ? 0 : 1), min(above, row[j]) + 1)
            diagonal = above
        }
    }
    return row[b.count]
}
