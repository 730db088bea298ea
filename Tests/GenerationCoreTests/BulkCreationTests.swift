import SiteHistory
import SiteMarkup
import SiteModel
import Testing
import WireProtocol

@testable import GenerationCore

/// The batch that creates a whole site is the largest that most people ever send.
struct BulkCreationTests {
    /// The creation of a composed site, as `new` commits it.
    private func creation(_ prompt: String) throws -> Batch {
        let composed = TemplateComposer.compose(prompt: prompt, locale: nil, seed: 5)
        var random = SeededRandom(seed: 9)
        let site = try SiteImporter.importFiles(
            composed.files.map { SourceFile(path: $0.path, bytes: Array($0.content.utf8)) },
            title: composed.title, locale: composed.locale,
            makeID: { NodeID.random(using: &random) })
        let id = site.draft.id
        let fields = site.draft.fields.map { SiteEdit.setField(id, $0.name, $0.value) }
        let pages = site.draft.children.map { SiteEdit.insert($0, under: id, at: .last) }
        return try HistoryEngine(site: id, replicas: []).prepare(
            fields + site.blobs.map(SiteEdit.blob) + pages, replica: ReplicaID(rawValue: 0xfeed),
            first: 1, previous: .zero, base: .origin
        ).batch
    }

    @Test(arguments: ["a bakery in Porto with prices", "um estúdio de ioga"])
    func `a site's creation comes back from columns to the byte, and is smaller`(
        prompt: String
    ) throws {
        let batch = try creation(prompt)
        let standing = Standing.origin(batch.replica)
        let rows = PushRequest(standing: standing, batches: [batch])
        let columns = PushRequest(standing: standing, batches: [batch], form: .columns)

        let read = try PushRequest(bytes: columns.bytes)

        #expect(batch.operations.count > 64 && read.form == .columns)
        #expect(read.batches.map(\.canonicalBytes) == [batch.canonicalBytes])
        #expect(columns.bytes.count < rows.bytes.count)
    }
}
