import GRDB
import SiteHistory
import SiteModel

/// The document as rows a person can read: kept equal to what the engine shows, node by node.
struct Mirror {
    let db: Database
    let site: Int64

    /// Writes every node of the set that lives, and takes out the others.
    func update(_ nodes: Set<NodeID>, in shown: Site) throws {
        for id in nodes.sorted() {
            if let node = shown[id] {
                try write(node, in: shown)
            } else {
                try remove(id)
            }
        }
    }

    /// Writes the whole document anew.
    func rebuild(_ shown: Site) throws {
        try db.execute(
            sql: """
                DELETE FROM texts WHERE node IN (SELECT key FROM nodes WHERE site = :site);
                DELETE FROM attributes WHERE node IN (SELECT key FROM nodes WHERE site = :site);
                DELETE FROM nodes WHERE site = :site;
                """, arguments: ["site": site])
        try update(Set(shown.nodes.keys), in: shown)
    }

    private func key(of id: NodeID) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT key FROM nodes WHERE site = ? AND id = ?"),
            arguments: [site, id.description])
    }

    private func remove(_ id: NodeID) throws {
        guard let key = try key(of: id) else { return }
        try clear(key)
        try db.cachedStatement(sql: "DELETE FROM nodes WHERE key = ?").execute(arguments: [key])
    }

    private func clear(_ key: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM texts WHERE node = ?").execute(arguments: [key])
        try db.cachedStatement(sql: "DELETE FROM attributes WHERE node = ?").execute(arguments: [
            key
        ])
    }

    private func write(_ node: Node, in shown: Site) throws {
        let key: Int64
        if let known = try self.key(of: node.id) {
            key = known
            try clear(key)
            try update(node, key: key)
        } else {
            key = try insert(node, in: shown)
        }
        try writeAttributes(of: node, key: key)
        for (name, value) in node.texts.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(
                sql: "INSERT INTO texts (node, field, locale, value) VALUES (?, ?, ?, ?)"
            )
            .execute(arguments: [key, name.field, name.locale, value])
        }
        try placeChildren(of: node)
    }

    private func writeAttributes(of node: Node, key: Int64) throws {
        for (name, value) in node.fields.sorted(by: { $0.key < $1.key }) {
            var refused: String?
            if case .raw(_, let reason) = value { refused = reason }
            try db.cachedStatement(
                sql: "INSERT INTO attributes (node, name, value, refused) VALUES (?, ?, ?, ?)"
            )
            .execute(arguments: [key, name.rawValue, value.plain, refused])
        }
    }

    private func update(_ node: Node, key: Int64) throws {
        try db.cachedStatement(
            sql: "UPDATE nodes SET parent = ?, placed = ?, created = ?, classes = ? WHERE key = ?"
        ).execute(arguments: [
            node.parent?.description, node.placed?.description, node.order,
            node.classes.joined(separator: " "), key,
        ])
    }

    private func insert(_ node: Node, in shown: Site) throws -> Int64 {
        let position = node.parent.flatMap { shown[$0] }?.children.firstIndex(of: node.id) ?? 0
        try db.cachedStatement(
            sql: """
                INSERT INTO nodes (site, id, kind, tag, parent, position, placed, created, classes, literal, reason,
                    source)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            site, node.id.description, node.kind.rawValue, node.content.tag,
            node.parent?.description, position,
            node.placed?.description, node.order, node.classes.joined(separator: " "),
            node.content.literal,
            node.content.reason, node.content.source.map { "\($0.blob):\($0.start)-\($0.end)" },
        ])
        return db.lastInsertedRowID
    }

    private func placeChildren(of node: Node) throws {
        guard !node.children.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "UPDATE nodes SET position = ? WHERE site = ? AND id = ? AND position <> ?")
        for (position, child) in node.children.enumerated() {
            try statement.execute(arguments: [position, site, child.description, position])
        }
    }

    /// Writes the open conflicts anew.
    func writeConflicts(_ conflicts: [Conflict]) throws {
        try db.execute(sql: "DELETE FROM conflicts WHERE site = ?", arguments: [site])
        for conflict in conflicts {
            try db.cachedStatement(
                sql: """
                    INSERT INTO conflicts (site, id, kind, node, field, base, shown, lost)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                site, conflict.id.description, conflict.id.kind.rawValue, conflict.node.description,
                conflict.id.field, conflict.base, conflict.shown.value, conflict.lost.value,
            ])
        }
    }

    /// Names the imported bytes that a batch brought.
    func noteBlobs(of batch: Batch) throws {
        for case .blob(let digest, let bytes) in batch.operations {
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO blobs (site, digest, size) VALUES (?, ?, ?)"
            )
            .execute(arguments: [site, digest.description, bytes.count])
        }
    }
}
