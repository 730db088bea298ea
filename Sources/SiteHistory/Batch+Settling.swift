extension Batch {
    /// Whether a batch of the log is this one; or, for a void, the one that it stands for: a drop that came too late.
    package func isSettled(by logged: Batch) -> Bool {
        let hash = logged.hash
        if case .void(_, hash) = body { return true }
        return self.hash == hash
    }
}
