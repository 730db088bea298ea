/// The tables, as the steps that made them. A step that was released is never edited; the next one follows it.
enum Schema {
    /// Says "this is ours" in the database header: "PgMg".
    static let applicationID = 0x5067_4d67

    /// `PRAGMA user_version` of a database that has every step.
    static var version: Int { steps.count }

    static let steps: [SchemaStep] = [
        SchemaStep(sql: first), SchemaStep(sql: rowsOfOnePage, makesRowsAnew: true),
        SchemaStep(sql: chains), SchemaStep(sql: snapshots), SchemaStep(sql: proposals),
        SchemaStep(sql: stepTree), SchemaStep(sql: serverTimes),
    ]

    private static let first = """
        -- One row per site on this device. `slug` and `title` mirror the document; numbers are the sync marks.
        CREATE TABLE sites (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            slug TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '',
            server TEXT,
            account TEXT,
            epoch TEXT,
            cursor INTEGER NOT NULL DEFAULT 0,
            digest TEXT NOT NULL,
            stable INTEGER NOT NULL DEFAULT 0,
            kept INTEGER NOT NULL DEFAULT 0,
            replica TEXT NOT NULL,
            nextSeq INTEGER NOT NULL DEFAULT 1,
            chain TEXT NOT NULL,
            revision INTEGER NOT NULL DEFAULT 0,
            rebuilt INTEGER NOT NULL DEFAULT 0,
            updatedAt INTEGER NOT NULL,
            lastSync INTEGER,
            syncProblem TEXT,
            syncBlocked INTEGER NOT NULL DEFAULT 0
        );
        -- Every replica id this store has written under.
        CREATE TABLE replicas (
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            replica TEXT NOT NULL,
            PRIMARY KEY (site, replica)
        ) WITHOUT ROWID;
        -- The operation log (`logged`, by start), the outbox (`pending`, by id) and what the server refused.
        CREATE TABLE batches (
            id INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            state TEXT NOT NULL CHECK (state IN ('logged', 'pending', 'quarantined', 'dropped')),
            replica TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            start INTEGER,
            hash TEXT NOT NULL,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            origin TEXT NOT NULL,
            author TEXT NOT NULL DEFAULT '',
            time INTEGER NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            message TEXT,
            revision INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (site, hash)
        );
        CREATE INDEX batchesByStart ON batches (site, start);
        CREATE INDEX batchesByState ON batches (site, state, id);
        CREATE INDEX batchesByRevision ON batches (site, revision);
        -- The document as shown: replay(logged ++ pending).
        CREATE TABLE nodes (
            key INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            tag TEXT NOT NULL DEFAULT '',
            parent TEXT,
            position INTEGER NOT NULL DEFAULT 0,
            placed TEXT,
            created INTEGER NOT NULL,
            classes TEXT NOT NULL DEFAULT '',
            literal TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            source TEXT,
            UNIQUE (site, id)
        );
        CREATE INDEX nodesByParent ON nodes (site, parent, position);
        -- Fields; attributes are `a:NAME`. `refused` says why a value is kept and never published.
        CREATE TABLE attributes (
            node INTEGER NOT NULL REFERENCES nodes(key) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            refused TEXT,
            PRIMARY KEY (node, name)
        ) WITHOUT ROWID;
        CREATE TABLE texts (
            key INTEGER PRIMARY KEY,
            node INTEGER NOT NULL REFERENCES nodes(key) ON DELETE CASCADE,
            field TEXT NOT NULL,
            locale TEXT NOT NULL,
            value TEXT NOT NULL,
            UNIQUE (node, field, locale)
        );
        CREATE VIRTUAL TABLE textIndex USING fts5(
            value, content='texts', content_rowid='key', tokenize="unicode61 remove_diacritics 2 categories 'L* N*'");
        CREATE TRIGGER textsInserted AFTER INSERT ON texts BEGIN
            INSERT INTO textIndex (rowid, value) VALUES (new.key, new.value);
        END;
        CREATE TRIGGER textsDeleted AFTER DELETE ON texts BEGIN
            INSERT INTO textIndex (textIndex, rowid, value) VALUES ('delete', old.key, old.value);
        END;
        CREATE TRIGGER textsUpdated AFTER UPDATE ON texts BEGIN
            INSERT INTO textIndex (textIndex, rowid, value) VALUES ('delete', old.key, old.value);
            INSERT INTO textIndex (rowid, value) VALUES (new.key, new.value);
        END;
        -- Imported bytes, once each, by SHA-256; also inside the batch that brought them.
        CREATE TABLE blobs (
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (site, digest)
        ) WITHOUT ROWID;
        CREATE TABLE conflicts (
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            node TEXT NOT NULL,
            field TEXT NOT NULL,
            base TEXT,
            shown TEXT,
            lost TEXT,
            PRIMARY KEY (site, id)
        ) WITHOUT ROWID;
        -- What undo and redo need. `turn` is the revision at which the step was last done or undone.
        CREATE TABLE steps (
            key INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            origin TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'spent')),
            turn INTEGER NOT NULL,
            label TEXT NOT NULL,
            bytes BLOB NOT NULL
        );
        CREATE INDEX stepsByState ON steps (site, state, turn);
        -- Texts being typed, and texts whose editing was cancelled.
        CREATE TABLE drafts (
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            node TEXT NOT NULL,
            field TEXT NOT NULL,
            locale TEXT NOT NULL,
            base TEXT NOT NULL,
            value TEXT NOT NULL,
            caret INTEGER NOT NULL,
            cancelled INTEGER NOT NULL DEFAULT 0,
            updatedAt INTEGER NOT NULL,
            PRIMARY KEY (site, node, field, locale)
        ) WITHOUT ROWID;
        -- Small facts about the store: the syncing fence, the last open site.
        CREATE TABLE meta (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
        """

    /// A page can be read from its rows alone: they hold everything a shown node says.
    private static let rowsOfOnePage = """
        INSERT INTO textIndex (textIndex) VALUES ('delete-all');
        DROP TABLE texts;
        DROP TABLE attributes;
        DROP TABLE nodes;
        DROP TABLE blobs;
        -- The document as shown: replay(logged ++ pending). `parent` is a key; a page's keys follow one another where it
        -- was written at once, so that little is read for it. `classes` and `inlines` are lists of words, `source` and
        -- `shell` name a blob and byte offsets (`NodeColumns`).
        CREATE TABLE nodes (
            key INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            tag TEXT NOT NULL,
            namespace TEXT NOT NULL,
            parent INTEGER,
            position INTEGER NOT NULL,
            placed TEXT,
            created INTEGER NOT NULL,
            classes TEXT NOT NULL,
            literal TEXT NOT NULL,
            reason TEXT NOT NULL,
            source TEXT,
            shell TEXT,
            inlines TEXT NOT NULL,
            UNIQUE (site, id)
        );
        CREATE INDEX nodesByParent ON nodes (parent, position);
        -- Fields; attributes are `a:NAME`, and `position` is their order as written; a value that is absent now keeps
        -- its place. `refused` says why a value is kept and never published.
        CREATE TABLE attributes (
            node INTEGER NOT NULL REFERENCES nodes(key) ON DELETE CASCADE,
            name TEXT NOT NULL,
            position INTEGER,
            value TEXT,
            refused TEXT,
            PRIMARY KEY (node, name)
        ) WITHOUT ROWID;
        CREATE TABLE texts (
            key INTEGER PRIMARY KEY,
            node INTEGER NOT NULL REFERENCES nodes(key) ON DELETE CASCADE,
            field TEXT NOT NULL,
            locale TEXT NOT NULL,
            value TEXT NOT NULL,
            UNIQUE (node, field, locale)
        );
        CREATE TRIGGER textsInserted AFTER INSERT ON texts BEGIN
            INSERT INTO textIndex (rowid, value) VALUES (new.key, new.value);
        END;
        CREATE TRIGGER textsDeleted AFTER DELETE ON texts BEGIN
            INSERT INTO textIndex (textIndex, rowid, value) VALUES ('delete', old.key, old.value);
        END;
        CREATE TRIGGER textsUpdated AFTER UPDATE ON texts BEGIN
            INSERT INTO textIndex (textIndex, rowid, value) VALUES ('delete', old.key, old.value);
            INSERT INTO textIndex (rowid, value) VALUES (new.key, new.value);
        END;
        -- Imported bytes, once each, by SHA-256; also inside the batch that brought them.
        CREATE TABLE blobs (
            key INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (site, digest)
        );
        """
}

/// One step from a version of the tables to the next.
struct SchemaStep {
    let sql: String
    /// The rows of every document are written anew from its log and outbox after the last step.
    var makesRowsAnew = false
}
