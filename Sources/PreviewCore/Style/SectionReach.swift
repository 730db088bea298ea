/// How far beyond a section and the start tags of its ancestors its style looked.
///
/// Answers that were no count as well: another page may answer yes.
struct SectionReach: OptionSet {
    let rawValue: UInt8

    /// The start tags of what stands before it or before an ancestor: `+`, `~`.
    static let siblings = SectionReach(rawValue: 1 << 0)
    /// Its place among its siblings, or that of an ancestor: `:nth-child()`, `:only-of-type`.
    static let places = SectionReach(rawValue: 1 << 1)
    /// What is in other sections: `:has()` of an ancestor.
    static let contents = SectionReach(rawValue: 1 << 2)
}
