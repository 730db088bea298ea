/// LZ77 for texts at rest: sequences of literals and a match.
///
/// A sequence is a token (high four bits: literals, low four: match length less 4; 15 goes on in bytes of up to 255), the
/// literals, and the match's distance in two bytes, low one first. The last sequence has literals only.
enum BytePacker {
    private static let matchMin = 4
    private static let distanceMax = 65_535
    /// A shorter match saves less than its sequence costs the reader.
    private static let matchWorth = 6
    /// Candidates that are tried for a match.
    private static let tries = 256

    // MARK: Packing

    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var search = MatchSearch(bytes)
        var out: [UInt8] = []
        var start = 0
        var place = 0
        while place + matchMin <= bytes.count {
            var match = search.longest(at: place)
            search.add(place)
            guard match.length >= matchWorth else {
                place += 1
                continue
            }
            // A longer match one byte later is worth a literal.
            while place + 1 + matchMin <= bytes.count {
                let later = search.longest(at: place + 1)
                guard later.length > match.length + 1 else { break }
                place += 1
                search.add(place)
                match = later
            }
            write(bytes[start..<place], match: match, to: &out)
            for inside in place + 1..<place + match.length { search.add(inside) }
            place += match.length
            start = place
        }
        write(bytes[start...], match: nil, to: &out)
        return out
    }

    private static func write(
        _ literals: ArraySlice<UInt8>, match: MatchSearch.Match?, to out: inout [UInt8]
    ) {
        let length = match.map { $0.length - matchMin } ?? 0
        out.append(UInt8(min(literals.count, 15)) << 4 | UInt8(min(length, 15)))
        writeRest(literals.count - 15, to: &out)
        out.append(contentsOf: literals)
        guard let match else { return }
        out.append(UInt8(truncatingIfNeeded: match.distance))
        out.append(UInt8(truncatingIfNeeded: match.distance >> 8))
        writeRest(length - 15, to: &out)
    }

    private static func writeRest(_ rest: Int, to out: inout [UInt8]) {
        guard rest >= 0 else { return }
        out.append(contentsOf: repeatElement(255, count: rest / 255))
        out.append(UInt8(rest % 255))
    }

    /// Earlier places by the hash of their first four bytes, newest first.
    private struct MatchSearch {
        struct Match {
            var length = 0
            var distance = 0
        }

        private let bytes: [UInt8]
        private var newest = [Int32](repeating: -1, count: 1 << 16)
        private var before: [Int32]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            before = [Int32](repeating: -1, count: bytes.count)
        }

        private func hash(_ place: Int) -> Int {
            var word: UInt32 = 0
            for offset in 0..<4 { word = word << 8 | UInt32(bytes[place + offset]) }
            return Int((word &* 2_654_435_761) >> 16)
        }

        mutating func add(_ place: Int) {
            guard place + matchMin <= bytes.count else { return }
            let hash = hash(place)
            before[place] = newest[hash]
            newest[hash] = Int32(place)
        }

        func longest(at place: Int) -> Match {
            var best = Match()
            var candidate = Int(newest[hash(place)])
            var left = tries
            while candidate >= 0, place - candidate <= distanceMax, left > 0 {
                let length = length(candidate, place)
                if length > best.length {
                    best = Match(length: length, distance: place - candidate)
                }
                candidate = Int(before[candidate])
                left -= 1
            }
            return best
        }

        private func length(_ a: Int, _ b: Int) -> Int {
            var length = 0
            while b + length < bytes.count, bytes[a + length] == bytes[b + length] { length += 1 }
            return length
        }
    }

    // MARK: Unpacking

    /// Unpacks exactly as many bytes as there is room for; false where the packed form is not that of so many.
    static func unpack(
        _ packed: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard let source = packed.baseAddress else { return false }
        guard let target = out.baseAddress else { return packed.count == 1 && source[0] == 0 }
        var from = 0
        var to = 0
        let end = packed.count
        let room = out.count
        while from < end {
            let token = Int(source[from])
            from &+= 1
            var count = token &>> 4
            if count == 15 {
                guard let rest = longCount(packed, &from) else { return false }
                count += rest
            }
            guard count <= end &- from, count <= room &- to else { return false }
            // Sixteen at once where there is room for what is too much.
            if count <= 16, end &- from >= 16, room &- to >= 16 {
                copy16(source + from, target + to)
            } else {
                (target + to).update(from: source + from, count: count)
            }
            from &+= count
            to &+= count
            if from == end { return token & 15 == 0 && to == room }
            guard end &- from >= 2 else { return false }
            let distance = Int(source[from]) | Int(source[from &+ 1]) &<< 8
            from &+= 2
            var length = token & 15
            if length == 15 {
                guard let rest = longCount(packed, &from) else { return false }
                length += rest
            }
            length &+= matchMin
            guard distance > 0, distance <= to, length <= room &- to else { return false }
            if distance >= 16, length <= 16, room &- to >= 16 {
                copy16(target + (to &- distance), target + to)
            } else {
                repeatBytes(target, at: to, from: to &- distance, length)
            }
            to &+= length
        }
        return false
    }

    private static func longCount(_ packed: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int?
    {
        var count = 0
        while place < packed.count {
            let next = packed[place]
            place += 1
            count += Int(next)
            if next < 255 { return count }
        }
        return nil
    }

    @inline(__always)
    private static func copy16(_ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
        let source = UnsafeRawPointer(from)
        let low = source.loadUnaligned(as: UInt64.self)
        let high = source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let target = UnsafeMutableRawPointer(to)
        target.storeBytes(of: low, as: UInt64.self)
        target.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
    }

    /// Copies bytes that may run into what they make.
    private static func repeatBytes(
        _ bytes: UnsafeMutablePointer<UInt8>, at place: Int, from start: Int, _ length: Int
    ) {
        if place &- start >= length {
            (bytes + place).update(from: bytes + start, count: length)
        } else {
            for offset in 0..<length { bytes[place &+ offset] = bytes[start &+ offset] }
        }
    }
}
