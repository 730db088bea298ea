import PageTestSupport
import SiteHistory
import SiteModel
import WireProtocol

/// Inputs that the decoders take, made by our own encoders: where the fuzzer begins.
extension FuzzTarget {
    package var seeds: [[UInt8]] {
        switch self {
        case .batch: Self.histories.flatMap { $0.map(\.batch.canonicalBytes) }
        case .step:
            Self.histories.flatMap { log in
                log.map { UndoStep(batch: $0.batch, origins: [], reopened: []).bytes }
            }.flatMap { [$0, Array($0.dropFirst(9))] }
        case .frame: Self.frameSeeds
        case .push: Self.pushes.compactMap(Self.payload)
        case .pull: Self.pulls.compactMap(Self.payload)
        case .snapshot: Self.snapshots.compactMap { Self.payload($0.bytes) }
        case .state:
            Self.snapshots.map { [UInt8](repeating: 0, count: 15) + [1] + $0.state }
        case .json: Self.messageSeeds.flatMap(\.self)
        case .messages:
            Self.messageSeeds.enumerated().flatMap { kind, seeds in
                seeds.map { [UInt8(kind)] + $0 }
            }
        case .events:
            [
                [9] + EventHint.heartbeatBytes + Self.hint(1) + Self.hint(70_000),
                [40] + Self.hint(2),
            ]
        case .proposal: Self.proposals
        case .bundle: Self.bundles.map { Self.parts(ofBundle: $0.bytes) }
        case .standing:
            [Array(Self.sampleStanding.query.utf8), Array("replica=0123456789abcdef".utf8)]
        }
    }

    private static let histories: [[LogEntry]] = (1...6).map { (seed: UInt64) in
        let log = HistoryGenerator(seed: seed, steps: 40).log
        return seed % 2 == 0 ? log + [rebase(behind: log)] : log
    }

    /// A batch that says which ones it and others stand for.
    private static func rebase(behind log: [LogEntry]) -> LogEntry {
        let head = log.last?.end ?? 0
        let batch = Batch(
            replica: ReplicaID(rawValue: 0xfe), first: 1,
            base: LogPosition(epoch: EpochID(rawValue: 1), count: head), previous: .zero,
            body: .operations(
                (1...3).map { (seq: UInt64) -> SiteHistory.Operation in
                    .retire(
                        ChainEnd(
                            replica: ReplicaID(rawValue: 0xfd), seq: seq, link: Digest.of([9])))
                }))
        return LogEntry(batch: batch, start: head + 1, author: "", time: 0)
    }

    private static let sampleStanding = Standing(
        replica: ReplicaID(rawValue: 5), epoch: EpochID(rawValue: 0xabc), cursor: 12,
        digest: LogDigest(Digest.of([1])), floor: 8, dropped: 3)

    private static func hint(_ head: UInt64) -> [UInt8] {
        EventHint(epoch: EpochID(rawValue: 0xabc), head: head).eventBytes
    }

    private static func state(_ head: UInt64) -> LogState {
        LogState(
            epoch: EpochID(rawValue: 1), head: head, stable: 2, kept: 1,
            seal: Seal(
                epoch: EpochID(rawValue: 1),
                end: LogEnd(position: head, digest: LogDigest(Digest.of([3]))), code: Digest.of([2])
            ))
    }

    private static var pushes: [[UInt8]] {
        histories.flatMap { log in
            Frame.Form.allCases.map {
                PushRequest(standing: sampleStanding, batches: log.map(\.batch), form: $0).bytes
            }
        }
    }

    private static var pulls: [[UInt8]] {
        histories.flatMap { log in
            let head = log.last?.end ?? 0
            let answer = PullAnswer(
                log: state(head), from: 0, to: head, digest: LogDigest(), entries: log)
            return Frame.Form.allCases.map { answer.bytes(in: $0) }
        }
    }

    /// Every log whole, as its state; but for those that a newer program's operation froze.
    private static let snapshots = histories.compactMap { log -> SnapshotAnswer? in
        var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        guard (try? engine.pull(log)) != nil, let state = try? engine.snapshot(at: engine.cursor)
        else { return nil }
        let end = LogEnd(position: engine.cursor, digest: engine.digest)
        let log = LogState(
            epoch: EpochID(rawValue: 1), head: end.position + 2, stable: end.position, kept: 0)
        return SnapshotAnswer(log: log, end: end, state: state)
    }

    /// Sites as they are carried: from the log's beginning, and from a state of it; with the last batch waiting.
    private static let bundles = histories.flatMap { log -> [SiteBundle] in
        let waiting = log.suffix(1).map(\.batch)
        let known = Array(log.dropLast())
        var ends = [LogEnd.origin]
        for entry in known { ends.append(ends[ends.count - 1].adding(entry)) }
        var bundle = SiteBundle(
            site: HistoryGenerator.site, server: "http://127.0.0.1", account: nil,
            epoch: EpochID(rawValue: 1), stable: 0, kept: 0, start: nil, entries: known,
            end: ends[known.count], replicas: [ReplicaID(rawValue: 7)],
            chain: waiting.first.map {
                ChainEnd(replica: $0.replica, seq: $0.last, link: $0.hash)
            }, waiting: waiting)
        let half = known.count / 2
        var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        guard (try? engine.pull(Array(known.prefix(half)))) != nil,
            let state = try? engine.snapshot(at: engine.cursor)
        else { return [bundle] }
        let whole = bundle
        bundle.start = SiteBundle.Start(end: ends[half], bytes: state)
        bundle.stable = ends[half].position
        bundle.entries = Array(known.dropFirst(half))
        return [whole, bundle]
    }

    /// Every section of a history, to become the one behind it.
    private static let proposals = histories.flatMap { log -> [[UInt8]] in
        var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        guard (try? engine.pull(log)) != nil else { return [] }
        let site = engine.site
        let sections = site.pages.flatMap { site.sections(of: $0.id) }.map(\.id)
        let head = ProposalHead(prompt: "other words", author: "x", summary: "", locale: "en")
        var number: UInt64 = 0
        return zip(sections, sections.dropFirst()).compactMap { section, other in
            guard let root = site.children(of: other).first else { return nil }
            let draft = site.draft(of: root) {
                number += 1
                return NodeID(high: 77, low: number)
            }
            return Proposal(head: head, replacing: [(section, draft)], in: site).bytes
        }
    }

    /// A bundle as its target takes it.
    private static func parts(ofBundle bytes: [UInt8]) -> [UInt8] {
        var rest = bytes.dropFirst(FuzzTarget.bundleLine.count)
        var out: [UInt8] = []
        while !rest.isEmpty {
            let count = rest.dropFirst(8).prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let whole = Array(rest.prefix(Frame.headerByteCount + count))
            rest = rest.dropFirst(whole.count)
            guard let frame = try? Frame(bytes: whole) else { continue }
            let length = frame.payload.count
            out += [
                frame.kind.rawValue, frame.form.rawValue, UInt8(length >> 8), UInt8(length & 255),
            ]
            out += frame.payload
        }
        return out
    }

    /// A frame as the targets for payloads take it: its form, then its payload.
    private static func payload(_ bytes: [UInt8]) -> [UInt8]? {
        (try? Frame(bytes: bytes)).map { [$0.form.rawValue - 1] + $0.payload }
    }

    private static var frameSeeds: [[UInt8]] {
        (pushes + pulls + snapshots.map(\.bytes)).map { bytes in
            [bytes[4], bytes[5], bytes[6]] + bytes[13..<16] + bytes[Frame.headerByteCount...]
        }
    }

    private static var messageSeeds: [[[UInt8]]] {
        let link = Digest.of([3])
        let outcomes: [PushOutcome] = [
            .accepted(start: 1), .same(start: 9), .refused(message: "no \"such\" node\n"),
            .gap(expected: 4), .fork(seq: 3, link: link), .rebase(stable: 8),
            .forbidden(message: "another's"),
        ]
        let site = SiteList.Entry(
            id: NodeID(high: 1, low: 2), head: 4, updatedAt: 1_700_000_000_000)
        return [
            [HelloRequest(standing: sampleStanding).bytes],
            [
                HelloAnswer(
                    log: state(9), chain: ChainHead(last: 4, link: link), account: "ana"
                ).bytes
            ],
            [PushAnswer(log: state(9), outcomes: outcomes).bytes],
            [SiteList(account: "ana", sites: [site]).bytes],
            Problem.Kind.allCases.map {
                Problem($0, status: 409, title: "No", detail: "because", cut: 4).bytes
            },
        ]
    }
}
