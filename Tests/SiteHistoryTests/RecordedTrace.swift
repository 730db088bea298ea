import CZlib
import Foundation
import SiteHistory
import SiteModel

/// An editing history of ../shared/data/traces; nil where it is not there.
struct RecordedTrace {
    private struct File: Decodable {
        struct Transaction: Decodable {
            let parents: [Int]?
            let agent: Int?
            let patches: [Patch]
        }
        let endContent: String
        let txns: [Transaction]
    }

    private struct Patch: Decodable {
        let position: Int
        let deleted: Int
        let inserted: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            position = try list.decode(Int.self)
            deleted = try list.decode(Int.self)
            inserted = try list.decode(String.self)
        }
    }

    private let file: File
    var end: String { file.endContent }

    init?(_ name: String) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appendingPathComponent("../shared/data/traces/\(name).json.gz")
            .standardizedFileURL.path
        guard let packed = gzopen(path, "rb") else { return nil }
        defer { gzclose(packed) }
        var data = Data()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = gzread(packed, &block, UInt32(block.count)), count > 0 {
            data.append(contentsOf: block[..<Int(count)])
        }
        guard let file = try? JSONDecoder().decode(File.self, from: data) else { return nil }
        self.file = file
    }

    /// All of it, as a reader records it.
    var document: TextDocument {
        var document = TextDocument(replica: ReplicaID(rawValue: 99))
        var versions: [[ReplicaID: UInt64]] = []
        var version: [ReplicaID: UInt64] = [:]
        for (index, transaction) in file.txns.enumerated() {
            version = [:]
            for parent in transaction.parents ?? (index > 0 ? [index - 1] : []) {
                version.merge(versions[parent]) { max($0, $1) }
            }
            let replica = ReplicaID(rawValue: UInt64(transaction.agent ?? 0) + 1)
            for patch in transaction.patches {
                for text in [nil, patch.inserted] where text != "" {
                    if text == nil && patch.deleted == 0 { continue }
                    let seq = (version[replica] ?? 0) + 1
                    document.record(
                        OperationID(replica: replica, seq: seq), at: patch.position,
                        inserting: text, deleting: patch.deleted, seen: version)
                    version[replica] = seq
                }
            }
            versions.append(version)
        }
        return document
    }
}
