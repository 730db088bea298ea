import GRDB
import SiteHistory
import SiteModel

/// A text being typed, or one whose editing was cancelled: never sent, never an undo step.
package struct Draft: Hashable, Sendable {
    package let text: TextRef
    /// What the field showed when typing began.
    package var base: String
    /// What stands in the field now.
    package var value: String
    /// Where the cursor stands, in Unicode scalars of `value`.
    package var caret: Int
    /// Esc took it out of the field; it can be brought back.
    package var cancelled: Bool
    /// Milliseconds since 1970.
    package var updatedAt: Int64

    package init(
        text: TextRef, base: String, value: String, caret: Int, cancelled: Bool = false,
        updatedAt: Int64 = 0
    ) {
        self.text = text
        self.base = base
        self.value = value
        self.caret = caret
        self.cancelled = cancelled
        self.updatedAt = updatedAt
    }

    fileprivate static let saving = """
        INSERT INTO drafts (site, node, field, locale, base, value, caret, cancelled, updatedAt)
        SELECT key, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM sites WHERE id = ?1
        ON CONFLICT (site, node, field, locale) DO UPDATE
        SET base = excluded.base, value = excluded.value, caret = excluded.caret,
            cancelled = excluded.cancelled, updatedAt = excluded.updatedAt
        """

    static func remove(_ db: Database, site: Int64, _ text: TextRef) throws {
        try db.execute(
            sql: "DELETE FROM drafts WHERE site = ? AND node = ? AND field = ? AND locale = ?",
            arguments: [site, text.node.description, text.key.field, text.key.locale])
    }
}

extension SiteStore {
    /// Makes a draft durable, over an earlier one of the same text.
    ///
    /// One statement, which is a transaction of its own: with the sync that makes it durable, the least a keystroke
    /// can cost.
    /// - Throws: ``StoreError/unknownSite(_:)``.
    package func save(_ draft: Draft, of site: NodeID) throws(StoreError) {
        let isSaved = try writeOnce { db in
            try db.cachedStatement(sql: Draft.saving).execute(arguments: [
                site.description, draft.text.node.description, draft.text.key.field,
                draft.text.key.locale, draft.base, draft.value, draft.caret, draft.cancelled,
                self.environment.now(),
            ])
            return db.changesCount == 1
        }
        if !isSaved { throw .unknownSite(site.description) }
    }

    package func removeDraft(_ text: TextRef, of site: NodeID) throws(StoreError) {
        try write { db in try Draft.remove(db, site: try SiteRow.require(db, site).key, text) }
    }

    /// The site's drafts, the newest first.
    package func drafts(of site: NodeID) throws(StoreError) -> [Draft] {
        try read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM drafts WHERE site = ? ORDER BY updatedAt DESC",
                arguments: [try SiteRow.require(db, site).key])
            return try rows.map { row in
                Draft(
                    text: TextRef(
                        try Stored.parse(row["node"], NodeID.init),
                        TextKey(row["field"], row["locale"])),
                    base: row["base"], value: row["value"], caret: row["caret"],
                    cancelled: row["cancelled"],
                    updatedAt: row["updatedAt"])
            }
        }
    }
}
