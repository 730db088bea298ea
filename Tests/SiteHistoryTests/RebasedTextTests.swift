import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// What a device that was away wrote into a text that others had changed meanwhile.
struct RebasedTextTests {
    private static let epoch = EpochID(rawValue: 1)

    /// A device with one insert that waits, and what it had not read: a word before it in the same text.
    private struct Late {
        var engine: HistoryEngine
        let rest: [LogEntry]
        let waiting: Batch

        init() throws {
            var scene = LogScene()
            let seen = scene.head
            scene.write(by: 8, seen: seen, .insert(LogScene.text, at: 0, text: "oh, "))
            engine = HistoryEngine(
                site: LogScene.node(1), replicas: [ReplicaID(rawValue: 1)])
            _ = try engine.pull(scene.log.filter { $0.end <= seen })
            rest = scene.log.filter { $0.end > seen }
            waiting = Batch(
                replica: ReplicaID(rawValue: 1), first: 1,
                base: LogPosition(epoch: RebasedTextTests.epoch, count: seen), previous: .zero,
                body: .operations([
                    .insert(LogScene.text, at: 5, text: " all"),
                    .insert(LogScene.text, at: 9, text: " of you"),
                ]))
        }
    }

    @Test func `a patch of a batch whose author had not seen everything is of the text as shown`()
        throws
    {
        var late = try Late()
        _ = try late.engine.pull(late.rest)

        let patch = try late.engine.commit(late.waiting)

        let edits = patch.texts.first { $0.text == LogScene.text }?.edits
        #expect(edits == [TextEdit(9..<9, " all of you")])
    }

    @Test func `what was typed is written anew where the merge shows it, and nothing else is`()
        throws
    {
        var late = try Late()
        _ = try late.engine.commit(late.waiting)

        let rebased = try late.engine.rewriting(
            LogRewrite(
                cut: late.engine.cursor, entries: late.rest, replica: ReplicaID(rawValue: 77),
                epoch: RebasedTextTests.epoch, isRebase: true))

        let texts = rebased.engine.pending.flatMap(\.operations).filter { $0.text != nil }
        #expect(texts == [.insert(LogScene.text, at: 9, text: " all of you")])
    }
}
