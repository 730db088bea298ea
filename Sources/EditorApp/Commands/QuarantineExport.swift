import Foundation
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

/// What was refused or dropped, as JSON lines: for each batch what it was for, in words that need no history, and its
/// bytes as they were made. So nothing is stuck in a store.
struct QuarantineExport {
    private let rows: [OutboxRow]
    private let store: SiteStore

    init(_ sites: [NodeID], _ store: SiteStore) throws {
        self.store = store
        rows = try sites.flatMap { try OutboxRow.all(of: $0, in: store) }.filter {
            $0.stored.state != .pending
        }
    }

    /// Writes all to a file, or to standard output for `-`.
    func write(to path: String, _ program: Program, asJSON: Bool) throws {
        let bytes = try bytes()
        if path == "-" { return program.console.bytes(bytes) }
        let (folder, name) = ExportFolder.parts(of: path)
        let kept = try ExportFolder(folder, home: try program.home()).write([(name, bytes)])
        for one in kept { program.console.note(one.sentence) }
        if asJSON {
            program.console.json(
                .members([
                    ("file", .string(path)), ("batches", .number(rows.count)),
                    ("kept", .array(kept.map(\.json))),
                ]))
        } else {
            program.console.note(
                "\(rows.count) change\(rows.count == 1 ? "" : "s") written to \(path)")
        }
    }

    /// The lines; empty where there is nothing.
    func bytes() throws -> [UInt8] { try rows.flatMap { try line($0).bytes + [0x0A] } }

    private func line(_ row: OutboxRow) throws -> JSONValue {
        guard case .object(let members) = row.json else { return row.json }
        let batch = row.stored.batch
        let site = try store.state(of: row.site).site
        let intents = try store.intents(of: batch.id(ofOperationAt: 0), in: row.site)
        return .members(
            members.map { ($0.name, $0.value) } + [
                ("base", .number(batch.base.count)),
                ("edits", .array(intents.map { IntentAnswer(site: site).json($0) })),
                ("bytes", .string(Data(batch.canonicalBytes).base64EncodedString())),
            ])
    }
}

/// An intent as an edit that a person, or `apply`, can read: its verb is the command's.
struct IntentAnswer {
    let site: Site

    func json(_ intent: Intent) -> JSONValue {
        switch intent {
        case .text(let ref, let from, let to):
            return edit(
                "text", ref.node,
                [
                    ("field", .string(ref.key.field)), ("locale", .string(ref.key.locale)),
                    ("from", .string(from)), ("to", .string(to)),
                ])
        case .field(let node, let name, let value, _):
            return edit(
                value == nil ? "unset" : "set", node,
                [
                    ("name", .string(name.attributeName ?? name.rawValue)),
                    ("value", value.map { .string($0.plain) }),
                ])
        case .addClass(let node, let name): return edit("class", node, [("add", .string(name))])
        case .removeClass(let node, let name):
            return edit("class", node, [("remove", .string(name))])
        case .insert(let draft, let parent, let beside):
            return edit(
                "add", draft.id,
                [
                    ("under", .id(parent)), ("after", after(beside)),
                    ("content", self.draft(draft)),
                ])
        case .move(let node, let parent, let beside):
            return edit("mv", node, [("under", .id(parent)), ("after", after(beside))])
        case .delete(let node): return edit("rm", node, [])
        case .restore(let node): return edit("restore", node, [])
        case .blob(let bytes):
            return .members([
                ("edit", .string("bytes")), ("digest", .string(Digest.of(bytes).description)),
                ("bytes", .string(Data(bytes).base64EncodedString())),
            ])
        case .resolve(let id, let choice):
            return .members([
                ("edit", .string("resolve")), ("conflict", .string(id.description)),
                ("choice", .string(choice)),
            ])
        case .other(let word):
            return .members([("edit", .string("other")), ("what", .string(word))])
        }
    }

    private func edit(_ verb: String, _ node: NodeID, _ rest: [(String, JSONValue?)]) -> JSONValue {
        .members(
            [
                ("edit", .string(verb)), ("node", .id(node)),
                ("target", site[node].map { _ in .string(SiteNames(site).label(of: node)) }),
            ] + rest)
    }

    /// The left neighbour; `-` for the first place, as `--after -` has it.
    private func after(_ beside: Neighbours) -> JSONValue {
        .string(beside.left.first?.description ?? "-")
    }

    private func draft(_ draft: NodeDraft) -> JSONValue {
        let texts = draft.texts.sorted { $0.key < $1.key }.map {
            key, text -> (String, JSONValue?) in
            switch text {
            case .inline(let text): (key.description, .string(text))
            case .blob(let digest): (key.description, .string("bytes " + digest.description))
            }
        }
        let fields = draft.fields.map {
            ($0.name.attributeName ?? $0.name.rawValue, Optional(JSONValue.string($0.value.plain)))
        }
        return .members([
            ("id", .id(draft.id)), ("kind", .string(draft.content.kind.rawValue)),
            ("tag", draft.content.tag.isEmpty ? nil : .string(draft.content.tag)),
            ("fields", .members(fields)),
            ("classes", .array(draft.classes.map(JSONValue.string))), ("texts", .members(texts)),
            ("literal", draft.content.literal.isEmpty ? nil : .string(draft.content.literal)),
            ("children", .array(draft.children.map(self.draft))),
        ])
    }
}
