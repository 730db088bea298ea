extension Schema {
    /// What each step was made on, and whether another one took its place after it was undone.
    static let stepTree = """
        ALTER TABLE steps ADD COLUMN parent INTEGER;
        ALTER TABLE steps ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
        UPDATE steps SET parent = (
            SELECT max(before.key) FROM steps AS before
            WHERE before.site = steps.site AND before.origin = steps.origin
                AND before.state <> 'spent' AND before.key < steps.key);
        """
}
