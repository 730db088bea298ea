/// Plain searches in bytes; quick where `String`'s own, by characters, are not.
enum ByteSearch {
    /// The offset of the first `word` at or after `start`.
    static func first(_ word: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
        guard let head = word.first, bytes.count >= word.count else { return nil }
        var at = start
        while at <= bytes.count - word.count {
            guard let found = bytes[at...(bytes.count - word.count)].firstIndex(of: head) else {
                return nil
            }
            if bytes[found..<found + word.count].elementsEqual(word) { return found }
            at = found + 1
        }
        return nil
    }

    static func contains(_ word: String, in bytes: [UInt8]) -> Bool {
        first(Array(word.utf8), in: bytes) != nil
    }

    /// The offsets of every `word`.
    static func all(_ word: String, in bytes: [UInt8]) -> [Int] {
        let word = Array(word.utf8)
        var found: [Int] = []
        var at = 0
        while let next = first(word, in: bytes, from: at) {
            found.append(next)
            at = next + word.count
        }
        return found
    }
}
