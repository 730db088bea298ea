import Foundation
import GRDB
import SiteHistory
import SiteModel

/// The document as rows a person can read: kept equal to what the engine shows, node by node.
///
/// A row is written only where it says something else than before, so that a commit dirties few pages of the database.
struct Mirror {
    let db: Database
    let site: Int64
    /// From here on the nodes of an update are written in document order, so that a page's rows stand together.
    private static let documentOrderMin = 64

    init(db: Database, site: Int64) {
        self.db = db
        self.site = site
    }

    /// Writes every node of the set that lives, takes out the others, and keeps the imported bytes that are shown.
    func update(_ nodes: Set<NodeID>, in engine: HistoryEngine) throws {
        let shown = engine.site
        var places = ChildPlaces(shown)
        for id in Mirror.order(nodes, in: shown) {
            guard let node = shown[id] else {
                try remove(id)
                continue
            }
            if let key = try key(of: id) {
                try update(node, key: key, in: shown, &places)
                try placeChildren(of: node, key: key)
            } else {
                _ = try insert(node, in: shown, &places)
            }
        }
        try keepBlobs(shown.blobs, engine.media)
    }

    /// Writes the whole document anew. Media whose bytes are not in memory stays.
    func rebuild(_ engine: HistoryEngine) throws {
        let shown = engine.site
        try db.execute(
            sql: """
                DELETE FROM texts WHERE node IN (SELECT key FROM nodes WHERE site = :site);
                DELETE FROM attributes WHERE node IN (SELECT key FROM nodes WHERE site = :site);
                DELETE FROM nodes WHERE site = :site;
                """, arguments: ["site": site])
        try removeBlobs { engine.media[$0]?.isEmpty != true }
        var places = ChildPlaces(shown)
        for node in shown.subtree(of: shown.id) {
            _ = try insert(node, in: shown, &places)
        }
        try keepBlobs(shown.blobs, engine.media)
    }

    private static func order(_ nodes: Set<NodeID>, in shown: Site) -> [NodeID] {
        guard nodes.count >= documentOrderMin else { return nodes.sorted() }
        return shown.subtree(of: shown.id).map(\.id).filter(nodes.contains)
            + nodes.filter { shown[$0] == nil }.sorted()
    }

    private func key(of id: NodeID) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT key FROM nodes WHERE site = ? AND id = ?"),
            arguments: [site, id.description])
    }

    // MARK: Nodes

    private func remove(_ id: NodeID) throws {
        guard let key = try key(of: id) else { return }
        for sql in [
            "DELETE FROM texts WHERE node = ?", "DELETE FROM attributes WHERE node = ?",
            "DELETE FROM nodes WHERE key = ?",
        ] {
            try db.cachedStatement(sql: sql).execute(arguments: [key])
        }
    }

    /// The key of a node's parent; a parent that has no row yet gets it first.
    private func parentKey(of node: Node, in shown: Site, _ places: inout ChildPlaces) throws
        -> Int64?
    {
        guard let id = node.parent else { return nil }
        if let known = places.keys[id] { return known }
        if let key = try key(of: id) {
            places.keys[id] = key
            return key
        }
        return try shown[id].map { try insert($0, in: shown, &places) }
    }

    /// A new node's children are new here too, or change: they are written with their places themselves.
    private func insert(_ node: Node, in shown: Site, _ places: inout ChildPlaces) throws -> Int64 {
        let parent = try parentKey(of: node, in: shown, &places)
        try db.cachedStatement(
            sql: """
                INSERT INTO nodes (site, id, parent, position, kind, tag, namespace, placed, created, classes,
                    literal, reason, source, shell, inlines)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [site, node.id.description, parent, places.position(of: node)]
                + Mirror.columns(of: node))
        let key = db.lastInsertedRowID
        if !node.children.isEmpty { places.keys[node.id] = key }
        try writeAttributes(AttributeRow.all(of: node), key: key)
        try writeTexts(of: node, key: key)
        return key
    }

    private func update(
        _ node: Node, key: Int64, in shown: Site, _ places: inout ChildPlaces
    ) throws {
        let parent = try parentKey(of: node, in: shown, &places)
        try db.cachedStatement(
            sql: """
                UPDATE nodes SET parent = ?2, position = ?3, kind = ?4, tag = ?5, namespace = ?6, placed = ?7,
                    created = ?8, classes = ?9, literal = ?10, reason = ?11, source = ?12, shell = ?13,
                    inlines = ?14
                WHERE key = ?1 AND (parent, position, kind, tag, namespace, placed, created, classes, literal,
                        reason, source, shell, inlines)
                    IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                """
        ).execute(
            arguments: [key, parent, places.position(of: node)] + Mirror.columns(of: node))
        let attributes = AttributeRow.all(of: node)
        try writeAttributes(attributes, key: key)
        if try clear("attributes", of: key, unless: attributes.count) {
            try writeAttributes(attributes, key: key)
        }
        try writeTexts(of: node, key: key)
        if try clear("texts", of: key, unless: node.texts.count) {
            try writeTexts(of: node, key: key)
        }
    }

    private static func columns(of node: Node) -> StatementArguments {
        let content = node.content
        return [
            content.kind.rawValue, Stored.exact(content.tag), content.namespace.rawValue,
            node.placed?.description, node.order,
            Stored.exact(WordList.text(node.classes)), Stored.exact(content.literal),
            Stored.exact(content.reason), content.source.map(NodeColumns.source),
            content.shell.map(NodeColumns.shell),
            Stored.exact(NodeColumns.inlines(content.inlines)),
        ]
    }

    /// Siblings that stay are moved up and down.
    private func placeChildren(of node: Node, key: Int64) throws {
        guard !node.children.isEmpty else { return }
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT id, position FROM nodes WHERE parent = ?"),
            arguments: [key])
        var known: [String: Int] = [:]
        while let row = try rows.next() { known[row[0]] = row[1] }
        for (position, child) in node.children.enumerated()
        where known[child.description] != position {
            try db.cachedStatement(sql: "UPDATE nodes SET position = ? WHERE site = ? AND id = ?")
                .execute(arguments: [position, site, child.description])
        }
    }

    // MARK: Fields and texts

    private func writeAttributes(_ rows: [AttributeRow], key: Int64) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO attributes (node, name, position, value, refused) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (node, name) DO UPDATE
                SET position = excluded.position, value = excluded.value, refused = excluded.refused
                WHERE (position, value, refused) IS NOT (excluded.position, excluded.value, excluded.refused)
                """)
        for row in rows {
            try statement.execute(arguments: [
                key, Stored.exact(row.name), row.position, row.value.map(Stored.exact),
                row.refused.map(Stored.exact),
            ])
        }
    }

    private func writeTexts(of node: Node, key: Int64) throws {
        for (name, value) in node.texts.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(
                sql: """
                    INSERT INTO texts (node, field, locale, value) VALUES (?, ?, ?, ?)
                    ON CONFLICT (node, field, locale) DO UPDATE SET value = excluded.value
                    WHERE value IS NOT excluded.value
                    """
            ).execute(arguments: [
                key, Stored.exact(name.field), Stored.exact(name.locale), Stored.exact(value),
            ])
        }
    }

    /// Takes out a node's rows in a table if there are others among them than the expected ones.
    private func clear(_ table: String, of key: Int64, unless expected: Int) throws -> Bool {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM \(table) WHERE node = ?"),
            arguments: [key])
        if count == expected { return false }
        try db.cachedStatement(sql: "DELETE FROM \(table) WHERE node = ?").execute(arguments: [key])
        return true
    }

    // MARK: Bytes and conflicts

    /// Imported bytes come with a batch, and go only when a batch is refused: their number says whether any did.
    private func keepBlobs(_ texts: [Digest: [UInt8]], _ media: [Digest: [UInt8]]) throws {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM blobs WHERE site = ?"), arguments: [site])
        guard count != texts.count + media.count else { return }
        try removeBlobs { texts[$0] == nil && media[$0] == nil }
        let known = Set(
            try String.fetchAll(
                db, sql: "SELECT digest FROM blobs WHERE site = ?", arguments: [site]))
        // Media that is left out of memory was written when it came.
        let new = texts.map { $0 } + media.filter { !$0.value.isEmpty }
        for (digest, bytes) in new where !known.contains(digest.description) {
            try db.cachedStatement(sql: "INSERT INTO blobs (site, digest, bytes) VALUES (?, ?, ?)")
                .execute(arguments: [site, digest.description, Data(bytes)])
        }
    }

    private func removeBlobs(where isUnwanted: (Digest) -> Bool) throws {
        let names = try String.fetchAll(
            db, sql: "SELECT digest FROM blobs WHERE site = ?", arguments: [site])
        for name in names where Digest(name).map(isUnwanted) ?? true {
            try db.cachedStatement(sql: "DELETE FROM blobs WHERE site = ? AND digest = ?")
                .execute(arguments: [site, name])
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
}

/// Where nodes stand: below which row, and where among their siblings.
private struct ChildPlaces {
    private let shown: Site
    /// Keys of the rows of parents.
    var keys: [NodeID: Int64] = [:]
    private var found: [NodeID: Int] = [:]
    private var listed: Set<NodeID> = []
    private static let fewChildren = 16

    init(_ shown: Site) { self.shown = shown }

    mutating func position(of node: Node) -> Int {
        guard let id = node.parent, let parent = shown[id] else { return 0 }
        if parent.children.count <= ChildPlaces.fewChildren {
            return parent.children.firstIndex(of: node.id) ?? 0
        }
        if listed.insert(id).inserted {
            for (position, child) in parent.children.enumerated() { found[child] = position }
        }
        return found[node.id] ?? 0
    }
}

/// A field's row.
struct AttributeRow {
    let name: String
    /// Among the attributes as they are written; nil for a field that is no attribute.
    let position: Int?
    /// nil for an attribute that is absent now and keeps its place.
    let value: String?
    let refused: String?

    private init(_ name: FieldName, _ position: Int?, _ value: FieldValue?) {
        self.name = name.rawValue
        self.position = position
        self.value = value?.plain
        if case .raw(_, let reason) = value { refused = reason } else { refused = nil }
    }

    static func all(of node: Node) -> [AttributeRow] {
        let ordered = node.attributeOrder.map { FieldName.attribute($0) }
        let others = node.fields.keys.filter { !ordered.contains($0) }.sorted()
        return ordered.enumerated().map { AttributeRow($1, $0, node.fields[$1]) }
            + others.map { AttributeRow($0, nil, node.fields[$0]) }
    }
}
