/// The key of a name: equal names have equal keys, and comparing keys costs one instruction.
///
/// FNV-1a, 64 bits. Two names that share a key by accident would share their style, nothing more.
typealias NameKey = UInt64

enum NameHash {
    static let seed: NameKey = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func mix(_ key: NameKey, _ byte: UInt8) -> NameKey {
        (key ^ NameKey(byte)) &* 0x100_0000_01B3
    }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The key of a name, case kept.
    static func exact(_ name: some Sequence<UInt8>) -> NameKey { name.reduce(seed) { mix($0, $1) } }

    /// The key of a name, ASCII case folded.
    static func folded(_ name: some Sequence<UInt8>) -> NameKey {
        name.reduce(seed) { mix($0, lower($1)) }
    }

    static func exact(_ name: String) -> NameKey { exact(name.utf8) }
    static func folded(_ name: String) -> NameKey { folded(name.utf8) }

    /// The exact keys of the words of a list that is separated by white space.
    static func words(_ text: String) -> [NameKey] {
        var keys: [NameKey] = []
        var key = seed
        var inWord = false
        for byte in text.utf8 {
            if byte <= 0x20 {
                if inWord { keys.append(key) }
                (key, inWord) = (seed, false)
            } else {
                (key, inWord) = (mix(key, byte), true)
            }
        }
        if inWord { keys.append(key) }
        return keys
    }
}
