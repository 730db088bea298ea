import Foundation
import GRDB

/// Texts in columns, byte for byte.
extension Stored {
    /// A text as it is bound: SQLite's own texts end at a NUL, so one that holds a NUL stands as bytes.
    static func exact(_ text: String) -> any DatabaseValueConvertible {
        text.utf8.contains(0) ? Data(text.utf8) : text
    }
}

extension Row {
    /// A column's text, whole, whether it stands as text or as bytes; nil for NULL.
    func exactText(_ index: Int) throws -> String? {
        try withUnsafeData(atIndex: index) { data in
            data.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

/// A list of words as one text: `wide dark`. In a word `\` stands as `\\`, a space as `\s`, nothing at all as `\e`.
enum WordList {
    static func text(_ words: [String]) -> String {
        words.lazy.map(written).joined(separator: " ")
    }

    static func words(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        return parts.map { read($0) }
    }

    private static func written(_ word: String) -> String {
        if word.isEmpty { return "\\e" }
        guard word.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\\") })
        else { return word }
        var bytes: [UInt8] = []
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: " "): bytes += Array("\\s".utf8)
            case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func read(_ part: Substring.UTF8View) -> String {
        guard part.contains(UInt8(ascii: "\\")) else { return String(Substring(part)) }
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in part {
            if isEscaped {
                isEscaped = false
                if byte == UInt8(ascii: "s") { bytes.append(UInt8(ascii: " ")) }
                if byte == UInt8(ascii: "\\") { bytes.append(byte) }
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
