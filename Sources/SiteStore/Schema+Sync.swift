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
}
