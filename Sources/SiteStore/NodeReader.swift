import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Reads nodes back from their rows, exactly as the engine shows them.
struct NodeReader {
    /// Which nodes of a site.
    enum Choice {
        /// A node and all below it.
        case subtree(NodeID)
        /// The root and the nodes right below it. Those come without the names of their children.
        case outline
        /// A node and so many levels below it. The last level comes without the names of its children.
        case levels(NodeID, Int)
        case all
    }

    let db: Database
    let site: Int64
    let root: NodeID

    init(_ db: Database, _ row: SiteRow) {
        self.db = db
        site = row.key
        root = row.id
    }

    /// The chosen nodes, in no order; empty where there are no such rows.
    ///
    /// - Throws: ``DecodingFault`` for rows that this program cannot have written.
    /// - Complexity: O(rows of the chosen nodes), each found through an index.
    func nodes(_ choice: Choice) throws -> [Node] {
        var found = try readNodes(choice)
        for keys in NodeKeys.few(of: found.places.keys.sorted()) {
            try readAttributes(keys, into: &found)
            try readTexts(keys, into: &found)
        }
        return found.nodes
    }

    /// The chosen nodes by id.
    func nodesByID(_ choice: Choice) throws -> [NodeID: Node] {
        Dictionary(
            try nodes(choice).lazy.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the site has rows; one that was only made for a first pull has none.
    func hasRoot() throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM nodes WHERE site = ? AND id = ?"),
            arguments: [site, root.description]) != nil
    }

    /// The imported bytes that the nodes lie in.
    ///
    /// - Parameter files: Whether those of style sheets and pictures, too; nothing of a page lies in these.
    func blobs(of nodes: some Sequence<Node>, files: Bool = false) throws -> [Digest: [UInt8]] {
        var found: [Digest: [UInt8]] = [:]
        for node in nodes where files || node.kind != .asset {
            for digest in [node.content.source?.blob, node.content.shell?.blob] {
                guard let digest, found[digest] == nil else { continue }
                found[digest] = try blob(digest)
            }
        }
        return found
    }

    /// Imported bytes by their name.
    func blob(_ digest: Digest) throws -> [UInt8]? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM blobs WHERE site = ? AND digest = ?"),
            arguments: [site, digest.description]
        ).map { [UInt8]($0) }
    }

    /// Nodes in the order of their rows, and where each row's node is.
    private struct Found {
        var nodes: [Node] = []
        var places: [Int64: Int] = [:]
    }

    // MARK: Choosing

    /// The beginning of a statement; `chosen` are the keys. `UNION` ends on rows that are their own ancestors.
    private static func chosen(_ choice: Choice) -> String {
        switch choice {
        case .subtree:
            """
            WITH RECURSIVE chosen (key) AS (
                SELECT key FROM nodes WHERE site = ?1 AND id = ?2
                UNION SELECT nodes.key FROM chosen JOIN nodes ON nodes.parent = chosen.key)
            """
        case .outline:
            """
            WITH top (key) AS (SELECT key FROM nodes WHERE site = ?1 AND id = ?2),
                chosen (key) AS (
                    SELECT key FROM top UNION ALL
                    SELECT nodes.key FROM top JOIN nodes ON nodes.parent = top.key)
            """
        case .levels(_, let depth):
            """
            WITH RECURSIVE chosen (key, depth) AS (
                SELECT key, 0 FROM nodes WHERE site = ?1 AND id = ?2
                UNION ALL SELECT nodes.key, depth + 1 FROM chosen JOIN nodes ON nodes.parent = chosen.key
                    WHERE depth < \(depth))
            """
        case .all: "WITH chosen (key) AS (SELECT key FROM nodes WHERE site = ?1 AND ?2 IS NOT NULL)"
        }
    }

    // MARK: Nodes

    private func readNodes(_ choice: Choice) throws -> Found {
        var top = root
        switch choice {
        case .subtree(let node), .levels(let node, _): top = node
        case .outline, .all: break
        }
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: NodeReader.chosen(choice) + """

                    SELECT nodes.key, nodes.id, parent, position, kind, tag, namespace, placed, created, classes,
                        literal, reason, source, shell, inlines
                    FROM chosen CROSS JOIN nodes ON nodes.key = chosen.key
                    """),
            arguments: [site, top.description])
        var found = Found()
        var parents: [(key: Int64, position: Int)] = []
        var spans = SpanReader()
        while let row = try rows.next() {
            found.places[row[0]] = found.nodes.count
            found.nodes.append(try NodeReader.node(row, &spans))
            // A root has none.
            parents.append((row[2] as Int64? ?? 0, row[3]))
        }
        try join(parents, &found)
        return found
    }

    /// Names parents and children by their ids; children by their positions.
    private func join(_ parents: [(key: Int64, position: Int)], _ found: inout Found) throws {
        var children: [(place: Int, position: Int, id: NodeID)] = []
        for (index, parent) in parents.enumerated() where parent.key != 0 {
            if let place = found.places[parent.key] {
                found.nodes[index].parent = found.nodes[place].id
                children.append((place, parent.position, found.nodes[index].id))
            } else {
                found.nodes[index].parent = try String.fetchOne(
                    db.cachedStatement(sql: "SELECT id FROM nodes WHERE key = ?"),
                    arguments: [parent.key]
                ).map { try Stored.parse($0, NodeID.init) }
            }
        }
        children.sort { ($0.place, $0.position) < ($1.place, $1.position) }
        for child in children { found.nodes[child.place].children.append(child.id) }
    }

    private static func node(_ row: Row, _ spans: inout SpanReader) throws -> Node {
        var node = Node(
            id: try Stored.parse(row[1], NodeID.init), content: try content(row, &spans),
            order: row[8],
            placed: try (row[7] as String?).map { try Stored.parse($0, OperationID.init) })
        node.classes = WordList.words(try row.exactText(9) ?? "")
        return node
    }

    private static func content(_ row: Row, _ spans: inout SpanReader) throws -> NodeContent {
        NodeContent(
            kind: try Stored.parse(row[4], NodeKind.init(rawValue:)),
            tag: try row.exactText(5) ?? "",
            namespace: try Stored.parse(row[6], MarkupNamespace.init(rawValue:)),
            source: try (row[12] as String?).map { try spans.source($0) },
            shell: try (row[13] as String?).map { try spans.shell($0) },
            inlines: try NodeColumns.inlines(try row.exactText(14) ?? ""),
            literal: try row.exactText(10) ?? "", reason: try row.exactText(11) ?? "")
    }

    // MARK: Fields and texts

    private func readAttributes(_ keys: NodeKeys, into found: inout Found) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT node, name, position, value, refused FROM attributes
                    WHERE node \(keys.condition)
                    """),
            arguments: keys.arguments)
        var orders: [Int: [(position: Int, name: String)]] = [:]
        while let row = try rows.next() {
            guard let place = found.places[row[0]] else { continue }
            let name = FieldName(try row.exactText(1) ?? "")
            if let position = row[2] as Int? {
                let attribute = String(Substring(name.rawValue.utf8.dropFirst(2)))  // `a:`
                orders[place, default: []].append((position, attribute))
            }
            guard let value = try row.exactText(3) else { continue }
            found.nodes[place].fields[name] =
                try row.exactText(4).map { .raw(source: value, reason: $0) } ?? .text(value)
        }
        for (place, order) in orders {
            found.nodes[place].attributeOrder =
                order.sorted { $0.position < $1.position }.map(\.name)
        }
    }

    private func readTexts(_ keys: NodeKeys, into found: inout Found) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT node, field, locale, value FROM texts WHERE node \(keys.condition)"),
            arguments: keys.arguments)
        while let row = try rows.next() {
            guard let place = found.places[row[0]] else { continue }
            let key = TextKey(try row.exactText(1) ?? "", try row.exactText(2) ?? "")
            found.nodes[place].texts[key] = try row.exactText(3) ?? ""
        }
    }
}

/// Keys of nodes, as one statement chooses them.
private enum NodeKeys {
    case run(ClosedRange<Int64>)
    case scattered([Int64])

    /// A page's rows were written one after the other: a few runs without a gap are read one by one. More are read at once:
    /// a statement for each would cost more than the looking up.
    static func few(of keys: [Int64]) -> [NodeKeys] {
        var runs: [ClosedRange<Int64>] = []
        for key in keys {
            if let last = runs.last, last.upperBound + 1 == key {
                runs[runs.count - 1] = last.lowerBound...key
            } else {
                runs.append(key...key)
            }
        }
        return runs.count <= 4 ? runs.map(NodeKeys.run) : [.scattered(keys)]
    }

    var condition: String {
        switch self {
        case .run: "BETWEEN ? AND ?"
        case .scattered: "IN (SELECT value FROM json_each(?))"
        }
    }

    var arguments: StatementArguments {
        switch self {
        case .run(let keys): [keys.lowerBound, keys.upperBound]
        case .scattered(let keys): ["[" + keys.map(String.init).joined(separator: ",") + "]"]
        }
    }
}
