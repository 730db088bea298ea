extension Schema {
    /// Changes that somebody proposed, with what was decided about each. They are this device's and never synced; a number
    /// is never given twice.
    static let proposals = """
        CREATE TABLE proposals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            site INTEGER NOT NULL REFERENCES sites(key) ON DELETE CASCADE,
            createdAt INTEGER NOT NULL,
            bytes BLOB NOT NULL
        );
        CREATE INDEX proposalsBySite ON proposals (site, id);
        """
}
