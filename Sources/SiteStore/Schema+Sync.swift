extension Schema {
    /// What the chain of a new replica id continues, and the server's newest word about its log.
    static let chains = """
        ALTER TABLE sites ADD COLUMN afterReplica TEXT;
        ALTER TABLE sites ADD COLUMN afterSeq INTEGER;
        ALTER TABLE sites ADD COLUMN afterLink TEXT;
        ALTER TABLE sites ADD COLUMN seal BLOB;
        -- The order in which the names were taken.
        ALTER TABLE replicas ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
        """

    /// States of the log that stand for what is below them, and up to where the log was dropped.
    static let snapshots = """
        ALTER TABLE sites ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
        -- At most two of a site: where the log was dropped, and the newest. `digest` is the log's there, `hash` the check
        -- of the bytes.
        CREATE TABLE snapshots (
            key INTEGER PRIMARY KEY,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            digest TEXT NOT NULL,
            hash TEXT NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (site, position)
        );
        """

    /// A batch's `time` is when it was made, by this device's clock, where it was made here; `loggedAt` is when the server
    /// took it. Batches that were logged before this step have the server's time in `time`.
    static let serverTimes = "ALTER TABLE batches ADD COLUMN loggedAt INTEGER;"
}
