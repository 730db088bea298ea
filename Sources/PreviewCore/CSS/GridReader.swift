/// Tracks, lines and areas (CSS Grid Level 1).
extension ValueReader {
    /// No grid has more tracks than this: a hostile sheet may ask for a billion.
    static let tracksMax = 200

    /// Takes a track list; nil where it is not understood.
    mutating func tracks(depth: Int) -> [GridTrack]? {
        var tracks: [GridTrack] = []
        while peekSolid() != nil {
            guard tracks.count < Self.tracksMax, depth < 4 else { return tracks }
            if peek?.kind == .openSquare {
                tracks += lineNames()
            } else if let token = peek, token.isFunction(.repeat) {
                _ = next()
                guard let repeated = repeatedTracks(depth: depth) else { return nil }
                tracks += repeated.prefix(Self.tracksMax)
            } else {
                guard let track = track(depth: depth) else { return nil }
                tracks.append(track)
            }
        }
        return tracks
    }

    private mutating func lineNames() -> [GridTrack] {
        _ = next()
        var names: [GridTrack] = []
        while let token = next(), token.kind != .closeSquare {
            if token.kind == .ident { names.append(.name(token.key)) }
        }
        return names
    }

    private mutating func repeatedTracks(depth: Int) -> [GridTrack]? {
        let parts = arguments().splitAtCommas()
        guard parts.count >= 2 else { return nil }
        var count = parts[0]
        var list = parts[1]
        guard let times = count.next(), let tracks = list.tracks(depth: depth + 1) else {
            return nil
        }
        if times.isIdent(.autoFill) || times.isIdent(.autoFit) {
            return [.autoRepeat(tracks, fits: times.keyword == .autoFit)]
        }
        guard times.kind == .number, times.number >= 1 else { return nil }
        let copies = Swift.min(Int(times.number), Self.tracksMax / Swift.max(1, tracks.count))
        return Array(repeatElement(tracks, count: Swift.max(1, copies)).joined())
    }

    private mutating func track(depth: Int) -> GridTrack? {
        guard let token = peekSolid() else { return nil }
        if token.kind == .dimension, token.unit == .fr {
            _ = next()
            return .fraction(token.number)
        }
        if token.isFunction(.minmax) {
            _ = next()
            let parts = arguments().splitAtCommas()
            guard parts.count == 2, depth < 4 else { return nil }
            var (low, high) = (parts[0], parts[1])
            guard let least = low.track(depth: depth + 1), let most = high.track(depth: depth + 1)
            else { return nil }
            return .minmax(least, most)
        }
        if token.isFunction(.fitContent) {
            _ = next()
            var inner = arguments()
            return inner.length().map { .fitContent($0) }
        }
        return length().map { .size($0) }
    }

    /// Takes one `<grid-line>`, up to a `/` or the end.
    mutating func gridLine() -> GridLine {
        var line = GridLine.auto
        var spans = false
        while let token = peekSolid(), !token.isDelim("/") {
            _ = next()
            switch token.kind {
            case .number where token.flag || token.number.rounded() == token.number:
                let number = Int(
                    Swift.max(
                        -Double(Self.tracksMax), Swift.min(Double(Self.tracksMax), token.number)))
                line = spans ? .span(Swift.max(1, number)) : .line(number)
            case .ident where token.keyword == .span:
                spans = true
                if case .line(let number) = line {
                    line = .span(Swift.max(1, number))
                } else {
                    line = .span(1)
                }
            case .ident where token.keyword == .auto: line = .auto
            case .ident: if line == .auto { line = .named(token.key) }
            default: break
            }
        }
        return line
    }

    /// Takes the `/` between two lines.
    mutating func slash() -> Bool {
        guard let token = peekSolid(), token.isDelim("/") else { return false }
        _ = next()
        return true
    }

    /// Takes a border's width.
    mutating func borderWidth() -> CSSLength? {
        if let length = length() { return length }
        guard let token = peekSolid(), token.kind == .ident else { return nil }
        let width: Double? =
            switch token.keyword {
            case .thin: 1
            case .medium: 3
            case .thick: 5
            default: nil
            }
        guard let width else { return nil }
        _ = next()
        return .plain(width, .px)
    }
}
