import SiteHistory
import SiteModel

/// A bundle as a file: a line that says what it is, then frames one after another.
///
///     "pagemagic bundle 1\n"
///     bundle   what the site is, and how many frames follow
///     snapshot at most one: what stands for the log's beginning
///     pull …   the log, at most `WireLimits.pageByteCount` in each
///     push …   what waits
///
/// Each frame carries its check; the log's chained digest is in the first.
extension SiteBundle {
    private static let firstLine: [UInt8] = Array("pagemagic bundle 1\n".utf8)
    /// The largest file that is read.
    package static let byteCountMax = 512 << 20
    private static let nameByteCountMax = 4 << 10
    private static let replicaCountMax = 10_000

    /// Whether a file says that it is a bundle, of this version or another.
    package static func isBundle(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: firstLine.dropLast(2))
    }

    // MARK: Writing

    package var bytes: [UInt8] {
        let pulls = SiteBundle.pages(of: entries) { $0.batch.byteCount }
        let pushes = SiteBundle.pages(of: waiting, \.byteCount)
        var out = SiteBundle.firstLine
        out += head(pulls: pulls.count, pushes: pushes.count).bytes
        if let start {
            out += SnapshotAnswer(log: log, end: start.end, state: start.bytes).bytes
        }
        var reached = start?.end ?? .origin
        for page in pulls {
            let from = reached.position
            for entry in page { reached = reached.adding(entry) }
            out += PullAnswer(
                log: log, from: from, to: reached.position, digest: reached.digest, entries: page
            ).bytes(in: .columns)
        }
        for page in pushes {
            out += PushRequest(standing: standing, batches: page, form: .columns).bytes
        }
        return out
    }

    private var log: LogState {
        LogState(
            epoch: epoch ?? EpochID(rawValue: 0), head: end.position,
            stable: min(max(stable, start?.end.position ?? 0), end.position), kept: kept)
    }

    private var standing: Standing { .origin(chain?.replica ?? ReplicaID(rawValue: 0)) }

    private func head(pulls: Int, pushes: Int) -> Frame {
        var out = ByteWriter()
        out.string(site.description)
        out.optional(server) { $0.string($1) }
        out.optional(account) { $0.string($1) }
        out.optional(epoch) { $0.word($1.rawValue) }
        out.varint(stable)
        out.varint(kept)
        out.logEnd(end)
        out.list(replicas) { $0.word($1.rawValue) }
        out.optional(chain) {
            $0.word($1.replica.rawValue)
            $0.varint($1.seq)
            $0.digest($1.link)
        }
        out.varint(start == nil ? 0 : 1)
        out.varint(UInt64(pulls))
        out.varint(UInt64(pushes))
        return Frame(kind: .bundle, payload: out.bytes)
    }

    /// As many in each as one message takes.
    private static func pages<Part>(of all: [Part], _ size: (Part) -> Int) -> [[Part]] {
        var pages: [[Part]] = []
        var weight = 0
        for part in all {
            weight += size(part)
            let isFull =
                weight > WireLimits.pageByteCount
                || (pages.last?.count ?? 0) >= WireLimits.pageBatchCount
            if pages.isEmpty || isFull {
                pages.append([])
                weight = size(part)
            }
            pages[pages.count - 1].append(part)
        }
        return pages
    }

    // MARK: Reading

    /// Reads a whole file. What its batches mean is not looked at here.
    ///
    /// - Throws: ``WireError``; ``WireError/notAFrame`` for another version.
    package init(bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= SiteBundle.byteCountMax else { throw .overLimit("bundle") }
        guard bytes.starts(with: SiteBundle.firstLine) else { throw .notAFrame }
        var frames = FrameSequence(bytes[SiteBundle.firstLine.count...])
        var head = try BundleHead(frames.next())
        if head.hasStart {
            let answer = try SnapshotAnswer(bytes: frames.next())
            head.bundle.start = Start(end: answer.end, bytes: answer.state)
        }
        var reached = head.bundle.start?.end ?? .origin
        for _ in 0..<head.pullCount {
            let answer = try PullAnswer(bytes: frames.next())
            guard answer.from == reached.position else { throw .malformed("a log with a hole") }
            for entry in answer.entries { reached = reached.adding(entry) }
            guard answer.digest == reached.digest else { throw .damaged }
            head.bundle.entries += answer.entries
        }
        for _ in 0..<head.pushCount {
            head.bundle.waiting += try PushRequest(bytes: frames.next()).batches
        }
        guard frames.isAtEnd else { throw .wrongLength }
        guard reached == head.bundle.end else { throw .malformed("another log than it says") }
        self = head.bundle
    }

    /// The first frame.
    private struct BundleHead {
        var bundle: SiteBundle
        let hasStart: Bool
        let pullCount: UInt64
        let pushCount: UInt64

        init(_ bytes: [UInt8]) throws(WireError) {
            let frame = try Frame(bytes: bytes, kind: .bundle)
            guard frame.form == .rows else { throw .malformed("a bundle of another form") }
            self = try decoding(frame.payload) { (reader) throws(DecodingFault) in
                BundleHead(
                    bundle: try SiteBundle(headOf: &reader), hasStart: try reader.varint() == 1,
                    pullCount: try reader.varint(), pushCount: try reader.varint())
            }
        }

        private init(bundle: SiteBundle, hasStart: Bool, pullCount: UInt64, pushCount: UInt64) {
            self.bundle = bundle
            self.hasStart = hasStart
            self.pullCount = pullCount
            self.pushCount = pushCount
        }
    }

    private init(headOf reader: inout ByteReader) throws(DecodingFault) {
        let name = try reader.string()
        guard let site = NodeID(name), site.description == name else {
            throw .malformed("site", at: reader.position)
        }
        func word(_ reader: inout ByteReader) throws(DecodingFault) -> String {
            let name = try reader.string()
            guard name.utf8.count <= SiteBundle.nameByteCountMax else { throw .overLimit("name") }
            return name
        }
        self.init(
            site: site, server: try reader.optional(word), account: try reader.optional(word),
            epoch: try reader.optional { (r) throws(DecodingFault) in
                EpochID(rawValue: try r.word())
            },
            stable: try reader.varint(), kept: try reader.varint(), start: nil, entries: [],
            end: try reader.logEnd(),
            replicas: try reader.list(max: SiteBundle.replicaCountMax) {
                (r) throws(DecodingFault) in ReplicaID(rawValue: try r.word())
            },
            chain: try reader.optional { (r) throws(DecodingFault) in
                ChainEnd(
                    replica: ReplicaID(rawValue: try r.word()), seq: try r.varint(),
                    link: try r.digest())
            },
            waiting: [])
    }
}

/// Frames one behind the other.
private struct FrameSequence {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// The bytes of the next one, as its header says their number.
    mutating func next() throws(WireError) -> [UInt8] {
        guard rest.count >= Frame.headerByteCount else { throw .wrongLength }
        let count = rest.dropFirst(8).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard count <= rest.count - Frame.headerByteCount else { throw .wrongLength }
        defer { rest = rest.dropFirst(Frame.headerByteCount + count) }
        return Array(rest.prefix(Frame.headerByteCount + count))
    }
}
