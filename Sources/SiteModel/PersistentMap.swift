/// A dictionary whose copies share everything that neither of them changed.
///
/// A state is kept, copied and changed at every commit, and old copies live on in readers: with `Dictionary` each such
/// change copies the whole site. Here a change copies one bucket and the two short rows that lead to it.
///
/// A hash table of buckets in a directory of two levels, O(√*n*) wide each; order is unspecified and differs from run
/// to run.
/// - Complexity: a lookup O(1); a change O(1), after a copy O(√(*n* / 6)) pointers; a copy O(1).
///
/// `public` and not `package`: the compiler specialises generic code for another module's types only where it is public
/// and inlinable, and unspecialised look-ups were a tenth of a sync.
public struct PersistentMap<Key: Hashable, Value> {
    /// Keys and values of one hash, in the order they came; parallel arrays of equal length.
    @usableFromInline struct Bucket {
        @usableFromInline var keys: [Key] = []
        @usableFromInline var values: [Value] = []

        @inlinable init() {}

        /// Grows by what it needs: buckets are short and many, so spare room would cost more than moving them.
        @inlinable mutating func append(_ key: Key, _ value: Value) {
            keys.reserveCapacity(keys.count + 1)
            values.reserveCapacity(values.count + 1)
            keys.append(key)
            values.append(value)
        }

        @inlinable mutating func remove(at offset: Int) -> Value {
            keys.remove(at: offset)
            return values.remove(at: offset)
        }
    }

    /// Where a key is, or would go.
    @usableFromInline struct Place {
        @usableFromInline let row: Int
        @usableFromInline let column: Int
        /// Nil where the key is not there.
        @usableFromInline let offset: Int?

        @inlinable init(row: Int, column: Int, offset: Int?) {
            self.row = row
            self.column = column
            self.offset = offset
        }
    }

    /// How many entries a bucket holds on average before the table grows.
    @inlinable static var loadMax: Int { 8 }

    @usableFromInline var directory: [[Bucket]] = []
    /// The binary logarithm of the number of buckets.
    @usableFromInline var bits = 0
    @usableFromInline var size = 0

    @inlinable public init() {}

    @inlinable public var count: Int { size }

    @inlinable public var isEmpty: Bool { count == 0 }

    @inlinable public subscript(key: Key) -> Value? {
        get {
            guard count > 0 else { return nil }
            let place = place(of: key)
            guard let offset = place.offset else { return nil }
            return directory[place.row][place.column].values[offset]
        }
        set {
            if let newValue { update(key, newValue) } else { removeValue(forKey: key) }
        }
        _modify {
            // Moved out and back in: what the value refers to stays unshared, and is changed in place.
            var value = takeValue(forKey: key)
            defer { if let value { put(key, value) } }
            yield &value
        }
    }

    @inlinable public subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        _modify {
            var value = takeValue(forKey: key) ?? fallback()
            defer { put(key, value) }
            yield &value
        }
    }

    @discardableResult @inlinable
    public mutating func removeValue(forKey key: Key) -> Value? { takeValue(forKey: key) }

    @inlinable public func contains(_ key: Key) -> Bool {
        count > 0 && place(of: key).offset != nil
    }

    /// The keys whose values may be others in an earlier copy, or that only one of both has; what both share is not looked
    /// at.
    ///
    /// - Returns: nil where they are more than `limit`, or the maps do not share their form.
    /// - Complexity: O(√*n* + keys in the buckets that one of both has changed).
    @inlinable public func changes(since other: PersistentMap, limit: Int) -> [Key]? {
        guard bits == other.bits, directory.count == other.directory.count else { return nil }
        var keys: [Key] = []
        for (row, old) in zip(directory, other.directory) where !Self.isShared(row, old) {
            guard row.count == old.count else { return nil }
            for (bucket, before) in zip(row, old)
            where !Self.isShared(bucket.values, before.values) {
                keys += bucket.keys
                for key in before.keys where !bucket.keys.contains(key) { keys.append(key) }
                guard keys.count <= limit else { return nil }
            }
        }
        return keys
    }

    @inlinable static func isShared<Element>(_ a: [Element], _ b: [Element]) -> Bool {
        a.count == b.count
            && a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress }
            }
    }

    // MARK: Buckets

    @inlinable var columnBits: Int { bits / 2 }

    @inlinable func place(of key: Key) -> Place {
        let (row, column) = bucket(of: key)
        return Place(
            row: row, column: column, offset: directory[row][column].keys.firstIndex(of: key))
    }

    @inlinable func bucket(of key: Key) -> (row: Int, column: Int) {
        let number = key.hashValue & (1 << bits - 1)
        return (number >> columnBits, number & (1 << columnBits - 1))
    }

    @inlinable mutating func update(_ key: Key, _ value: Value) {
        if count > 0 {
            let place = place(of: key)
            if let offset = place.offset {
                directory[place.row][place.column].values[offset] = value
                return
            }
        }
        put(key, value)
    }

    /// Adds a key that is not there.
    @inlinable mutating func put(_ key: Key, _ value: Value) {
        if directory.isEmpty { directory = [[Bucket()]] }
        if count >= PersistentMap.loadMax << bits { grow() }
        let (row, column) = bucket(of: key)
        directory[row][column].append(key, value)
        size += 1
    }

    @inlinable mutating func takeValue(forKey key: Key) -> Value? {
        guard count > 0 else { return nil }
        let place = place(of: key)
        guard let offset = place.offset else { return nil }
        size -= 1
        return directory[place.row][place.column].remove(at: offset)
    }

    @inlinable mutating func grow() { grow(to: bits + 1) }

    /// Makes room for so many entries at once.
    @inlinable public mutating func reserveCapacity(_ count: Int) {
        var wanted = bits
        while count > PersistentMap.loadMax << wanted { wanted += 1 }
        if wanted > bits { grow(to: wanted) }
    }

    @inlinable mutating func grow(to wanted: Int) {
        let old = directory
        bits = wanted
        let row = [Bucket](repeating: Bucket(), count: 1 << columnBits)
        directory = [[Bucket]](repeating: row, count: 1 << (bits - columnBits))
        for bucket in old.joined() {
            for (key, value) in zip(bucket.keys, bucket.values) {
                let (row, column) = self.bucket(of: key)
                directory[row][column].append(key, value)
            }
        }
    }
}

extension PersistentMap: Sequence {
    public typealias Element = (key: Key, value: Value)

    public struct Iterator: IteratorProtocol {
        @usableFromInline let directory: [[Bucket]]
        @usableFromInline var row = 0
        @usableFromInline var column = 0
        @usableFromInline var offset = 0

        @inlinable init(directory: [[Bucket]]) { self.directory = directory }

        @inlinable public mutating func next() -> Element? {
            while row < directory.count {
                while column < directory[row].count {
                    if offset < directory[row][column].keys.count {
                        defer { offset += 1 }
                        let bucket = directory[row][column]
                        return (bucket.keys[offset], bucket.values[offset])
                    }
                    column += 1
                    offset = 0
                }
                row += 1
                column = 0
            }
            return nil
        }
    }

    @inlinable public func makeIterator() -> Iterator { Iterator(directory: directory) }

    @inlinable public var underestimatedCount: Int { count }
    @inlinable public var keys: LazyMapSequence<PersistentMap, Key> { lazy.map(\.key) }
    @inlinable public var values: LazyMapSequence<PersistentMap, Value> { lazy.map(\.value) }

    @inlinable public func mapValues<Other>(_ change: (Value) throws -> Other) rethrows
        -> PersistentMap<Key, Other>
    {
        var changed = PersistentMap<Key, Other>()
        for (key, value) in self { changed[key] = try change(value) }
        return changed
    }
}

extension PersistentMap: ExpressibleByDictionaryLiteral {
    @inlinable public init(dictionaryLiteral elements: (Key, Value)...) {
        for (key, value) in elements { update(key, value) }
    }
}

extension PersistentMap: Equatable where Value: Equatable {
    @inlinable public static func == (a: PersistentMap, b: PersistentMap) -> Bool {
        a.count == b.count && a.allSatisfy { b[$0.key] == $0.value }
    }
}

extension PersistentMap: Sendable where Key: Sendable, Value: Sendable {}
extension PersistentMap.Bucket: Sendable where Key: Sendable, Value: Sendable {}
extension PersistentMap.Iterator: Sendable where Key: Sendable, Value: Sendable {}
