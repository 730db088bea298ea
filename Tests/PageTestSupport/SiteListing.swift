import SiteHistory
import SiteModel

/// A document, its conflicts and its trash as lines of ASCII: equal lines mean equal to the byte.
///
/// (`String ==` takes canonically equivalent texts for equal; merging must not.)
package struct SiteListing: Equatable, Sendable {
    package let lines: [String]

    package init(site: Site, conflicts: [Conflict], trash: [TrashEntry]) {
        var lines: [String] = []
        for node in site.nodes.values.sorted(by: { $0.id < $1.id }) {
            lines += SiteListing.lines(of: node)
        }
        lines += site.blobs.sorted { $0.key < $1.key }.map { "blob \($0.key) \($0.value.count)" }
        lines += conflicts.map(SiteListing.line(of:))
        lines += trash.map { entry in
            "trash \(short(entry.node)) \(ascii(entry.name)) \(entry.content.kind) by "
                + entry.deletes.map(short).joined(separator: " ")
        }
        self.lines = lines
    }

    package init(_ oracle: NaiveOracle) {
        self.init(site: oracle.site, conflicts: oracle.conflicts, trash: oracle.trash)
    }

    private static func lines(of node: Node) -> [String] {
        let name = "node \(short(node.id))"
        var lines = [
            "\(name) \(node.kind) \(node.content.tag) order \(node.order) placed \(node.placed.map(short) ?? "-") "
                + "parent \(node.parent.map(short) ?? "-") children [\(node.children.map(short).joined(separator: " "))]"
        ]
        if !node.classes.isEmpty { lines.append("\(name) classes \(node.classes.map(ascii))") }
        if !node.attributeOrder.isEmpty {
            lines.append("\(name) attributes \(node.attributeOrder.map(ascii))")
        }
        lines += node.fields.sorted { $0.key < $1.key }.map {
            "\(name) field \($0) = \(ascii("\($1)"))"
        }
        lines += node.texts.sorted { $0.key < $1.key }.map { "\(name) text \($0) = \(ascii($1))" }
        return lines
    }

    private static func line(of conflict: Conflict) -> String {
        func side(_ side: ConflictSide) -> String {
            "\(short(side.operation)) \(side.value.map(ascii) ?? "absent")"
        }
        return
            "conflict \(conflict.id.kind)/\(conflict.id.field)/\(short(conflict.id.loser)) at \(short(conflict.node)) "
            + "base \(conflict.base.map(ascii) ?? "-") shown {\(side(conflict.shown))} lost {\(side(conflict.lost))} "
            + "others \(conflict.others.map(side))"
    }

    /// Lines of one that the other does not have, marked `-` and `+`; empty where they are equal.
    package func differences(from other: SiteListing) -> [String] {
        let mine = Set(lines)
        let theirs = Set(other.lines)
        let found =
            other.lines.filter { !mine.contains($0) }.map { "- " + $0 }
            + lines.filter { !theirs.contains($0) }.map { "+ " + $0 }
        return found.isEmpty && lines != other.lines ? ["the same lines in another order"] : found
    }
}

/// ASCII as it is, everything else as `{hexadecimal}`.
func ascii(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        scalar.isASCII && scalar.value >= 32
            ? String(scalar) : "{" + String(scalar.value, radix: 16) + "}"
    }.joined()
}

/// An id without its leading zeros.
func short(_ node: NodeID) -> String {
    String(node.high, radix: 16) + "." + String(node.low, radix: 16)
}

func short(_ operation: OperationID) -> String {
    String(operation.replica.rawValue, radix: 16) + ":\(operation.seq)"
}
